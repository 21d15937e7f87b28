"""Everything that a page offers to somebody can be opened by them."""

from collections import Counter, deque
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
import pytest
import sqlalchemy as sa
from werkzeug.exceptions import HTTPException

from groupmgr.accounts import service as accounts
from groupmgr.accounts.models import Account
from groupmgr.demo.groups import PROVINCIAL
from groupmgr.extensions import db
from tests.reading import primaries

HOST = "http://localhost"
OFFERED = "//a/@href | //img/@src | //*[@hx-get]/@hx-get"
# So many pages of a kind are opened: a kind is an endpoint with the names in its query.
EACH = 1


@pytest.fixture
def site(world, product, monkeypatch):
    """The application on the demonstration, with what is turned off in other tests."""
    monkeypatch.setitem(product.config, "WTF_CSRF_ENABLED", True)
    monkeypatch.setitem(product.config, "HOME", world.home)
    with product.app_context():
        db.engines[None] = world.session.get_bind()
        world.session.commit()
        yield product
        db.session.remove()


def enter(site, login):
    client = site.test_client()
    account = db.session.scalar(sa.select(Account).where(Account.login == login))
    token = accounts.open_session(db.session(), account, "测试", "127.0.0.1")
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie["login"] = token
    return client


def offered(answer, address):
    """Return the addresses of this site that an answer leads to."""
    if answer.status_code in (301, 302, 303):
        found = [answer.location]
    elif answer.mimetype == "text/html" and answer.get_data().strip():
        found = lxml.html.fromstring(answer.get_data()).xpath(OFFERED)
    else:
        return []
    parts = [urlsplit(urljoin(HOST + address, one)) for one in found]
    return [one for one in parts if f"{one.scheme}://{one.netloc}" == HOST]


def shown(answer):
    """Return the text of a page, or nothing where it is none."""
    is_page = answer.status_code == 200 and answer.mimetype == "text/html"
    text = answer.get_data(as_text=True) if is_page else ""
    return text if "<main" in text else ""


def kind(site, link):
    """Return of which kind a page is, or nothing for one of another group."""
    try:
        endpoint, values = site.url_map.bind("localhost").match(link.path)
    except HTTPException:
        return link.path, ()
    if endpoint == "static" or values.get("group", PROVINCIAL) != PROVINCIAL:
        return None
    return endpoint, tuple(sorted({name for name, _ in parse_qsl(link.query)}))


def walk(site, client):
    """Follow links from the first page on; yield status, address, where it stood and text."""
    seen, queue, asked = Counter(), deque([(f"/g/{PROVINCIAL}/", "")]), set()
    while queue:
        address, page = queue.popleft()
        with client.get(address) as answer:
            yield answer.status_code, address, page, shown(answer)
            for link in offered(answer, address):
                new, group = (
                    link._replace(scheme="", netloc="", fragment="").geturl(),
                    kind(site, link),
                )
                if group is None or new in asked or seen[group] >= EACH:
                    continue
                asked.add(new)
                seen[group] += 1
                queue.append((new, address))


@pytest.mark.slow
@pytest.mark.parametrize("login", ["mishuchu", "lingdao", "xuexiao", "qiye", "zhuanjia", "zhuguan"])
def test_every_link_that_somebody_is_shown_opens(site, login):
    opened = list(walk(site, enter(site, login)))
    assert [one[:3] for one in opened if one[0] >= 400] == []
    assert len(opened) > 40
    crowded = {one[1]: primaries(one[3]) for one in opened if one[3]}
    assert {address: words for address, words in crowded.items() if len(words) > 1} == {}
