"""The Content-Security-Policy: a browser runs nothing on our pages but the scripts of the theme.

Scripts within a page are allowed by their hash. The hashes are those of a *reference*: a page of the theme without
anybody's words, made once for each depth of address, because the theme's first script names the way to the root.
A script that is on a page and not in the reference stops the build; hashing what happens to be on the pages
would let in whatever got there.
"""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator

from mkdocs.structure.files import File, Files

from kbtool.errors import RefusedError

_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_DATA = re.compile(r"[\w.+-]*/(?:[\w.-]+\+)?(?:json|template)", re.IGNORECASE)
# What a browser takes from its header alone.
_HEADER_ONLY = "frame-ancestors 'none'"
OTHER_HEADERS = (
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)  # fmt: skip


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
    """Return the policy that a page carries itself: everything from this site, nothing else, nothing unknown."""
    scripts, styles = (
        " ".join(["'self'", *sorted(found for kind, found in allowed if kind == wanted)])
        for wanted in ("script", "style")
    )
    return "; ".join([
        "default-src 'none'", f"script-src {scripts}", f"style-src {styles}", "img-src 'self' data:",
        "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "media-src 'self'", "worker-src 'self'",
        "base-uri 'none'", "form-action 'self'",
    ])  # fmt: skip


def files(text: str, *, is_internal: bool, make: "Make") -> Iterator[File]:
    """Yield the files by which web servers send the policy and what goes with it as headers."""
    headers = [("Content-Security-Policy", f"{text}; {_HEADER_ONLY}"), *OTHER_HEADERS]
    if is_internal:
        headers.append(("X-Robots-Tag", "noindex"))
    raise NotImplementedError
