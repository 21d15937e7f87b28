"""A browser for the tests that use the product as people do."""

import contextlib
import os
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from waitress import create_server, wasyncore

from tests.makers import PASSWORD

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FINDINGS = """axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map(
    (one) => one.id + ": " + one.nodes.map((node) => node.html).slice(0, 3).join(" | ")))"""


@pytest.fixture
def address(app):
    """Where the server that we ship answers for the app."""
    sockets = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(lambda: _close(server, sockets))
    thread.join()


def _close(server, sockets):
    """Close the files that were not sent to the end, which closing the sockets does not."""
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    wasyncore.close_all(sockets)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium, address, session):
    """Open a page signed in as somebody; nothing may be wrong in its console."""
    wrong = []
    with contextlib.ExitStack() as opened:

        def enter(login, path, *, phone=False, script=True):
            session.commit()
            size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
            context = chromium.new_context(
                viewport=size,
                is_mobile=phone,
                has_touch=phone,
                locale="zh-CN",
                java_script_enabled=script,
            )
            opened.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
            page.on("console", lambda said: _note(wrong, page, said))
            page.goto(address)
            page.fill("[name=login]", login)
            page.fill("[name=password]", PASSWORD)
            page.click("button:has-text('登录')")
            page.goto(address + path)
            return page

        yield enter
    assert wrong == []


def _note(wrong, page, said):
    if said.type in ("error", "warning"):
        wrong.append(f"{page.url}: {said.text}")


def findings(page):
    """Return what axe finds wrong with the open page, and whether it scrolls sideways."""
    page.evaluate(AXE + "; 0")
    found = page.evaluate(FINDINGS)
    wide = page.evaluate("document.documentElement.scrollWidth")
    width = page.viewport_size["width"]
    return found if wide <= width else [*found, f"scrolls sideways: {wide} of {width} pixels"]
