"""The command line's way into a running server: loopback, and a key in a file that only the same user can read."""
