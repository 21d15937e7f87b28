"""二、取得的工作成效: what came of the work, figure by figure."""

from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.examples import told
from groupmgr.reports.compose.governance import governance
from groupmgr.reports.compose.phrases import clause, paragraph, section, sentence
from groupmgr.reports.compose.service import service
from groupmgr.reports.outline import Section

_EXCHANGE = ("互派互聘", "教师企业实践")
_CONTACTS = ("对外交流合作", "宣传报道")


def results(book: Book) -> tuple[Section, ...]:
    """Compose the section; what brought no figure and no record falls away."""
    parts = (
        *_training(book),
        *_enterprises(book),
        *_sharing(book),
        *service(book),
        *governance(book),
    )
    gap = f"{book.facts.year}年没有可供汇总的工作成效，本部分待补充。"
    return section("results", "取得的工作成效", parts=parts, gap=gap)


def _training(book: Book) -> tuple[Section, ...]:
    taught = sentence(
        book.grown("订单培养", "P05"),
        clause("实施现代学徒制的院校占全部院校的", book.bound("P07")),
        opening="成员单位推进校企协同育人，",
    )
    written = sentence(
        book.grown("校企共同开发课程", "P09"),
        book.grown("教材", "P09b"),
        opening="教学资源建设持续推进，",
    )
    proved = sentence(
        clause("组织学生实习实训活动", book.counted("学生实习实训")),
        clause("举办技能竞赛", book.counted("技能竞赛")),
        opening="突出实践能力培养，",
    )
    return section(
        "training",
        "人才培养质量不断提升",
        parts=(
            *section("students", "协同培养技术技能人才", *paragraph("summary", taught)),
            *section("courses", "共建课程教材", *paragraph("summary", written)),
            *section(
                "practice",
                "强化实践教学",
                *paragraph("summary", proved),
                *told(book.activities("学生实习实训"), 1),
            ),
        ),
    )


def _enterprises(book: Book) -> tuple[Section, ...]:
    staff = sentence(
        book.grown("培训企业职工", "S04"),
        clause("服务企业", book.bound("S04b")),
        opening="服务企业员工技能提升，",
    )
    service_given = sentence(
        book.grown("面向企业开展横向技术服务", "R01"),
        book.grown("到款", "R01b"),
        book.grown("联合技术攻关", "R02"),
        opening="发挥院校人才和科研优势，",
    )
    outputs = sentence(
        book.grown("获得授权专利", "R03"),
        book.grown("参与制定标准", "R04"),
        book.grown("实现科技成果转化", "R05"),
        clause("转化金额", book.bound("R05b")),
        opening="校企联合创新取得成果，",
    )
    helped = told(book.activities("技术服务"), 1)
    return section(
        "enterprises",
        "企业竞争力不断增强",
        parts=(
            *section(
                "staff",
                "开展职工培训",
                *paragraph("summary", staff),
                *told(book.activities("企业职工培训"), 1),
            ),
            *section("research", "联合技术攻关", *paragraph("summary", service_given), *helped),
            *section("outcomes", "推动创新成果产出", *paragraph("summary", outputs)),
        ),
    )


def _sharing(book: Book) -> tuple[Section, ...]:
    people = sentence(
        book.grown("校企互派互聘人员", "T01"),
        clause("组织教师企业实践", book.counted("教师企业实践", unit="次")),
        opening="推动校企人员双向交流，",
    )
    shared = sentence(
        book.grown("实训基地学年校内使用", "B10"),
        book.grown("面向社会使用", "B10b"),
        clause("授牌基地", book.bound("B18")),
        clause("授牌大师（名师）工作室", book.bound("M01")),
        clause("工作室年带徒", book.bound("M02")),
        opening="推动优质资源共建共用，",
    )
    met = sentence(
        clause("举办论坛和学术交流", book.counted("论坛")),
        clause("互访交流", book.counted("互访交流", unit="次")),
        clause("开展对外交流合作", book.counted("对外交流合作", unit="次")),
        clause("媒体宣传报道", book.bound("C04")),
        opening="加强区域合作交流，",
    )
    return section(
        "sharing",
        "资源共享、合作交流",
        parts=(
            *section(
                "people",
                "促进人员双向流动",
                *paragraph("summary", people),
                *told(book.activities(*_EXCHANGE), 1),
            ),
            *section("resources", "实现资源优化配置", *paragraph("summary", shared)),
            *section(
                "contacts",
                "加强区域合作交流",
                *paragraph("summary", met),
                *told(book.activities(*_CONTACTS), 1),
            ),
        ),
    )
