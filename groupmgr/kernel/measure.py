"""What a measure is: a quantity with the one way in which it may be added."""

from dataclasses import dataclass

from groupmgr.kernel.labels import Label


class Adds(Label):
    """How the values of a measure may be added (counting.md, measures and their semantics)."""

    PER_ACTIVITY = "per-activity", "每项活动一个值"
    PER_PARTY = "per-party", "各方各报各的"


@dataclass(frozen=True, slots=True)
class Semantics:
    """The unit a measure is counted in, how it adds, and whether it is whole."""

    unit: str
    adds: Adds
    whole: bool = True

    def require(self, adds: Adds) -> None:
        """Refuse to add the measure in any other way than its own."""
        if self.adds is not adds:
            raise ValueError(f"this measure adds as {self.adds.value}, not as {adds.value}")
