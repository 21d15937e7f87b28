"""Run all measurements, or those that are named: `./run bench pages`."""

import sys

from bench import crowd, pages, report, start

MEASURED = {
    "pages": pages.measure,
    "crowd": crowd.measure,
    "report": report.measure,
    "start": start.measure,
}

for name in sys.argv[1:] or MEASURED:
    MEASURED[name]()
