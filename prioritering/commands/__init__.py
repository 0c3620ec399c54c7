"""The command line: one module a command, each with `add_parser` and `answer`, which returns what is printed."""
