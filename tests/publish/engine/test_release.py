from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.publish.engine import Busy, NotOurs, Releases, Store, Stored, folder_key
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


def publish(out: Path, folders: object = None, audience: str = "public", **more: object) -> object:
    with Releases(out) as releases:
        return releases.publish(audience, FOLDERS if folders is None else folders, **more)  # type: ignore[arg-type]


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
    assert served.readlink().parent == Path(".releases")
    assert (served / "2017/jichu").is_symlink()
    assert not (served / "2017").is_symlink()
    assert (served / "2017/jichu").resolve().parent == tmp_path / ".store"


def test_unchanged_folders_are_not_touched(tmp_path: Path) -> None:
    publish(tmp_path)
    kept = (tmp_path / "public/2017/jichu/a.html").resolve()
    before = kept.stat()
    done = publish(tmp_path, {**FOLDERS, "2017": {"index.html": b"other"}})
    assert (tmp_path / "public/2017/jichu/a.html").resolve() == kept
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert done.changed  # type: ignore[attr-defined]


def test_a_folder_the_store_has_is_not_written_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    stored = store.put({"a.html": b"a"})
    before = store.path.stat().st_mtime_ns
    assert store.put({"a.html": b"a"}) == stored
    assert store.path.stat().st_mtime_ns == before


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    link = (tmp_path / "public").lstat()
    assert not publish(tmp_path).changed  # type: ignore[attr-defined]
    assert (tmp_path / "public").lstat().st_ino == link.st_ino


def test_folders_are_carried_over_by_key(tmp_path: Path) -> None:
    publish(tmp_path)
    with Releases(tmp_path) as releases:
        carried = releases.current("public")
        assert carried["2017/jichu"] == folder_key(FOLDERS["2017/jichu"])
        releases.publish("public", {**carried, "2017": {"index.html": b"new"}})
    assert tree(tmp_path / "public") == {
        "index.html": b"root",
        "2017/index.html": b"new",
        "2017/jichu/a.html": b"a",
        "2017/jichu/b.html": b"b",
        "2017/assets/javascripts/x.js": b"x",
    }


def test_a_key_the_store_does_not_have_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    with Releases(tmp_path) as releases, pytest.raises(KeyError):
        releases.publish("public", {"": Stored("0" * 32)})
    assert tree(tmp_path / "public")["index.html"] == b"root"


def test_the_previous_release_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    for number in range(4):
        publish(tmp_path, {"": {"index.html": b"%d" % number}})
    assert len([each for each in (tmp_path / ".releases").iterdir() if each.is_dir()]) == 2
    assert len(list((tmp_path / ".releases").glob("*.json"))) == 2
    kept = sorted(next(each.iterdir()).read_bytes() for each in (tmp_path / ".store").iterdir())
    assert kept == [b"2", b"3"]


def test_a_folder_another_audience_refers_to_is_kept(tmp_path: Path) -> None:
    publish(tmp_path, {"": {"index.html": b"shared"}}, audience="members")
    for number in range(3):
        publish(tmp_path, {"": {"index.html": b"shared" if number == 0 else b"%d" % number}})
    assert tree(tmp_path / "members") == {"index.html": b"shared"}


def test_folders_put_for_a_later_audience_outlive_an_earlier_publication(tmp_path: Path) -> None:
    with Releases(tmp_path) as releases:
        later = Store(tmp_path).put({"index.html": b"members"})
        releases.publish("public", {"": {"index.html": b"public"}})
        releases.publish("members", {"": later})
    assert tree(tmp_path / "members") == {"index.html": b"members"}


def test_what_killed_builds_left_is_removed(tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / ".store/.new-x").mkdir()
    (tmp_path / ".store/.old-x").mkdir()
    (tmp_path / ".releases/.new-y").mkdir()
    (tmp_path / f".releases/public-{'0' * 32}.json").write_text("{}")
    orphan = Store(tmp_path).put({"a": b"never released"})
    with Releases(tmp_path) as releases:
        assert orphan not in releases.store
    assert {each.name[0] for each in (tmp_path / ".store").iterdir()} & {"."} == set()
    assert len(list((tmp_path / ".releases").iterdir())) == 2
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
        place.symlink_to("elsewhere" if kind == "link" else f".releases/members-{'0' * 32}")
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
        Store(tmp_path).put({name: b""})


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
    with Releases(tmp_path), pytest.raises(Busy), Releases(tmp_path, wait=0.1):
        pass
    with Releases(tmp_path, wait=0.1):
        pass


def test_publishing_needs_the_lock(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        Releases(tmp_path).publish("public", FOLDERS)


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
    with Releases(Path(sys.argv[1])) as releases:
        releases.publish("public", folders, links={"latest": "2017"}, durable=False)
    print(number, flush=True)
"""


def test_killed_at_any_moment_the_old_or_the_new_site_is_served_whole(tmp_path: Path) -> None:
    chance = random.Random(5)
    last = 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(tmp_path), str(last)],
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
        found = tree(tmp_path / "public")
        assert found.pop("2017/still/index.html") == found.pop("latest/still/index.html") == b"unchanged"
        assert len(found) == 2 * (20 * 5 + 1)
        numbers = set(found.values())
        assert len(numbers) == 1, "parts of two releases"
        last = int(numbers.pop())
        assert last in (printed, printed + 1)
