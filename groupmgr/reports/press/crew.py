"""Two hands that print parts side by side, and are sent home at the end, whatever happens."""

import logging
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.progress import Progress
from groupmgr.reports.press.sheet import Part

log = logging.getLogger(__name__)

HANDS = 2
LOST = "排版进程意外结束，多半是服务器内存不足。请稍后重新生成，仍不行请联系管理员"


@dataclass
class Hand:
    """The line to a hand, and the part it prints now."""

    line: Connection
    part: int = -1


@dataclass
class Crew:
    """Hands and their foreman, a process of its own; they get ready while others still write."""

    progress: Progress
    foreman: subprocess.Popen[bytes]
    hands: Sequence[Hand]
    done: int = 0
    total: int = 0

    def print(self, parts: Sequence[Part]) -> list[bytes]:
        """Print the parts, the longest first; return the sheets in the order of the parts."""
        waiting = sorted(range(len(parts)), key=lambda n: len(parts[n].html))
        printed: dict[int, bytes] = {}
        self.total += len(parts)
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
                log.exception("a hand was lost")
                raise RuleBroken(LOST) from None
            if message == "failed":
                raise RuntimeError(words)
            if message == "step":
                self.progress("排版", self.done, self.total)
            yield hand, message, words

    def leave(self) -> None:
        """Send all home at once."""
        for hand in self.hands:
            hand.line.close()
        self.foreman.terminate()
        self.foreman.wait()


@contextmanager
def crew(progress: Progress) -> Iterator[Crew]:
    """Give a crew that leaves at the end, and at once where the work is cancelled."""
    one = _hired(progress)
    try:
        yield one
    finally:
        one.leave()


def _give(hand: Hand, parts: Sequence[Part], waiting: list[int]) -> None:
    hand.part = waiting.pop() if waiting else -1
    if hand.part >= 0:
        hand.line.send(parts[hand.part])


def _hired(progress: Progress) -> Crew:
    ends = [Pipe() for _ in range(HANDS)]
    lines = [theirs.fileno() for _, theirs in ends]
    foreman = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "groupmgr.reports.press.hand", *map(str, lines)],
        pass_fds=lines,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # what stops this process stops the hands by their lines
    )
    for _, theirs in ends:
        theirs.close()
    return Crew(progress, foreman, [Hand(ours) for ours, _ in ends])
