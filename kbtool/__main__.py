"""Let `python -m kbtool` do what `kbtool` does."""

from kbtool.cli.main import main

if __name__ == "__main__":
    main()
