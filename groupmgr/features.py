"""The features of the product, in the order of the menu. A new feature is one line here."""

from collections.abc import Mapping

from groupmgr.accounts.administration_views import bp as people
from groupmgr.accounts.views import bp as accounts
from groupmgr.jobs.views import bp as jobs
from groupmgr.jobs.work import Handler
from groupmgr.policy import Action
from groupmgr.web.navigation import Feature

FEATURES = (Feature("账号", people, Action.ACCOUNT_EDIT, "user-check", "管理"),)
# Pages that stand in no menu.
OTHERS = (accounts, jobs)
# What the worker does, by the kind of the job.
HANDLERS: Mapping[str, Handler] = {}
