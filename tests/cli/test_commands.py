import re
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from groupmgr.accounts.models import Account
from groupmgr.cli.main import commands
from groupmgr.kernel.errors import RuleBroken


@pytest.fixture
def run(app, session):
    def invoke(*words):
        session.commit()
        info = ScriptInfo(create_app=lambda: app)
        return CliRunner().invoke(commands, words, obj=info)

    return invoke


def test_the_first_administrator_comes_from_the_shell(run, session, app):
    told = run("user", "add", "root", "--name", "管理员", "--role", "system")
    assert told.exit_code == 0
    password = told.output.split()[-1]
    client = app.test_client()
    answer = client.post("/sign-in", data={"login": "root", "password": password})
    assert answer.status_code == 303
    assert "root\t管理员\t系统管理员" in run("user", "list").output


def test_people_of_groups_and_units_are_added_by_name(run, make, session):
    group = make.group(code="yunling")
    make.unit(group, name="云岭机电职业技术学院")
    office = ["user", "add", "zhoumin", "--name", "周敏", "--role", "secretariat"]
    clerk = ["user", "add", "linxiao", "--name", "林晓", "--role", "unit-clerk"]
    assert run(*office, "--group", "yunling").exit_code == 0
    assert run(*clerk, "--unit", "云岭机电职业技术学院").exit_code == 0
    for words, sentence in [
        ((*office, "--group", "nowhere"), "没有代码为 nowhere 的集团"),
        ((*clerk, "--unit", "没有的学校"), "没有名为 没有的学校 的单位"),
        (("user", "password", "nobody"), "没有账号 nobody"),
    ]:
        refused = run(*words).exception
        assert isinstance(refused, RuleBroken)
        assert sentence in str(refused)
    assert session.query(Account).count() == 2


def test_a_forgotten_password_is_replaced_and_the_lock_opened(run, make, session, app):
    account = make.account(login="zhoumin", failures=3)
    password = re.search(r"[a-z0-9-]{14}", run("user", "password", "zhoumin").output)[0]
    session.refresh(account)
    assert account.must_change
    assert account.failures == 0
    answer = app.test_client().post("/sign-in", data={"login": "zhoumin", "password": password})
    assert answer.status_code == 303


@pytest.fixture
def groupmgr(tmp_path):
    """Run the installed command in a home of its own."""

    def run(*words, **settings):
        command = [sys.executable, "-c", "from groupmgr.cli.main import main; main()", *words]
        home = {"GROUPMGR_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
        return subprocess.run(  # noqa: S603
            command, env=home | settings, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.slow
def test_a_home_is_made_migrated_and_served(groupmgr, tmp_path):
    early = groupmgr("serve")
    assert early.returncode == 1
    assert "groupmgr db upgrade" in early.stderr
    assert groupmgr("db", "check").returncode == 1
    assert groupmgr("db", "upgrade").returncode == 0
    assert groupmgr("db", "check").stdout.strip() == "数据库与程序一致"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = groupmgr("serve", "--port", port)
    assert refused.returncode == 1
    assert refused.stderr.strip() == f"端口 {port} 已被占用，请用 --port 换一个"
    assert groupmgr("serve", "--nonsense").returncode == 2
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_home_that_cannot_be_written_is_told_in_one_sentence(groupmgr, tmp_path):
    (tmp_path / "file").write_text("")
    refused = groupmgr("db", "upgrade", GROUPMGR_HOME=str(tmp_path / "file" / "home"))
    assert refused.returncode == 1
    assert "不能写入" in refused.stderr
    assert "Traceback" not in refused.stderr
