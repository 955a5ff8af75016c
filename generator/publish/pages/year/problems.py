"""What is wrong with the files: which were rejected, and what to look at (design §3, Error or not counted)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.language import Catalogue
from generator.model.problem import Problem, Severity
from generator.publish.formats.table import Table, Value
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import PROBLEMS, listed_on, year_top
from generator.publish.pages.view import View
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite
from generator.scan.numbers import masked

PROBLEM_TABLE = "file_problems"
MOST_FILES = 300
"""How many files of a list are shown: of a thousand branches nobody reads all on one page."""
QUOTED = ("value", "name", "near")
"""What a message quotes from a file: not for an audience that might not see the field."""


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The problems of one file."""

    file: str
    rejected: bool
    page: str | None
    findings: tuple[View, ...]

    @property
    def lacks_rows(self) -> bool:
        """Whether rows of it are left out, the file itself being used."""
        return not self.rejected and any(each.severity is Severity.ERROR for each in self.findings)


def problems_view(site: YearSite) -> View:
    """The page's data."""
    problems = site.problems
    files = file_findings(site, problems.problems)
    told = sum(each.severity is Severity.WARNING for each in problems.problems)
    rejected = [each for each in files if each.rejected]
    left_out = [each for each in files if each.lacks_rows]
    warnings = [each for each in files if not each.rejected and not each.lacks_rows]
    return View(
        **year_top(PROBLEMS, site, "pages.problems.title"),
        detailed=for_writers(site),
        why_unknown=site.entry_unknown,
        # The pages of those who put things right.
        pages=listed_on(PROBLEMS, site),
        rejected_count=problems.rejected_count,
        warning_count=problems.warning_count,
        unlisted_count=problems.rejected_count - len(rejected) + problems.warning_count - told,
        # Files that are more than a page holds.
        left_off=sum(max(0, len(each) - MOST_FILES) for each in (rejected, left_out, warnings)),
        rejected=tuple(rejected[:MOST_FILES]),
        # Files that stand, but for rows with errors.
        left_out=tuple(left_out[:MOST_FILES]),
        warnings=tuple(warnings[:MOST_FILES]),
        downloads=downloads((PROBLEM_TABLE,), site),
    )


def for_writers(site: YearSite) -> bool:
    """Whether the audience writes records, or sees to it that they are written: the public does neither."""
    return site.audience.may.files


def for_office(site: YearSite) -> bool:
    """Whether the audience sees to it that records are put right."""
    return site.audience.may.office


def file_findings(site: YearSite, problems: Iterable[Problem]) -> list[FileFindings]:
    """The problems file by file, and every rejected file the audience may read of, in order of names."""
    rejected = set(site.problems.rejected)
    by_file: dict[str, list[Problem]] = {file: [] for file in site.problems.rejected}
    for problem in sorted(problems, key=lambda each: each.order):
        by_file.setdefault(problem.file, []).append(problem)
    return [
        FileFindings(
            file=file,
            rejected=file in rejected,
            page=None if file in rejected else _page_of(file, site),
            findings=tuple(_findings(own, site.problems.quoted, site.words)),
        )
        for file, own in by_file.items()
    ]


def _page_of(file: str, site: YearSite) -> str | None:
    """The address of the file's record, if it has one."""
    record = site.records.get(site.record_of_file(file))
    return site.record_href(record, 0) if record else None


def _findings(problems: Iterable[Problem], quoted: bool, words: Words) -> Iterator[View]:
    same: Counter[str] = Counter()
    for problem in problems:
        args = dict(problem.args)
        if not quoted:
            args |= {name: "…" for name in QUOTED if name in args}
        spot = f"{problem.code}-{problem.mark.line}-{problem.mark.column}"
        same[spot] += 1
        yield View(
            # Its address among those of its file: no two of them are one.
            place=spot if same[spot] == 1 else f"{spot}-{same[spot]}",
            line=problem.mark.line,
            column=problem.mark.column,
            severity=problem.severity,
            message=_sentence(words.catalogue, f"problems.{problem.code}.message", args),
            hint=_sentence(words.catalogue, f"problems.{problem.code}.hint", args),
        )


def _sentence(catalogue: Catalogue, code: str, args: dict[str, object]) -> str:
    """The sentence; empty where there is none (a hint need not be). A number it quotes is not repeated."""
    return masked(catalogue.text(code, **args)) if catalogue.has(code) else ""


def problems_table(unit: str, site: YearSite) -> Table:
    """Every problem of every file to download; a rejected file of which nothing may be told has a line of its own."""
    words, row = site.words, Head[tuple[FileFindings, View | None]]
    rejected = words.t("problems.rejected")

    def of(id: str, code: str, say: Callable[[View], Value]) -> Head[tuple[FileFindings, View | None]]:
        return row(id, code, lambda each: None if each[1] is None else say(each[1]))

    heads = (
        row("file", "lists.table_head.file", lambda each: each[0].file),
        row("rejected", "lists.table_head.state", lambda each: rejected if each[0].rejected else ""),
        of("line", "lists.table_head.line", lambda found: found.line),
        of("column", "lists.table_head.column", lambda found: found.column),
        of("severity", "lists.table_head.severity", lambda found: words.label("severity", str(found.severity))),
        of("problem", "pages.problems.problem", lambda found: found.message),
        of("hint", "pages.problems.hint", lambda found: found.hint),
    )
    files = file_findings(site, site.problems.problems)
    return table_of(PROBLEM_TABLE, heads, ((file, each) for file in files for each in file.findings or (None,)), site)
