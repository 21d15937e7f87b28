import datetime as dt
import io

import pytest
from lxml import html

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding, drafting
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role
from tests.activities.makers import DAY, SUMMARY, party
from tests.reading import primaries

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


@pytest.fixture
def clerk(stage, sign_in):
    """A clerk of a unit of the stage's group, signed in."""
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit())
    client.home += "/activities"
    return client


@pytest.fixture
def office(stage, sign_in):
    client = sign_in(Role.STAFF, group=stage.group)
    client.home += "/activities"
    return client


def typed(activity, **changes):
    """What a browser posts from the form of a record."""
    body = {
        "revision": activity.revision,
        "title": activity.title,
        "category": activity.category.value,
        "starts_on": activity.starts_on.isoformat(),
        "ends_on": activity.ends_on.isoformat(),
        "owner_role": "host",
        "summary": activity.summary,
        "groups": [one.group_id for one in activity.credits],
        "audiences": [one.audience.value for one in activity.audiences],
        "deed": "later",
    }
    if activity.training:
        body |= {
            "training-programme": activity.training.programme,
            "training-mode": activity.training.mode.value,
            "training-fit": activity.training.fit.value,
        }
    return body | changes


def test_a_clerk_begins_a_draft_with_four_answers(clerk, session):
    assert "填报活动" in clerk.get(f"{clerk.home}/new").text
    (unit_id,) = clerk.actor.unit_ids
    body = {
        "owner_unit_id": unit_id,
        "title": "访企拓岗",
        "category": "visit",
        "starts_on": "2024-11-10",
        "ends_on": "2024年11月14日",
    }
    answer = clerk.post(f"{clerk.home}/new", data=body)
    activity = session.query(Activity).one()
    assert answer.location.endswith(f"/activities/{activity.id}/edit")
    assert (activity.state, activity.ends_on) == (ActivityState.DRAFT, DAY)


def test_what_was_typed_wrongly_stays_with_the_reason_beside_it(clerk, session):
    body = {"title": "访企拓岗", "category": "", "starts_on": "昨天", "ends_on": "2024-11-14"}
    page = clerk.post(f"{clerk.home}/new", data=body).text
    assert 'value="访企拓岗"' in page
    assert "请选择活动类别" in page
    assert "请填日期" in page
    assert session.query(Activity).count() == 0


def test_the_whole_form_is_kept(clerk, stage, session):
    activity, partner = stage.draft(clerk.actor), stage.unit()
    body = typed(
        activity,
        summary=SUMMARY,
        place="实训楼",
        audiences=["teachers"],
        **{
            "parties-0-unit_id": partner.id,
            "parties-0-role": "co-organiser",
            "parties-0-contact": "韩卫东",
            "parties-1-unit_id": "",
            "parties-1-role": "participant",
            "figures-person-times": "１，３２０",
            f"figures-funds@{partner.id}": "6",
            "media-0-outlet": "云岭日报",
            "media-0-title": "校企携手",
            "media-0-level": "provincial",
            "media-0-on": "2024-11-20",
        },
    )
    answer = clerk.post(f"{clerk.home}/{activity.id}/edit", data=body)
    assert answer.status_code == 303, answer.text
    activity = stage.again(activity)
    assert [one.unit_id for one in activity.parties][1:] == [partner.id]
    assert activity.parties[1].contact == "韩卫东"
    assert {one.measure: one.value for one in activity.figures} == {
        Measure.PERSON_TIMES: 1320,
        Measure.FUNDS: 60000,
    }
    assert activity.media[0].outlet == "云岭日报"
    page = clerk.get(f"{clerk.home}/{activity.id}/edit").text
    assert 'value="6.00"' in page
    assert 'value="1320"' in page


def test_wrong_figures_are_said_at_their_field(clerk, stage):
    activity = stage.draft(clerk.actor)
    body = typed(activity, **{"figures-person-times": "320.5"})
    page = clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).text
    assert "请填整数，如 320" in page
    assert 'value="320.5"' in page


def test_handing_in_tells_all_that_is_missing_and_keeps_the_draft(clerk, stage):
    activity = stage.draft(clerk.actor, category=Category.VISIT)
    body = typed(activity, place="实训楼", deed="submit")
    page = clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).text
    for words in ("至少要有 2 个单位", "还差 50 个", "至少上传一份佐证"):
        assert words in page
    activity = stage.again(activity)
    assert (activity.place, activity.state) == ("实训楼", ActivityState.DRAFT)


def test_a_complete_draft_is_handed_in(clerk, stage):
    activity = stage.ready(clerk.actor)
    answer = clerk.post(f"{clerk.home}/{activity.id}/edit", data=typed(activity, deed="submit"))
    assert answer.location.endswith(f"/activities/{activity.id}")
    assert stage.again(activity).state is ActivityState.SUBMITTED


def test_a_draft_keeps_itself_while_it_is_typed(clerk, stage):
    activity = stage.draft(clerk.actor)
    body = typed(activity, title="师资研修班（第二期）")
    answer = clerk.post(f"{clerk.home}/{activity.id}/autosave", data=body)
    assert "已自动保存草稿" in answer.text
    activity = stage.again(activity)
    assert activity.title == "师资研修班（第二期）"
    assert f'value="{activity.revision}"' in answer.text
    assert 'data-lacks="training-programme' in answer.text
    wrong = typed(activity, title="")
    assert "1 处要改" in clerk.post(f"{clerk.home}/{activity.id}/autosave", data=wrong).text
    assert stage.again(activity).title == "师资研修班（第二期）"


def test_what_was_handed_in_does_not_save_itself(clerk, stage):
    activity = stage.submitted(clerk.actor)
    answer = clerk.post(f"{clerk.home}/{activity.id}/autosave", data=typed(activity, title="改"))
    assert answer.status_code == 409
    assert stage.again(activity).title != "改"


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(clerk, stage, session):
    activity, partner = stage.draft(clerk.actor), stage.unit()
    body = typed(
        activity,
        title="我的名称",
        **{
            "figures-person-times": "320",
            "parties-0-unit_id": partner.id,
            "parties-0-role": "host",
        },
    )
    drafting.save(session, clerk.actor, activity, {"title": "他的名称"})
    address = f"{clerk.home}/{activity.id}/edit"
    page = clerk.post(address, data=body).text
    assert "刚被别人改过" in page
    for words in ("他的名称", "我的名称", "320 人次", partner.name):
        assert words in page
    assert stage.again(activity).title == "他的名称"
    again = body | {"revision": stage.again(activity).revision}
    assert clerk.post(address, data=again).status_code == 303
    assert stage.again(activity).title == "我的名称"


def test_figures_follow_the_chosen_category_and_parties(clerk, stage):
    activity, partner = stage.draft(clerk.actor), stage.unit()
    body = typed(activity, category="signing", **{"parties-0-unit_id": partner.id})
    part = clerk.post(f"{clerk.home}/{activity.id}/figures", data=body).text
    assert "设备价值" in part
    assert "figures-person-times" not in part
    assert f"figures-equipment-value@{partner.id}" in part


def test_a_likeness_is_shown_while_the_title_is_typed(clerk, stage):
    first = stage.submitted(clerk.actor, title="数控与机器人师资研修班")
    asked = {
        "title": "数控机器人师资研修班",
        "starts_on": "2024-11-16",
        "ends_on": "2024-11-17",
        "owner_unit_id": first.owner_unit_id,
    }
    address = f"{clerk.home}/alike"
    assert first.title in clerk.get(address, query_string=asked).text
    assert first.title not in clerk.get(address, query_string=asked | {"title": "签约"}).text
    assert clerk.get(address).status_code == 200


def test_files_are_kept_or_refused_one_by_one_with_the_reason(clerk, stage):
    activity = stage.draft(clerk.actor)
    files = [
        (io.BytesIO(PNG), "开班合影.png"),
        (io.BytesIO(b"MZ not a picture"), "车间实操.jpg"),
        (io.BytesIO("第一天签到".encode()), "签到表.txt"),
        (io.BytesIO(PNG), "又一次.png"),
    ]
    answer = clerk.post(
        f"{clerk.home}/{activity.id}/evidence/",
        data={"files": files},
        headers={"HX-Request": "true"},
    )
    assert "“车间实操.jpg”的内容不是JPG 图片" in answer.text
    assert "“又一次.png”已经传过" in answer.text
    kept = {one.name: one.kind.label for one in stage.again(activity).evidence}
    assert kept == {"开班合影.png": "照片", "签到表.txt": "签到表"}


def test_without_script_files_and_a_link_come_with_the_form(clerk, stage):
    activity = stage.draft(clerk.actor)
    body = typed(activity, place="实训楼", link="https://news.example.cn/1", deed="more")
    body["files"] = [(io.BytesIO(PNG), "合影.png"), (io.BytesIO(b""), "空.png")]
    page = clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).text
    assert "“空.png”是空文件" in page
    activity = stage.again(activity)
    assert activity.place == "实训楼"
    assert [one.name for one in activity.evidence] == ["合影.png", "https://news.example.cn/1"]
    proof = activity.evidence[0]
    body = typed(
        activity,
        **{
            "evidence-0-id": proof.id,
            "evidence-0-kind": "sign-in-sheet",
            "evidence-0-measure": "person-times",
            "evidence-0-dated": "2024-11-13",
        },
    )
    assert clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).status_code == 303
    proof = stage.again(activity).evidence[0]
    assert (proof.kind.label, proof.measure.label, proof.dated.day) == ("签到表", "人次", 13)


def test_evidence_is_downloaded_by_those_who_see_the_record_alone(clerk, stage, sign_in, office):
    activity = stage.draft(clerk.actor)
    files = {"files": [(io.BytesIO(PNG), "合影.png")]}
    clerk.post(f"{clerk.home}/{activity.id}/evidence/", data=files)
    proof = stage.again(activity).evidence[0]
    address = f"{clerk.home}/{activity.id}/evidence/{proof.id}"
    with clerk.get(address) as answer:
        assert answer.data == PNG
        assert answer.headers["Content-Disposition"].startswith("attachment")
    other = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit())
    assert other.get(address).status_code == office.get(address).status_code == 404


def test_what_was_handed_in_keeps_a_piece_of_evidence(clerk, stage):
    activity = stage.submitted(clerk.actor)
    proof = activity.evidence[0]
    address = f"{clerk.home}/{activity.id}/evidence/{proof.id}/remove"
    assert "至少要有一份佐证" in clerk.post(address).text
    stage.prove(activity, url="https://example.com/2")
    assert clerk.post(address).status_code == 303
    assert len(stage.again(activity).evidence) == 1


def test_a_unit_never_meets_the_draft_of_another(clerk, stage, office):
    activity = stage.draft(stage.clerk(), title="别家的草稿")
    for client in (clerk, office):
        home, key = client.home, activity.id
        assert "别家的草稿" not in client.get(f"{home}/").text
        assert "别家的草稿".encode() not in client.get(f"{home}/?as=xlsx").data
        for page in ("", "/edit", "/review", "/void"):
            assert client.get(f"{home}/{key}{page}").status_code in (403, 404)
        for deed in ("/edit", "/autosave", "/figures", "/withdraw", "/discard", "/evidence/"):
            assert client.post(f"{home}/{key}{deed}").status_code == 404


def test_the_list_is_narrowed_by_all_its_conditions(office, stage):
    partner = stage.unit(name="恒砺数控技术有限公司", pinyin="hengli", initials="hlsk")
    clerk = stage.clerk()
    one = stage.submitted(
        clerk,
        title="师资研修",
        parties=[party(partner)],
        figures={(Measure.PERSON_TIMES, None): 320},
    )
    stage.submitted(
        clerk, title="机床论坛", category=Category.FORUM, ends_on=today(), starts_on=DAY
    )
    deciding.decide(stage.session, stage.office, one, Decision.APPROVED, version=1)

    def listed(query):
        page = office.get(f"{office.home}/?{query}").text
        return [title for title in ("师资研修", "机床论坛") if f">{title}<" in page]

    assert listed("") == ["师资研修", "机床论坛"]
    for query in (
        "q=师资",
        "q=szyx",
        "q=hlsk",
        "q=恒砺",
        f"q={one.number}",
        "year=2024",
        "category=training",
        f"unit={partner.id}",
        "standing=approved",
        "reading=approved",
    ):
        assert listed(query) == ["师资研修"], query
    assert listed("reading=confirmed") == []
    assert listed("view=waiting") == ["机床论坛"]
    assert listed("view=drafts") == []
    (unit_id,) = clerk.unit_ids
    page = office.get(f"{office.home}/?unit={unit_id}").text
    assert "共 2 项 · 320 人次（未报 1 项）" in page
    assert "0/1 待确认" in page


def test_a_row_on_the_phone_is_the_title_the_date_and_the_state(office, stage):
    stage.submitted()
    (row,) = html.fromstring(office.get(f"{office.home}/").text).xpath("//tbody/tr")
    shown = row.xpath("td[not(contains(@class, 'gm-desk'))]")
    assert [cell.get("data-l") for cell in shown] == [None, "结束日期", None]
    assert "待审核" in shown[2].text_content()


def test_the_list_asks_the_same_number_of_questions_for_1_row_and_for_20(office, stage, statements):
    clerk, partner = stage.clerk(), stage.unit()
    stage.submitted(clerk, parties=[party(partner)])
    with statements() as one:
        office.get(f"{office.home}/")
    for _ in range(19):
        stage.submitted(clerk, parties=[party(partner)])
    with statements() as twenty:
        office.get(f"{office.home}/")
    assert len(twenty) == len(one) < 20


def test_the_review_opens_the_oldest_and_goes_on_by_itself(office, stage, session):
    clerk = stage.clerk()
    first, second = stage.submitted(clerk, title="第一项"), stage.submitted(clerk, title="第二项")
    second.submitted_on = today() - dt.timedelta(days=3)
    session.commit()
    assert office.get(f"{office.home}/review").location.endswith(f"/{second.id}/review")
    page = office.get(f"{office.home}/{second.id}/review").text
    assert "第 1/2 项" in page
    decision = {"version": 1, "decision": "approved"}
    answer = office.post(f"{office.home}/{second.id}/review", data=decision)
    assert answer.location.endswith(f"/{first.id}/review")
    returned = {"version": 1, "decision": "returned"}
    page = office.post(f"{office.home}/{first.id}/review", data=returned).text
    assert "请至少加一条批注" in page
    answer = office.post(
        f"{office.home}/{first.id}/review", data=returned | {"pins-0-words": "请补签到表"}
    )
    assert answer.location.endswith("/review")
    assert "都审核完了" in office.get(answer.location).text


def test_the_reviewer_sees_the_difference_to_what_was_decided_before(office, stage, session):
    clerk = stage.clerk()
    times = (Measure.PERSON_TIMES, None)
    activity = stage.submitted(clerk, figures={times: 302})
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    drafting.save(session, clerk, activity, {"figures": {times: 320}})
    page = office.get(f"{office.home}/{activity.id}/review").text
    assert "第 1 版比较，1 处不同" in page
    assert '<del class="gm-was">302 人次</del> <ins class="gm-now">320 人次</ins>' in page
    old = {"version": 1, "decision": "approved"}
    assert "刚被改为第 2 版" in office.post(f"{office.home}/{activity.id}/review", data=old).text


def test_the_unit_sees_why_it_was_returned_and_hands_it_in_again(clerk, office, stage, session):
    activity = stage.submitted(clerk.actor)
    facts = {"version": 1, "reason": "第 4 页模糊，请重拍"}
    deciding.decide(session, stage.office, activity, Decision.RETURNED, **facts)
    for page in ("", "/edit"):
        assert "第 4 页模糊" in clerk.get(f"{clerk.home}/{activity.id}{page}").text
    assert activity.title in clerk.get(f"{clerk.home}/?view=returned").text
    answer = clerk.post(f"{clerk.home}/{activity.id}/edit", data=typed(activity, deed="submit"))
    assert answer.status_code == 303
    assert stage.again(activity).credits[0].decision is Decision.WAITING


def test_a_partner_with_an_account_confirms_on_the_page(clerk, stage):
    host = stage.clerk()
    (unit_id,) = clerk.actor.unit_ids
    partner = stage.session.get(type(stage.unit()), unit_id)
    activity = stage.submitted(host, parties=[party(partner)])
    page = clerk.get(f"{clerk.home}/{activity.id}").text
    assert "核对并答复" in page
    home = clerk.home.removesuffix("/activities")
    address = f"{home}/confirmations/{activity.parties[1].id}"
    typed = {"version": 1, "said": "confirmed", "name": "沈知远"}
    assert clerk.post(address, data=typed).status_code == 303
    assert "核对并答复" not in clerk.get(f"{clerk.home}/{activity.id}").text


def test_withdraw_void_and_discard_have_their_buttons(clerk, stage):
    activity = stage.submitted(clerk.actor)
    assert clerk.post(f"{clerk.home}/{activity.id}/withdraw").location.endswith("/edit")
    activity = stage.again(activity)
    clerk.post(f"{clerk.home}/{activity.id}/edit", data=typed(activity, deed="submit"))
    assert "请填写原因" in clerk.post(f"{clerk.home}/{activity.id}/void", data={}).text
    clerk.post(f"{clerk.home}/{activity.id}/void", data={"reason": "重复填报"})
    assert "重复填报" in clerk.get(f"{clerk.home}/{activity.id}").text
    draft = stage.draft(clerk.actor)
    assert clerk.post(f"{clerk.home}/{draft.id}/discard").location.endswith("/activities/")


def test_the_primary_action_is_what_the_reader_does_next(clerk, office, stage, session):
    (unit_id,) = clerk.actor.unit_ids
    own = stage.submitted(clerk.actor)
    asked = stage.submitted(stage.clerk(), parties=[{"unit_id": unit_id, "role": "participant"}])

    def seen(client, activity):
        return primaries(client.get(f"{client.home}/{activity.id}").text)

    assert (seen(clerk, own), seen(office, own)) == (["编辑"], ["审核"])
    assert seen(clerk, asked) == ["核对并答复"]
    deciding.decide(session, stage.office, own, Decision.APPROVED, version=1)
    session.commit()
    assert seen(office, own) == ["编辑"]
