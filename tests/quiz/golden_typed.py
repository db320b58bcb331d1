"""Write what typed answers are compared as, for the script of the quiz pages: `python -m tests.quiz.golden_typed`."""

import json
from pathlib import Path
from random import Random

from kbtool.quiz.judging import stored

PATH = Path(__file__).parent / "golden" / "typed.json"
WRITTEN = (
    "", " ", "...", "''", "ipconfig /flushdns", "  IPCONFIG   /flushdns. ", "“C:\\Temp\\”", "„Net Stop Spooler“.",
    "\\\\srv01\\Daten\\", "https://portal.example.com/", "`net stop spooler`;", "gpupdate –force", "４４３", "ÖFFNEN",
    "straße ß ẞ", "ﬁle", "İstanbul", "ΑΣ ΟΔΟΣ", "J\u030c", "e\u0301", "a\u00a0b\u2009c\u3000d", "\ufeffx\ufeff", "x\x1cy\x85z",
    "\"'x'\"", "'\"x\".'", "\"x'", "‚a’ ‘b’", "🖨️ an", "ئ عربى", "port 443", "x" * 300, "y " * 70, "z" * 119 + ".b", "\u2011\u2010",
    "Strg + Umschalt + Esc", "smb:// + ", "+ +", "Windows +L", "notepad++ /a",
)  # fmt: skip
LETTERS = "aAzZäÖßẞİıΣς019 \t\n\u00a0\u2028\u3000.;/\\\"'`„“”‘’‚‐‑–—:-_,$%+ﬁｅ\u030c\u0301🖨️"


def vectors() -> list[list[str]]:
    """Return pairs of what is typed and what it is compared as: written ones, and random ones of odd letters."""
    rng = Random(6)  # noqa: S311 - repeatable on purpose
    mixed = ["".join(rng.choices(LETTERS, k=rng.randint(1, 24))) for _ in range(400)]
    return [[text, stored(text)] for text in (*WRITTEN, *mixed)]


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(vector) for vector in vectors())
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
