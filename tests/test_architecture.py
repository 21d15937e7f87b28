"""The rules of the house that no linter knows."""

import ast
import configparser
from functools import cache
from pathlib import Path

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
    ("attachments", "downloads", "index", "mail", "official", "tables"),
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


@cache
def text(path):
    return (PACKAGE / path).read_text(encoding="utf-8")


@cache
def tree(path):
    return ast.parse(text(path))


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def speaks_http(path):
    """A file of pages: `views.py`, `forms.py`, or one named after what it shows, `…_views.py`."""
    words = {word for step in path.with_suffix("").parts for word in step.split("_")}
    return bool(words & HTTP_FILES) or part(path) in HTTP_HOMES or path in HTTP_EXCEPTIONS


def climbs(path, name):
    """Whether a file imports from a layer that is not below its own."""
    if not name.startswith("groupmgr.") or part(path) == "__init__":
        return False
    other = name.split(".")[1]
    return other != part(path) and rank(other) >= rank(part(path))


def is_of_http(name):
    return name.split(".")[0] in HTTP_PACKAGES or name.startswith(
        ("groupmgr.web", "groupmgr.extensions")
    )


def imports_inside(path):
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    inner = (node for function in functions for node in ast.walk(function))
    return any(isinstance(node, ast.Import | ast.ImportFrom) for node in inner)


def test_imports_point_one_way():
    assert [(path, name) for path in FILES for name in imports(path) if climbs(path, name)] == []


def test_business_rules_know_nothing_of_http():
    rules = [path for path in FILES if not speaks_http(path)]
    assert [(path, name) for path in rules for name in imports(path) if is_of_http(name)] == []


def test_imports_stand_at_the_top():
    assert [path for path in FILES if imports_inside(path)] == []


def test_no_file_is_too_long_to_read():
    assert [path for path in FILES if len(text(path).splitlines()) > LONGEST] == []


def test_a_package_begins_with_one_sentence_alone():
    for path in FILES:
        if path.name == "__init__.py":
            assert [type(node) for node in tree(path).body] == [ast.Expr], path


def test_a_page_fetches_records_through_the_policy():
    """By `groupmgr.web.access.fetch`."""
    bypasses = ("get_or_404", "first_or_404", "one_or_404")
    pages = [path for path in FILES if "views" in str(path)]
    assert [(path, name) for path in pages for name in bypasses if name in text(path)] == []


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
            for node in ast.walk(tree(path))
        )
    }
    assert {module.__name__ for module in TABLES} == declaring


def test_every_package_is_shipped():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    shipped = set(setup["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("__init__.py")}
    assert shipped == found | {f"groupmgr.{name}" for name in ("templates", "static", "migrations")}


def test_a_page_holds_no_style_and_no_script_of_its_own():
    forbidden = (" style=", "<style", "<script>", " onclick=", "javascript:", "://")
    for file in (ROOT / "templates").rglob("*.html"):
        if not ("document" in file.name or {"reports", "official"} & set(file.parts)):
            page = file.read_text(encoding="utf-8")
            assert [one for one in forbidden if one in page] == [], file
