"""Holds a lock file for the process that started it: says "locked", and lets go when its standard input ends."""

import fcntl
import sys

with open(sys.argv[1], "a") as file:  # noqa: PTH123
    fcntl.flock(file, fcntl.LOCK_EX)
    print("locked", flush=True)
    sys.stdin.read()
