"""Where the things lie that the documentation describes."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "kbtool"
DOCS = REPOSITORY / "docs"
README = REPOSITORY / "README.md"
