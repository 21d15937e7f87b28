"""Every module that declares tables: whoever imports this knows the whole database."""

from groupmgr.accounts import models as accounts
from groupmgr.activities import details, distinction
from groupmgr.activities import models as activities
from groupmgr.activities import remark as remarks
from groupmgr.activities import version as activity_versions
from groupmgr.admission import models as admission
from groupmgr.attachments import models as attachments
from groupmgr.bases import models as bases
from groupmgr.bases import statistics as base_statistics
from groupmgr.bases import usage as base_usage
from groupmgr.certificates import models as certificates
from groupmgr.confirming import models as confirming
from groupmgr.files import models as files
from groupmgr.groups import holiday as holidays
from groupmgr.groups import models as groups
from groupmgr.groups import reason as reasons
from groupmgr.handover import models as handover
from groupmgr.index import models as wordings
from groupmgr.jobs import models as jobs
from groupmgr.journal import models as journal
from groupmgr.mail import models as mail
from groupmgr.meetings import feed, late, revisions
from groupmgr.meetings import models as meetings
from groupmgr.meetings import papers as meeting_papers
from groupmgr.members import models as members
from groupmgr.members import people, statistics
from groupmgr.merging import models as merging
from groupmgr.projects import agreements, promises
from groupmgr.projects import models as projects
from groupmgr.reports import models as reports
from groupmgr.reports.consulting import models as comments
from groupmgr.reports.editing import models as manuscripts
from groupmgr.reports.masthead import models as mastheads
from groupmgr.reports.papers import models as papers
from groupmgr.reports.returning import models as returned
from groupmgr.silence import models as silence
from groupmgr.studios import models as studios
from groupmgr.workbooks import models as workbooks

TABLES = (
    accounts,
    activities,
    activity_versions,
    admission,
    agreements,
    attachments,
    base_statistics,
    base_usage,
    bases,
    comments,
    certificates,
    confirming,
    details,
    distinction,
    feed,
    files,
    groups,
    handover,
    holidays,
    jobs,
    journal,
    late,
    mail,
    manuscripts,
    mastheads,
    meeting_papers,
    meetings,
    members,
    merging,
    papers,
    people,
    projects,
    promises,
    reasons,
    remarks,
    reports,
    revisions,
    returned,
    silence,
    statistics,
    studios,
    wordings,
    workbooks,
)
