"""Every kind of damage is found, and named by its file; a bag forged with all its manifests by what it cannot forge."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import bagit
import pytest

from generator.archive.chain import last
from generator.archive.layout import bags
from generator.archive.refusals import Refused
from generator.archive.sealing import seal
from generator.archive.tags import bag_info
from generator.model.frozen import grouped
from tests.archive.conftest import linked, put
from tests.school import Ran, command

BAG = "2017-v1"
RECORD = "data/records/organization.yml"
RESULT = "data/result.json"


def verify(path: Path, *argv: str) -> Ran:
    ran = command("verify", str(path), *argv)
    assert "Traceback" not in ran.out + ran.err, ran.err
    return ran


def findings(path: Path, *argv: str) -> dict[str, list[tuple[str, str]]]:
    """By bag, code and path of what is found; the exit code must say so."""
    ran = verify(path, "--format", "json", *argv)
    document: dict[str, Any] = json.loads(ran.out)
    found = {each["bag"]: [(one["code"], one["path"]) for one in each["findings"]] for each in document["bags"]}
    assert document["valid"] == (not any(found.values())) == (ran.code == 0)
    assert all(each["valid"] == (not each["findings"]) for each in document["bags"])
    assert all(one["message"] and "{" not in one["message"] for each in document["bags"] for one in each["findings"])
    return {bag: rows for bag, rows in found.items() if rows}


def is_sound_for_bagit(bag: Path) -> bool:
    try:
        return bool(bagit.Bag(str(bag)).validate())
    except bagit.BagError:
        return False


def test_what_nobody_touched_is_whole(unit: Path) -> None:
    ran = verify(unit / "archive")
    assert ran.code == 0 and "全部完好" in ran.out
    for name in ("2016-v1", "2017-v1", "2017-v1-public", "2017-v2"):
        mark = sha256((unit / "archive" / name / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
        assert f"{name}：完好" in ran.out and grouped(mark) in ran.out
        assert verify(unit / "archive" / name).code == 0
        assert verify(unit / "archive", "--fingerprint", grouped(mark).upper()).code == 0
        assert verify(unit / "archive" / name, "--fingerprint", mark).code == 0


def test_without_a_path_the_unit_s_own_archive_is_looked_at(unit: Path) -> None:
    ran = command("--root", str(unit), "verify")
    assert ran.code == 0 and "2017-v2：完好" in ran.out


def test_a_copy_elsewhere_by_another_name_is_whole(archive: Path, tmp_path: Path) -> None:
    linked(archive / BAG, tmp_path / "copied to a stick")
    assert findings(tmp_path / "copied to a stick") == {}


def other_byte(bag: Path, name: str) -> None:
    data = bytearray((bag / name).read_bytes())
    data[len(data) // 2] ^= 1
    put(bag / name, bytes(data))


def form(bag: Path, name: str) -> str:
    """Puts a file of a name with an accent in the bag, sealed, and gives it the other form."""
    (bag / "data" / "records" / "é.txt").write_text("accent")
    reseal(bag)
    (bag / "data" / "records" / "é.txt").rename(bag / "data" / "records" / unicodedata.normalize("NFD", "é.txt"))
    return name


def reseal(bag: Path) -> None:
    """Makes every manifest anew, as somebody would who forges a bag."""
    said = [(label, value) for label, value in bag_info(bag).items() if label != "Payload-Oxum"]
    readme = (bag / "README.txt").read_bytes()
    for path in bag.glob("*.txt"):
        path.unlink()
    seal(bag, said, {"README.txt": readme})


DAMAGE: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "a byte of a record": (lambda bag: other_byte(bag, RECORD), ("changed", RECORD)),
    "a byte of a page": (
        lambda bag: other_byte(bag, "data/site/public/2017/index.html"),
        ("changed", "data/site/public/2017/index.html"),
    ),
    "a record cut short": (lambda bag: put(bag / RECORD, b""), ("changed", RECORD)),
    "a record gone": (lambda bag: (bag / RECORD).unlink(), ("missing", RECORD)),
    "a folder gone": (
        lambda bag: shutil.rmtree(bag / "data/notices"),
        ("missing", "data/notices/12-11-public-notice.pdf"),
    ),
    "a record put in": (lambda bag: (bag / "data/records/new.md").write_text("x"), ("added", "data/records/new.md")),
    "a hidden file put in": (lambda bag: (bag / "data/.DS_Store").write_text("x"), ("added", "data/.DS_Store")),
    "a tag file put in": (lambda bag: (bag / "fetch.txt").write_text("x"), ("added", "fetch.txt")),
    "a record renamed": (lambda bag: (bag / RECORD).rename(bag / f"{RECORD}.bak"), ("added", f"{RECORD}.bak")),
    "bag-info": (lambda bag: other_byte(bag, "bag-info.txt"), ("changed", "bag-info.txt")),
    "README": (lambda bag: other_byte(bag, "README.txt"), ("changed", "README.txt")),
    "bagit.txt gone": (lambda bag: (bag / "bagit.txt").unlink(), ("missing", "bagit.txt")),
    "a manifest": (lambda bag: other_byte(bag, "manifest-sha512.txt"), ("changed", "manifest-sha512.txt")),
    "a manifest gone": (lambda bag: (bag / "manifest-sha256.txt").unlink(), ("missing", "manifest-sha256.txt")),
    "a tagmanifest": (lambda bag: (bag / "tagmanifest-sha512.txt").unlink(), ("missing", "tagmanifest-sha512.txt")),
    "the data gone": (lambda bag: shutil.rmtree(bag / "data"), ("missing", RESULT)),
    "a name in another form": (lambda bag: form(bag, ""), ("other_form", "data/records/é.txt")),
    "a link for a record": (
        lambda bag: ((bag / RECORD).unlink(), (bag / RECORD).symlink_to("/etc/passwd")),
        ("not_plain", RECORD),
    ),
    "a pipe for a record": (lambda bag: ((bag / RECORD).unlink(), os.mkfifo(bag / RECORD)), ("not_plain", RECORD)),
    "a link for the data": (
        lambda bag: (
            (bag / "data").rename(bag.parent / "elsewhere"),
            (bag / "data").symlink_to(bag.parent / "elsewhere"),
        ),
        ("not_plain", "data"),
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found_and_named(archive: Path, what: str) -> None:
    damage, expected = DAMAGE[what]
    damage(archive / BAG)
    found = findings(archive / BAG)[BAG]
    assert expected in found
    assert expected[1] in verify(archive / BAG).out


def test_one_byte_is_one_finding(archive: Path) -> None:
    other_byte(archive / BAG, RECORD)
    assert findings(archive) == {BAG: [("changed", RECORD)]}


def test_a_name_in_another_form_is_one_finding(archive: Path) -> None:
    form(archive / BAG, "")
    assert [each for each in findings(archive / BAG)[BAG] if each[0] in ("missing", "added", "other_form")] == [
        ("other_form", "data/records/é.txt")
    ]


# ── Forged with all its manifests ───────────────────────────────────────────────────────────────────────────────


def forge(bag: Path) -> str:
    """Changes a record and makes all manifests anew: a bag that every tool finds whole. Gives the old fingerprint."""
    mark = sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    put(bag / RECORD, b"forged")
    reseal(bag)
    assert is_sound_for_bagit(bag)
    return mark


def test_a_forged_bag_is_given_away_by_the_next_one(archive: Path) -> None:
    forge(archive / BAG)
    assert findings(archive) == {
        BAG: [("next_other", "")],
        "2017-v2": [("previous_other", "")],
        "2017-v1-public": [("source_other", "")],
    }
    assert findings(archive / BAG) == {BAG: [("next_other", "")]}


def test_the_last_one_by_the_fingerprint_on_paper(archive: Path) -> None:
    mark = forge(archive / "2017-v2")
    assert findings(archive) == {}
    assert findings(archive, "--fingerprint", mark) == {"2017-v2": [("fingerprint", "")]}
    assert findings(archive / "2017-v2", "--fingerprint", grouped(mark)) == {"2017-v2": [("fingerprint", "")]}


def test_a_public_bag_with_something_that_the_full_one_has_not(archive: Path) -> None:
    page = "data/site/public/2017/index.html"
    public = archive / "2017-v1-public"
    put(public / page, b"forged")
    reseal(public)
    assert findings(archive) == {"2017-v1-public": [("not_in_source", page)]}


def test_a_bag_in_the_place_of_another(archive: Path) -> None:
    shutil.rmtree(archive / BAG)
    (archive / "2017-v2").rename(archive / BAG)
    assert ("renamed", "") in findings(archive)[BAG]


def test_a_bag_taken_out(archive: Path) -> None:
    shutil.rmtree(archive / BAG)
    assert findings(archive) == {
        "2017-v2": [("previous_missing", "")],
        "2017-v1-public": [("source_missing", "")],
    }


def test_the_last_one_taken_out_is_given_away_by_what_was_taken_from_it(archive: Path) -> None:
    shutil.rmtree(archive / "2017-v2")
    shutil.rmtree(archive / BAG)
    assert findings(archive) == {"2017-v1-public": [("source_missing", "")]}
    assert findings(archive / "2017-v1-public") == {}
    with pytest.raises(Refused):
        last(bags(archive))
    shutil.rmtree(archive / "2016-v1")
    assert findings(archive) == {}


def test_a_bag_slipped_in(archive: Path) -> None:
    linked(archive / "2016-v1", archive / "2015-v1")
    put(archive / "2015-v1/bag-info.txt", b"External-Identifier: 2015-v1\nBagging-Date: 2016-03-01\n")
    reseal(archive / "2015-v1")
    assert findings(archive) == {"2016-v1": [("starts", "")]}


def test_two_bags_after_one(archive: Path) -> None:
    linked(archive / "2017-v2", archive / "2017-v3")
    info = archive / "2017-v3/bag-info.txt"
    put(info, info.read_bytes().replace(b"2017-v2", b"2017-v3"))
    reseal(archive / "2017-v3")
    assert findings(archive) == {"2017-v3": [("forked", "")]}


def test_what_is_no_archive_is_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing", tmp_path / "file"):
        (tmp_path / "file").write_text("x")
        assert verify(path).code == 2
    assert verify(tmp_path, "--fingerprint", "12ab").code == 2


def test_damaged_in_many_ways_at_once_all_is_named(archive: Path) -> None:
    bag = archive / BAG
    other_byte(bag, RESULT)
    (bag / RECORD).unlink()
    (bag / "data" / "more").write_text("x")
    assert {("changed", RESULT), ("missing", RECORD), ("added", "data/more")} <= set(findings(bag)[BAG])
    assert not is_sound_for_bagit(bag)


def test_it_writes_nothing(archive: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in archive.rglob("*")}
    verify(archive)
    assert {path: path.stat().st_mtime_ns for path in archive.rglob("*")} == before
    assert subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=archive / BAG).returncode == 0
