"""The one way to end a command because of something outside the program."""


class Stop(Exception):
    """The command cannot go on; `weir` prints the message as one line and exits with `code`."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(" ".join(message.split()))
        self.code = code
