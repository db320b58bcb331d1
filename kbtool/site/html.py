"""Our own HTML: templates that escape everything, icons, addresses, and the boundary for Markdown's HTML."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import nh3
from markupsafe import Markup, escape
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from kbtool.errors import SettingsError, suggestion
from kbtool.site.texts import Texts

HERE = Path(__file__).parent
_BIDI_AND_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)

_EXTERNAL_IMAGE = re.compile(r'<img(?=[^>]*\ssrc="(?P<src>(?:https?:)?//[^"]*)")[^>]*>', re.IGNORECASE)
_CHECKBOX = '<input type="checkbox" disabled=""'
_ALT = re.compile(r'\salt="([^"]*)"')
_MERMAID = re.compile(r'(class="[^"]*)\bmermaid\b')

# What emoji and icons are drawn with.
_EMOJI = {"svg", "path", "g", "circle", "ellipse", "rect"}
_DRAWN = {"d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "fill", "transform"}
_PAINT = re.compile(r'\sfill="[^"]*[^"\w#][^"]*"')
# The theme finds its configuration and its switches by these; only the radio buttons of tabs may have such.
_THEME_ID = re.compile(r'\s(?:id|for|name)="\s*__(?!tabbed_\d+(?:_\d+)?")[^"]*"')

_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"button", "input", "label", "section"} | _EMOJI,
    attributes={
        **nh3.ALLOWED_ATTRIBUTES,
        "*": {"class", "id", "title", "lang", "dir", "role"},
        "input": {"checked", "disabled", "name"},
        "label": {"for"},
        "details": {"open"},
        "svg": {"viewBox", "xmlns"},
        **dict.fromkeys(_EMOJI - {"svg"}, _DRAWN),
    },
    tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)

# What Material's search keeps of a page; the rest only costs its slow parser time.
_SEARCHED = nh3.Cleaner(
    tags={"h1", "h2", "h3", "h4", "h5", "h6", "p", "code", "pre", "li", "ol", "ul", "sub", "sup"},
    attributes={f"h{level}": {"id"} for level in range(1, 7)},
    link_rel=None,
)


def render(template: str, **context: Any) -> Markup:  # noqa: ANN401 - templates take anything
    """Fill in one of our templates; every string is escaped unless it is Markup."""
    return Markup(_ENVIRONMENT.get_template(template).render(**context))  # noqa: S704 - autoescaped


def clean(html: str) -> Markup:
    """Return the HTML of somebody's Markdown without anything that runs or asks another host.

    Markdown lets raw HTML through and takes `javascript:` links; this is the boundary where they end. A picture
    from another host becomes a link to it. What goes as well: the class that makes Material load a script from
    another host, ids that the theme would take for its own, letters that hide or turn around what is written.
    """
    safe = plain(_CLEANER.clean(html))
    if '="__' in safe or '=" ' in safe:
        safe = _THEME_ID.sub("", safe)
    if "<svg" in safe:
        safe = _PAINT.sub("", safe)
    if "<img" in safe:
        safe = _EXTERNAL_IMAGE.sub(_as_link, safe)
    if "mermaid" in safe:
        safe = _MERMAID.sub(r"\1", safe)
    return Markup(safe)  # noqa: S704 - cleaned


def name_checkboxes(html: Markup, text: Texts) -> Markup:
    """Name the boxes of task lists for those who hear the page; Markdown gives them an empty label."""
    if _CHECKBOX not in html:
        return html
    named = (
        str(html)
        .replace(  # Markup would escape what is put in
            f'{_CHECKBOX} checked="">', f'{_CHECKBOX} checked="" aria-label="{text.done}">'
        )
        .replace(f"{_CHECKBOX}>", f'{_CHECKBOX} aria-label="{text.open}">')
    )
    return Markup(named)  # noqa: S704 - only our own words were added


def _as_link(image: re.Match[str]) -> str:
    alt = _ALT.search(image[0])
    if 'class="twemoji"' in image[0]:
        return alt[1] if alt else ""
    return f'<a href="{image["src"]}">{(alt and alt[1]) or image["src"]}</a>'


def searched(html: str) -> str:
    """Return the part of a page's HTML that the search indexes."""
    return _SEARCHED.clean(html)


def plain(text: str) -> str:
    """Return a text without characters that hide or turn around what is written."""
    return _BIDI_AND_INVISIBLE.sub("", text)


def escaped(value: object) -> object:
    """Return front matter with every text in it escaped once, keys included."""
    if isinstance(value, dict):
        return {escaped(key): escaped(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [escaped(item) for item in value]
    return str(escape(plain(value))) if isinstance(value, str) else value


@cache
def icon(name: str) -> Markup:
    """Return one of Material's icons as SVG.

    Raises SettingsError with close matches for an icon that does not exist.
    """
    path = _icon_folder() / f"{name}.svg"
    if ".." in name or not path.is_file():
        near = suggestion(Path(name).name, (item.stem for item in path.parent.glob("*.svg")))
        raise SettingsError(f"mkdocs.yml: there is no icon “{name}”.", hint=near or "Try material/help-circle.")
    return Markup(path.read_text(encoding="utf-8").strip())  # noqa: S704 - Material's own file


def _icon_folder() -> Path:
    import material  # noqa: PLC0415 - only for its place on disk

    return Path(material.__file__).parent / "templates" / ".icons"


class Links:
    """Addresses relative to one page, so that the site works below any folder of any host."""

    def __init__(self, files: Files, here: str) -> None:
        """Remember the page's own address, such as `de/printing/`."""
        self._files = files
        self._here = here

    def to(self, source: str) -> str:
        """Return the address of a file of docs/ or of a page the site makes; KeyError if there is none."""
        file = self._files.get_file_from_path(source)
        if file is None:
            raise KeyError(source)
        return get_relative_url(file.url, self._here)
