"""A record as it would stand in the root: read, checked beside all others, judged with it and without it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.desk.forms.placing import Placed, placed
from generator.judge.by_unit import without
from generator.judge.facts import Facts
from generator.judge.memory import Forgetful
from generator.judge.records.uncounted import uncounted
from generator.model.failure import Broken
from generator.model.pack import Rule
from generator.model.period import Window
from generator.model.problem import Phrase, Problem, Severity
from generator.model.record import COMMITTEE, Record, in_time
from generator.model.result import RuleResult, Status
from generator.read.record import read_record
from generator.types.findings import Findings
from generator.workspace.checks import Checked, checked_across, checked_by_results
from generator.workspace.results import Results
from generator.workspace.workspace import Workspace

_GOOD = frozenset([Status.PASS, Status.TARGET_MET, Status.ASSESSED])


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be put into the root."""

    file: str
    """Its path from the root."""
    text: str
    instead: str = ""
    """The file that it replaces, where that is another."""
    attached: Mapping[str, bytes] = field(default_factory=dict)
    """All that is to lie in the folder of its name."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule that the record is evidence for."""

    rule: Rule
    unit: str
    windows: tuple[Window, ...]
    """In which windows, where it has any."""
    status: Status
    """How the windows, or the rule, stand with it: the worst."""
    better: bool
    """Whether without it they stood otherwise."""
    why: Phrase


@dataclass(frozen=True)
class Trial:
    """What comes of a proposal in a root."""

    workspace: Workspace
    proposal: Proposal

    @cached_property
    def _reading(self) -> tuple[Record | None, tuple[Problem, ...]]:
        frame, proposal = self.workspace.frame, self.proposal
        findings = Findings(proposal.file)
        for root in frame.config.record_roots:
            if proposal.file.startswith(f"{root.path}/"):
                relative = PurePosixPath(proposal.file.removeprefix(f"{root.path}/"))
                with tempfile.TemporaryDirectory() as scratch:
                    path = Path(scratch) / relative.name
                    path.write_bytes(proposal.text.encode())
                    for name, data in proposal.attached.items():
                        path.with_suffix("").mkdir(exist_ok=True)
                        (path.with_suffix("") / name).write_bytes(data)
                    record = read_record(path, relative, root.shared, frame.organization, findings)
                return record, tuple(findings.problems)
        findings.error("misplaced", name=proposal.file, path=proposal.file)
        return None, tuple(findings.problems)

    @property
    def record(self) -> Record | None:
        """The record, where it can be read."""
        return self._reading[0]

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(filter(None, (self.proposal.file, self.proposal.instead)))

    @cached_property
    def _checked(self) -> Checked:
        """Everything, with the record in its place."""
        source, own = self.workspace.source, self._reading[1]
        records = [each for each in source.records if each.file not in self._gone]
        records += [self.record] if self.record else []
        problems = [each for each in source.problems if each.file not in self._gone]
        rejected = {each for each in source.rejected if each not in self._gone}
        rejected |= {each.file for each in own if each.rejects}
        whole = replace(
            source,
            records=tuple(sorted(records, key=in_time)),
            problems=(*problems, *own),
            rejected=tuple(sorted(rejected)),
        )
        workspace, as_of = self.workspace, self.workspace.as_of(None)
        standing = checked_across(whole, workspace.packs, workspace.known_units)
        results = Results(standing.facts, workspace.packs, Forgetful())
        return checked_by_results(standing, results, workspace.frame, as_of, max(as_of, workspace.today))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        found = (each for each in self._checked.problems if each.file == self.proposal.file)
        return tuple(sorted(found, key=lambda each: (each.severity is not Severity.ERROR, each.order)))

    @cached_property
    def elsewhere(self) -> tuple[Problem, ...]:
        """What is wrong with other files because of it."""
        before = {_key(each) for each in self.workspace.problems}
        others = (each for each in self._checked.problems if each.file not in self._gone)
        return tuple(each for each in others if _key(each) not in before)

    @property
    def fit(self) -> bool:
        """Whether nothing stands against it."""
        return not any(each.severity is Severity.ERROR for each in (*self.problems, *self.elsewhere))

    def placed(self, types: tuple[str, ...]) -> tuple[Placed, ...]:
        """What is wrong with it, each at its field."""
        return placed(self.problems, self.proposal.text, types, self.record)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The rules that it will be evidence for, of every year and unit."""
        record = self.record
        if record is None or not self.fit:
            return ()
        try:
            return tuple(self._duties(record))
        except Broken:
            return ()

    def _duties(self, record: Record) -> Iterator[Duty]:
        workspace = self.workspace
        day = max(workspace.as_of(None), record.date)
        others = replace(workspace.facts, units=without(workspace.facts.units, self._gone))
        after = Results(self._checked.facts, workspace.packs, Forgetful())
        before = Results(others, workspace.packs, Forgetful())
        for year in (record.year - 1, record.year, record.year + 1):
            if year < 1 or not workspace.compiled(year).pack.valid_in(year):
                continue
            for unit in _units(record, self._checked.facts):
                now = _rules(after, unit, year, day)
                counted = [each for each in now.values() if record.id in each.all_evidence or _proves(each, record.id)]
                then = _rules(before, unit, year, day) if counted else {}
                for each in counted:
                    yield _duty(each, then.get(each.rule.id), record.id)

    @cached_property
    def not_counted(self) -> tuple[tuple[Phrase, Phrase | None], ...]:
        """Why it does not count for its types, each with what would make it count."""
        record, workspace = self.record, self.workspace
        if record is None:
            return ()
        day = max(workspace.as_of(None), record.date)
        there = [each for each in self._checked.facts.records if each.file == record.file or record.id in _named(each)]
        found = uncounted(there, workspace.frame.organization, day).get(record.id)
        return found.reasons if found else ()


def _units(record: Record, facts: Facts) -> tuple[str, ...]:
    """The units in whose results it may show."""
    if record.branch != COMMITTEE:
        return (record.branch,)
    named = [*record.values.names("branches"), *(row.text("branch") for row in record.values.rows("attended"))]
    known = [each for each in named if each in facts.organization.by_id]
    everybody = () if known else tuple(each.id for each in facts.organization.branches)
    return (COMMITTEE, *dict.fromkeys(known), *everybody)


def _rules(results: Results, unit: str, year: int, day: date) -> Mapping[str, RuleResult]:
    found = results.at(year, day)
    if unit == COMMITTEE:
        return found.committee
    return found.branches[unit].rules if unit in found.branches else {}


def _proves(found: RuleResult, record: str) -> bool:
    return any(record in part.evidence for part in found.parts)


def _duty(found: RuleResult, before: RuleResult | None, record: str) -> Duty:
    mine = [each for each in found.windows if record in each.evidence]
    statuses = [each.status for each in mine] or [found.status]
    windows = tuple(sorted({each.window for each in mine}))
    earlier = [each.status for each in before.windows if each.window in windows] if before else []
    then = earlier if mine else [before.status] if before else []
    worst = next((each for each in Status if each in statuses), found.status)
    return Duty(found.rule, found.unit, windows, worst, sorted(then) != sorted(statuses), found.why)


def _named(record: Record) -> tuple[str, ...]:
    """The record that it corrects."""
    corrected = record.values.text("corrects")
    return (corrected,) if corrected else ()


def _key(problem: Problem) -> tuple[str, str, str]:
    """What makes it the same problem though lines above it came or went."""
    return problem.file, problem.code, str(sorted(problem.args.items()))
