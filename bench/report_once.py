"""Make one report from frozen facts: `python -m bench.report_once FACTS FILE [KEPT | whole]`."""

import sys
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


def main() -> None:
    """Write the file."""
    stated, output, how = Path(sys.argv[1]), Path(sys.argv[2]), (*sys.argv[3:], "")[0]
    output.write_bytes(_made(thaw(stated.read_text(encoding="utf-8")), output.suffix, how))


if __name__ == "__main__":
    main()
