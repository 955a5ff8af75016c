"""What changed in a year: records, what moved with them, and by which of them; between bags, days, commits and now."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.archive.comparing import since_frozen
from generator.archive.frozen import frozen
from generator.workspace.workspace import Workspace
from tests.archive.conftest import GIT, put
from tests.school import Ran, command

MEETING = "2017/jichu/03-08-committee-meeting"


@pytest.fixture
def root(small: Path, tmp_path: Path) -> Path:
    """The small root with its bag, to change."""
    return Path(shutil.copytree(small, tmp_path / "root", symlinks=True))


def diff(root: Path, *argv: str) -> dict[str, Any]:
    ran = told(root, *argv, "--format", "json")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def told(root: Path, *argv: str) -> Ran:
    ran = command("--root", str(root), "diff", *argv)
    assert ran.code == 0 and "Traceback" not in ran.err, ran
    return ran


def records(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["sort"], each["id"]) for each in found["records"]]


def rule(found: dict[str, Any], unit: str, name: str) -> dict[str, Any]:
    (move,) = [each for each in found["rules"] if (each["unit"], each["rule"]) == (unit, name)]
    return dict(move)


def another(root: Path) -> None:
    """A second meeting, in April."""
    text = (root / f"records/{MEETING}.md").read_text("utf-8").replace("2017-03-08", "2017-04-08")
    text = "".join(line for line in text.splitlines(True) if not line.startswith("attachments"))
    (root / "records/2017/jichu/04-08-committee-meeting.md").write_text(text, "utf-8")


def test_what_nobody_changed(root: Path) -> None:
    found = diff(root, "2017-v1")
    assert (found["records"], found["rules"], found["scores"], found["causes"]) == ([], [], [], [])
    assert (found["as_of_before"], found["as_of_after"]) == ("2018-03-01", "2018-03-01")
    assert "没有变化" in told(root, "2017-v1").out


def test_a_record_put_in_later_and_the_rule_it_moves(root: Path) -> None:
    another(root)
    found = diff(root, "2017-v1")
    new = "2017/jichu/04-08-committee-meeting"
    assert records(found) == [("added", new)]
    move = rule(found, "jichu", "O02")
    assert new in move["records"]
    assert float(move["after"]["earned"]) > float(move["before"]["earned"])
    assert {each["what"] for each in found["scores"]} == {"computed_score"}
    text = told(root, "2017-v1").out
    assert f"+ {new} 支部委员会" in text and f"由此引起：{new}" in text and "系统测算分" in text
    assert "{" not in text


def test_a_field_that_says_something_else_and_a_record_gone(root: Path) -> None:
    path = root / f"records/{MEETING}.md"
    text = path.read_text("utf-8")
    put(
        path,
        text.replace("present: 5", "present: 2").replace("on_leave: 0", "on_leave: 3").encode() + "补记。\n".encode(),
    )
    (root / "records/2017/_committee/12-12-public-notice.md").unlink()
    found = diff(root, "2017-v1")
    assert records(found) == [("removed", "2017/_committee/12-12-public-notice"), ("changed", MEETING)]
    assert found["records"][1]["fields"] == ["on_leave", "present", "body"]
    assert MEETING in rule(found, "jichu", "O02")["records"]
    assert f"~ {MEETING} 支部委员会：请假、实到、正文" in told(root, "2017-v1").out


def test_two_days_of_one_root(root: Path) -> None:
    found = diff(root, "2017-03-07", "2017-03-08", "--year", "2017")
    assert (found["as_of_before"], found["as_of_after"], found["causes"]) == ("2017-03-07", "2017-03-08", ["day"])
    assert records(found) == []
    assert rule(found, "jichu", "O02")["records"] == [MEETING]


def test_two_versions_of_a_year(root: Path) -> None:
    another(root)
    again = ("archive", "2017", "--as-of", "2018-03-01", "--reason", "补记4月支委会")
    assert command("--root", str(root), *again).code == 0
    found = diff(root, "2017-v1", "2017-v2")
    assert records(found) == [("added", "2017/jichu/04-08-committee-meeting")]
    assert (found["before"], found["after"]) == ("2017-v1", "2017-v2")
    assert diff(root, "2017-v2")["records"] == []
    assert records(diff(root, str(root / "archive/2017-v2"), "2017-v1"))[0][0] == "removed"


def test_commits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another(root)
    for argv in (["add", "-A"], ["commit", "-q", "-m", "april"]):
        subprocess.run(["git", *argv], cwd=root, env=GIT, check=True)
    monkeypatch.setenv("GIT_DIR", str(root / "nosuch"))  # as in a hook of another repository
    new = ("added", "2017/jichu/04-08-committee-meeting")
    assert records(diff(root, "HEAD~1", "HEAD", "--year", "2017")) == [new]
    assert records(diff(root, "2017-v1", "HEAD")) == [new]
    assert records(diff(root, "HEAD", "现在", "--year", "2017")) == []


def test_settings_are_named_as_a_cause(root: Path) -> None:
    config = root / "site_config.yml"
    put(config, config.read_bytes() + b"late_entry_days: 3\n")
    found = diff(root, "2017-v1")
    assert found["causes"] == ["settings"]
    assert "配置或者评定标准不同" in told(root, "2017-v1").out


@pytest.mark.parametrize("name", ["nonsense", "2017-v9", "2017-02-30", "--help-me", "HEAD~99"])
def test_what_is_no_state(root: Path, name: str) -> None:
    assert command("--root", str(root), "diff", "2017-v1", name).code == 2


def test_another_year_than_the_bag_s(root: Path) -> None:
    assert command("--root", str(root), "diff", "2017-v1", "--year", "2016").code == 2


def test_a_damaged_bag_is_no_witness(root: Path) -> None:
    put(root / "archive/2017-v1/data/result.json", b"{}")
    ran = command("--root", str(root), "diff", "2017-v1")
    assert ran.code == 1 and "wuhao verify" in ran.err


def test_since_it_was_frozen(root: Path) -> None:
    another(root)
    workspace = Workspace(root, root, "zh")
    (bag,) = frozen(root, workspace.frame.config)
    changes = since_frozen(workspace, bag)
    assert changes.any
    assert [each.id for each in changes.records] == ["2017/jichu/04-08-committee-meeting"]
    assert changes.as_of_after == date(2018, 3, 1).isoformat()
