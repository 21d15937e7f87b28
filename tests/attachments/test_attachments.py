import datetime as dt
import io

import pytest

from groupmgr.attachments.models import Attachment
from groupmgr.bases.labels import UsageKind
from groupmgr.bases.models import Plaque
from groupmgr.bases.usage import BaseUsage
from groupmgr.files.pictures import taken_on
from groupmgr.journal.service import history
from groupmgr.policy import Role
from tests.bases.makers import SINCE, make_base
from tests.files.makers import exif, picture
from tests.reading import words

DAY = dt.date(2024, 11, 14)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def owner(make, group):
    return make.unit(group)


@pytest.fixture
def base(make, session, owner, group):
    base = make_base(make, owner, group)
    make.add(Plaque(base_id=base.id, title="公共实训基地", giver="职教联盟", hung_on=DAY))
    facts = {"unit_id": owner.id, "kind": UsageKind.TEACHING, "people": 30, "hours": 4}
    make.add(BaseUsage(base_id=base.id, starts_on=DAY, ends_on=DAY, **facts))
    session.commit()
    return base


@pytest.fixture
def clerk(sign_in, group, owner):
    return sign_in(Role.UNIT_CLERK, group=group, unit=owner)


def sent(name="牌匾.jpg", content=None):
    return {"files": (io.BytesIO(content or picture(1, exif=exif(DAY))), name)}


def add(client, base, part, key=1, **file):
    page = f"{client.home}/bases/{base.id}/{part}/{key}/files/"
    told = client.post(page, data=sent(**file), content_type="multipart/form-data")
    return page, told


@pytest.mark.parametrize("part", ["plaques", "stages", "uses"])
def test_a_photo_belongs_to_a_part_and_readers_get_it_without_place_and_day(
    session, sign_in, group, make, base, clerk, part
):
    page, told = add(clerk, base, part)
    assert told.status_code == 303
    one = session.query(Attachment).one()
    assert "牌匾.jpg" in words(clerk.get(page).text)
    reader = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    with reader.get(f"{page}{one.id}") as got:
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert taken_on(got.data, "image/jpeg") is None
    for way in ("look", "thumbnail", "picture"):
        with reader.get(f"{page}{one.id}/{way}") as got:
            assert got.status_code == 200
    assert reader.post(page, data=sent()).status_code in (403, 404)
    assert history(session, base)[0].deed == "添加文件"
    clerk.post(f"{page}{one.id}/remove")
    assert session.query(Attachment).count() == 0


def test_what_is_no_file_of_ours_and_what_came_before_is_refused_with_the_reason(base, clerk):
    _, told = add(clerk, base, "plaques", name="程序.exe", content=b"MZ")
    assert "不收“程序.exe”这种文件" in words(told.text)
    add(clerk, base, "plaques")
    _, again = add(clerk, base, "plaques")
    assert "已经传过" in words(again.text)


def test_a_part_of_another_record_is_not_found(session, make, group, owner, base, clerk):
    other = make_base(make, owner, group)
    session.commit()
    assert clerk.get(f"{clerk.home}/bases/{other.id}/plaques/1/files/").status_code == 404


def test_a_state_with_a_document_keeps_its_day_until_the_document_is_removed(base, clerk):
    add(clerk, base, "stages", name="批文.txt", content="同意建设".encode())
    assert "批文.txt" in clerk.get(f"{clerk.home}/bases/{base.id}").text
    facts = {
        "stages-0-state": "operating",
        "stages-0-on": (SINCE + dt.timedelta(days=1)).isoformat(),
    }
    told = clerk.post(f"{clerk.home}/bases/{base.id}/life", data=facts)
    assert "请先移除文件" in words(told.text)


def test_the_list_of_uses_leads_to_what_proves_them(base, clerk):
    page, _ = add(clerk, base, "uses")
    listed = clerk.get(f"{clerk.home}/bases/{base.id}/usages/").text
    assert "1 份佐证" in words(listed)
    assert page in listed


@pytest.mark.browser
def test_a_photo_is_taken_on_a_phone_and_shown_small(
    browse, make, session, group, owner, base, tmp_path
):
    make.account(Role.UNIT_CLERK, unit=owner, login="clerk")
    session.commit()
    photo = tmp_path / "牌匾.jpg"
    photo.write_bytes(picture(1))
    page = browse("clerk", f"/g/{group.code}/bases/{base.id}/plaques/1/files/", phone=True)
    page.locator("[data-files]").first.set_input_files(photo)
    page.wait_for_selector(".gm-proof:has-text('牌匾.jpg')")
    page.wait_for_selector("[data-sending]", state="detached")
    assert page.locator(".gm-thumb img").count() == 1


def test_files_are_looked_at_by_opening_a_page_and_changed_by_a_button(app):
    """Also where only those who may change them may look at them."""
    pages = [rule for rule in app.url_map.iter_rules() if "_files." in rule.endpoint]
    assert pages
    for rule in pages:
        changes = rule.endpoint.rpartition(".")[2] in {"add", "remove"}
        assert changes == ("POST" in rule.methods), rule.endpoint
