"""Joint projects and agreements as workbooks."""

from typing import Any

from groupmgr.policy import Action
from groupmgr.projects.agreement_forms import AgreementForm
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.forms import ProjectForm
from groupmgr.projects.models import Project
from groupmgr.projects.service import agreements, projects
from groupmgr.workbooks.book import Book


def _others(agreement: Agreement) -> dict[str, Any]:
    keys = [one.unit_id for one in agreement.parties if one.unit_id != agreement.owner_unit_id]
    return {"party_ids": keys}


PROJECTS = Book(
    key="projects",
    name="合作项目",
    action=Action.PROJECT_EDIT,
    model=Project,
    form=ProjectForm,
    save=projects.save,
    same=("name", "owner_unit_id"),
    index="projects.index",
    options=projects.SHOWN,
    order=(Project.pinyin,),
    fixed=frozenset({"state"}),
)
AGREEMENTS = Book(
    key="agreements",
    name="协议",
    action=Action.PROJECT_EDIT,
    model=Agreement,
    form=AgreementForm,
    save=agreements.save,
    same=("name", "owner_unit_id"),
    index="agreements.index",
    options=agreements.SHOWN,
    order=(Agreement.pinyin,),
    offers={"project_id": agreements.projects},
    beside=_others,
)
