"""The rules of the house that no linter knows."""

import ast
import configparser
from pathlib import Path

import pytest

from groupmgr.schema import TABLES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "groupmgr"

# A package may import those on the lines above its own, and itself. A name
# that is not listed is a register (bases, projects, activities, ...) and
# stands where the dots are: registers know the members, but not each other.
LAYERS = (
    ("kernel", "paths"),
    ("config", "extensions", "policy"),
    ("web",),
    ("journal",),
    ("accounts", "jobs"),
    ("files",),
    ("downloads", "index", "mail", "official", "tables"),
    ("groups",),
    ("workbooks",),
    ("members",),
    ("...",),
    ("confirming",),
    ("merging",),
    ("admission", "handover", "silence"),
    ("catalogue",),
    ("performance",),
    ("reports",),
    ("certificates", "home", "proceedings", "search"),
    ("features", "schema"),
    ("app",),
    ("demo",),
    ("upkeep",),
    ("cli",),
)
LISTED = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

# Only these inner files may know of HTTP.
HTTP_FILES = {"views", "form", "forms", "listing", "lists", "fields", "workbook"}
HTTP_PACKAGES = {"flask", "flask_wtf", "flask_login", "werkzeug", "wtforms"}
HTTP_HOMES = {"web", "extensions", "features", "app", "cli"}
# Who is signed in is a matter of cookies and of Flask-Login's mixin; one form keeps files too.
HTTP_EXCEPTIONS = {
    Path("accounts/gate.py"),
    Path("accounts/models.py"),
    Path("activities/saving.py"),
}

LONGEST = 300
FILES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def rank(name):
    return LISTED.get(name, LISTED["..."])


def part(path):
    return path.parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def speaks_http(path):
    """A file of pages: `views.py`, `forms.py`, or one named after what it shows, `…_views.py`."""
    words = {word for step in path.with_suffix("").parts for word in step.split("_")}
    return bool(words & HTTP_FILES) or part(path) in HTTP_HOMES or path in HTTP_EXCEPTIONS


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_one_way(path):
    if part(path) == "__init__":
        return
    for name in imports(path):
        if name.startswith("groupmgr."):
            other = name.split(".")[1]
            assert other == part(path) or rank(other) < rank(part(path)), name


@pytest.mark.parametrize("path", FILES, ids=str)
def test_business_rules_know_nothing_of_http(path):
    if speaks_http(path):
        return
    for name in imports(path):
        assert name.split(".")[0] not in HTTP_PACKAGES, name
        assert not name.startswith(("groupmgr.web", "groupmgr.extensions")), name


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_stand_at_the_top(path):
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    inner = [n for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)]
    assert not [n for n in inner if isinstance(n, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_is_too_long_to_read(path):
    assert len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [p for p in FILES if p.name == "__init__.py"], ids=str)
def test_a_package_begins_with_one_sentence_alone(path):
    (only,) = ast.parse((PACKAGE / path).read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)


@pytest.mark.parametrize("path", [p for p in FILES if "views" in str(p)], ids=str)
def test_a_page_fetches_records_through_the_policy(path):
    text = (PACKAGE / path).read_text(encoding="utf-8")
    for bypass in ("get_or_404", "first_or_404", "one_or_404"):
        assert bypass not in text, f"{bypass}: use groupmgr.web.access.fetch"


def test_every_part_with_pages_is_a_feature():
    with_pages = {part(path) for path in FILES if path.stem == "views" and part(path) != "web"}
    listed = {name.split(".")[1] for name in imports(Path("features.py")) if "views" in name}
    assert with_pages <= listed


def test_every_module_with_tables_is_known_to_the_database():
    declaring = {
        "groupmgr." + ".".join(path.with_suffix("").parts)
        for path in FILES
        if any(
            isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__tablename__"
            for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8")))
        )
    }
    assert {module.__name__ for module in TABLES} == declaring


def test_every_package_is_shipped():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    shipped = set(setup["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("__init__.py")}
    assert shipped == found | {f"groupmgr.{name}" for name in ("templates", "static", "migrations")}


@pytest.mark.parametrize("file", sorted((ROOT / "templates").rglob("*.html")), ids=lambda f: f.name)
def test_a_page_holds_no_style_and_no_script_of_its_own(file):
    if "document" in file.name or {"reports", "official"} & set(file.parts):
        return
    text = file.read_text(encoding="utf-8")
    for forbidden in (" style=", "<style", "<script>", " onclick=", "javascript:", "://"):
        assert forbidden not in text, f"{forbidden}: the pages' policy forbids it"
