"""Get a Chromium for the browser tests where there is none.

`python -m tests.browser.provide_chromium` takes the one that KBTOOL_CHROMIUM names or that is on PATH, else
Playwright's own, else, where it may install, Debian's package. The tests themselves say what is wrong when all fail.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def present() -> str | None:
    """Return the Chromium that is there already, if any."""
    return os.environ.get("KBTOOL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _runs(*command: str) -> bool:
    print("+", *command, flush=True)
    return (
        subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode
        == 0
    )


def main() -> None:
    """Provide a Chromium and say which way."""
    if present():
        print(f"Chromium: {present()}")
        return
    if _runs(sys.executable, "-m", "playwright", "install", "chromium"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        _runs("apt-get", "update", "-qq")
        _runs("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")


if __name__ == "__main__":
    main()
