"""What each category of activity asks for (2-records.md 2.9)."""

from collections.abc import Mapping

from groupmgr.activities.detail_labels import PRACTICES, SECONDMENTS, Engagement
from groupmgr.activities.labels import TRAININGS, Category, Measure
from groupmgr.kernel.measure import Adds

M = Measure
# The form shows the first ones of a category and folds the rest.
SHOWN = 4
_TRAINING = (M.PERSON_TIMES, M.PERSONS, M.HOURS, M.FUNDS, M.PERSON_DAYS, M.CERTIFICATES, M.INCOME)
_GATHERING = (M.PERSONS, M.PERSON_TIMES, M.FUNDS)

MEASURES: dict[Category, tuple[Measure, ...]] = {
    Category.LECTURE: (M.PERSON_TIMES, M.PERSONS, M.HOURS, M.FUNDS, M.TEACHERS_SENT),
    Category.SEMINAR: _GATHERING,
    Category.VISIT: (M.PERSONS, M.PERSON_DAYS, M.FUNDS),
    Category.MUTUAL_VISIT: (M.PERSONS, M.PERSON_DAYS, M.FUNDS),
    Category.TRAINING: (*_TRAINING, M.TEACHERS_SENT),
    Category.STAFF_TRAINING: (*_TRAINING, M.TEACHERS_SENT),
    # Their people are named one by one, which says how many and for how long.
    Category.TEACHER_PRACTICE: (M.FUNDS,),
    Category.SECONDMENT: (M.FUNDS,),
    Category.INTERNSHIP: (M.PERSONS, M.PERSON_DAYS, M.FUNDS, M.TEACHERS_SENT, M.CERTIFICATES),
    Category.TECHNICAL_SERVICE: (
        M.INCOME,
        M.PERSONS,
        M.FUNDS,
        M.TEACHERS_SENT,
        M.EQUIPMENT_VALUE,
    ),
    Category.JOB_FAIR: (M.PERSON_TIMES, M.PERSONS, M.FUNDS),
    Category.CONTEST: (M.PERSONS, M.PERSON_TIMES, M.FUNDS, M.CERTIFICATES, M.EQUIPMENT_VALUE),
    Category.FORUM: _GATHERING,
    Category.SIGNING: (M.PERSONS, M.FUNDS, M.EQUIPMENT_VALUE),
    Category.PLAQUE: (M.PERSONS, M.FUNDS, M.EQUIPMENT_VALUE),
    Category.PUBLICITY: (M.PERSON_TIMES, M.FUNDS),
    Category.FOREIGN: (M.PERSONS, M.PERSON_TIMES, M.FUNDS),
    Category.SURVEY: (M.PERSONS, M.FUNDS),
    Category.REGULATION: (M.PERSONS, M.FUNDS),
    Category.OTHER: (M.PERSON_TIMES, M.PERSONS, M.HOURS, M.FUNDS, M.PERSON_DAYS, M.INCOME),
}

HINTS = {
    M.PERSON_TIMES: "按签到人数逐天相加：64 人培训 5 天记 320 人次",
    M.PERSONS: "不同的人数，同一个人只计一次",
    M.PERSON_DAYS: "人数 × 天数",
    M.HOURS: "每名学员完成的学时",
    M.CERTIFICATES: "取得证书的人数",
    M.INCOME: "已经到账的金额",
}

# What cannot be done by one unit alone.
JOINT = frozenset(
    {
        Category.SEMINAR,
        Category.VISIT,
        Category.MUTUAL_VISIT,
        Category.STAFF_TRAINING,
        Category.TEACHER_PRACTICE,
        Category.SECONDMENT,
        Category.INTERNSHIP,
        Category.TECHNICAL_SERVICE,
        Category.JOB_FAIR,
        Category.SIGNING,
        Category.PLAQUE,
    }
)
# What names the people who were sent; of them, what needs the consent of the sending unit (S002).
WITH_PEOPLE = frozenset({Category.TEACHER_PRACTICE, Category.SECONDMENT})
WITH_CONSENT = frozenset({Category.SECONDMENT})
# What says how a training was held.
WITH_TRAINING = frozenset(TRAININGS)
# What must say whom it was for; a training of staff says it by its name.
WITH_AUDIENCE = frozenset({Category.TRAINING})

# What is asked of every person who was sent, before it can be handed in.
NEEDED_OF_PERSON: Mapping[Category, Mapping[str, str]] = {
    Category.SECONDMENT: {
        "from_unit_id": "派出单位",
        "to_unit_id": "接收单位",
        "engagement": "形式",
        "since": "开始日期",
        "until": "结束日期",
        "pay": "是否取酬",
    },
    Category.TEACHER_PRACTICE: {
        "teacher_kind": "教师类别",
        "from_unit_id": "派出单位",
        "to_unit_id": "接收单位",
        "engagement": "形式",
        "post": "岗位",
        "since": "开始日期",
        "until": "结束日期",
    },
}
# What may be said of every person too; the form folds it.
MORE_OF_PERSON: Mapping[Category, Mapping[str, str]] = {
    Category.SECONDMENT: {"post": "岗位"},
    Category.TEACHER_PRACTICE: {
        "appraisal": "企业评价",
        "assessment": "学校考核",
        "outcome": "成果转化",
    },
}
# The forms that the people of a category can take.
ENGAGEMENTS: Mapping[Category, tuple[Engagement, ...]] = {
    Category.SECONDMENT: SECONDMENTS,
    Category.TEACHER_PRACTICE: PRACTICES,
}
# What is asked of a training, before it can be handed in and beside that.
NEEDED_OF_TRAINING = {"programme": "培训项目", "mode": "培训方式", "fit": "与开设专业"}
MORE_OF_TRAINING = {"commissioner": "委托单位"}


def whole(category: Category) -> list[Measure]:
    """Return the measures that the category asks once for the event."""
    return [m for m in MEASURES[category] if m.semantics.adds is Adds.PER_ACTIVITY]


def by_party(category: Category) -> list[Measure]:
    """Return the measures that the category asks of every party."""
    return [m for m in MEASURES[category] if m.semantics.adds is Adds.PER_PARTY]
