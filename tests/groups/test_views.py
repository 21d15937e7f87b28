import pytest

from groupmgr.policy import Role


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(sign_in, group):
    return sign_in(group=group)


def post(client, path, **data):
    return client.post(f"{client.home}/{path}", data=data, follow_redirects=True).text


def test_the_secretariat_keeps_the_facts_of_the_group(office, make, group):
    lead = make.unit(group, name="云岭机电职业学院")
    facts = {"name": "云岭职业教育集团", "short_name": "云岭集团", "kind": "sector"}
    facts |= {"legal_form": "none", "lead_unit_id": lead.id, "postcode": "650000"}
    page = post(office, "about/edit", **facts)
    assert "集团资料已保存" in page
    assert "云岭机电职业学院" in page
    wrong = office.post(f"{office.home}/about/edit", data=facts | {"postcode": "65"}).text
    assert "邮编是 6 位数字" in wrong


def test_honours_and_ties_are_entered_and_revised(office):
    honour = {"title": "省级示范性职教集团", "level": "provincial", "standing": "recommended"}
    assert "推荐" in post(office, "about/honours/new", **honour)
    assert "入选" in post(office, "about/honours/1", **honour | {"standing": "selected"})
    tie = {
        "name": "滇中新区联合体",
        "kind": "city-consortium",
        "tie": "leads",
        "since": "2024-01-01",
    }
    assert "滇中新区联合体" in post(office, "about/ties/new", **tie)
    assert "至2024年12月31日" in post(office, "about/ties/1", **tie | {"until": "2024-12-31"})


def test_the_plan_of_a_year_is_shown_part_by_part(office):
    plan = {"year": "2025", "section": "schools", "title": "共建专业群", "text": "新建 3 个"}
    page = post(office, "plans/new", **plan)
    assert "2025年工作计划" in page
    assert "共建专业群" in page
    post(office, "plans/new", **plan | {"title": "共编教材"})
    moved = post(office, "plans/2/up")
    assert moved.index("共编教材") < moved.index("共建专业群")
    assert "共编教材" not in post(office, "plans/2/drop")


def test_members_read_the_group_and_its_plan_but_find_no_button(sign_in, group, office):
    post(office, "plans/new", year="2025", section="schools", title="共建专业群", text="新建 3 个")
    clerk = sign_in(Role.UNIT_CLERK, group=group)
    page = clerk.get(f"{clerk.home}/plans/?year=2025").text
    assert "共建专业群" in page
    assert "/plans/new" not in page
    assert "编辑资料" not in clerk.get(f"{clerk.home}/about").text
    assert clerk.get(f"{clerk.home}/about/edit").status_code == 403


def test_the_first_group_can_be_set_up_where_there_is_none(sign_in, make):
    client = sign_in(Role.SYSTEM)
    facts = {
        "name": "云岭职业教育集团",
        "short_name": "云岭集团",
        "code": "yunling",
        "kind": "sector",
    }
    page = client.post("/groups/new", data=facts, follow_redirects=True).text
    assert "集团已设立" in page
    assert "云岭职业教育集团" in page
    assert sign_in().get("/groups/new").status_code == 403


def test_the_page_of_a_group_asks_the_same_for_many_honours(office, statements):
    def asked():
        with statements() as sent:
            office.get(f"{office.home}/about")
        return len(sent)

    honour = {"level": "provincial", "standing": "selected"}
    post(office, "about/honours/new", title="荣誉", **honour)
    one = asked()
    for n in range(10):
        post(office, "about/honours/new", title=f"荣誉{n}", **honour)
    assert asked() == one
