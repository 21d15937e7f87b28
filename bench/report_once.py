"""Make one report from frozen facts: `python -m bench.report_once FACTS FILE [KEPT | whole]`.

Prints how long it took, and what all processors together worked: in a program
that is loaded, as the one that makes reports for people is.
"""

import resource
import sys
import time
from pathlib import Path

from groupmgr.reports import making
from groupmgr.reports.facts import Facts
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.seal import thaw


def _made(facts: Facts, form: str, how: str) -> bytes:
    if form == ".pdf" and how == "whole":
        return to_pdf(making.html(facts).decode())
    if form == ".pdf":
        return making.pdf(facts, kept=Path(how))
    return making.FORMATS[form[1:]](facts, lambda *_: None)


def _worked() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Write the file."""
    stated, output, how = Path(sys.argv[1]), Path(sys.argv[2]), (*sys.argv[3:], "")[0]
    facts = thaw(stated.read_text(encoding="utf-8"))
    start, worked = time.perf_counter(), _worked()
    output.write_bytes(_made(facts, output.suffix, how))
    sys.stdout.write(f"{time.perf_counter() - start} {_worked() - worked}\n")


if __name__ == "__main__":
    main()
