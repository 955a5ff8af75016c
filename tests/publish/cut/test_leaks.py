"""What an audience may not read is in none of its files: pages, JSON, attachments, names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.conftest import AUDIENCES, DRAFT, MEETING, NARROWED, SECRETS
from tests.publish.served import served

MAY_NOT = {
    "public": ("members", "committee", "nobody"),
    "members": ("committee", "nobody"),
    "committee": ("nobody",),
}


def _files(site: Path) -> Iterator[tuple[str, str]]:
    for path in served(site):
        if "pagefind" not in path.parts:
            yield path.relative_to(site).as_posix(), path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_of_a_narrower_circle(school: Path, audience: str) -> None:
    forbidden = [secret for circle in MAY_NOT[audience] for secret in SECRETS[circle]]
    found = [
        (path, secret)
        for path, text in _files(school / "site" / audience)
        for secret in forbidden
        if secret in text or secret in path
    ]
    assert not found


@pytest.mark.parametrize(("audience", "circle"), [("members", "members"), ("committee", "committee")])
def test_what_a_circle_may_read_is_there(school: Path, audience: str, circle: str) -> None:
    everything = "".join(path + text for path, text in _files(school / "site" / audience))
    missing = [secret for secret in SECRETS[circle] if secret not in everything]
    assert not missing


def test_pages_that_are_not_there(school: Path) -> None:
    for audience in ("public", "members"):
        assert (school / "site" / audience / f"{MEETING}.html").is_file()
        assert not (school / "site" / audience / f"{NARROWED}.html").exists()
        assert not (school / "site" / audience / f"{DRAFT}.html").exists()
    assert (school / "site" / "committee" / f"{DRAFT}.html").is_file()
    assert (school / "site" / "committee" / f"{NARROWED}.html").is_file()


def test_attachments_only_for_those_who_may_have_them(school: Path) -> None:
    assert not (school / "site" / "public" / MEETING).exists()
    assert (school / "site" / "members" / MEETING / "签到表己己.pdf").is_file()


def test_rejected_files(school: Path) -> None:
    writers = ("members", "committee")
    pages = {each: (school / "site" / each / "2017" / "problems.html").read_text("utf-8") for each in writers}
    assert all("1个文件有错误" in page for page in pages.values())
    public = school / "site" / "public" / "2017"
    assert not (public / "problems.html").exists()
    assert not any("problems.html" in page.read_text("utf-8") for page in served(public) if page.suffix == ".html")
    assert "09-26-party-day.yml" in pages["members"] and "第3行" in pages["members"]
    assert "退回的姓名子子" in pages["committee"]


def test_results_of_a_stricter_class(school: Path) -> None:
    card = "2017/jichu/index.html"
    for audience in ("public", "members"):
        text = (school / "site" / audience / card).read_text("utf-8")
        assert 'data-rule="M09"' not in text and 'data-rule="M13"' not in text
        assert "<td>及时稳妥处置不合格党员</td>" not in text
    text = (school / "site" / "committee" / card).read_text("utf-8")
    assert 'data-rule="M09"' in text and 'data-rule="M13"' in text
    assert "<td>及时稳妥处置不合格党员</td>" in text


def test_standards_total_is_the_same_for_all(school: Path) -> None:
    totals = [
        re.findall(r'data-standard="(\d)" data-points="([\d.]+)" data-earned="([\d.]*)"', text)
        for audience in AUDIENCES
        for text in [(school / "site" / audience / "2017" / "jichu" / "index.html").read_text("utf-8")]
    ]
    assert len(totals[0]) == 5 and totals[0] == totals[1] == totals[2]


def test_restricted_types_are_counts_for_the_committee(school: Path) -> None:
    counts = (school / "site" / "committee" / "2017" / "_committee" / "index.html").read_text("utf-8")
    assert "组织关系转接" in counts and "组织处置" in counts
    public = (school / "site" / "public" / "2017" / "_committee" / "index.html").read_text("utf-8")
    assert "组织关系转接" not in public
