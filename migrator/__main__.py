"""`python -m migrator` is `kmigrate`."""

from migrator.cli import main

if __name__ == "__main__":
    main()
