"""What people write in ledgers of activities: other heads of columns, other words for choices."""

from groupmgr.activities.detail_labels import Fit, Pay, TrainingMode
from groupmgr.activities.labels import Category
from groupmgr.kernel.labels import Label
from groupmgr.tables.reader import Heading
from groupmgr.workbooks.book import Cells
from groupmgr.workbooks.habits import Habit

CATEGORIES: dict[str, Label] = {
    "讲座": Category.LECTURE,
    "专题研讨": Category.SEMINAR,
    "研讨": Category.SEMINAR,
    "座谈": Category.SEMINAR,
    "座谈会": Category.SEMINAR,
    "调研": Category.VISIT,
    "调研走访": Category.VISIT,
    "访企拓岗": Category.VISIT,
    "互访": Category.MUTUAL_VISIT,
    "培训": Category.TRAINING,
    "职工培训": Category.STAFF_TRAINING,
    "员工培训": Category.STAFF_TRAINING,
    "企业实践": Category.TEACHER_PRACTICE,
    "实习": Category.INTERNSHIP,
    "学生实习": Category.INTERNSHIP,
    "技术服务": Category.TECHNICAL_SERVICE,
    "技术攻关": Category.TECHNICAL_SERVICE,
    "供需对接": Category.JOB_FAIR,
    "双选会": Category.JOB_FAIR,
    "招聘会": Category.JOB_FAIR,
    "竞赛": Category.CONTEST,
    "大赛": Category.CONTEST,
    "论坛": Category.FORUM,
    "学术交流": Category.FORUM,
    "签约仪式": Category.SIGNING,
    "授牌": Category.PLAQUE,
    "揭牌": Category.PLAQUE,
    "宣传": Category.PUBLICITY,
    "对外交流": Category.FOREIGN,
    "调查": Category.SURVEY,
}

DAYS = ("开始时间", "起始日期", "活动日期", "活动时间", "举办时间", "日期", "时间")
HABITS = {
    "title": Habit(("名称", "活动主题", "主题", "活动")),
    "category": Habit(("类别", "活动类型", "类型"), CATEGORIES),
    "starts_on": Habit(DAYS),
    "ends_on": Habit(("结束时间", "截止日期", "完成日期")),
    "owner_unit_id": Habit(("填报单位", "举办单位", "组织单位", "单位")),
    "party_ids": Habit(("参加单位", "合作单位", "协办单位", "承办单位")),
    "place": Habit(("活动地点", "举办地点")),
    "summary": Habit(("活动内容", "内容", "主要内容", "成效", "简介")),
    "stated_person_times": Habit(("培训人次", "参加人次", "参与人次"), units=("次",)),
    "stated_persons": Habit(("培训人数", "参加人数", "参与人数"), units=("名",)),
    "stated_hours": Habit(("课时", "培训学时"), units=("课时", "小时")),
    "stated_income": Habit(("到款额", "到账金额", "培训收入")),
    "audiences": Habit(("培训对象", "参加对象")),
    "programme": Habit(("培训项目名称",)),
    "mode": Habit(("授课方式",), {"面授": TrainingMode.ONSITE}),
    "fit": Habit(
        ("与开设专业是否匹配", "是否与开设专业相匹配", "专业匹配"),
        {"是": Fit.MATCHED, "否": Fit.UNMATCHED},
    ),
    "commissioner": Habit(("委托方",)),
    "people.name": Habit(("人员姓名", "教师姓名", "实践教师")),
    "people.teacher_kind": Habit(("教师类型",)),
    "people.to_unit_id": Habit(("实践企业", "接收企业")),
    "people.engagement": Habit(("互聘形式", "实践形式")),
    "people.post": Habit(("实践岗位", "任职岗位")),
    "people.pay": Habit(("取酬",), {"是": Pay.PAID, "否": Pay.UNPAID}),
    "people.consented": Habit(("派出单位是否同意", "单位同意")),
}
MORE = (Heading("media", "媒体报道", ("宣传报道", "新闻报道")),)


def completed(cells: Cells) -> None:
    """Let an event of one day say it twice, and its summary end with what the press wrote."""
    days = [str(cells.get("starts_on") or ""), str(cells.get("ends_on") or "")]
    cells["starts_on"], cells["ends_on"] = days[0] or days[1], days[1] or days[0]
    if media := cells.pop("media", ""):
        said = cells.get("summary", "")
        cells["summary"] = f"{said}\n媒体报道：{media}".strip()
