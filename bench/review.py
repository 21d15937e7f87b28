"""A practised reviewer at the keyboard: presses, page loads and seconds for each waiting record."""

import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from playwright.sync_api import Page, sync_playwright
from sqlalchemy.orm import Session

from bench.population import populate
from bench.start import serving
from bench.table import Table
from groupmgr.accounts.models import Account, Assignment
from groupmgr.groups.reasons import starting
from groupmgr.policy import Role
from tests.browser import CHROMIUM, QUIET

RECORDS, RETURNED_EVERY = 200, 10
PASSWORD = "bench-horse-9"  # noqa: S105
APPROVE, SEND_BACK = ("a", "Enter"), ("r", "ArrowDown", "Control+Enter")


def measure() -> None:
    """Print what a record costs that is approved, and one that is returned with a reason."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'groupmgr.db'}"
        with serving({"GROUPMGR_HOME": folder, "GROUPMGR_DATABASE_URL": address}) as site:
            _fill(address)
            seconds, loads = _play(site)
    table = Table(f"审核 {RECORDS} 项待审核的活动，每 {RETURNED_EVERY} 项退回 1 项")
    table.heads("", "项", "按键", "页面", "中位数(秒)", "p95(秒)")
    for words, keys in (("通过", APPROVE), ("退回", SEND_BACK)):
        times = seconds[keys]
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        row = (len(times), len(keys), loads[keys] / len(times))
        table.row(words, *row, f"{middle:.2f}", f"{slow:.2f}")
    table.print()


def _fill(address: str) -> None:
    engine = sa.create_engine(address)
    with Session(engine) as session:
        populate(session, 50, RECORDS * 25)
        secret = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        role = Assignment(role=Role.STAFF, group_id=1)
        session.add(Account(login="bench", name="审核人", password_hash=secret, assignments=[role]))
        session.add_all(starting(1))
        session.commit()
    engine.dispose()


def _play(site: str) -> tuple[dict[tuple[str, ...], list[float]], dict[tuple[str, ...], int]]:
    """Decide on one record after another; return the seconds and page loads, by the keys."""
    seconds: dict[tuple[str, ...], list[float]] = defaultdict(list)
    loads: dict[tuple[str, ...], int] = defaultdict(int)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(locale="zh-CN")
        _sign_in(page, site)
        opened: list[str] = []
        page.on("load", lambda one: opened.append(one.url))
        for number in range(RECORDS):
            keys = APPROVE if (number + 1) % RETURNED_EVERY else SEND_BACK
            before, start = page.url, time.perf_counter()
            opened.clear()
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_url(lambda url, before=before: url != before)
            seconds[keys].append(time.perf_counter() - start)
            loads[keys] += len(opened)
        browser.close()
    return seconds, loads


def _sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in")
    page.fill("[name=login]", "bench")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    page.goto(f"{site}/g/bench/activities/review")
