"""The Content-Security-Policy: a browser runs nothing on our pages but the scripts of the theme.

Scripts within a page are allowed by their hash. The hashes are those of a *reference*: a page of the theme
without anybody's words, made once for each depth of address, as the theme's first script names the way to the
root. A script that is on a page and not in the reference stops the build; hashing what happens to be on the
pages would let in whatever got there.
"""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from kbtool.errors import RefusedError

_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_DATA = re.compile(r"[\w.+-]*/(?:[\w.-]+\+)?(?:json|template)", re.IGNORECASE)
# What a browser takes from its header alone.
_HEADER_ONLY = "frame-ancestors 'none'"


def inline(html: str) -> Iterator[tuple[str, str]]:
    """Yield kind (`script` or `style`) and text of what stands within a page; data such as JSON never runs."""
    for found in _ELEMENT.finditer(html):
        kind, attributes, text = found[1].lower(), found[2], found[3]
        type_ = _TYPE.search(attributes)
        is_data = kind == "script" and type_ is not None and _DATA.fullmatch(type_[1])
        if text.strip() and not is_data:
            yield kind, text


def digest(text: str) -> str:
    """Return the source expression of a script or style.

    >>> digest("alert(1)")
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def known(references: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return kind and hash of everything that reference pages hold."""
    return frozenset((kind, digest(text)) for page in references for kind, text in inline(page))


def refuse_unknown(html: str, path: str, allowed: Collection[tuple[str, str]]) -> None:
    """Raise RefusedError where a page has a script or style of its own that is not in the reference."""
    for kind, text in inline(html):
        if (kind, digest(text)) not in allowed:
            folder = "extra_javascript" if kind == "script" else "extra_css"
            raise RefusedError(
                f"The page “{path}” has a {kind} within it that is not the theme's, so the site is not built.",
                hint=f"Move it to a file below docs/ and name that under “{folder}:” in mkdocs.yml.",
            )


def policy(allowed: Iterable[tuple[str, str]]) -> str:
    """Return the policy that a page carries itself: what runs or is loaded comes from this site."""
    scripts, styles = (
        " ".join(["'self'", *sorted(found for kind, found in allowed if kind == wanted)])
        for wanted in ("script", "style")
    )
    return "; ".join([
        "default-src 'none'", f"script-src {scripts}", f"style-src {styles}", "img-src 'self' data:",
        "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "media-src 'self'", "worker-src 'self'",
        "base-uri 'none'", "form-action 'self'",
    ])  # fmt: skip


def headers(text: str, *, is_internal: bool) -> dict[str, str]:
    """Return what a web server sends with every file of the site."""
    found = {
        "Content-Security-Policy": f"{text}; {_HEADER_ONLY}",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return found | ({"X-Robots-Tag": "noindex"} if is_internal else {})


def server_files(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the headers as the files that web servers and static hosts take, by name."""
    plain = "".join(f"  {name}: {value}\n" for name, value in sent.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent.items())
    caddy = "".join(f'\t{name} "{value}"\n' for name, value in sent.items())
    return {"_headers": f"/*\n{plain}", "headers.nginx.conf": nginx, "headers.caddy": f"header {{\n{caddy}}}\n"}
