"""An edition in other forms says what its report says."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from groupmgr.activities.labels import Category, EvidenceKind
from groupmgr.activities.models import Evidence
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.jobs.worker import Worker
from groupmgr.paths import resource_dir
from groupmgr.policy import Role
from groupmgr.reports.compose import book
from groupmgr.reports.compose.document import compose
from groupmgr.reports.editing.edits import Edits, Placed, Written
from groupmgr.reports.exports.chapters import SECTIONS, chapters
from groupmgr.reports.exports.edition import SCHEMA, schema, told
from groupmgr.reports.exports.workbook import workbook
from groupmgr.reports.facts import Activity
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Table
from groupmgr.reports.seal import freeze, sealed
from tests.reports.makers import YearMaker
from tests.reports.samples import empty_facts, year_facts

END = dt.date(2024, 12, 31)
EDITS = Edits(
    passages=(Written(key="overview/who", words="集团概况，人工改写。"),),
    outline=(Placed(key="work/chains", hidden=True),),
)


def edition(group, facts, edits=None, **more):
    """A draft that states these facts."""
    return Edition(
        group_id=group.id,
        year=facts.year,
        number=1,
        as_of=END,
        state=EditionState.CONSULTED,
        facts=freeze(facts),
        edits=freeze(edits) if edits else None,
        seal=sealed(facts, edits or Edits()),
        **more,
    )


def published():
    return json.loads((resource_dir("static") / SCHEMA).read_text(encoding="utf-8"))


def test_the_published_schema_is_that_of_the_classes():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert published() == schema(), "python -m tools.schema"


@pytest.mark.parametrize("facts", [year_facts(), empty_facts()], ids=["lively", "empty"])
def test_every_edition_keeps_to_the_schema(make, facts):
    checked = jsonschema.Draft202012Validator(published())
    content = json.loads(told(edition(make.group(), facts, EDITS)))
    checked.validate(content)
    assert content["facts"]["year"] == facts.year
    assert content["edits"]["passages"][0]["words"] == "集团概况，人工改写。"
    content["document"]["sections"][0]["blocks"].append({"type": "paragraph", "runs": "x"})
    with pytest.raises(jsonschema.ValidationError):
        checked.validate(content)


def test_the_workbook_holds_the_rows_of_the_annexes(make):
    document = compose(year_facts())
    about = (("报告", "2024年度工作报告第1稿"),)
    content = workbook(document, about, END)
    assert workbook(document, about, END) == content
    front, *sheets = openpyxl.load_workbook(io.BytesIO(content))
    assert front["B1"].value == "2024年度工作报告第1稿"
    tables = [b for annex in document.annexes for b in annex.blocks if isinstance(b, Table)]
    assert len(sheets) == len(tables)
    for sheet, table in zip(sheets, tables, strict=True):
        head, *rows = sheet.iter_rows(values_only=True)
        assert list(head) == [column.head for column in table.columns]
        assert len(rows) == len(table.rows)
    values = {row[0]: row[3] for row in sheets[1].iter_rows(min_row=2, values_only=True)}
    assert values["G01"] == 94
    assert isinstance(values["G01"], int | float)


def test_every_category_is_filed_under_a_heading_of_the_report():
    headings = {item.section.key for item in numbered(compose(year_facts()).sections)}
    assert set(SECTIONS) <= headings
    filed = [name for names in SECTIONS.values() for name in names]
    assert len(filed) == len(set(filed))
    assert set(filed) <= {book.plain(one.label) for one in Category}
    facts = year_facts()
    folders = chapters(facts, compose(facts))
    assert len(folders) == len(facts.activities)
    assert next(iter(folders.values())).startswith("01 一、开展的主要工作（一）贯彻落实职教政策")


@pytest.fixture
def filed(app, session, make):
    """An edition that counts two trainings, each with a file of evidence."""
    year = YearMaker(session)
    group = year.group()
    own, other = year.unit(group), year.unit(group)
    store = Store.under(app.config["HOME"])
    for unit in (own, other):
        activity = year.activity(group, unit, people=10)
        content = keep_made(session, store, f"{unit.name}签到".encode(), "text/plain")
        proof = {"file_id": content.id, "name": "签到.txt", "kind": EvidenceKind.SIGN_IN_SHEET}
        make.add(Evidence(activity_id=activity.id, **proof))
    facts = replace(
        year_facts(),
        activities=tuple(
            Activity(
                number=number,
                title="培训",
                category="社会培训",
                starts_on="2024-05-06",
                ends_on="2024-05-08",
                units=(own.name,),
            )
            for number in (1, 2, 999)
        ),
    )
    return group, own, make.add(edition(group, facts)).id


def test_evidence_is_packed_by_chapters_for_those_who_may_see_it(app, filed, sign_in):
    group, _, key = filed
    client = sign_in(Role.STAFF, group=group)
    answer = client.post(f"{client.home}/reports/{key}/evidence")
    assert answer.status_code == 303
    Worker(db.engine, HANDLERS, Path(app.config["HOME"])).run_one()
    with client.get(f"{answer.location}/file") as file:
        content = file.data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        *files, index = archive.namelist()
        rows = list(openpyxl.load_workbook(archive.open(index)).active.iter_rows(values_only=True))
    assert len(files) == 2
    assert all("社会培训与服务/HD-2024-" in name for name in files)
    assert rows[0][0] == "章节"
    assert len(rows) == 3


def test_members_take_home_what_they_may_read(filed, sign_in):
    group, own, key = filed
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=own)
    address = f"{clerk.home}/reports/{key}"
    assert clerk.get(f"{address}/annexes.xlsx").data.startswith(b"PK")
    assert clerk.get(f"{address}/edition.json").json["title"] == "2024年度工作报告第1稿"
    assert "附件 Excel" in clerk.get(address).text
    db.session.get_one(Edition, key).state = EditionState.DRAFT
    for form in ("annexes.xlsx", "edition.json"):
        assert clerk.get(f"{address}/{form}").status_code == 404
    assert clerk.post(f"{address}/evidence").status_code == 404
