"""`python -m guiju` is the same as the command `guiju`."""

from guiju.cli import main

main()
