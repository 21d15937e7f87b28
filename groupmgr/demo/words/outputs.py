"""How the outputs of projects are called; {theme}, {course}, {trade}, {problem} as in projects."""

from groupmgr.projects.labels import OutputKind, ProjectKind

_O, _K = OutputKind, ProjectKind

TITLES = {
    _O.COURSE: "{course}",
    _O.TEXTBOOK: "{course}（校企双元教材）",
    _O.LOOSE_LEAF_TEXTBOOK: "{course}（活页式）",
    _O.WORKBOOK_TEXTBOOK: "{theme}岗位工作手册",
    _O.TRAINING_PLAN: "{programme}专业人才培养方案",
    _O.COURSE_STANDARD: "《{course}》课程标准",
    _O.POST_STANDARD: "{trade}岗位规范",
    _O.PATENT: "一种{gear}用{part}",
    _O.SOFTWARE: "{theme}实训管理软件V1.0",
    _O.PAPER: "校企协同视域下{theme}技能人才培养路径研究",
    _O.RESEARCH: "{theme}领域产教融合实践研究",
    _O.TECHNICAL_STANDARD: "{trade}职业能力评价规范",
    _O.TRANSFER: "{problem}技术成果转让",
    _O.CONTEST_AWARD: "省职业院校技能大赛{theme}赛项{prize}",
    _O.TEACHING_AWARD: "{theme}人才校企共育模式创新与实践",
    _O.CASE: "工学交替、岗位成才：{theme}校企共育案例",
    _O.REPORT: "{theme}人才需求调研报告",
}
PARTS = (
    "快换夹具",
    "在线检测装置",
    "辅助定位机构",
    "故障模拟教具",
    "除尘冷却组件",
    "防错工装",
    "数据采集装置",
)
PRIZES = ("一等奖", "二等奖", "二等奖", "三等奖")

# What a project of a kind brings forth.
_TEACHING = (_O.TRAINING_PLAN, _O.COURSE_STANDARD, _O.COURSE)
KINDS = {
    _K.ORDER_CLASS: (_O.TRAINING_PLAN, _O.COURSE, _O.POST_STANDARD),
    _K.APPRENTICESHIP: (_O.TRAINING_PLAN, _O.WORKBOOK_TEXTBOOK, _O.CASE),
    _K.FIELD_ENGINEER: (*_TEACHING, _O.TEACHING_AWARD),
    _K.INDUSTRY_COLLEGE: (_O.COURSE, _O.LOOSE_LEAF_TEXTBOOK, _O.CONTEST_AWARD, _O.PATENT, _O.CASE),
    _K.PROGRAMME: _TEACHING,
    _K.PROGRAMME_CLUSTER: (*_TEACHING, _O.REPORT),
    _K.COURSES: (_O.COURSE, _O.LOOSE_LEAF_TEXTBOOK, _O.TEXTBOOK, _O.COURSE_STANDARD),
    _K.RESOURCES: (_O.COURSE, _O.SOFTWARE, _O.PAPER),
    _K.BASE: (_O.WORKBOOK_TEXTBOOK, _O.PATENT),
    _K.STUDIO: (_O.PATENT, _O.CONTEST_AWARD),
    _K.PRODUCTION_PRACTICE: (_O.WORKBOOK_TEXTBOOK, _O.PATENT, _O.CASE),
    _K.TECHNICAL_SERVICE: (_O.PATENT, _O.PAPER),
    _K.RESEARCH: (_O.PATENT, _O.PATENT, _O.PAPER, _O.RESEARCH),
    _K.TRANSFER: (_O.TRANSFER, _O.PATENT, _O.SOFTWARE),
    _K.STANDARD: (_O.TECHNICAL_STANDARD, _O.REPORT),
    _K.THROUGH_TRAINING: (_O.TRAINING_PLAN,),
    _K.CONTEST: (_O.CONTEST_AWARD, _O.CONTEST_AWARD),
}
