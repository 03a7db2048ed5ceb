"""Starts one PostgreSQL program: in its folder, as its user, and ending with its parent.

Run as a script by a bare Python: `launcher.py PARENT UID GID FOLDER PROGRAM [ARGUMENT…]` (PARENT 0: outlive the parent;
UID -1: stay who we are). It changes into the folder *before* it gives root away, so the cluster may lie below a folder
that its user could never walk through, and nobody's permissions need to be touched.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Become the program."""
    parent, uid, gid = (int(text) for text in sys.argv[1:4])
    folder, *command = sys.argv[4:]
    os.umask(0o077)
    os.chdir(folder)
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if parent and sys.platform == "linux":
        # After setuid, which would clear it. SIGINT is PostgreSQL's fast shutdown.
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit("the parent is gone")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
