"""The features of the product, in the order of the menu. A new feature is one line here."""

from groupmgr.accounts.administration_views import bp as people
from groupmgr.accounts.views import bp as accounts
from groupmgr.policy import Action
from groupmgr.web.navigation import Feature

FEATURES = (Feature("账号", people, Action.ACCOUNT_EDIT, "user-check", "管理"),)
# Pages that stand in no menu.
OTHERS = (accounts,)
