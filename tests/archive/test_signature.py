"""Bags signed with an ssh key: by our command, checked by ssh-keygen itself; and what verify says of signatures."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.archive.conftest import linked, put
from tests.archive.test_verify import findings, reseal, verify
from tests.school import CAMPAIGN, School, branch
from tests.shop import Shop

BAG = "2017-v1"
SIGNATURE = "tagmanifest-sha256.txt.sig"
pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


def key(folder: Path, name: str = "key") -> Path:
    """A key made for the test."""
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
    subprocess.run(command, check=True)
    return folder / name


@pytest.fixture(scope="module")
def signed(shop: Shop) -> Path:
    """An archive folder with a signed bag; beside it lies the key."""

    def make(root: Path) -> None:
        made = School(root, branch(), config=CAMPAIGN)
        made.record("2017/jichu/03-08-committee-meeting")
        ran = made.run("archive", "2017", "--as-of", "2018-03-01", "--sign", str(key(root)))
        assert ran.code == 0, ran

    return shop.once("signed", make) / "archive"


@pytest.fixture
def archive(signed: Path, tmp_path: Path) -> Path:
    return linked(signed, tmp_path / "archive")


def checked_outside(bag: Path, signers: Path) -> bool:
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "archive", "-n", "wuhao-archive"]
    with (bag / "tagmanifest-sha256.txt").open() as tags:
        done = subprocess.run([*command, "-s", str(bag / SIGNATURE)], stdin=tags, capture_output=True)
    return done.returncode == 0


def state(path: Path, *argv: str) -> str:
    return str(json.loads(verify(path, "--format", "json", *argv).out)["bags"][0]["signature"])


def test_ssh_keygen_finds_it_good(signed: Path) -> None:
    assert checked_outside(signed / BAG, signed / BAG / "allowed_signers")
    assert checked_outside(signed / BAG, signed / "allowed_signers")
    readme = (signed / BAG / "README.txt").read_text("utf-8")
    (line,) = {each.strip() for each in readme.splitlines() if each.strip().startswith("ssh-keygen -Y verify")}
    assert subprocess.run(line, shell=True, cwd=signed / BAG, capture_output=True).returncode == 0


def test_the_key_may_sign_from_the_closing_day_on(signed: Path) -> None:
    (line,) = (signed / "allowed_signers").read_text().splitlines()
    assert line.startswith('archive namespaces="wuhao-archive",valid-after="20180301" ssh-ed25519 ')
    assert (signed / BAG / "allowed_signers").read_text() == f"{line}\n"


def test_it_is_good_with_the_keys_beside_the_bags(signed: Path) -> None:
    assert findings(signed) == {}
    assert state(signed) == "good"


def test_alone_it_is_said_that_nobody_knows_the_key(signed: Path, tmp_path: Path) -> None:
    linked(signed / BAG, tmp_path / BAG)
    assert findings(tmp_path / BAG) == {}
    assert state(tmp_path / BAG) == "unknown"
    assert state(tmp_path / BAG, "--signers", str(signed / "allowed_signers")) == "good"


def test_the_signature_taken_away(archive: Path) -> None:
    (archive / BAG / SIGNATURE).unlink()
    assert findings(archive) == {BAG: [("unsigned", SIGNATURE)]}


def test_another_signature(archive: Path) -> None:
    put(archive / BAG / SIGNATURE, b"no signature")
    assert findings(archive) == {BAG: [("signature", SIGNATURE)]}


def test_forged_with_all_manifests(archive: Path) -> None:
    bag = archive / BAG
    put(bag / "data/result.json", b"{}")
    signers = (bag / "allowed_signers").read_bytes()
    reseal(bag)
    put(bag / "allowed_signers", signers)
    assert ("signature", SIGNATURE) in findings(archive)[BAG]


def test_forged_and_signed_with_another_key(archive: Path, tmp_path: Path) -> None:
    bag, other = archive / BAG, key(tmp_path, "other")
    put(bag / "data/result.json", b"{}")
    public = " ".join(other.with_suffix(".pub").read_text().split()[:2])
    from generator.archive.sealing import seal
    from generator.archive.tags import bag_info

    said = [(label, value) for label, value in bag_info(bag).items() if label != "Payload-Oxum"]
    readme = (bag / "README.txt").read_bytes()
    for path in [*bag.glob("*.txt"), bag / SIGNATURE, bag / "allowed_signers"]:
        path.unlink()
    seal(bag, said, {"README.txt": readme, "allowed_signers": f"archive {public}\n".encode()})
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "wuhao-archive", "-f", str(other)]
    subprocess.run([*command, str(bag / "tagmanifest-sha256.txt")], check=True, capture_output=True)
    assert checked_outside(bag, bag / "allowed_signers")
    assert findings(archive) == {BAG: [("unknown_key", SIGNATURE)]}


def test_a_key_that_was_retired_before(archive: Path) -> None:
    signers = archive / "allowed_signers"
    line = signers.read_text()
    put(signers, line.replace("20180301", '20170101",valid-before="20180101').encode())
    assert findings(archive) == {BAG: [("unknown_key", SIGNATURE)]}
    put(signers, line.replace("20180301", '20180301",valid-before="20190101').encode())
    assert findings(archive) == {}
