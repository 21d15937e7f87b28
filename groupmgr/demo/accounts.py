"""The accounts of the demonstration, one for each role; none of them exists anywhere else."""

from dataclasses import dataclass

from argon2 import PasswordHasher

from groupmgr.accounts.models import Account, Assignment
from groupmgr.demo.groups import BRANCH, CITY, COUNTY, PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.members.labels import SCHOOLS
from groupmgr.policy import Role

PASSWORD = "yunling-2024"  # noqa: S105  # printed wherever the demonstration is loaded


@dataclass(frozen=True, slots=True)
class Login:
    """A printed account: what it is, and in which groups or unit."""

    login: str
    name: str
    role: Role
    place: str
    groups: tuple[str, ...] = ()
    unit: str = ""


LOGINS = (
    Login("admin", "系统管理员", Role.SYSTEM, "整个系统"),
    Login("mishuchu", "周敏", Role.SECRETARIAT, "云岭省装备制造职业教育集团", (PROVINCIAL, BRANCH)),
    Login("jingban", "丁一川", Role.STAFF, "云岭省装备制造职业教育集团", (PROVINCIAL, BRANCH)),
    Login("lingdao", "陆怀民", Role.LEADER, "云岭省装备制造职业教育集团", (PROVINCIAL, BRANCH)),
    Login("xuexiao", "顾清和", Role.UNIT_ADMIN, "澜山职业技术学院", unit="澜山职院"),
    Login("tianbao", "林晓", Role.UNIT_CLERK, "澜山职业技术学院", unit="澜山职院"),
    Login("qiye", "邵启航", Role.UNIT_CLERK, "恒砺数控技术有限公司", unit="恒砺数控"),
    Login("zhuanjia", "程立", Role.EXPERT, "云岭省装备制造职业教育集团", (PROVINCIAL,)),
    Login("zhuguan", "省教育厅职成处", Role.AUTHORITY, "三个集团", (PROVINCIAL, CITY, COUNTY)),
    Login("lanshan", "李若云", Role.SECRETARIAT, "澜山市域产教联合体", (CITY,)),
    Login("beian", "何素梅", Role.SECRETARIAT, "北岸县域职业教育集团", (COUNTY,)),
)


def password_hash() -> str:
    """Return the hash of the password under a fixed salt, or every load would differ."""
    return PasswordHasher().hash(PASSWORD, salt=b"groupmgr-example")


def make(world: World) -> None:
    """Add the printed accounts, then a clerk of every other school."""
    hashed = password_hash()
    for login in LOGINS:
        world.accounts[login.login] = _account(login.login, login.name, hashed)
        _assign(world, login)
    for unit in world.units.values():
        if unit.kind in SCHOOLS and unit.short_name != "澜山职院":
            account = _account(unit.initials, world.people[unit.id][2].name, hashed)
            account.assignments = [Assignment(role=Role.UNIT_CLERK, unit_id=unit.id)]
            world.accounts[unit.short_name or unit.name] = account
    world.add(world.accounts.values())
    for account in world.accounts.values():
        place = account.assignments[0]
        if place.unit_id is not None and place.role is Role.UNIT_CLERK:
            world.clerks[place.unit_id] = account


def _account(login: str, name: str, hashed: str) -> Account:
    return Account(login=login, name=name, password_hash=hashed)


def _assign(world: World, login: Login) -> None:
    account = world.accounts[login.login]
    if login.unit:
        account.assignments = [Assignment(role=login.role, unit_id=world.units[login.unit].id)]
        return
    account.assignments = [
        Assignment(role=login.role, group_id=world.groups[key].id) for key in login.groups
    ] or [Assignment(role=login.role)]
