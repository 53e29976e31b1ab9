"""`python -m bot` is the command `reihum`."""

from bot.cli import main

if __name__ == "__main__":
    main()
