"""Whatever the records say and whatever breaks: a document, or one clear sentence."""

import dataclasses
import io
import os
import signal
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from PIL import Image

from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken
from groupmgr.reports.making import document
from groupmgr.reports.outline import Photo, Photos, Section
from groupmgr.reports.photos import shown
from groupmgr.reports.press.book import to_book
from groupmgr.reports.press.kept import Kept
from groupmgr.reports.press.parts import cut
from groupmgr.reports.press.sheet import Part
from groupmgr.reports.press.tables import ROOM
from groupmgr.reports.render import to_html
from tests.reports.samples import GROUP, empty_facts, year_facts

HOSTILE = (
    "{{ 7*7 }}{% include '/etc/passwd' %}<script>alert(1)</script></style></title>"
    "<img src='http://evil.example/a.png'><svg onload=x><image href='file:///etc/passwd'/></svg>"
    "<style>@import url(http://evil.example/b.css)</style> url(http://evil.example/c)&amp;"
)
# What is read as a number, a day or a code, and is never typed by anybody.
UNTYPED = {"value", "previous", "numerator", "denominator", "overlap", "outside", "code", "rank"}
UNTYPED |= {"as_of", "starts_on", "ends_on", "signed_on", "expires_on", "held_on", "due_on", "on"}
UNTYPED |= {"since", "joined_on", "kind", "category", "level", "section", "unit", "measure", "per"}
UNTYPED |= {"tie", "standing", "state", "breakdown", "by_unit", "confirmed", "evidenced", "until"}
UNTYPED |= {"kinds", "layout"}


def page(facts):
    return to_html(document(facts), "0" * 64)


def spoiled(one, words):
    """Put words behind every text of facts that somebody can type."""
    if dataclasses.is_dataclass(one):
        fields = {f.name: getattr(one, f.name) for f in dataclasses.fields(one)}
        typed = {n: spoiled(v, words) for n, v in fields.items() if n not in UNTYPED}
        return replace(one, **typed)
    if isinstance(one, tuple):
        return tuple(spoiled(item, words) for item in one)
    return one + words if isinstance(one, str) else one


def shape(text):
    """Return the elements of a page, what they refer to, and its styles."""
    root = html.document_fromstring(text)
    refers = [e.get("src", "")[:26] or e.get("href", "") for e in root.iter("img", "link", "image")]
    return [e.tag for e in root.iter() if isinstance(e.tag, str)], refers, root.findtext(".//style")


def words(pdf):
    with pypdfium2.PdfDocument(pdf) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


def below(process):
    """Return the processes that this one, and those below it, started and that still run."""
    try:
        started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [one for child in started for one in (*below(child), child)]


def test_no_text_of_users_becomes_a_template_an_element_or_an_address():
    facts = year_facts(activities=5)
    plain, hostile = page(spoiled(facts, "甲")), page(spoiled(facts, HOSTILE))
    assert shape(hostile) == shape(plain)
    assert hostile.count("{{ 7*7 }}{% include") > 100
    assert "evil.example" in html.document_fromstring(hostile).text_content()


@pytest.mark.slow
def test_hostile_text_is_printed_as_it_was_typed():
    (activity,) = year_facts(activities=1).activities
    facts = empty_facts()
    facts = replace(facts, activities=(replace(activity, title=f"讲座{HOSTILE}"),))
    printed = "".join(words(to_book(lambda: page(facts))))
    assert "".join(f"讲座{HOSTILE}".split()) in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    "facts",
    [
        empty_facts(),
        replace(
            year_facts(activities=0), members=year_facts().members[:3], figures=(), meetings=()
        ),
    ],
    ids=["empty year", "three units"],
)
def test_a_poor_year_is_a_report_all_the_same(facts):
    printed = words(to_book(lambda: page(facts)))
    assert len(printed) > 3
    assert f"{facts.group.name}{facts.year}年度工作报告" in "".join(printed)


@pytest.mark.slow
def test_very_long_names_stay_on_the_page():
    name = "云岭省高端数控装备与轨道交通装备产教融合发展服务中心" * 8
    facts = year_facts(activities=3)
    facts = replace(
        facts,
        group=replace(GROUP, name=name),
        members=(replace(facts.members[0], name=name), *facts.members[1:3]),
        activities=tuple(replace(a, title=name, units=(name, "甲" * 60)) for a in facts.activities),
    )
    pdf = to_book(lambda: page(facts))
    assert name in "".join(words(pdf))
    with pypdfium2.PdfDocument(pdf) as file:
        for sheet in file:
            text, width = sheet.get_textpage(), sheet.get_width()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert all(left >= 0 and right <= width for left, _, right, _ in boxes)


def picture(form="JPEG", size=(64, 48)):
    """Return a picture that no other one is like."""
    made = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(made, form)
    return made.getvalue()


def with_photos(count):
    """Return a report that shows so many photos, and their fingerprints."""
    report, names = document(empty_facts()), [f"{number:064x}" for number in range(count)]
    blocks = tuple(
        Photos(tuple(Photo(f"活动现场{name[-4:]}", name) for name in names[n : n + 2]), "photos")
        for n in range(0, count, 2)
    )
    return replace(report, sections=(*report.sections, Section("照片", blocks))), names


def huge():
    """Return a picture of a few bytes that would fill all memory."""
    return picture("PNG")[:16] + (60_000).to_bytes(4, "big") * 2 + picture("PNG")[24:]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"this was never a picture",
        picture()[:500],
        picture()[:400] + b"\xff" * 300,
        picture("PNG").replace(b"IDAT", b"IDAX"),
        picture("GIF")[:30],
        huge(),
        None,
    ],
    ids=["empty", "text", "cut", "spoiled", "png spoiled", "gif cut", "huge", "lost"],
)
def test_a_picture_that_cannot_be_read_is_left_out(tmp_path, broken):
    store, (report, (good, bad)) = Store.under(tmp_path), with_photos(2)
    for name, content in ((good, picture()), (bad, broken)):
        store.path(name).parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            store.path(name).write_bytes(content)
    photos = shown(store, report)
    assert set(photos) == {good}
    assert to_html(report, "0" * 64, photos=photos).count("data:image/jpeg") == 1


@pytest.mark.slow
def test_five_hundred_photos_are_printed():
    report, names = with_photos(500)
    pdf = to_book(lambda: to_html(report, "0" * 64, photos={name: picture() for name in names}))
    assert sum(page.count("活动现场") for page in words(pdf)) == 500


@pytest.mark.slow
def test_ten_thousand_activities_are_cut_into_parts_of_a_few_pages():
    parts = cut(page(year_facts(activities=10_000))).rest
    rows = sum(part.html.count("<tr") for part in parts)
    assert rows > 10_000
    assert max(part.html.count("<tr") for part in parts) < 10 * ROOM / 17
    assert max(len(part.html) for part in parts) < 2**18


def test_a_hand_that_dies_is_told_in_words_and_leaves_nobody_behind():
    before = below(os.getpid())

    def kill(step, done, total):
        hand = next(one for one in below(os.getpid()) if one not in before)
        os.kill(int(hand), signal.SIGKILL)

    with pytest.raises(RuleBroken, match="重新生成"):
        to_book(lambda: page(year_facts(activities=20)), kill)
    assert below(os.getpid()) == before


def test_a_cancelled_print_stops_at_once_and_leaves_nobody_behind():
    class Enough(Exception):
        pass

    before = below(os.getpid())

    def cancel(step, done, total):
        raise Enough

    with pytest.raises(Enough):
        to_book(lambda: page(year_facts(activities=20)), cancel)
    assert below(os.getpid()) == before


def test_parts_are_kept_as_long_as_there_is_room(tmp_path):
    kept = Kept(tmp_path, most=10)
    kept.put(Part("long ago"), b"1234")
    for file in tmp_path.iterdir():
        os.utime(file, (0, 0))
    kept.put(Part("before"), b"1234")
    kept.put(Part("now"), b"1234")
    kept.tidy()
    assert [kept.get(Part(name)) for name in ("long ago", "before", "now")] == [
        None,
        b"1234",
        b"1234",
    ]


def test_a_disk_without_room_for_parts_does_not_stop_the_report(tmp_path):
    blocked = tmp_path / "printed"
    blocked.write_text("not a folder")
    kept = Kept(blocked)
    kept.put(Part("一"), b"sheet")
    assert kept.get(Part("一")) is None


@pytest.mark.slow
def test_kept_parts_give_the_same_bytes_as_new_ones(tmp_path):
    long = page(year_facts(activities=40))
    cold = to_book(lambda: long, folder=tmp_path)
    steps = []
    assert to_book(lambda: long, lambda *step: steps.append(step), tmp_path) == cold
    assert [step[0] for step in steps] == ["写入文件"]
    assert to_book(lambda: long) == cold
