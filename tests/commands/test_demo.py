"""demo: a whole root of invented data, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import Ran, command


def demo(folder: Path, *argv: str) -> Ran:
    return command("demo", str(folder), "--branches", "2", "--years", "2017", *argv)


def files(folder: Path) -> dict[str, bytes]:
    """Every file but those of the cache."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".wuhao" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "school"
    ran = demo(folder)
    assert (ran.code, ran.err) == (0, "")
    assert str(folder) in ran.out
    return folder


def test_it_is_a_root_that_every_command_takes(made: Path) -> None:
    assert "Traceback" not in (ran := command("--root", str(made), "check")).out + ran.err
    for argv in (["status"], ["due"], ["explain", "O02", "--branch", "jichu"]):
        ran = command("--root", str(made), *argv)
        assert ran.code in (0, 1)
        assert ran.out


def test_it_has_the_branches_and_years_asked_for(made: Path) -> None:
    years = {path.name for path in (made / "records").iterdir() if path.is_dir()} - {"calendar"}
    assert "2017" in years
    assert years <= {"2017", "2018"}
    assert command("--root", str(made), "status", "--year", "2017").out.count("党支部") >= 2


def test_the_same_seed_the_same_bytes_and_another_seed_others(made: Path, tmp_path: Path) -> None:
    assert demo(tmp_path / "again").code == 0
    assert demo(tmp_path / "other", "--seed", "7").code == 0
    assert files(tmp_path / "again") == files(made)
    assert files(tmp_path / "other") != files(made)


@pytest.mark.parametrize("there", ["file", "folder with a file"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    target = tmp_path / "school"
    if there == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine").write_text("mine")
    before = files(tmp_path)
    assert demo(target).code == 2
    assert files(tmp_path) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert demo(tmp_path).code == 0


@pytest.mark.parametrize("years", ["2018-2017", "17", "2017-", "2017-2018-2019", "soon", ""])
def test_years_of_no_meaning(tmp_path: Path, years: str) -> None:
    assert command("demo", str(tmp_path / "x"), "--years", years).code == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("branches", ["0", "-1", "many", "5001"])
def test_a_number_of_branches_of_no_meaning(tmp_path: Path, branches: str) -> None:
    assert command("demo", str(tmp_path / "x"), "--branches", branches).code == 2
