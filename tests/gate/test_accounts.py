"""The accounts beside a repository, and the command that writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.gate.accounts import Account, Accounts, Role, read_accounts, write_accounts
from generator.gate.gatehouse import Gatehouse, Settings
from generator.model.failure import Broken
from tests.school import command

WANG = Account("王伟", Role.RECORDER, ("jichu", "caijing"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "accounts.yml"
    assert read_accounts(path) == Accounts()
    accounts = Accounts().having(WANG).having(Account("office", Role.OFFICE))
    write_accounts(path, accounts)
    assert read_accounts(path) == accounts
    assert (path.stat().st_mode & 0o777, [each.name for each in tmp_path.iterdir()]) == (0o600, ["accounts.yml"])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("accounts:\n- {name: a, role: boss}\n", "not_a_choice", 2),
        ("accounts:\n- {name: a, role: office}\n- {name: a, role: member}\n", "account_twice", 3),
        ("accounts:\n- {name: a, role: recorder}\n", "account_without_branch", 2),
        ("accounts: [", "unclosed", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "accounts.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(Broken) as broken:
        read_accounts(path)
    assert [(each.code, each.mark.line) for each in broken.value.problems] == [(code, line)]


def test_chinese_keys(tmp_path: Path) -> None:
    path = tmp_path / "accounts.yml"
    path.write_text("账号:\n- {姓名: 王伟, 角色: 记录员, 支部: [jichu, caijing]}\n", "utf-8")
    assert read_accounts(path).named("王伟") == WANG


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "records.git").mkdir()
    house = Gatehouse(tmp_path / "records.gate", Settings(tmp_path / "records.git", trust=("ssh",)))
    house.write()
    gate = ("--gate", str(tmp_path / "records.git"))
    assert command("account", "list", *gate).out == "还没有账号\n"
    assert command("account", "add", "王伟", "--role", "recorder", *gate).code == 2
    assert command("account", "add", "王伟", "--role", "recorder", "--branch", "jichu", *gate).code == 0
    assert command("account", "add", "王伟", "--role", "office", "--display", "党委组织科", *gate).code == 0
    assert command("account", "add", "王伟", "--role", "reviewer", *gate).code == 0
    assert command("account", "list", *gate).out == "王伟  党委组织科  考评员\n"
    ran = command("account", "remove", "李娜", *gate)
    assert (ran.code, "王伟" in ran.err) == (2, True)
    assert command("account", "remove", "王伟", *gate).code == 0
    assert house.accounts == Accounts()
    assert command("account", "list", "--gate", str(tmp_path / "nothing.git")).code == 2
