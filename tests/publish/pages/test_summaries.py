"""What branches answered for pages across them comes back as it was given; what cannot be read is asked anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.cache.kept import unpacked
from generator.publish.last_build import memory_of
from generator.publish.pages.summaries import Rehearsal, Summaries, of_unit
from generator.publish.pages.view import Link, View
from generator.publish.year_build import ANSWERS
from tests.publish.conftest import AUDIENCES


@dataclass
class Site:
    """Knows nothing but what was answered."""

    summaries: Summaries = field(default_factory=Summaries)


def never() -> View:
    raise AssertionError("it is known")


def test_an_answer_comes_back() -> None:
    before, given = Summaries(), View(branch=Link("甲", "a.html"), count=1)
    assert before.ask("jichu", ("row",), lambda: given) is given
    assert before.ask("jichu", ("row",), never) is given
    after = Summaries()
    after.remember({"jichu": before.packed("jichu")}, (View, Link))
    assert repr(after.ask("jichu", ("row",), never)) == repr(given)
    assert after.packed("jichu") == before.packed("jichu")
    assert after.ask("jidian", ("row",), lambda: None) is None, "of another branch nothing is known"
    assert after.ask("jichu", ("more",), lambda: 2) == 2
    again = Summaries()
    again.remember({"jichu": after.packed("jichu")}, (View, Link))
    assert again.ask("jichu", ("more",), lambda: 3) == 2
    assert again.ask("jichu", ("row",), never).branch == given.branch


def test_what_cannot_be_read_is_asked_anew() -> None:
    before = Summaries()
    before.ask("jichu", ("row",), lambda: Link("甲"))
    whole = before.packed("jichu")
    for data, classes in ((whole, ()), (whole[:-2], (Link,)), (b"", (Link,))):
        after = Summaries()
        after.remember({"jichu": data}, classes)
        assert after.ask("jichu", ("row",), lambda: Link("乙")) == Link("乙")


def test_what_is_asked_with_is_part_of_the_question() -> None:
    @of_unit
    def row(unit: str, site: Site, standard: str | None) -> str:
        return f"{unit} {standard}"

    site = Site()
    assert [row("a", site, each) for each in ("1", None, "1")] == ["a 1", "a None", "a 1"]


def test_only_what_is_answered_otherwise_than_before_is_another() -> None:
    said = {"jichu": 1, "jidian": 1}

    @of_unit
    def number(unit: str, site: Site) -> int:
        return said[unit]

    @of_unit
    def name(unit: str, site: Site) -> str:
        return unit

    def summaries(*changed: str) -> Summaries:
        site = Site()
        site.summaries.remember({unit: before.packed(unit) for unit in said if unit not in changed}, ())
        for unit in changed:
            site.summaries.ask_again(unit, before.packed(unit), site)
        return site.summaries

    first = Site()
    before = first.summaries
    assert [(number(unit, first), name(unit, first)) for unit in said] == [(1, "jichu"), (1, "jidian")]
    asked = {unit: before.key(unit) for unit in said}
    assert {unit: summaries("jichu").key(unit) for unit in said} == asked
    said["jichu"] = 2
    assert {unit: summaries().key(unit) for unit in said} == asked, "nobody asks a branch that is as it was"
    now = summaries("jichu")
    assert [now.key(unit) == asked[unit] for unit in said] == [False, True]
    del said["jichu"]
    assert summaries("jichu").key("jichu") != asked["jichu"], "what it was asked about is gone"


def test_what_is_asked_is_found_out_by_asking_one() -> None:
    asked: list[str] = []

    @of_unit
    def size(unit: str, site: Site, of: str) -> int:
        asked.append(unit)
        return {"jichu": 1, "jidian": 2}[unit]

    rehearsal = Rehearsal()
    assert [size(unit, Site(rehearsal), of) for of in "ab" for unit in ("jichu", "jidian")] == [1, 1, 1, 1]
    assert asked == ["jichu", "jichu"]
    there, here = Site(), Site()
    here.summaries.know("jidian", there.summaries.answer("jidian", rehearsal.questions, there))
    asked.clear()
    assert [size("jidian", here, of) for of in "ab"] == [2, 2]
    assert there.summaries.answer("xinxi", rehearsal.questions, there), "who has not what is asked about says nothing"
    assert asked == ["xinxi"] * 2


def test_what_only_another_process_answered_and_what_is_as_before_are_both_kept() -> None:
    said = {"a": 1, "b": 2}

    @of_unit
    def value(unit: str, site: Site, of: str) -> int:
        return said[of]

    earlier, now, there = Site(), Site(), Site()
    assert [value("jichu", earlier, of) for of in "ab"] == [1, 2]
    said["b"] = 3
    (question,) = [each for each in _questions(earlier.summaries.packed("jichu")) if "b" in each]
    now.summaries.know("jichu", there.summaries.answer("jichu", [question], there))
    now.summaries.ask_again("jichu", earlier.summaries.packed("jichu"), now)
    assert _questions(now.summaries.packed("jichu")) == _questions(earlier.summaries.packed("jichu"))
    later = Site()
    later.summaries.remember({"jichu": now.summaries.packed("jichu")}, ())
    said.clear()
    assert [value("jichu", later, of) for of in "ab"] == [1, 3]


def _questions(kept: bytes) -> set[object]:
    found = unpacked(kept, {})
    assert isinstance(found, dict)
    return set(found)


def test_every_answer_of_a_school_can_be_read_again(school: Path) -> None:
    memory, branches = memory_of(school), 0
    for audience in AUDIENCES:
        for folder, summary in memory.read("SELECT folder, summary FROM pages WHERE edition = ?", f"{audience}-2017"):
            if summary:
                found = unpacked(summary, {})
                assert isinstance(found, dict) and len(found) > 15, folder
                assert all(isinstance(unpacked(each, {}, ANSWERS), tuple) for each in found.values())
                branches += 1
    assert branches == 3 * len(AUDIENCES)
