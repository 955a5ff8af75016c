"""The versions of records, by real git repositories (design §3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.cache.store import FILE, Store
from generator.read.git import Git
from generator.read.history import FEW, PUSHED, history
from tests.read.repository import Repository

A, B = "records/2017/jichu/03-08-dues.md", "records/2017/jichu/04-08-dues.yml"
ID_A, ID_B = "2017/jichu/03-08-dues", "2017/jichu/04-08-dues"
LINES = "".join(f"第{number}行\n" for number in range(20))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def seen(repository: Repository) -> dict[str, list[date | None]]:
    """The days of each record's versions."""
    found = history(repository.folder / "records", Store(repository.folder / FILE)).versions
    return {name: [version.day for version in line] for name, line in found.items()}


def first(repository: Repository) -> dict[str, date | None]:
    return {name: days[0] for name, days in seen(repository).items()}


def test_every_version_has_its_day(repository: Repository) -> None:
    repository.commit("2017-03-09", **{A: "a"})
    repository.commit("2017-04-20", **{A: "changed", B: "b", "README.md": "x", "records/2017/jichu/x.pdf": "p"})
    assert seen(repository) == {ID_A: [date(2017, 3, 9), date(2017, 4, 20)], ID_B: [date(2017, 4, 20)]}


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("2017-03-08T15:59:00+00:00", date(2017, 3, 8)), ("2017-03-08T16:00:00+00:00", date(2017, 3, 9))],
)
def test_the_day_is_that_of_the_school(repository: Repository, stamp: str, day: date) -> None:
    repository.commit(stamp, **{A: "a"})
    assert first(repository) == {ID_A: day}


def test_on_a_side_branch_it_came_in_when_it_was_merged(repository: Repository) -> None:
    repository.commit("2017-01-01")
    repository.git("switch", "--quiet", "-c", "side")
    repository.commit("2017-03-09", **{A: "a"})
    repository.git("switch", "--quiet", "main")
    repository.merge("side", "2017-05-02")
    assert first(repository) == {ID_A: date(2017, 5, 2)}


def pulled(tmp_path: Path, *pull: str, merge: str = "") -> Repository:
    """Somebody whose own record was committed before a pull brought in another's of 9 March; pulled on 20 April."""
    server = tmp_path / "server.git"
    server.mkdir()
    Repository(server).git("config", "receive.denyCurrentBranch", "ignore")
    one = Repository(tmp_path / "one", str(server))
    one.commit("2017-01-01", **{"README.md": "x"})
    one.git("push", "--quiet", "origin", "HEAD:main")
    other = Repository(tmp_path / "other", str(server))
    one.commit("2017-03-09", **{A: "a"})
    one.git("push", "--quiet", "origin", "HEAD:main")
    other.commit("2017-04-10", **{B: "b"})
    if merge:
        other.git("fetch", "--quiet", day="2017-04-20T12:00:00+08:00")
        other.merge(merge, "2017-04-20")
    else:
        other.git("pull", "--quiet", "--no-rebase", "--no-edit", *pull, day="2017-04-20T12:00:00+08:00")
    return other


@pytest.mark.parametrize("how", [[], ["origin", "main"], ["url"]])
def test_a_pull_moves_nothing_of_what_others_recorded(tmp_path: Path, how: list[str]) -> None:
    where = [str(tmp_path / "server.git"), "main"] if how == ["url"] else how
    found = pulled(tmp_path, *where)
    assert len(found.git("rev-parse", "HEAD^@").split()) == 2
    # What was committed before the pull came to the others with it.
    assert first(found) == {ID_A: date(2017, 3, 9), ID_B: date(2017, 4, 20)}


def test_a_merge_of_the_fetched_main_line_is_a_pull(tmp_path: Path) -> None:
    assert first(pulled(tmp_path, merge="origin/main"))[ID_A] == date(2017, 3, 9)


def test_a_pull_on_a_branch_that_the_main_line_follows(repository: Repository) -> None:
    repository.commit("2017-01-01")
    repository.git("switch", "--quiet", "-c", "jidian")
    repository.commit("2017-03-01", **{B: "b"})
    repository.git("switch", "--quiet", "main")
    repository.commit("2017-03-09", **{A: "a"})
    repository.git("switch", "--quiet", "jidian")
    repository.merge("main", "2017-04-20")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--ff-only", "jidian")
    assert first(repository) == {ID_A: date(2017, 3, 9), ID_B: date(2017, 4, 20)}


@pytest.mark.parametrize("text", [LINES, LINES.replace("第3行", "第三行")])
def test_a_record_renamed_or_moved_keeps_its_days(repository: Repository, text: str) -> None:
    repository.commit("2017-03-09", **{A: LINES})
    (repository.folder / A).unlink()
    repository.commit("2017-05-02", **{"records/2017/jidian/03-09-dues.md": text})
    assert seen(repository) == {"2017/jidian/03-09-dues": [date(2017, 3, 9), date(2017, 5, 2)]}


def test_a_new_record_where_another_was_renamed_away_is_new(repository: Repository) -> None:
    repository.commit("2017-03-09", **{A: LINES})
    repository.git("mv", A, B)
    repository.commit("2017-04-02")
    repository.commit("2017-05-02", **{A: "new"})
    assert first(repository) == {ID_B: date(2017, 3, 9), ID_A: date(2017, 5, 2)}


def test_a_copy_is_new(repository: Repository) -> None:
    repository.commit("2017-03-09", **{A: LINES})
    repository.commit("2017-05-02", **{B: LINES})
    assert first(repository) == {ID_A: date(2017, 3, 9), ID_B: date(2017, 5, 2)}


@pytest.mark.parametrize("back", [A, "records/2017/jidian/03-08-dues.md"])
def test_a_record_taken_away_and_put_back_keeps_its_first_day(repository: Repository, back: str) -> None:
    repository.commit("2017-03-09", **{A: "a"})
    (repository.folder / A).unlink()
    repository.commit("2017-04-01")
    repository.commit("2017-06-01", **{back: "a"})
    assert list(first(repository).values()) == [date(2017, 3, 9)]


def test_under_a_gate_the_day_is_the_pushs(repository: Repository) -> None:
    commit = repository.commit("2017-03-09", **{A: "a"})
    unnoted = repository.commit("2017-04-09", **{B: "b"})
    assert first(repository) == {ID_A: date(2017, 3, 9), ID_B: date(2017, 4, 9)}
    for each, said in ((commit, "2017-03-20T23:59:59+08:00 王伟"), (unnoted, "of no day")):
        repository.git("notes", f"--ref={PUSHED}", "add", "-m", said, each)
    assert first(repository) == {ID_A: date(2017, 3, 20), ID_B: date(2017, 4, 9)}


def test_behind_the_edge_of_a_shallow_clone_nothing_is_known(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2017-03-09", **{A: "a"})
    repository.commit("2017-04-20", **{"README.md": "x"})
    repository.commit("2017-05-20", **{B: "b"})
    clone = Repository(tmp_path / "clone", "--depth", "2", f"file://{repository.folder}")
    assert seen(clone) == {ID_A: [None], ID_B: [date(2017, 5, 20)]}
    assert history(clone.folder / "records", Store(clone.folder / FILE)).unknown == "shallow"


def test_what_is_not_committed_has_no_version(repository: Repository) -> None:
    repository.commit("2017-03-09", **{A: "a"})
    repository.write(B, "b")
    assert set(seen(repository)) == {ID_A}


def test_why_nobody_can_tell(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository.folder / "records"
    folder.mkdir()
    assert history(folder, Store(tmp_path / FILE)).unknown == "no_commits"
    (tmp_path / "plain").mkdir()
    assert history(tmp_path / "plain", Store(tmp_path / FILE)).unknown == "no_repository"
    assert history(tmp_path / "nosuch", Store(tmp_path / FILE)).unknown == "no_repository"
    repository.commit("2017-03-09", **{A: "a"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert history(folder, Store(tmp_path / FILE)).unknown == "other_owner"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(folder, Store(tmp_path / FILE)).unknown == "no_git"


def test_the_environment_of_a_hook_leads_nowhere_else(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("2017-03-09", **{A: "a"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nosuch"))
    assert first(repository) == {ID_A: date(2017, 3, 9)}


def test_what_was_read_is_kept_and_read_on_from(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"records/2017/jichu/{number:02}-08-dues.md": f"{number}" for number in range(FEW)}
    repository.commit("2017-03-09", **many)
    before = first(repository)
    assert (repository.folder / FILE).is_file()
    repository.git("switch", "--quiet", "-c", "side")
    repository.commit("2017-04-09", **{B: "b"})
    repository.git("switch", "--quiet", "main")
    repository.merge("side", "2017-04-20")
    assert first(repository) == before | {ID_B: date(2017, 4, 20)}
    # History written anew is read anew.
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.commit("2017-06-09", **{B: "b"})
    assert first(repository) == before | {ID_B: date(2017, 6, 9)}
    (repository.folder / FILE).unlink()
    assert first(repository) == before | {ID_B: date(2017, 6, 9)}


def test_of_notes_only_those_of_new_commits_are_asked_for(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each push writes one: who then asked for all of them would take longer with every push there ever was."""
    asked: list[tuple[str, ...]] = []
    real = Git.run

    def watched(git: Git, *words: str, given: str = "") -> CompletedProcess[bytes]:
        if words[0] == "log":
            asked.append(words[4:])
        return real(git, *words, given=given)

    monkeypatch.setattr(Git, "run", watched)
    many = {f"records/2017/jichu/{number:02}-08-dues.md": f"{number}" for number in range(FEW)}
    old = repository.commit("2017-03-09", **many)

    def noted(commit: str, moment: str) -> None:
        repository.git("notes", f"--ref={PUSHED}", "add", "-f", "-m", f"{moment} 王伟", commit)

    noted(old, "2017-03-10T08:00:00+08:00")
    before = first(repository)
    new = repository.commit("2017-04-09", **{B: "b"})
    noted(new, "2017-04-10T08:00:00+08:00")
    asked.clear()
    assert first(repository) == before | {ID_B: date(2017, 4, 10)}
    assert asked == [(new, f"^{old}")]
    # Of what was known before, another moment is written down: by somebody else's push that came in between.
    noted(old, "2017-03-20T08:00:00+08:00")
    assert set(first(repository).values()) == {date(2017, 3, 20), date(2017, 4, 10)}
    # Notes that were written anew, and such as are gone.
    repository.git("update-ref", "-d", PUSHED)
    noted(old, "2017-03-21T08:00:00+08:00")
    assert set(first(repository).values()) == {date(2017, 3, 21), date(2017, 4, 9)}
    repository.git("update-ref", "-d", PUSHED)
    assert set(first(repository).values()) == {date(2017, 3, 9), date(2017, 4, 9)}


def test_what_is_taken_away_has_a_day_until_it_is_put_back(repository: Repository) -> None:
    def taken() -> dict[str, date | None]:
        found = history(repository.folder / "records", Store(repository.folder / FILE)).taken_away
        return {record: each.day for record, each in found.items()}

    repository.commit("2017-03-09", **{A: "a", B: "b"})
    assert taken() == {}
    (repository.folder / B).unlink()
    repository.commit("2017-05-02")
    assert taken() == {ID_B: date(2017, 5, 2)}
    repository.commit("2017-05-03", **{B: "b"})
    assert taken() == {}
