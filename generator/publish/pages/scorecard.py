"""The scorecard of a branch: every rule with its status, its points, and what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

from generator.judge.combining import combined
from generator.model.result import BranchResult, Part, RuleResult, Status, WindowResult
from generator.publish.audience import PublicRecord
from generator.publish.pages.site import Link, YearSite
from generator.publish.pages.tabs import SCORECARD, Tabs, branch_tabs, page_tabs
from generator.publish.pages.words import brief, exact
from generator.types import registry

DEPTH = 1
GATES = "gates"
SAID_ALREADY = "scored"
"""A reason that the sentence beside it says too."""
_TELLING = (Status.FAIL, Status.LATE, Status.NO_EVIDENCE, Status.NEEDS_REVIEW, Status.PENDING)


@dataclass(frozen=True, slots=True)
class Chip:
    """A status with its words, and how many have it where that is said."""

    status: str
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class WindowCell:
    """One window of one unit."""

    label: str
    period: str
    chip: Chip
    count: int | None
    reason: str
    evidence: tuple[Link, ...]

    @property
    def href(self) -> str | None:
        """Where the cell leads: the first of its evidence that may be opened."""
        return next((link.href for link in self.evidence if link.href), None)


@dataclass(frozen=True, slots=True)
class PartRow:
    """One half or key of a document rule."""

    name: str
    half: str
    met: bool | None
    text: str
    reason: str
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule."""

    id: str
    href: str
    gloss: str
    clause: tuple[str, ...]
    clause_of: str
    """Whose words the clause is in."""
    kind: str
    chip: Chip
    reason: str
    source: str
    tags: tuple[str, ...]
    points: str
    earned: str
    points_shown: str
    earned_shown: str
    why: str
    value: str
    units: tuple[tuple[str, tuple[WindowCell, ...]], ...]
    parts: tuple[PartRow, ...]
    steps: tuple[str, ...]
    aid: str
    evidence: tuple[Link, ...]

    @property
    def more_clauses(self) -> tuple[str, ...]:
        """The words of the plan beside the first."""
        return self.clause[1:]

    @property
    def has_more(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(self.steps or self.value or self.parts or self.units or self.evidence or self.more_clauses)


@dataclass(frozen=True, slots=True)
class StandardSection:
    """One standard, or the rules beside the score."""

    id: str
    anchor: str
    name: str
    points: str
    earned: str
    points_shown: str
    earned_shown: str
    percent: int
    chip: Chip
    counts: tuple[Chip, ...]
    rules: tuple[RuleRow, ...]
    note: str
    scored: bool


@dataclass(frozen=True, slots=True)
class MonthRecords:
    """The records of one month."""

    name: str
    records: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    unit: str
    year: int
    scores_shown: bool
    score: str
    score_shown: str
    basis: str
    basis_shown: str
    counts: tuple[Chip, ...]
    as_of: str
    version: str
    sections: tuple[StandardSection, ...]
    months: tuple[MonthRecords, ...]
    record_count: int
    late_entries: tuple[Link, ...]
    similar: tuple[tuple[Link, Link], ...]


def scorecard_view(unit: str, site: YearSite) -> ScorecardView:
    """The page's data."""
    words, branch = site.words, site.public.result.branches[unit]
    name = site.unit_name(branch.branch)
    records = site.own_records(branch.branch)
    return ScorecardView(
        title=words.t("scorecard.title", unit=name, year=site.year),
        crumbs=(
            Link(words.t("nav.home"), "../index.html"),
            Link(words.t("nav.branches"), "../branches.html"),
            Link(name),
        ),
        branches=branch_tabs(branch.branch, SCORECARD, site),
        pages=page_tabs(SCORECARD, site),
        unit=branch.branch,
        year=site.year,
        scores_shown=site.public.scores_shown,
        score=exact(branch.computed_score),
        score_shown=brief(branch.computed_score),
        basis=exact(branch.computed_basis),
        basis_shown=brief(branch.computed_basis),
        counts=counts(branch.rules.values(), site),
        as_of=words.day(site.as_of),
        version=site.settings.version,
        sections=sections(branch, site),
        months=months(records, site),
        record_count=len(records),
        late_entries=tuple(site.evidence(each, DEPTH) for each in branch.late_entries),
        similar=tuple((site.evidence(a, DEPTH), site.evidence(b, DEPTH)) for a, b in branch.similar),
    )


def sections(branch: BranchResult, site: YearSite) -> tuple[StandardSection, ...]:
    """A section for each standard, and one for gates and leadership."""
    made = []
    for standard in site.pack.standards:
        figures = branch.standards[standard.id]
        own = [each for each in branch.rules.values() if each.rule.standard == standard.id]
        hidden = [each.id for each in site.pack.rules if each.standard == standard.id and _hidden(each.id, site)]
        share = figures.earned / figures.points if figures.earned is not None and figures.points else 0
        made.append(
            StandardSection(
                id=standard.id,
                anchor=f"standard-{standard.id}",
                name=site.words.t("standard_name", number=standard.id, name=standard.name),
                points=exact(figures.points),
                earned=exact(figures.earned),
                points_shown=brief(figures.points),
                earned_shown=brief(figures.earned),
                percent=floor(share * 100),
                chip=light(own, site),
                counts=counts(own, site),
                rules=rule_rows(own, site),
                note=_of_hidden(hidden, bool(standard.points), site),
                scored=bool(standard.points),
            )
        )
    beside = [each for each in branch.rules.values() if each.rule.standard is None]
    return (*made, beside_section(beside, site)) if beside else tuple(made)


def beside_section(rules: list[RuleResult], site: YearSite) -> StandardSection:
    """The rules without points."""
    name = site.words.t("gates")
    chip, counted = light(rules, site), counts(rules, site)
    return StandardSection("", GATES, name, "", "", "", "", 0, chip, counted, rule_rows(rules, site), "", False)


def _of_hidden(rules: list[str], scored: bool, site: YearSite) -> str:
    code = "pages.hidden_rules" if scored else "beside.hidden"
    return site.catalogue.text(code, rules=site.words.join(rules)) if rules else ""


def _hidden(rule: str, site: YearSite) -> bool:
    return rule in site.public.hidden_rules


def light(rules: Iterable[RuleResult], site: YearSite) -> Chip:
    """How the whole stands, and how many rules make it stand so."""
    statuses = [each.status for each in rules]
    status = combined(statuses)
    count = statuses.count(status) if status in _TELLING else None
    return Chip(str(status), site.words.label("status", str(status)), count)


def counts(rules: Iterable[RuleResult], site: YearSite) -> tuple[Chip, ...]:
    """How many rules have each status, in the order of precedence."""
    found = Counter(each.status for each in rules)
    return tuple(
        Chip(str(status), site.words.label("status", str(status)), found[status]) for status in Status if found[status]
    )


def rule_rows(rules: Iterable[RuleResult], site: YearSite) -> tuple[RuleRow, ...]:
    """The rules as the template shows them."""
    return tuple(_row(each, site) for each in rules)


def _row(found: RuleResult, site: YearSite) -> RuleRow:
    words, rule = site.words, found.rule
    in_windows = {item for window in found.windows for item in window.evidence}
    own_evidence = [item for item in found.evidence if item not in in_windows]
    in_parts = {item for part in found.parts for item in part.evidence}
    tags = []
    if rule.figures != rule.source:
        tags.append(words.t("figures_from", source=words.label("source", rule.figures)))
    if rule.local:
        tags.append(words.t("overridden", names=words.join(parameter_label(name, site) for name in rule.local)))
    return RuleRow(
        id=rule.id,
        href=site.rule_href(rule.id, DEPTH),
        gloss=rule.asks(words.language),
        clause=rule.clause if rule.gloss else rule.clause[1:],
        clause_of=words.label("clause", rule.source),
        kind=words.label("kind", rule.kind),
        chip=Chip(str(found.status), words.label("status", str(found.status))),
        reason=words.label("reason", found.reason) if found.reason not in (None, SAID_ALREADY) else "",
        source=words.label("source", rule.source),
        tags=tuple(tags),
        points=exact(rule.points),
        earned=exact(found.earned),
        points_shown=brief(rule.points),
        earned_shown=brief(found.earned),
        why=words.say(found.why),
        value=words.value(found.value),
        units=_units(found.windows, site),
        parts=tuple(_part(part, site) for part in found.parts),
        steps=tuple(words.say(step) for step in found.steps),
        aid=words.say(found.aid) if found.aid else "",
        evidence=tuple(site.evidence(item, DEPTH) for item in own_evidence if item not in in_parts),
    )


def parameter_label(name: str, site: YearSite) -> str:
    """What a parameter of a rule is called."""
    code = f"pages.parameter.{name}"
    return site.catalogue.text(code) if site.catalogue.has(code) else name


def _units(windows: Iterable[WindowResult], site: YearSite) -> tuple[tuple[str, tuple[WindowCell, ...]], ...]:
    """The windows of each unit; a group is named, a branch is not."""
    found: dict[str, list[WindowCell]] = {}
    for window in windows:
        found.setdefault(window.unit, []).append(_cell(window, site))
    return tuple((site.unit_name(unit) if "/" in unit else "", tuple(cells)) for unit, cells in found.items())


def _cell(found: WindowResult, site: YearSite) -> WindowCell:
    words = site.words
    return WindowCell(
        label=words.window(found.window.key),
        period=words.period(found.window.key),
        chip=Chip(str(found.status), words.label("status", str(found.status))),
        count=found.count,
        reason=words.label("reason", found.reason) if found.reason else "",
        evidence=tuple(site.evidence(item, DEPTH) for item in found.evidence),
    )


def _part(part: Part, site: YearSite) -> PartRow:
    words = site.words
    state = {True: "met", False: "not_met", None: "open"}[part.met]
    own = f"pages.part.{part.half}.{state}"
    return PartRow(
        name=_part_name(part.key, site),
        half=words.t(f"half.{part.half}"),
        met=part.met,
        text=words.catalogue.text(own if words.catalogue.has(own) else f"pages.part.{state}"),
        reason=words.label("reason", part.reason) if part.reason else "",
        evidence=tuple(site.evidence(item, DEPTH) for item in part.evidence),
    )


def _part_name(key: str, site: YearSite) -> str:
    """A system, a needed document, a branch, or a topic as written."""
    language = site.words.language
    names = _system_names(language)
    if key in names:
        return names[key]
    if key in site.organization.by_id:
        return site.unit_name(key)
    type_id, _, choice = key.partition(":")
    declared = registry().types.get(type_id)
    if declared is None:
        return key
    chosen = next(
        (each for field in declared.fields.values() for each in field.choices if choice and each.id == choice), None
    )
    label = declared.label(language)
    return label if chosen is None else site.words.t("of_kind", type=label, kind=_choice(chosen.zh[0], chosen.en, site))


def _choice(zh: str, en: str, site: YearSite) -> str:
    return zh if site.words.language == "zh" else en


def _system_names(language: str) -> Mapping[str, str]:
    choices = registry().types["system_document"].fields["key"].choices
    return {each.id: each.zh[0] if language == "zh" else each.en for each in choices}


def months(records: Iterable[PublicRecord], site: YearSite) -> tuple[MonthRecords, ...]:
    """All records of the unit, month by month."""
    found: dict[int, list[Link]] = {}
    for record in records:
        title = site.types(record.types)
        own = record.values.get("title")
        text = f"{record.date.month:02}-{record.date.day:02} {title}"
        link = Link(text, f"{record.stem}.html", str(own) if own else "")
        found.setdefault(record.date.month, []).append(link)
    return tuple(MonthRecords(site.words.window(f"{site.year}-{month:02}"), tuple(found[month])) for month in found)
