"""The report as HTML and as PDF."""

from groupmgr.kernel.progress import Progress, silent
from groupmgr.official.pages import draw
from groupmgr.reports import charts, scans
from groupmgr.reports.binding import refuse_unbound
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Chart, Document
from groupmgr.reports.photos import NO_PHOTOS, Shown, address


def to_html(
    document: Document, seal: str, progress: Progress = silent, photos: Shown = NO_PHOTOS
) -> str:
    """Draw the document as one page in itself; a figure that nothing proves is refused."""
    refuse_unbound(document)
    sections = tuple(numbered(document.sections))
    drawings = [block for item in sections for block in item.section.blocks]
    drawn = {}
    wanted = [block for block in drawings if isinstance(block, Chart)]
    for number, chart in enumerate(wanted, 1):
        progress("绘制图表", number, len(wanted))
        drawn[chart.key] = charts.address(chart)
    enclosed = [(annex.title, f"#annex-{n}") for n, annex in enumerate(document.annexes, 1)]
    return draw(
        "reports/document.html",
        document=document,
        sections=sections,
        enclosed=enclosed,
        drawn=drawn,
        scanned=scans.address,
        photos=photos,
        photo_address=address,
        seal=seal,
    )
