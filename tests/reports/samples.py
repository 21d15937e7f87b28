"""A year's facts as a lively group has them, without a database."""

import datetime as dt
from dataclasses import replace

from groupmgr.reports.facts import (
    Activity,
    Agreement,
    Amount,
    Base,
    Cadence,
    Facts,
    Figure,
    FollowUp,
    Group,
    Honour,
    Masthead,
    Meeting,
    Member,
    Plan,
    Project,
    Studio,
    Tie,
)

RARE = "堃喆祎昇𠮷〇㎡"
_PLACES = ("云岭", "临江", "青川", "梅溪", "石泉", "东岸", "望山", "清河")
_SCHOOLS = tuple(f"{place}{kind}" for place in _PLACES for kind in ("机电职业技术学院", "工业学校"))
_FIRMS = tuple(
    f"{place}精密{thing}有限公司" for place in _PLACES for thing in ("机床", "轴承", "铸造")
)
_CATEGORIES = (
    *("专家讲座", "专题研讨（座谈）", "社会培训", "企业职工培训", "互访交流", "技能竞赛"),
    *("供需对接（双选会）", "论坛（学术交流）", "签约", "技术服务（攻关）", "制度建设"),
)
_MEETINGS = (
    "理事会会议",
    "政校企交流会议",
    "领导小组联席会议",
    "专业指导委员会会议",
    "秘书处工作会",
)

GROUP = Group(
    code="yunling",
    name="云岭省装备制造职业教育集团",
    kind="行业性职教集团",
    lead="云岭机电职业技术学院",
    secretariat="云岭机电职业技术学院",
    address="云岭市学府路1号",
    phone="0000-1234567",
)
OFFICIAL = Masthead(
    layout="official",
    signed_by="云岭省装备制造职业教育集团秘书处",
    letterhead="云岭省装备制造职业教育集团文件",
    addressee="各成员单位",
    copies="云岭省教育厅，云岭省工业和信息化厅",
    issuer="云岭省装备制造职业教育集团秘书处",
)
ADDRESS = Masthead(
    layout="address",
    signed_by="云岭省装备制造职业教育集团秘书处",
    headline="扎实推进产教融合\n促进我省装备制造业高质量发展",
    meeting="成员代表大会（年会）",
    spoken_on="2024-12-31",
    paper=1,
    reporter="集团秘书长　周维安",
    salutation="各位领导、各位代表",
    greeting="大家上午好，现在我代表云岭省装备制造职业教育集团向大会作报告。",
    closing="最后，祝大家工作顺利、身体健康。\n谢谢大家！",
)


def figure(code, name, unit, value, previous=None, **more):
    """Return a figure with the words a definition would have."""
    words = {"definition": f"截止日计入集团的{name}。", "source": "业务台账"}
    counted = {"reported": 94, "expected": 94}
    return Figure(
        code=code, name=name, unit=unit, value=value, previous=previous, **words | counted | more
    )


def year_facts(activities=120, **changes):
    """Return the facts of 2024; a test names only what it is about."""
    facts = Facts(
        group=GROUP,
        year=2024,
        as_of="2024-12-31",
        site="https://jt.example.cn",
        masthead=OFFICIAL,
        figures=_figures(),
        members=_members(),
        joined=("望山精密铸造有限公司", "清河精密铸造有限公司"),
        left=("旧城农机厂",),
        bases=_bases(),
        studios=_studios(),
        projects=_projects(),
        agreements=_agreements(),
        meetings=_meetings(),
        follow_ups=_follow_ups(),
        cadences=(
            Cadence(kind="政校企交流会议", amount=1, per="每季度", source="集团章程第九条"),
            Cadence(kind="成员代表大会（年会）", amount=1, per="每年", source="集团章程第六条"),
        ),
        ties=(
            Tie(
                name="云岭省高端装备制造产教融合共同体",
                kind="行业产教融合共同体",
                tie="牵头",
                since="2024-06-18",
            ),
        ),
        honours=(
            Honour(
                title="示范性职业教育集团培育单位", level="国家级", standing="入选", on="2024-09-10"
            ),
        ),
        plans=_plans(),
        activities=tuple(map(_activity, range(activities))),
        months_before=(4, 2, 9, 12, 10, 8, 3, 2, 11, 13, 14, 6),
    )
    return replace(facts, **changes)


def empty_facts():
    """Return a year of which nothing is on record."""
    return Facts(
        group=Group(code="new", name="新设职业教育集团", kind="职教联盟"),
        year=2024,
        as_of="2024-12-31",
    )


def _figures():
    kinds = (
        ("企业", "48"),
        ("高等职业学校（专科）", "22"),
        ("中等职业学校", "15"),
        ("行业协会（中心）", "9"),
    )
    levels = (("省级", "14"), ("校级", "12"), ("国家级", "5"))
    projects = (("订单培养（订单班）", "20"), ("产业学院", "16"), ("横向技术服务", "12"))
    by_school = tuple((school, f"{2400 - 137 * n}") for n, school in enumerate(_SCHOOLS))
    total = sum(int(value) for _, value in by_school)
    return (
        figure(
            "G01", "成员单位总数", "家", "94", "92", breakdown=kinds, records=tuple(range(1, 95))
        ),
        figure("G04", "当年新增成员单位数", "家", "2", "1"),
        figure("G08", "政校企交流会议召开次数", "次", "4", "4"),
        figure("G13", "成员参会率", "%", "91.6", "88.2", numerator="286", denominator="312"),
        figure("G14", "议定事项按期办结率", "%", None, reported=0, expected=6),
        figure("G16", "成员活跃率", "%", "87.2"),
        figure(
            "B01", "实训基地总数", "个", "31", "28", breakdown=levels, records=(1, 2, 3, 7, 9, 10)
        ),
        figure("B05", "基地建筑面积", "㎡", "86400.5"),
        figure("B06", "设备总值", "万元", "12864", reported=28, expected=31),
        figure("B10", "学年使用频率", "人时", None, reported=0, expected=31),
        figure("M01", "大师工作室数", "个", "25", "25"),
        figure("P01", "校企合作项目数", "个", "48", "40", breakdown=projects),
        figure("P05", "订单培养数", "人", "1836", "1702"),
        figure("P14", "产业学院数", "个", "6", "5"),
        figure("P16", "校企合作典型生产实践项目（推荐）", "个", "8"),
        figure("P16b", "校企合作典型生产实践项目（入选）", "个", "2"),
        figure("R01b", "横向技术服务到款额", "万元", "1286.4", "1342.8"),
        figure("R03", "专利授权数", "件", "0", "3"),
        figure(
            *("S01", "年社会培训人次", "人次", f"{total - 700}", "15600"),
            by_unit=by_school,
            overlap="700",
            outside="0",
            records=tuple(range(100, 400, 3)),
        ),
        figure(
            "S02",
            "年社会培训人次与在校生规模之比",
            "倍",
            "1.8",
            numerator=f"{total - 700}",
            denominator="9920",
        ),
        figure("T01", "互派互聘人数", "人", "312", "290"),
    )


def _members():
    named = [(school, "高等职业学校（专科）") for school in _SCHOOLS] + [
        (firm, "企业") for firm in _FIRMS
    ]
    named.append((f"{RARE}职业学校", "中等职业学校"))
    return tuple(
        Member(
            number=n + 1,
            name=name,
            kind=kind,
            rank="理事长单位" if n == 0 else "理事单位",
            joined_on="2016-05-18",
        )
        for n, (name, kind) in enumerate(named)
    )


def _bases():
    levels = ("国家级", "省级", "市级", "集团级", "校级")
    return tuple(
        Base(
            number=n + 1,
            name=f"{_PLACES[n % 8]}智能制造实训基地{n + 1}",
            kinds=("开放型区域产教融合实践中心（学校）",)
            if n % 4 == 0
            else ("生产性实训基地", "校内实训基地"),
            level=levels[n % 5],
            host=_SCHOOLS[n % 16],
            partners=(_FIRMS[n % 24],),
            state="建设中" if n % 9 == 0 else "已建成运行",
            running=n % 9 != 0,
            building=n % 9 == 0,
        )
        for n in range(36)
    )


def _studios():
    return tuple(
        Studio(
            number=n + 1,
            name=f"{name}技能大师工作室",
            kind="技能大师工作室",
            level="省级",
            host=_SCHOOLS[n],
            leader=name,
            state="已授牌",
        )
        for n, name in enumerate(("王祎", "李喆", "陈堃", "赵昇", "𠮷田健", "周正"))
    )


def _projects():
    kinds = ("订单培养（订单班）", "现代学徒制（中国特色学徒制）", "产业学院", "横向技术服务")
    return tuple(
        Project(
            number=n + 1,
            name=f"{_FIRMS[n % 24]}合作项目{n + 1}",
            kind=kinds[n % 4],
            parties=(_SCHOOLS[n % 16], _FIRMS[n % 24]),
            state="实施中",
            starts_on=f"{2022 + n % 3}-09-01",
            ends_on=f"{2024 + n % 3}-12-31",
            next_steps="完成第二批学员结业考核并开展跟踪调查" if n % 7 == 1 else "",
            goes_on=n % 3 > 0,
            began_this_year=n % 3 == 2,
        )
        for n in range(40)
    )


def _agreements():
    return tuple(
        Agreement(
            number=n + 1,
            name=f"{_SCHOOLS[n]}与{_FIRMS[n]}校企合作协议",
            kind="校企合作协议",
            parties=(_SCHOOLS[n], _FIRMS[n]),
            state="已签",
            signed_on=f"{2022 + n % 3}-06-15",
            expires_on=f"{2025 + n % 3}-06-14",
        )
        for n in range(12)
    )


def _meetings():
    return tuple(
        Meeting(
            number=n + 1,
            title=f"2024年第{n + 1}次{_MEETINGS[n % 5]}",
            kind=_MEETINGS[n % 5],
            state="已归档",
            held_on=f"2024-{n % 12 + 1:02d}-20",
            held=True,
            invited=20,
            attended=18,
            resolutions=("审议通过年度工作要点",),
        )
        for n in range(30)
    )


def _follow_ups():
    return tuple(
        FollowUp(
            matter=f"完成{_PLACES[n % 8]}片区实训基地共享目录编制",
            units=(_SCHOOLS[n % 16],),
            due_on=f"2025-{n % 6 + 1:02d}-28" if n % 3 else "2024-11-30",
            state="已完成" if n % 4 == 0 else "推进中",
            meeting="2024年第1次理事会会议",
            done=n % 4 == 0,
            open=n % 4 > 0,
        )
        for n in range(16)
    )


def _plans():
    sections = ("服务职业院校关键办学能力提升", "服务企业员工技能提升", "创新工作思路和方法")
    works = ("协同优化专业设置", "协同开展职工培训", "适应职业教育发展形势")
    return tuple(
        Plan(
            section=section,
            title=title,
            text=f"围绕产业集群需要，{title}，形成年度清单并按季度调度。",
        )
        for section, title in zip(sections, works, strict=True)
    )


def _activity(n):
    day = dt.date(2024, 1, 8) + dt.timedelta(days=n * 350 // 120 % 350)
    return Activity(
        number=n + 1,
        title=f"{_PLACES[n % 8]}“数控加工”第{n + 1}期{_CATEGORIES[n % 11][:4]}",
        category=_CATEGORIES[n % 11],
        starts_on=day.isoformat(),
        ends_on=day.isoformat(),
        units=(_SCHOOLS[n % 16], _FIRMS[n % 24], _FIRMS[(n + 5) % 24]),
        amounts=(Amount(measure="人次", value=f"{40 + n * 7 % 300}", unit="人次"),)
        if n % 3
        else (),
        summary="围绕数控加工岗位能力要求，校企双方共同制定方案、选派讲师，参训人员完成了理论学习和实操考核，反映课程贴近岗位实际。",
    )
