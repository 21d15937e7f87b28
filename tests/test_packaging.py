"""What a wheel must carry, and that the product finds it however it was installed."""

import configparser
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = ("groupmgr", "templates", "static", "migrations")
#: Asks the product for a page, a style, a database and a document, however it was installed.
TRY = """
from groupmgr.app import create_app
from groupmgr.cli.database import migrate
from groupmgr.reports.printing import to_pdf

app = create_app()
with app.app_context():
    migrate()
for address in ("/sign-in", "/static/css/groupmgr.css", "/static/icons.svg"):
    answer = app.test_client().get(address)
    assert answer.status_code == 200, address
    answer.close()
assert to_pdf("<p>年度工作报告</p>").startswith(b"%PDF")
"""


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)  # noqa: S603


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a copy to build from, because setuptools leaves its traces where it builds."""
    ignore = shutil.ignore_patterns(
        ".*", "build", "*.egg-info", "__pycache__", "instance", "tests", "docs"
    )
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("packaging") / "source", ignore=ignore)


@pytest.fixture(scope="module")
def wheel(source):
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    run(sys.executable, "-m", "pip", "wheel", ".", "-q", *offline, "-w", "..", cwd=source)
    (wheel,) = source.parent.glob("*.whl")
    return wheel


def described():
    description = configparser.ConfigParser()
    description.read(ROOT / "setup.cfg")
    return description


def test_every_package_is_shipped():
    shipped = set(described()["options"]["packages"].split())
    packages = {
        file.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for file in (ROOT / "groupmgr").rglob("__init__.py")
    }

    assert shipped == packages | {"groupmgr.templates", "groupmgr.static", "groupmgr.migrations"}


def test_the_wheel_carries_code_templates_static_and_migrations(source, wheel):
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    expected = set()
    for folder in CARRIED:
        place = "" if folder == "groupmgr" else "groupmgr/"
        files = (file for file in (source / folder).rglob("*") if file.is_file())
        expected |= {place + file.relative_to(source).as_posix() for file in files}
    assert carried == expected


@pytest.mark.slow
@pytest.mark.parametrize("way", ["wheel", "folder", "editable"])
def test_an_installed_product_serves_migrates_and_prints(way, source, wheel, tmp_path):
    what = {"wheel": [wheel], "folder": [source], "editable": ["-e", source]}[way]
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv/bin/python"
    options = ["-q", "-I", "--no-deps", "--no-build-isolation", "--no-index"]
    # What others made is borrowed from this environment, so that no registry is asked.
    borrowed = {"PYTHONPATH": str(Path(pytest.__file__).parents[1]), "PATH": "/usr/bin:/bin"}
    run(python, "-m", "pip", "install", *options, *what, env=borrowed, cwd=tmp_path)

    home = borrowed | {"GROUPMGR_HOME": str(tmp_path / "home")}
    run(python, "-c", TRY, env=home, cwd=tmp_path)


@pytest.mark.slow
def test_a_bare_checkout_serves_migrates_and_prints(tmp_path):
    home = {**os.environ, "GROUPMGR_HOME": str(tmp_path)}
    run(sys.executable, "-c", TRY, env=home, cwd=ROOT)


def test_the_locks_agree_and_each_smaller_one_is_cut_out_of_the_largest():
    locks = ROOT / "requirements"
    lines = {
        name: set((locks / f"{name}.txt").read_text().splitlines())
        for name in ("base", "scale", "dev")
    }

    assert lines["base"] <= lines["scale"] <= lines["dev"]


@pytest.mark.parametrize("name", ["base", "scale", "build", "dev"])
def test_everything_that_is_asked_for_is_locked_with_its_hash(name):
    locks = ROOT / "requirements"
    asked = (line for line in (locks / f"{name}.in").read_text().splitlines() if line[0] != "#")
    lock = (locks / "dev.txt").read_text()

    for line in asked:
        project = line.split("[")[0].split(">")[0].split("=")[0].lower()
        assert f"\n{project}==" in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert "http" not in lock
