"""HTML as PDF, with the product's own fonts and without a way to any other file."""

import gc
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from groupmgr.kernel.progress import Progress, silent
from groupmgr.paths import resource_dir
from groupmgr.reports import justify

Finisher = Callable[[Document, pydyf.PDF], object]

_ONE_AT_A_TIME = threading.Lock()


class Shelf(URLFetcher):
    """Hands out what the page carries in itself and what lies in `static/`, and nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "file"))
        self._shelf = _home()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith(("data:", self._shelf)) or ".." in url:
            raise ValueError("a report opens no file outside static/")
        return super().fetch(url, headers)


def to_pdf(html: str, progress: Progress = silent) -> bytes:
    """Print a page in this process; the same page always gives the same bytes.

    What may be long is printed by `press.book` instead.
    """
    with laid_out(html, progress) as document:
        return write(document)


@contextmanager
def laid_out(html: str, progress: Progress = silent) -> Iterator[Document]:
    """Lay a page out, with the product's own fonts."""
    with _ONE_AT_A_TIME, _told(progress), _few_collections():
        fonts, style = _press()
        page = HTML(string=html, base_url=_home(), url_fetcher=Shelf())
        yield page.render(stylesheets=[style], font_config=fonts)


def write(document: Document, finisher: Finisher | None = None, *, tagged: bool = True) -> bytes:
    """Write what was laid out as PDF, tagged for those who listen unless it has nothing to say."""
    variant = "pdf/ua-1" if tagged else None
    return bytes(document.write_pdf(finisher=finisher, pdf_variant=variant))


@contextmanager
def _told(progress: Progress) -> Iterator[None]:
    """Hear WeasyPrint's log of its steps as progress."""
    counting, level = _Counting(progress), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.addFilter(counting)
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeFilter(counting)
        PROGRESS_LOGGER.setLevel(level)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage seldom: a layout makes millions of objects that all stay until its end."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Counting(logging.Filter):
    """Turns the lines of the log into progress; none of them reaches the log itself."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._pages = 0

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if page := re.search(r"Page (\d+)", message):
            self._pages = max(self._pages, int(page[1]))
            self._progress("排版", int(page[1]), self._pages)
        elif message.startswith("Step 6"):
            self._progress("写入文件", self._pages, self._pages)
        return False


@cache
def _press() -> tuple[FontConfiguration, CSS]:
    """Set up once: the vendored fonts alone, whatever the machine has, and justified lines."""
    static = resource_dir("static")
    os.environ["FONTCONFIG_FILE"] = str(static / "fonts" / "fonts.conf")
    justify.install()
    fonts = FontConfiguration()
    return fonts, CSS(static / "css" / "fonts.css", font_config=fonts, url_fetcher=Shelf())


def _home() -> str:
    return resource_dir("static").as_uri() + "/"
