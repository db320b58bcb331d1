"""Names of files that are harmless on every system and lead nowhere but down."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MAX_NAME = 100
MAX_PATH = 240

# What Windows keeps for devices, with whatever ending.
_DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    ]
)
_SIGN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\]')


def refusal(path: str) -> str:
    """Return why no file of a site may have this path relative to its folder, or nothing where it may.

    >>> refusal("de/printing/toner.md"), refusal("../x.md"), refusal("C:/x.md")
    ('', 'leads out of its folder', 'has the sign “:”, which not every system allows')
    """
    parts = path.split("/")
    if not path.strip("/") or parts[0] == "" or ".." in parts:
        return "leads out of its folder"
    sign = _SIGN.search(path)
    if sign is not None:
        shown = sign[0] if sign[0].isprintable() else f"U+{ord(sign[0]):04X}"
        return f"has the sign “{shown}”, which not every system allows"
    if len(path) > MAX_PATH or any(len(part) > MAX_NAME for part in parts):
        return f"is longer than {MAX_NAME} characters a name and {MAX_PATH} in all"
    return next((why for part in parts if (why := _name_refusal(part))), "")


def _name_refusal(name: str) -> str:
    if is_device(name):
        return f"has the name “{name}”, which Windows keeps for a device"
    return "has a name that ends with a dot or a space" if name.endswith((".", " ")) else ""


def is_device(name: str) -> bool:
    """Return whether Windows takes a file's name for a device.

    >>> is_device("nul.md"), is_device("Com1"), is_device("console")
    (True, True, False)
    """
    return name.partition(".")[0].strip().casefold() in _DEVICES


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that some system, or the site, takes for an earlier one, and that one.

    Systems may take upper and lower case or two ways of writing an accent for the same; the site gives `a.md`
    and `a/index.md` one address.
    """
    first: dict[str, str] = {}
    for path in paths:
        name = path.removesuffix("/index.md") if path.endswith("/index.md") else path.removesuffix(".md")
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        earlier = first.setdefault(key, path)
        if earlier != path:
            yield path, earlier
