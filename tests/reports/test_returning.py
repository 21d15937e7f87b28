"""A Word file comes back: words can be taken over, figures never."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import docx
import pytest
import sqlalchemy as sa
from docx.oxml.ns import qn
from sqlalchemy.orm import joinedload

from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Role
from groupmgr.reports import making
from groupmgr.reports.building import WORD
from groupmgr.reports.editing import placing
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.keeping import standing
from groupmgr.reports.editing.models import Manuscript
from groupmgr.reports.editing.outlining import entitle
from groupmgr.reports.editing.overlay import walk
from groupmgr.reports.editing.passages import Crossed, save
from groupmgr.reports.editing.showing import photo_key
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.outline import Bound, Cited, Photos, Text
from groupmgr.reports.returning import service, taking
from groupmgr.reports.returning.around import around, order
from groupmgr.reports.returning.comparing import Change, compare, is_of
from groupmgr.reports.returning.figures import bind
from groupmgr.reports.returning.models import ReturnedWord
from groupmgr.reports.returning.opening import opened
from groupmgr.reports.seal import freeze, sealed
from tests.reading import words
from tests.reports.samples import year_facts

FACTS = year_facts()
NAME = "报告.docx"
MEMBERS = "overview/members"
WHOLE = (
    joinedload(ReturnedWord.edition).joinedload(Edition.word),
    joinedload(ReturnedWord.file),
)


@pytest.fixture(scope="module")
def content():
    return making.docx(FACTS)


@pytest.fixture(scope="module")
def document():
    return making.document(FACTS)


@pytest.fixture
def file(content):
    return docx.Document(io.BytesIO(content))


def back(file):
    """Return what comes back after somebody saved the file."""
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def said(file, words):
    """Return the first paragraph with these words."""
    return next(p for p in file.paragraphs if words in p.text and p.style.name == "Body Text")


def rewrite(paragraph, old, new):
    """Type over words of a paragraph, as people do."""
    for text in paragraph._p.iter(qn("w:t")):
        if old in (text.text or ""):
            text.text = text.text.replace(old, new)
            return
    raise AssertionError(old)


def changes(document, file):
    return compare(document, opened(back(file), NAME).paragraphs)


def test_a_file_that_nobody_changed_has_no_changes(document, content):
    read = opened(content, NAME).paragraphs
    assert is_of(document, read)
    assert compare(document, read) == []


def test_changed_words_are_shown_and_figures_stay_bound(document, file):
    paragraph = said(file, "现有成员单位")
    rewrite(paragraph, "现有成员单位", "现在共有成员单位")
    (change,) = changes(document, file)
    assert (change.key, change.altered, change.typed) == (MEMBERS, (), False)
    assert "⟦G01⟧" in change.words
    assert "现在共有成员单位" in change.words
    assert [p.words for p in change.pieces if p.mark == "now"] == ["在共"]


def test_a_changed_digit_is_shown_and_not_taken(document, file):
    paragraph = said(file, "现有成员单位")
    rewrite(paragraph, "94家", "104家")
    rewrite(paragraph, "其中", "其中包括")
    (change,) = changes(document, file)
    assert [(one.was, one.now) for one in change.altered] == [("94家", "104家")]
    assert "成员单位⟦G01⟧" in change.words
    assert "104" not in change.words
    assert "其中包括" in change.words


def test_paragraphs_are_split_struck_out_and_added(document, file):
    split = said(file, "现有成员单位")._p
    line = docx.Document().add_paragraph("另有三家单位正在申请。")._p
    split.addnext(line)
    caption = docx.Document().add_paragraph("9月2日，授牌现场")._p
    caption.get_or_add_pPr().get_or_add_pStyle().val = "Caption"
    split.addnext(caption)
    gone = said(file, "全年审核计入活动")
    gone._p.getparent().remove(gone._p)
    first, second = changes(document, file)
    assert first.now.endswith("\n另有三家单位正在申请。")
    assert "授牌现场" not in first.now
    assert first.words.endswith("\n另有三家单位正在申请。")
    assert (second.now, second.words) == ("", "")


def test_a_line_that_a_program_broke_at_the_end_of_a_page_is_whole(document, file):
    torn = said(file, "现有成员单位")._p
    line = docx.Document().add_paragraph()._p
    runs = list(torn.iter(qn("w:r")))
    for run in runs[len(runs) // 2 :]:
        line.append(run)
    torn.addnext(line)
    assert changes(document, file) == []


def test_what_lost_its_places_is_found_by_its_words(document, file):
    for mark in list(file.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    rewrite(said(file, "现有成员单位"), "现有成员单位", "目前有成员单位")
    (change,) = changes(document, file)
    assert change.key == MEMBERS


def test_tracked_changes_are_read_as_accepted(document, file):
    text = next(t for t in said(file, "现有成员单位")._p.iter(qn("w:t")) if "现有" in t.text)
    run = text.getparent()
    gone = run.makeelement(qn("w:del"), {})
    run.addprevious(gone)
    copy = docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(run))
    copy.find(qn("w:t")).text = "经理事会确认，"
    gone.append(copy)
    assert changes(document, file) == []
    came = run.makeelement(qn("w:ins"), {})
    run.addprevious(came)
    came.append(copy)
    assert "经理事会确认，" in changes(document, file)[0].now


def heading(file, words):
    return next(p for p in file.paragraphs if p.text == words)


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ("一、主要工作", "主要工作"),
        ("二、主要工作", "主要工作"),
        ("主要工作", "主要工作"),
        ("二、开展的主要工作", None),
    ],
)
def test_a_heading_is_taken_over_without_its_number(document, file, now, title):
    rewrite(heading(file, "一、开展的主要工作"), "一、开展的主要工作", now)
    (change,) = changes(document, file)
    assert (change.kind, change.now, change.words) == ("heading", now, title)


def test_a_heading_that_was_struck_out_is_told(document, file):
    gone = heading(file, "一、开展的主要工作")._p
    gone.getparent().remove(gone)
    (change,) = changes(document, file)
    assert (change.kind, change.now, change.words) == ("heading", "", None)


def test_a_line_under_a_heading_belongs_to_the_paragraph_that_follows(document, file):
    line = docx.Document().add_paragraph("本章只列全年要事。")._p
    said(file, "现有成员单位")._p.addprevious(line)
    (change,) = changes(document, file)
    assert change.key == MEMBERS
    assert change.now.startswith("本章只列全年要事。\n")
    assert "⟦G01⟧" in change.words


def test_the_words_of_a_caption_are_compared(document, file):
    caption = next(p for p in file.paragraphs if p.text == "图1　成员单位构成")
    rewrite(caption, "成员单位构成", "成员单位都是谁")
    (change,) = changes(document, file)
    assert (change.kind, change.was, change.now) == ("caption", "成员单位构成", "成员单位都是谁")


def members(file):
    """Return the table of the members."""
    return next(t for t in file.tables if t.rows[0].cells[1].text == "单位名称")


def told(content, file):
    return {one.where: one.what for one in around(opened(content, NAME), opened(back(file), NAME))}


def test_what_cannot_be_taken_over_is_told(document, content, file):
    assert told(content, file) == {}
    rewrite(heading(file, "成员单位名单"), "成员单位名单", "单位名单")
    rewrite(members(file).rows[3].cells[3].paragraphs[0], "理事单位", "成员单位")
    gone = members(file).rows[5]._tr
    gone.getparent().remove(gone)
    picture = next(file.element.body.iter(qn("w:drawing")))
    picture.getparent().remove(picture)
    assert told(content, file) == {
        "抬头、落款和附件标题": ("“成员单位名单”改成了“单位名单”",),
        "成员单位名单": (
            "“3　临江机电职业技术学院”一行的“成员级别”：“理事单位”改成了“成员单位”",
            "删去“5　青川机电职业技术学院”一行",
        ),
        "图片": ("删去“成员单位构成。成员单位以企业为主，共48家。”",),
    }
    assert changes(document, file) == []


def test_what_was_moved_is_told_by_its_first_words(document, file):
    assert order(document, opened(back(file), NAME)) == []
    line, chapter = said(file, "现有成员单位"), heading(file, "一、开展的主要工作")
    chapter._p.addnext(line._p)
    (one,) = order(document, opened(back(file), NAME))
    assert one.what == ("“云岭省装备制造职业教育集团（以下简称集团…”移了位置，请在文稿里移动",)


RUNS = (Text("现有单位"), Bound("G01", "94家"), Text("，开展活动"), Cited("activities", "120项"))


@pytest.mark.parametrize(
    ("now", "kept", "altered"),
    [
        ("现有单位94家，开展活动120项", "现有单位⟦G01⟧，开展活动⟦记录｜⟧", []),
        ("共有94家单位，开展活动120项", "共有⟦G01⟧单位，开展活动⟦记录｜⟧", []),
        ("现有单位近百家，开展活动120项", "现有单位近⟦G01⟧，开展活动⟦记录｜⟧", ["百家"]),
        ("现有单位95家，开展活动121项", "现有单位⟦G01⟧，开展活动⟦记录｜⟧", ["95家", "121项"]),
        ("开展活动120项", "开展活动⟦记录｜⟧", []),
        ("", "", []),
        ("现有单位⟦Q01⟧94家，开展活动120项", "现有单位[Q01]⟦G01⟧，开展活动⟦记录｜⟧", []),
    ],
)
def test_figures_are_found_in_new_words(now, kept, altered):
    bound = bind(RUNS, now)
    assert [one.now for one in bound.altered] == altered
    assert bound.words.replace("⟦记录⟧", "⟦记录｜⟧") == kept


def test_new_digits_are_told(document, file):
    assert bind(RUNS, "现有单位94家，开展活动120项，获奖3项").typed
    rewrite(said(file, "现有成员单位"), "其中", "比2020年多，其中")
    (change,) = changes(document, file)
    assert change.typed


@pytest.fixture
def edition(app, session, make, content):
    """A draft with its Word file, and the manuscript of its year."""
    group = make.group()
    word = keep_made(session, Store.under(app.config["HOME"]), content, WORD)
    frozen = freeze(FACTS)
    make.add(Manuscript(group_id=group.id, year=2024, facts=frozen, facts_at=now()))
    return make.add(
        Edition(
            group_id=group.id,
            year=2024,
            number=1,
            as_of=dt.date(2024, 12, 31),
            state=EditionState.DRAFT,
            facts=frozen,
            seal=sealed(FACTS),
            word_id=word.id,
        )
    )


def whole(session):
    """Return the file that came back, loaded as its page loads it."""
    session.commit()
    session.expunge_all()
    return session.scalars(sa.select(ReturnedWord).options(*WHOLE)).one()


def test_a_change_is_taken_over_and_its_figure_follows_the_records(
    app, session, edition, file, sign_in
):
    rewrite(said(file, "现有成员单位"), "现有成员单位", "共有成员单位")
    rewrite(said(file, "共有成员单位"), "94家", "99家")
    rewrite(members(file).rows[3].cells[1].paragraphs[0], "临江", "龙江")
    group = session.get_one(Group, edition.group_id)
    client = sign_in(Role.STAFF, group=group)
    address = f"{client.home}/reports/{edition.id}/returned"
    answer = client.post(address, data={"file": (io.BytesIO(back(file)), NAME)})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "“94家”被改成了“99家”" in words(page)
    assert "改成了“龙江机电职业技术学院”" in words(page)
    returned = whole(session)
    manuscript = session.query(Manuscript).one()
    mark = service.opened(session, Store.under(app.config["HOME"]), returned).changes[0].mark
    client.post(f"{answer.location}/{mark}", data={"revision": "0"})
    written = standing(session, manuscript, MEMBERS).words
    assert "共有成员单位⟦G01⟧" in written
    assert "99" not in written
    document = draft_of(session, manuscript).document
    assert "共有成员单位94家" in "".join(r.text for r in document.sections[0].blocks[0].runs)
    assert "已带回" in words(client.get(answer.location).text)


def test_a_heading_is_taken_over_unless_somebody_renamed_it(app, session, make, edition, file):
    group = session.get_one(Group, edition.group_id)
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    store = Store.under(app.config["HOME"])
    rewrite(heading(file, "一、开展的主要工作"), "开展的主要工作", "这一年的工作")
    service.take_back(session, actor, store, edition, back(file), NAME)
    returned = whole(session)
    (change,) = service.opened(session, store, returned).changes
    service.take_over(session, actor, store, returned, change.mark, 0)
    manuscript = session.query(Manuscript).one()
    titles = [one.title for one in draft_of(session, manuscript).document.sections]
    assert "这一年的工作" in titles
    entitle(session, actor, manuscript, change.key, "别人的标题")
    with pytest.raises(RuleBroken, match="别人的标题"):
        service.take_over(session, actor, store, returned, change.mark, 0)


def test_a_caption_is_taken_over_and_its_chart_stays(app, session, make, edition, file):
    group = session.get_one(Group, edition.group_id)
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    store = Store.under(app.config["HOME"])
    rewrite(heading(file, "图1　成员单位构成"), "成员单位构成", "成员单位都是谁")
    service.take_back(session, actor, store, edition, back(file), NAME)
    returned = whole(session)
    (change,) = service.opened(session, store, returned).changes
    service.take_over(session, actor, store, returned, change.mark, 0)
    manuscript = session.query(Manuscript).one()
    blocks = draft_of(session, manuscript).document.sections[0].blocks
    chart = next(block for block in blocks if block.key == change.key)
    assert chart.caption == "成员单位都是谁"
    assert chart.table.rows[0] == ("企业", "48")
    placing.entitle(session, actor, manuscript, change.key, "别人的说明")
    with pytest.raises(RuleBroken, match="别人的说明"):
        service.take_over(session, actor, store, returned, change.mark, 0)


def test_the_caption_of_a_photo_is_taken_over(session, make):
    group, each = make.group(), FACTS.activities
    shown = tuple(replace(one, photo=f"{one.number:064x}"[::-1]) for one in each)
    facts = freeze(replace(FACTS, activities=shown))
    manuscript = make.add(Manuscript(group_id=group.id, year=2024, facts=facts, facts_at=now()))
    actor = make.actor(make.account(Role.STAFF, group=group), group)
    row, photo = next((row, photo) for row in rows(session, manuscript) for photo in row.photos)
    change = Change(photo_key(row, photo), "", photo.caption, "授牌", "授牌", kind="caption")
    taking.caption(session, actor, manuscript, change, "授牌")
    found = [one for row in rows(session, manuscript) for one in row.photos]
    assert [one.sha256 for one in found if one.caption == "授牌"] == [photo.sha256]


def rows(session, manuscript):
    """Return the rows of photos of a manuscript as it stands."""
    sections = walk(draft_of(session, manuscript).document.sections)
    return [block for one in sections for block in one.blocks if isinstance(block, Photos)]


def test_a_passage_that_somebody_wrote_since_is_not_overwritten(app, session, make, edition, file):
    group = session.get_one(Group, edition.group_id)
    actor, store = (
        make.actor(make.account(Role.STAFF, group=group), group),
        Store.under(app.config["HOME"]),
    )
    rewrite(said(file, "现有成员单位"), "现有成员单位", "共有成员单位")
    service.take_back(session, actor, store, edition, back(file), NAME)
    session.commit()
    returned = whole(session)
    (change,) = service.opened(session, store, returned).changes
    save(session, actor, session.query(Manuscript).one(), MEMBERS, "别人写的。", 0)
    with pytest.raises(Crossed):
        service.take_over(session, actor, store, returned, change.mark, 0)


def bomb():
    """A file that unpacks to far more than any report."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (60 * 1024**2))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"PK no zip", "a.docx", "不是Word 文档"),
        (b"%PDF-1.7", "a.pdf", "不是PDF|请选择"),
        (bomb(), "a.docx", "解开后太大"),
    ],
    ids=["broken", "pdf", "bomb"],
)
def test_what_is_no_report_is_refused_with_the_reason(content, name, told):
    with pytest.raises(RuleBroken, match=told):
        opened(content, name)


def test_another_document_is_refused_and_members_upload_nothing(
    app, session, make, edition, sign_in
):
    group = session.get_one(Group, edition.group_id)
    other = docx.Document()
    other.add_paragraph("这是另一份文件。")
    client = sign_in(Role.STAFF, group=group)
    address = f"{client.home}/reports/{edition.id}/returned"
    page = client.post(address, data={"file": (io.BytesIO(back(other)), NAME)})
    assert "不是这一稿的 Word" in page.text
    clerk = sign_in(Role.UNIT_CLERK, group=group)
    assert clerk.get(f"{clerk.home}/reports/{edition.id}/returned").status_code == 403
