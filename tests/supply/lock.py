"""Pin every dependency by version and hash: `tox -e lock` (it needs uv).

The list holds what `pip install kbtool[anki,postgresql]` takes, for every platform and Python from 3.11, without
the address of any registry, so that it can be installed from a mirror as well.
"""

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / ".ci" / "requirements.txt"
HEAD = """\
# Every dependency of kbtool with its extras, by version and hash; made by “tox -e lock”.
# Install it with: pip install --require-hashes -r .ci/requirements.txt && pip install --no-deps .
"""
_OPTIONS = (
    "--universal", "--python-version", "3.11", "--all-extras", "--generate-hashes",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
)  # fmt: skip


def main() -> None:
    """Write the list; versions that are pinned already stay unless pyproject.toml asks for others."""
    command = ["uv", "pip", "compile", "--quiet", *_OPTIONS, "pyproject.toml", "--output-file", str(LOCK)]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = LOCK.read_text(encoding="utf-8").removeprefix(HEAD)
    LOCK.write_text(HEAD + pins, encoding="utf-8")


def requirements() -> list[str]:
    """Return the requirements of the project and of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [*project["dependencies"], *(line for extra in extras for line in extra)]


if __name__ == "__main__":
    main()
