from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.publish.engine import Busy, Kept, Moved, NotOurs, Releases, Store, Stored, digest_of, folder_key
from tests.publish.served import served

FOLDERS = {
    "": {"index.html": b"root"},
    "2017": {"index.html": b"year"},
    "2017/jichu": {"a.html": b"a", "b.html": b"b"},
    "2017/assets/javascripts": {"x.js": b"x"},
}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file a reader reaches, links followed."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in served(folder)}


def releases(out: Path, audience: str = "public", **more: float) -> Releases:
    return Releases(out, audience, out.parent / f"{out.name}-work", **more)  # type: ignore[arg-type]


def store(folder: Path) -> Store:
    return Store(folder / "folders", folder / "waiting")


def publish(out: Path, folders: object = None, audience: str = "public", **more: object) -> object:
    with releases(out, audience) as found:
        return found.publish(FOLDERS if folders is None else folders, **more)  # type: ignore[arg-type]


def test_a_reader_finds_every_file(tmp_path: Path) -> None:
    publish(tmp_path, links={"latest": "2017"})
    found = tree(tmp_path / "public")
    assert {path: content for path, content in found.items() if not path.startswith("latest/")} == {
        "index.html": b"root",
        "2017/index.html": b"year",
        "2017/jichu/a.html": b"a",
        "2017/jichu/b.html": b"b",
        "2017/assets/javascripts/x.js": b"x",
    }
    assert found["latest/jichu/a.html"] == b"a"
    assert (tmp_path / "public/latest").readlink() == Path("2017")


def test_every_link_is_relative_so_the_output_can_be_moved(tmp_path: Path) -> None:
    publish(tmp_path / "one", links={"latest": "2017"})
    before = tree(tmp_path / "one/public")
    (tmp_path / "one").rename(tmp_path / "two")
    assert tree(tmp_path / "two/public") == before
    for where, folders, names in os.walk(tmp_path / "two"):
        for name in (*folders, *names):
            path = Path(where) / name
            assert not path.is_symlink() or not path.readlink().is_absolute()


def test_the_audience_is_a_link_to_a_release_of_links_to_the_store(tmp_path: Path) -> None:
    publish(tmp_path)
    served = tmp_path / "public"
    assert served.readlink().parent == Path(".public")
    assert (served / "2017/jichu").is_symlink()
    assert not (served / "2017").is_symlink()
    assert (served / "2017/jichu").resolve().parent == tmp_path / ".public/folders"


def test_unchanged_folders_are_not_touched(tmp_path: Path) -> None:
    publish(tmp_path)
    kept = (tmp_path / "public/2017/jichu/a.html").resolve()
    before = kept.stat()
    done = publish(tmp_path, {**FOLDERS, "2017": {"index.html": b"other"}})
    assert (tmp_path / "public/2017/jichu/a.html").resolve() == kept
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert done.changed  # type: ignore[attr-defined]


def test_a_link_that_is_the_same_is_the_very_same(tmp_path: Path) -> None:
    """A new one costs a system as much as a file."""
    publish(tmp_path)
    same, other = ((tmp_path / "public" / path).lstat().st_ino for path in ("2017/jichu", "2017/index.html"))
    publish(tmp_path, {**FOLDERS, "2017": {"index.html": b"other"}})
    assert (tmp_path / "public/2017/jichu").lstat().st_ino == same
    assert (tmp_path / "public/2017/index.html").lstat().st_ino != other


@pytest.mark.parametrize("error", [OSError(31, "Too many links"), NotImplementedError()])
def test_where_a_link_cannot_be_shared_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    publish(tmp_path)
    monkeypatch.setattr(os, "link", fails)
    publish(tmp_path, {**FOLDERS, "2017": {"index.html": b"other"}})
    assert tree(tmp_path / "public")["2017/jichu/a.html"] == b"a"


def test_a_file_that_nobody_else_wants_is_moved(tmp_path: Path) -> None:
    own, beside = store(tmp_path), tmp_path / "a.html"
    beside.write_bytes(b"a")
    stored = own.put({"a.html": Moved(beside, digest_of(b"a")), "b.html": b"b"})
    assert stored == folder_key({"a.html": b"a", "b.html": b"b"})
    assert own.read(stored, "a.html") == b"a" and not beside.exists()


def test_a_folder_the_store_has_is_not_written_again(tmp_path: Path) -> None:
    kept = store(tmp_path)
    stored = kept.put({"a.html": b"a"})
    before = kept.waiting.stat().st_mtime_ns
    assert kept.put({"a.html": b"a"}) == stored
    assert kept.waiting.stat().st_mtime_ns == before
    kept.publish([stored])
    assert kept.put({"a.html": b"a"}) == stored
    assert not any(kept.waiting.iterdir())


@pytest.mark.parametrize("links", [True, False])
def test_an_unchanged_file_of_a_changed_folder_is_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Copied where a disk has no links; the key is that of the same bytes written."""
    kept = store(tmp_path)
    before = kept.put({"a.html": b"a", "b.html": b"b"})
    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError()))
    after = kept.put({"a.html": Kept(before, digest_of(b"a")), "b.html": b"changed"})
    assert after == folder_key({"a.html": b"a", "b.html": b"changed"})
    assert kept.read(after, "a.html") == b"a"
    one, other = (kept.folder(each) / "a.html" for each in (before, after))
    assert one.samefile(other) is links
    with pytest.raises(OSError):
        kept.put({"gone.html": Kept(before, digest_of(b""))})


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    link = (tmp_path / "public").lstat()
    assert not publish(tmp_path).changed  # type: ignore[attr-defined]
    assert (tmp_path / "public").lstat().st_ino == link.st_ino


def test_folders_are_carried_over_by_key(tmp_path: Path) -> None:
    publish(tmp_path)
    with releases(tmp_path) as found:
        carried = found.current()
        assert carried["2017/jichu"] == folder_key(FOLDERS["2017/jichu"])
        found.publish({**carried, "2017": {"index.html": b"new"}})
    assert tree(tmp_path / "public") == {
        "index.html": b"root",
        "2017/index.html": b"new",
        "2017/jichu/a.html": b"a",
        "2017/jichu/b.html": b"b",
        "2017/assets/javascripts/x.js": b"x",
    }


def test_a_key_the_store_does_not_have_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    with releases(tmp_path) as found, pytest.raises(KeyError):
        found.publish({"": Stored("0" * 32)})
    assert tree(tmp_path / "public")["index.html"] == b"root"


def test_the_previous_release_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    for number in range(4):
        publish(tmp_path, {"": {"index.html": b"%d" % number}})
    assert len([each for each in (tmp_path / ".public").iterdir() if each.is_dir()]) == 3
    assert len(list((tmp_path / ".public").glob("*.json"))) == 2
    kept = sorted(next(each.iterdir()).read_bytes() for each in (tmp_path / ".public/folders").iterdir())
    assert kept == [b"2", b"3"]


def test_audiences_share_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {"": {"index.html": b"shared"}}, audience="members")
    for number in range(3):
        publish(tmp_path, {"": {"index.html": b"shared" if number == 0 else b"%d" % number}})
    assert tree(tmp_path / "members") == {"index.html": b"shared"}
    for audience in ("members", "public"):
        for where, folders, names in os.walk(tmp_path / f".{audience}", followlinks=True):
            for name in (*folders, *names):
                assert Path(where, name).resolve().is_relative_to(tmp_path / f".{audience}")


def test_nothing_but_what_was_released_lies_where_it_can_be_served(tmp_path: Path) -> None:
    """What was put and never published (the scan refused it) is readable for the owner alone, and gone in the end."""
    out, work = tmp_path / "site", tmp_path / "site-work"
    publish(out)
    before = {path: path.stat().st_ino for path in out.rglob("*")}
    with pytest.raises(ZeroDivisionError), releases(out) as found:
        refused = found.store.put({"secret.html": b"secret"})
        assert refused in found.store
        assert work.stat().st_mode & 0o777 == found.store.waiting.stat().st_mode & 0o777 == 0o700
        assert {path: path.stat().st_ino for path in out.rglob("*")} == before
        raise ZeroDivisionError
    assert [path for path in tmp_path.rglob("*") if path.name == "secret.html"] == []
    assert list(work.iterdir()) == []
    assert tree(out / "public")["index.html"] == b"root"


def test_a_folder_that_was_damaged_is_put_anew_where_nothing_is_trusted(tmp_path: Path) -> None:
    publish(tmp_path)
    damaged = (tmp_path / "public/2017/jichu/a.html").resolve()
    damaged.write_bytes(b"damaged")
    publish(tmp_path)
    assert damaged.read_bytes() == b"damaged"
    with releases(tmp_path, trusted=False) as found:
        found.publish(FOLDERS)
    assert damaged.read_bytes() == b"a"


def test_what_waits_on_another_disk_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.stat

    def apart(path: Path, **more: bool) -> os.stat_result:
        found = real(path, **more)
        return os.stat_result((*found[:2], found.st_dev + ("waiting" in path.parts), *found[3:]))

    kept = store(tmp_path)
    stored = kept.put(FOLDERS["2017/jichu"])
    monkeypatch.setattr(Path, "stat", apart)
    kept.publish([stored])
    monkeypatch.undo()
    assert tree(kept.path) == {f"{stored.key}/a.html": b"a", f"{stored.key}/b.html": b"b"}
    assert list(kept.waiting.iterdir()) == []


@pytest.mark.parametrize("others", [[], ["members"]])
def test_where_the_release_before_kept_all_audiences_together_goes(tmp_path: Path, others: list[str]) -> None:
    """Once no audience is served from there any more; a folder of that name that is not its own stays."""
    key = "0" * 32
    (tmp_path / f".store/{key}").mkdir(parents=True)
    (tmp_path / f".store/{key}/index.html").write_bytes(b"old")
    for audience in ("public", *others):
        (tmp_path / f".releases/{audience}-{key}").mkdir(parents=True)
        (tmp_path / audience).symlink_to(f".releases/{audience}-{key}")
    publish(tmp_path)
    assert tree(tmp_path / "public")["index.html"] == b"root"
    assert {(tmp_path / name).exists() for name in (".store", ".releases")} == {bool(others)}
    (tmp_path / ".store/mine").mkdir(parents=True)
    publish(tmp_path, audience="members")
    assert (tmp_path / ".store/mine").is_dir() and not (tmp_path / ".releases").exists()


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / ".public/folders/.new-x").mkdir()
    (tmp_path / ".public/folders/.old-x").mkdir()
    (tmp_path / ".public/.new-y").mkdir()
    (tmp_path / f".public/{'0' * 32}.json").write_text("{}")
    killed = releases(tmp_path).store
    waiting, moved = killed.put({"a": b"never released"}), killed.put({"b": b"never released"})
    killed.publish([moved])
    with releases(tmp_path) as found:
        assert waiting not in found.store and moved not in found.store
    assert {each.name[0] for each in (tmp_path / ".public/folders").iterdir()} & {"."} == set()
    assert len(list((tmp_path / ".public").iterdir())) == 3
    assert tree(tmp_path / "public")["index.html"] == b"root"


@pytest.mark.parametrize("kind", ["folder", "file", "link", "other release"])
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "public"
    if kind == "folder":
        place.mkdir()
        (place / "precious.txt").write_text("x")
    elif kind == "file":
        place.write_text("x")
    else:
        place.symlink_to("elsewhere" if kind == "link" else f".members/{'0' * 32}")
    with pytest.raises(NotOurs):
        publish(tmp_path)
    assert place.is_symlink() == (kind not in ("folder", "file"))
    if kind == "folder":
        assert (place / "precious.txt").read_text() == "x"


@pytest.mark.parametrize("path", ["/2017", "2017/", "../x", "2017/../x", "2017//x", ".store"])
def test_a_folder_outside_the_audience_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError):
        publish(tmp_path, {path: {"a": b""}})


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        store(tmp_path).put({name: b""})


@pytest.mark.parametrize(
    ("folders", "links"),
    [
        ({"": {"2017": b""}, "2017": {"a": b""}}, {}),
        ({"2017": {"x": b""}, "2017/x": {"a": b""}}, {}),
        ({"": {"latest": b""}, "2017": {"a": b""}}, {"latest": "2017"}),
        ({"2017": {"a": b""}}, {"2017": "2017"}),
        ({"2017": {"a": b""}}, {"latest": "2018"}),
    ],
)
def test_one_name_for_two_things_is_refused(
    tmp_path: Path, folders: dict[str, dict[str, bytes]], links: dict[str, str]
) -> None:
    with pytest.raises(ValueError):
        publish(tmp_path, folders, links=links)
    assert not (tmp_path / "public").exists()


def test_two_builds_do_not_publish_at_once(tmp_path: Path) -> None:
    for audience in ("public", "members"):
        with releases(tmp_path), pytest.raises(Busy), releases(tmp_path, audience, wait=0.1):
            pass
    with releases(tmp_path, wait=0.1):
        pass


@pytest.mark.parametrize("audience", ["", "Public", "../x", ".public"])
def test_an_audience_has_a_plain_name(tmp_path: Path, audience: str) -> None:
    with pytest.raises(ValueError):
        releases(tmp_path, audience)


def test_publishing_needs_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        releases(tmp_path).publish(FOLDERS)


PUBLISHER = """
import sys
from pathlib import Path
from generator.publish.engine import Releases
number = int(sys.argv[2])
while True:
    number += 1
    text = str(number).encode()
    folders = {f"2017/b{each}": {f"{page}.html": text for page in range(5)} for each in range(20)}
    folders["2017"] = {"index.html": text}
    folders["2017/still"] = {"index.html": b"unchanged"}
    out = Path(sys.argv[1])
    with Releases(out, "public", out.parent / "work") as releases:
        releases.publish(folders, links={"latest": "2017"}, durable=False)
    print(number, flush=True)
"""


def test_killed_at_any_moment_the_old_or_the_new_site_is_served_whole(tmp_path: Path) -> None:
    chance = random.Random(5)
    last = 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(tmp_path / "site"), str(last)],
            cwd=Path(__file__).parents[3],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        first = int(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        printed = int(rest[-1]) if rest else first
        found = tree(tmp_path / "site/public")
        assert found.pop("2017/still/index.html") == found.pop("latest/still/index.html") == b"unchanged"
        assert len(found) == 2 * (20 * 5 + 1)
        numbers = set(found.values())
        assert len(numbers) == 1, "parts of two releases"
        last = int(numbers.pop())
        assert last in (printed, printed + 1)
