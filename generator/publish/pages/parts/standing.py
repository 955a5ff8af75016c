"""What scorecards are made of: every rule with its status, its points, and what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

from generator.judge.combining import combined
from generator.model import spoken
from generator.model.figures import percent
from generator.model.pack import Rule
from generator.model.result import BranchResult, Part, RuleResult, Status, WindowResult
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.basis import judged, standard_basis
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year_site import Link, YearSite
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
    name: str
    gloss: str
    reading: str
    """What was read into the words of the clause."""
    fault: str
    """What is missing or came late."""
    entered_late: str
    """How many of the records it rests on came in late."""
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
    chip: Chip
    counts: tuple[Chip, ...]
    rules: tuple[RuleRow, ...]
    points: str = ""
    earned: str = ""
    points_shown: str = ""
    earned_shown: str = ""
    judged: str = ""
    """What was earned of the points judged; empty where all were."""
    left: str = ""
    """Points that were not judged, and why."""
    share: str = ""
    percent: int = 0
    note: str = ""
    scored: bool = False


@dataclass(frozen=True, slots=True)
class MonthRecords:
    """The records of one month."""

    name: str
    records: tuple[Link, ...]


def sections(branch: BranchResult, site: YearSite) -> tuple[StandardSection, ...]:
    """A section for each standard, and one for gates and leadership."""
    made = []
    for standard in site.pack.standards:
        figures = branch.standards[standard.id]
        own = [each for each in branch.rules.values() if each.rule.standard == standard.id]
        hidden = [each.id for each in site.pack.rules if each.standard == standard.id and _hidden(each.id, site)]
        left = standard_basis(figures, own, site)
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
                judged=judged(figures, site) if left else "",
                left=left,
                share=percent(share),
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
    return StandardSection(
        id="",
        anchor=GATES,
        name=site.words.t("gates"),
        chip=light(rules, site),
        counts=counts(rules, site),
        rules=rule_rows(rules, site),
    )


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
    return RuleRow(
        id=rule.id,
        href=site.rule_href(rule.id, DEPTH),
        name=words.name(rule),
        gloss=rule.asks(words.language),
        reading=reading(rule, site),
        fault=words.fault(found) if found.fault else "",
        entered_late=entered_late(found, site),
        clause=rule.clause if rule.gloss else rule.clause[1:],
        clause_of=words.label("clause", rule.source),
        kind=words.label("kind", rule.kind),
        chip=Chip(str(found.status), words.label("status", str(found.status))),
        reason=words.label("reason", found.reason) if found.reason not in (None, SAID_ALREADY) else "",
        source=words.label("source", rule.source),
        tags=rule_tags(rule, site),
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


def rule_tags(rule: Rule, site: YearSite) -> tuple[str, ...]:
    """What of the rule is not its source's: figures from elsewhere, parameters of the school's own."""
    words, tags = site.words, []
    if rule.figures != rule.source:
        tags.append(words.t("figures_from", source=words.label("source", rule.figures)))
    if rule.local:
        tags.append(words.t("overridden", names=words.join(parameter_label(name, site) for name in rule.local)))
    return tuple(tags)


def reading(rule: Rule, site: YearSite) -> str:
    """What was read into the words of its source; empty where nothing was."""
    return rule.reading.get(site.words.language) or rule.reading.get("zh", "")


def is_local(rule: Rule) -> bool:
    """Whether anything that decides it is the school's own."""
    return bool(rule.reading or rule.local) or "local" in (rule.source, rule.figures)


def parameter_label(name: str, site: YearSite) -> str:
    """What a parameter of a rule is called."""
    code = f"pages.parameter.{name}"
    return site.catalogue.text(code) if site.catalogue.has(code) else name


def entered_late(found: RuleResult, site: YearSite) -> str:
    """How many of the records that it rests on came in late; empty where none did."""
    branch = site.public.result.branches.get(found.unit)
    late = set(branch.late_entries if branch else ()).intersection(found.all_evidence)
    return site.words.t("scorecard.entered_late", count=len(late)) if late else ""


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
        text = f"{site.words.say(spoken.day(record.date, site.year))} {title}"
        link = Link(text, f"{record.stem}.html", str(own) if own else "")
        found.setdefault(record.date.month, []).append(link)
    return tuple(MonthRecords(site.words.window(f"{site.year}-{month:02}"), tuple(found[month])) for month in found)
