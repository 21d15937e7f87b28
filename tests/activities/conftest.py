import contextlib
import os
import threading

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.activities.makers import Stage
from tests.makers import PASSWORD

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.fixture
def address(app):
    """Where a server of the app answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


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

        def enter(login, path, *, phone=False):
            session.commit()
            size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
            context = chromium.new_context(
                viewport=size, is_mobile=phone, has_touch=phone, locale="zh-CN"
            )
            opened.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
            page.goto(address)
            page.fill("[name=login]", login)
            page.fill("[name=password]", PASSWORD)
            page.click("button:has-text('登录')")
            page.goto(address + path)
            return page

        yield enter
    assert wrong == []
