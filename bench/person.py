"""Somebody at a browser without script: opens pages, fills forms in, sees what is wrong."""

import http.cookiejar
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import lxml.html


class Shown(Exception):
    """The page shows something wrong."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: where it is, and what it holds."""

    address: str
    tree: Any

    def has(self, form: str) -> bool:
        """Tell whether a form of this id is on the page."""
        return any(one.get("id") == form for one in self.tree.forms)

    def form(self, form: str | None) -> Any:
        """Return the form of an id, or the one with the most fields."""
        if form is None:
            return max(self.tree.forms, key=lambda one: len(one.fields))
        return next(one for one in self.tree.forms if one.get("id") == form)


class Person:
    """Keeps the cookies of one person, and how long each request took."""

    def __init__(self, site: str) -> None:
        self._site = site
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self.times: list[float] = []

    def sign_in(self, login: str, password: str) -> Page:
        """Enter."""
        return self.send(self.get("/sign-in"), None, {"login": login, "password": password})

    def get(self, path: str) -> Page:
        """Open a page."""
        return self._open(urllib.parse.urljoin(self._site, path), None)

    def send(self, page: Page, form: str | None, changed: Mapping[str, str]) -> Page:
        """Press the button of a form with some fields changed; raise `Shown` if it is refused."""
        found = page.form(form)
        fields = [(name, value) for name, value in found.form_values() if name not in changed]
        address = urllib.parse.urljoin(page.address, found.action or page.address)
        answer = self._open(address, urllib.parse.urlencode([*fields, *changed.items()]).encode())
        wrong = answer.tree.xpath("//*[@role='alert']")
        if wrong:
            raise Shown(" ".join(wrong[0].text_content().split())[:200])
        return answer

    def _open(self, address: str, data: bytes | None) -> Page:
        began = time.perf_counter()
        try:
            with self._opener.open(address, data, timeout=60) as answer:
                text, where = answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            raise Shown(f"{error.code} {address}") from error
        self.times.append(time.perf_counter() - began)
        return Page(where, lxml.html.fromstring(text))
