"""A mistake that a person can mend: it ends in one plain sentence, in a notebook as on the command line."""


class MendableError(ValueError):
    """What was given cannot be used; the message says what it was, what was expected and what to do.

    A notebook shows the message alone, without a traceback, and the command line ends with it.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]
