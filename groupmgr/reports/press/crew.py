"""Two hands that print parts side by side, and are sent home at the end, whatever happens."""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.progress import Progress
from groupmgr.reports.press.sheet import Part

log = logging.getLogger(__name__)

HANDS = 2
LOST = "排版进程意外结束，多半是服务器内存不足。请稍后重新生成，仍不行请联系管理员"


@dataclass
class Hand:
    """A process with a line to it, and the part it prints now."""

    process: subprocess.Popen[bytes]
    line: Connection
    part: int = -1


@dataclass
class Crew:
    """Hands are taken on when there is something to print, and never more than parts."""

    progress: Progress
    hands: list[Hand] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def print(self, parts: Sequence[Part]) -> list[bytes]:
        """Print the parts, the longest first; return the sheets in the order of the parts."""
        waiting = sorted(range(len(parts)), key=lambda n: len(parts[n].html))
        printed: dict[int, bytes] = {}
        self.total += len(parts)
        while len(self.hands) < min(HANDS, len(parts)):
            self.hands.append(_hired())
        for hand in self.hands:
            _give(hand, parts, waiting)
        while len(printed) < len(parts):
            for hand, message, words in self._heard():
                if message == "printed":
                    printed[hand.part] = words
                    self.done += 1
                    _give(hand, parts, waiting)
        return [printed[n] for n in range(len(parts))]

    def _heard(self) -> Iterator[tuple[Hand, str, bytes]]:
        by_line = {hand.line: hand for hand in self.hands}
        for line in wait(list(by_line)):
            hand = by_line[line]  # type: ignore[index]
            try:
                message, words = hand.line.recv()
            except (EOFError, OSError):
                log.exception("a hand ended with %s", hand.process.wait())
                raise RuleBroken(LOST) from None
            if message == "failed":
                raise RuntimeError(words)
            if message == "step":
                self.progress("排版", self.done, self.total)
            yield hand, message, words

    def leave(self) -> None:
        """Send all hands home at once."""
        for hand in self.hands:
            hand.line.close()
            hand.process.kill()
            hand.process.wait()


@contextmanager
def crew(progress: Progress) -> Iterator[Crew]:
    """Give a crew that leaves at the end, and at once where the work is cancelled."""
    one = Crew(progress)
    try:
        yield one
    finally:
        one.leave()


def _give(hand: Hand, parts: Sequence[Part], waiting: list[int]) -> None:
    hand.part = waiting.pop() if waiting else -1
    if hand.part >= 0:
        hand.line.send(parts[hand.part])


def _hired() -> Hand:
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "groupmgr.reports.press.hand", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # what stops this process stops the hands by their line
        )
    return Hand(process, ours)
