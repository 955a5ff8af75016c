"""Who may send in what: `accounts.yml` beside the repository, which no push can reach."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from generator.model.failure import Broken
from generator.read.document import read_document
from generator.types.findings import Findings

FILE = "accounts.yml"
_HEAD = """\
# 谁可以提交什么。这个文件在服务器上，不在代码库里，谁也推送不进来；只有服务器的管理员能改。
# name 账号名，同登录用的名字一字不差；display 姓名，历史里写的是它，不写就写账号名；role 角色：
#   recorder 记录员，只能提交自己支部（branches）没有封存的年度的记录；
#   reviewer 考评员，只能提交各支部的组织考评和整改台账；office 办公室，全部；member 党员，只看网站，不提交。
"""


class Role(StrEnum):
    """What an account is for."""

    RECORDER = "recorder"
    REVIEWER = "reviewer"
    OFFICE = "office"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Account:
    """One person who has to do with the records."""

    name: str
    role: Role
    branches: tuple[str, ...] = ()
    """Of a recorder: the branches whose records these are."""
    display: str = ""
    """The person's name as the unit writes it; empty where the account's own will do."""

    @property
    def called(self) -> str:
        """What people and the history call them."""
        return self.display or self.name

    @property
    def clones(self) -> bool:
        """Whether the shared records may be fetched whole: members read the site."""
        return self.role is not Role.MEMBER

    @property
    def is_office(self) -> bool:
        """Whether it is of the office, which alone sees the private repositories."""
        return self.role is Role.OFFICE


@dataclass(frozen=True)
class Accounts:
    """All accounts, by name."""

    by_name: Mapping[str, Account] = field(default_factory=dict)

    def named(self, name: str) -> Account | None:
        """The account of that very name."""
        return self.by_name.get(name)

    def having(self, account: Account) -> Accounts:
        """The same with this account, in the place of one of its name."""
        return Accounts({**self.by_name, account.name: account})

    def without(self, name: str) -> Accounts:
        """The same without the account of that name."""
        return Accounts({each: account for each, account in self.by_name.items() if each != name})


def read_accounts(path: Path) -> Accounts:
    """The accounts; none where there is no file. Raises Broken with what is wrong, where.

    One line that cannot be understood stops everybody: half a list of rights is none.
    """
    if not path.exists():
        return Accounts()
    findings = Findings(path.name)
    values = read_document("accounts", path, findings)
    found: dict[str, Account] = {}
    for row in values.rows("accounts") if values is not None else ():
        account = Account(
            row.text("name"), Role(row.text("role") or Role.MEMBER), row.names("branches"), row.text("display")
        )
        if account.name in found:
            findings.error("account_twice", row.mark_of("name"), name=account.name)
        if account.role is Role.RECORDER and not account.branches:
            findings.error("account_without_branch", row.mark, name=account.name)
        found[account.name] = account
    if findings.problems:
        raise Broken(findings.problems)
    return Accounts(found)


def change_accounts(path: Path, change: Callable[[Accounts], Accounts]) -> None:
    """Has them be what `change` makes of them; of two who change them at once, each sees the other's. Raises Broken."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        write_accounts(path, change(read_accounts(path)))


def write_accounts(path: Path, accounts: Accounts) -> None:
    """Writes them in one step, for nobody else to read."""
    rows = [
        {"name": each.name, "role": str(each.role)}
        | ({"branches": list(each.branches)} if each.branches else {})
        | ({"display": each.display} if each.display else {})
        for each in accounts.by_name.values()
    ]
    text = _HEAD + yaml.safe_dump({"accounts": rows}, allow_unicode=True, sort_keys=False)
    replace_file(path, text)


def replace_file(path: Path, text: str, mode: int = 0o600) -> None:
    """Writes a file so that whoever reads it meanwhile has the old one or the new one whole.

    What root writes belongs to the owner of the folder, who runs the hooks.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        os.fchmod(file.fileno(), mode)
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
        os.fsync(file.fileno())
    fresh.replace(path)
