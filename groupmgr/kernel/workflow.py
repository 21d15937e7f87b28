"""Which step leads from which state to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label

S = TypeVar("S", bound=Label)
T = TypeVar("T", bound=Label)


@dataclass(frozen=True, slots=True)
class Workflow(Generic[S, T]):
    """A table of allowed moves."""

    moves: Mapping[tuple[S, T], S]

    def after(self, state: S, step: T) -> S:
        """Return the state the step leads to, or refuse the step."""
        try:
            return self.moves[state, step]
        except KeyError:
            raise RuleBroken(f"当前状态“{state.label}”不能执行“{step.label}”") from None

    def steps(self, state: S) -> list[T]:
        """Return the steps that a state allows, in the order of the table."""
        return [step for (start, step) in self.moves if start == state]
