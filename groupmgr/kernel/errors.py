"""What a business rule raises; the web layer and the command line alone turn these into answers."""


class RuleBroken(Exception):
    """The user asked for something the rules forbid; the message is for the user."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(RuleBroken):
    """The actor may not do this to this thing."""


class Conflict(RuleBroken):
    """Somebody else changed the record since the actor read it."""
