"""The features of the product, in the order of the menu. A new feature is one line here."""

from collections.abc import Mapping

from groupmgr.accounts.administration_views import bp as people
from groupmgr.accounts.views import bp as accounts
from groupmgr.activities.linking import Register
from groupmgr.activities.reason_views import bp as reasons
from groupmgr.activities.service.bulk_job import JOB as DECIDE
from groupmgr.activities.service.bulk_job import decide_many
from groupmgr.activities.service.packages import JOB as ARCHIVE
from groupmgr.activities.service.packages import build as archive
from groupmgr.activities.service.queue import count as to_decide
from groupmgr.activities.service.sweeping import JOB as SWEEP
from groupmgr.activities.service.sweeping import RECURRING as SWEEPING
from groupmgr.activities.service.sweeping import sweep
from groupmgr.activities.views import bp as activities
from groupmgr.activities.workbook import BOOK as DRAFTS
from groupmgr.admission.letters import LETTER as ADMISSION
from groupmgr.admission.letters import compose as compose_admission
from groupmgr.admission.public_views import bp as joining
from groupmgr.admission.views import bp as admission
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.views import bp as bases
from groupmgr.bases.workbook import BOOK as BASES
from groupmgr.certificates.views import bp as certificates
from groupmgr.confirming.asking import LETTER
from groupmgr.confirming.asking_views import bp as asking
from groupmgr.confirming.awaiting import count as to_confirm
from groupmgr.confirming.letters import compose
from groupmgr.confirming.own_views import bp as confirmations
from groupmgr.confirming.own_views import cooperations
from groupmgr.confirming.public_views import bp as answers
from groupmgr.confirming.reminding import REMINDER as OF_CONFIRMING
from groupmgr.confirming.views import bp as confirming
from groupmgr.downloads.printing import JOB as PRINT
from groupmgr.downloads.printing import printing
from groupmgr.downloads.views import bp as downloads
from groupmgr.files.examining import JOB as EXAMINE
from groupmgr.files.examining import RECURRING as EXAMINING
from groupmgr.files.examining import examine_all
from groupmgr.files.upload_views import bp as uploads
from groupmgr.groups.holiday_views import bp as holidays
from groupmgr.groups.plan_views import bp as plans
from groupmgr.groups.reminding import JOB as REMIND
from groupmgr.groups.reminding import RECURRING as REMINDERS
from groupmgr.groups.reminding import reminding
from groupmgr.groups.views import bp as groups
from groupmgr.handover.views import bp as handover
from groupmgr.home.digest import JOB as DIGEST
from groupmgr.home.digest import RECURRING as DIGESTS
from groupmgr.home.digest import compose as compose_digest
from groupmgr.home.digest import write as write_digests
from groupmgr.home.views import bp as home
from groupmgr.index.catching_up import JOB as INDEX
from groupmgr.index.catching_up import RECURRING as INDEXING
from groupmgr.index.catching_up import catch_up
from groupmgr.jobs.views import bp as jobs
from groupmgr.jobs.work import Handler
from groupmgr.journal.views import bp as journal
from groupmgr.mail.delivery import RECURRING as LETTERS
from groupmgr.mail.delivery import Composer, delivering
from groupmgr.mail.service import JOB as MAIL
from groupmgr.mail.service import failed as not_sent
from groupmgr.mail.views import bp as mail
from groupmgr.meetings.calendar_views import bp as calendar
from groupmgr.meetings.calendar_views import feed
from groupmgr.meetings.followup_views import bp as followups
from groupmgr.meetings.letters import compose as invite
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.public_views import bp as attending
from groupmgr.meetings.service.followups import waiting as overdue
from groupmgr.meetings.service.inviting import LETTER as NOTICE
from groupmgr.meetings.service.reminding import REMINDER as OF_REPLIES
from groupmgr.meetings.views import bp as meetings
from groupmgr.meetings.workbook import FOLLOW_UPS, MEETINGS
from groupmgr.members.change_views import bp as member_changes
from groupmgr.members.election_views import bp as elections
from groupmgr.members.post_views import bp as bodies
from groupmgr.members.school_year_views import bp as school_years
from groupmgr.members.views import bp as members
from groupmgr.members.workbook import BOOK as MEMBERS
from groupmgr.merging.views import bp as merging
from groupmgr.performance.closing_views import bp as closings
from groupmgr.performance.rule_views import bp as rules
from groupmgr.performance.views import bp as indicators
from groupmgr.policy import Action
from groupmgr.proceedings.chronicle_views import bp as chronicle
from groupmgr.proceedings.views import bp as proceedings
from groupmgr.projects.agreement_views import bp as agreements
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Project
from groupmgr.projects.views import bp as projects
from groupmgr.projects.workbook import AGREEMENTS, PROJECTS
from groupmgr.reports.building import build
from groupmgr.reports.editing.service import JOB as MANUSCRIPT
from groupmgr.reports.editing.service import collect_facts
from groupmgr.reports.papers.building import build as make_papers
from groupmgr.reports.papers.service import JOB as PAPERS
from groupmgr.reports.papers.views import bp as papers
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.service import JOB as REPORT
from groupmgr.reports.verify_views import bp as verifying
from groupmgr.reports.views import bp as reports
from groupmgr.search.views import bp as search
from groupmgr.silence.proposing import JOB as SILENCE
from groupmgr.silence.proposing import RECURRING as SILENCES
from groupmgr.silence.proposing import look as look_for_silence
from groupmgr.silence.views import bp as silence
from groupmgr.studios.models import Studio
from groupmgr.studios.views import bp as studios
from groupmgr.studios.workbook import BOOK as STUDIOS
from groupmgr.web.navigation import EVERYBODY, PARTNERS, Feature
from groupmgr.web.unit_views import bp as units
from groupmgr.workbooks.desk_forms import JOB as WORKBOOK
from groupmgr.workbooks.desk_forms import handle
from groupmgr.workbooks.views import pages

FEATURES = (
    Feature("工作台", home, Action.HOME, "home", tab=True, audience=EVERYBODY),
    Feature(
        "活动",
        activities,
        Action.ACTIVITY_VIEW,
        "list-check",
        "业务登记",
        count=to_decide,
        tab=True,
        filed_by=Action.ACTIVITY_EDIT,
    ),
    Feature(
        "待我确认",
        confirmations,
        Action.ACTIVITY_CONFIRM,
        "user-check",
        "业务登记",
        count=to_confirm,
        tab=True,
        audience=EVERYBODY,
    ),
    Feature(
        "我们的合作",
        cooperations,
        Action.ACTIVITY_CONFIRM,
        "briefcase",
        "业务登记",
        audience=PARTNERS,
        endpoint="index_of_all",
        tab=True,
    ),
    Feature("会议", meetings, Action.MEETING_VIEW, "gavel", "业务登记", tab=True),
    Feature(
        "督办事项",
        followups,
        Action.MEETING_VIEW,
        "checklist",
        "业务登记",
        count=overdue,
    ),
    Feature("实训基地", bases, Action.BASE_VIEW, "building-factory-2", "业务登记"),
    Feature("大师工作室", studios, Action.STUDIO_VIEW, "award", "业务登记"),
    Feature("合作项目", projects, Action.PROJECT_VIEW, "briefcase", "业务登记"),
    Feature("协议", agreements, Action.PROJECT_VIEW, "file-text", "业务登记"),
    Feature("指标", indicators, Action.INDICATOR_VIEW, "chart-bar", "计划与评价"),
    Feature("年度计划", plans, Action.GROUP_VIEW, "flag", "计划与评价"),
    Feature("年度报告", reports, Action.REPORT_VIEW, "report", "成果"),
    Feature("单位小结与证明", papers, Action.PAPER_VIEW, "file-text", "成果", audience=EVERYBODY),
    Feature("我的下载", downloads, Action.HOME, "download", "成果", audience=EVERYBODY),
    Feature("集团概况", groups, Action.GROUP_VIEW, "building-bank", "管理"),
    Feature("成员单位", members, Action.MEMBER_VIEW, "building-community", "管理"),
    Feature("组织机构", bodies, Action.GROUP_VIEW, "sitemap", "管理"),
    Feature("规则与口径", rules, Action.GROUP_VIEW, "settings", "管理"),
    Feature("学校学年统计", school_years, Action.STATISTICS_VIEW, "school", "管理"),
    Feature("账号", people, Action.ACCOUNT_EDIT, "user-check", "管理"),
    Feature("发件箱", mail, Action.MAIL_EDIT, "mail", "管理", count=not_sent),
    Feature("操作日志", journal, Action.JOURNAL_VIEW, "history", "管理"),
)
# The registers that are workbooks too.
BOOKS = (DRAFTS, MEMBERS, BASES, STUDIOS, PROJECTS, AGREEMENTS, MEETINGS, FOLLOW_UPS)
# Pages that stand in no menu.
OTHERS = (
    accounts,
    admission,
    answers,
    asking,
    attending,
    calendar,
    chronicle,
    feed,
    closings,
    certificates,
    confirming,
    elections,
    handover,
    holidays,
    jobs,
    joining,
    member_changes,
    proceedings,
    reasons,
    merging,
    silence,
    search,
    units,
    uploads,
    verifying,
    *map(pages, BOOKS),
)
# Who writes the letters of a kind.
COMPOSERS: Mapping[str, Composer] = {
    ADMISSION: compose_admission,
    DIGEST: compose_digest,
    LETTER: compose,
    NOTICE: invite,
}
# What the worker does, by the kind of the job.
HANDLERS: Mapping[str, Handler] = {
    ARCHIVE: archive,
    DIGEST: write_digests,
    EXAMINE: examine_all,
    INDEX: catch_up,
    DECIDE: decide_many,
    MANUSCRIPT: collect_facts,
    REPORT: build,
    PAPERS: make_papers,
    PRINT: printing(to_pdf),
    SILENCE: look_for_silence,
    SWEEP: sweep,
    MAIL: delivering(COMPOSERS),
    REMIND: reminding(OF_CONFIRMING, OF_REPLIES),
    WORKBOOK: handle,
}
# What people wait for in front of the page: it never queues behind a report or an import.
SHORT = frozenset({PRINT})
# What the worker asks for by the clock.
RECURRING = (LETTERS, REMINDERS, SILENCES, SWEEPING, EXAMINING, DIGESTS, INDEXING)
# What an activity can be linked with.
REGISTERS = (
    Register(
        "base_id",
        "实训基地",
        TrainingBase,
        TrainingBase.name,
        Action.BASE_VIEW,
        "bases.show",
        "base_id",
    ),
    Register(
        "studio_id",
        "大师工作室",
        Studio,
        Studio.name,
        Action.STUDIO_VIEW,
        "studios.show",
        "studio_id",
    ),
    Register(
        "project_id",
        "合作项目",
        Project,
        Project.name,
        Action.PROJECT_VIEW,
        "projects.show",
        "project_id",
    ),
    Register(
        "meeting_id",
        "会议",
        Meeting,
        Meeting.title,
        Action.MEETING_VIEW,
        "meetings.show",
        "meeting_id",
    ),
)
# What records of the registers point to besides.
POINTED = (
    *REGISTERS,
    Register(
        "agreement_id",
        "协议",
        Agreement,
        Agreement.name,
        Action.PROJECT_VIEW,
        "agreements.show",
        "agreement_id",
    ),
)
