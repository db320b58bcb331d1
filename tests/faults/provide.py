"""Get strace and faketime for the fault tests: `python -m tests.faults.provide`, by Debian's packages where allowed.

Without them the tests that need them are skipped and say so.
"""

import os
import shutil
import subprocess

PROGRAMS = ("strace", "faketime")


def main() -> None:
    """Install what is missing and say what is there."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
            print("+ apt-get", *command, flush=True)
            subprocess.run(["apt-get", *command], check=False, env=env)
    for name in PROGRAMS:
        print(f"{name}: {shutil.which(name) or 'not there'}")


if __name__ == "__main__":
    main()
