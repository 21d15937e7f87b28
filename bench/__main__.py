"""Run all measurements, or those that are named: `./run bench pages`."""

import sys

from bench import crowd, importing, indicators, likeness, pages, report, review, search, start

MEASURED = {
    "pages": pages.measure,
    "crowd": crowd.measure,
    "import": importing.measure,
    "indicators": indicators.measure,
    "likeness": likeness.measure,
    "report": report.measure,
    "review": review.measure,
    "search": search.measure,
    "start": start.measure,
}

for name in sys.argv[1:] or MEASURED:
    MEASURED[name]()
