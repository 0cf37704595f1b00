"""What is wrong with HTML."""


class HtmlError(ValueError):
    """HTML that has no nodes: what is wrong, how to mend it, and on which line if that is known by now."""

    def __init__(self, message: str, mend: str, line: int = 0) -> None:
        super().__init__(message)
        self.mend, self.line = mend, line
