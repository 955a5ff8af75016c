"""What scorecards are made of: every rule with its status, its points, and what they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.judge.combining import JUDGED, combined
from generator.judge.kinds.document import part_terms
from generator.model import spoken
from generator.model.pack import Rule
from generator.model.result import BranchResult, Part, RuleResult, Status, WindowResult
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.basis import judged, standard_basis
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

DEPTH = 1
GATES = "gates"
SAID_ALREADY = "scored"
"""A reason that the sentence beside it says too."""
_TELLING = (Status.FAIL, Status.LATE, Status.NO_EVIDENCE, Status.NEEDS_REVIEW, Status.PENDING)


def sections(branch: BranchResult, site: YearSite) -> tuple[View, ...]:
    """A section for each standard, and one for gates and leadership."""
    made = []
    for standard in site.pack.standards:
        figures = branch.standards[standard.id]
        rules = [each for each in branch.rules.values() if each.rule.standard == standard.id]
        hidden = [each.id for each in site.pack.rules if each.standard == standard.id and _hidden(each.id, site)]
        made.append(
            _section(
                rules,
                site,
                id=standard.id,
                anchor=f"standard-{standard.id}",
                name=site.words.t("standard_name", number=standard.id, name=standard.said(site.words.language)),
                points=figures.points,
                earned=figures.earned,
                judged=judged(figures, site),
                left=standard_basis(figures, rules, site),
                share=figures.earned / figures.points if figures.earned is not None and figures.points else 0,
                note=_of_hidden(hidden, bool(standard.points), site),
                scored=bool(standard.points),
            )
        )
    beside = [each for each in branch.rules.values() if each.rule.standard is None]
    if beside:
        made.append(_section(beside, site, id="", anchor=GATES, name=site.words.t("gates"), note="", scored=False))
    return tuple(made)


def _section(rules: list[RuleResult], site: YearSite, **standard: object) -> View:
    return View(**standard, counts=counts(each.status for each in rules), rules=rule_rows(rules, site))


def _of_hidden(rules: list[str], scored: bool, site: YearSite) -> str:
    code = "pages.hidden_rules" if scored else "beside.hidden"
    return site.catalogue.text(code, rules=site.words.join(rules)) if rules else ""


def _hidden(rule: str, site: YearSite) -> bool:
    return rule in site.public.hidden_rules


def light(rules: Iterable[RuleResult]) -> tuple[Status, int | None]:
    """How the whole stands, and how many rules make it stand so where that tells something."""
    statuses = [each.status for each in rules]
    status = combined(statuses)
    return status, statuses.count(status) if status in _TELLING else None


@of_unit
def statuses(unit: str, site: YearSite) -> dict[str, Status]:
    """How each rule of a branch stands."""
    return {name: found.status for name, found in site.public.result.branches[unit].rules.items()}


def counts(found: Iterable[Status]) -> tuple[tuple[Status, int], ...]:
    """How many rules have each status, in the order of precedence."""
    number = Counter(found)
    return tuple((status, number[status]) for status in Status if number[status])


def rule_rows(rules: Iterable[RuleResult], site: YearSite) -> tuple[View, ...]:
    """The rules as the template shows them."""
    return tuple(_row(each, site) for each in rules)


def _row(found: RuleResult, site: YearSite) -> View:
    words, rule = site.words, found.rule
    elsewhere = {item for window in found.windows for item in window.evidence}
    elsewhere |= {item for part in found.parts for item in part.evidence}
    return View(
        id=rule.id,
        href=site.rule_href(rule.id, DEPTH),
        name=words.name(rule),
        gloss=rule.asks(words.language),
        reading=reading(rule, site),
        fault=words.fault(found) if found.fault else "",
        late=late_entries(found, site),
        clause=rule.clause if rule.gloss else rule.clause[1:],
        source=rule.source,
        status=found.status,
        reason=found.reason if found.reason != SAID_ALREADY else None,
        tags=rule_tags(rule, site),
        points=rule.points,
        earned=found.earned,
        # Points that are there and would tell what is not for this audience.
        points_hidden=found.earned is None and found.status in JUDGED,
        why=found.why,
        value=found.value,
        units=_units(found.windows, site),
        parts=tuple(_part(part, site) for part in found.parts),
        steps=found.steps,
        aid=found.aid,
        evidence=tuple(site.evidence(item, DEPTH) for item in found.evidence if item not in elsewhere),
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


def late_entries(found: RuleResult, site: YearSite) -> int:
    """How many of the records that it rests on came in late."""
    branch = site.public.result.branches.get(found.unit)
    return len(set(branch.late_entries if branch else ()).intersection(found.all_evidence))


def _units(windows: Iterable[WindowResult], site: YearSite) -> tuple[tuple[str, list[View]], ...]:
    """The windows of each unit; a group is named, a branch is not."""
    cells: dict[str, list[View]] = {}
    for window in windows:
        evidence = tuple(site.evidence(item, DEPTH) for item in window.evidence)
        cells.setdefault(window.unit, []).append(
            View(
                key=window.window.key,
                status=window.status,
                count=window.count,
                reason=window.reason,
                evidence=evidence,
                href=next((link.href for link in evidence if link.href), None),
            )
        )
    return tuple((site.unit_name(unit) if "/" in unit else "", row) for unit, row in cells.items())


def _part(part: Part, site: YearSite) -> View:
    """One half or key of a document rule; how it stands is said by the half's own words where it has them."""
    state = {True: "met", False: "not_met", None: "open"}[part.met]
    special = f"part.{part.half}.{state}"
    return View(
        name=_part_name(part.key, site),
        half=part.half,
        state=special if site.catalogue.has(f"pages.{special}") else f"part.{state}",
        reason=part.reason,
        evidence=tuple(site.evidence(item, DEPTH) for item in part.evidence),
    )


def _part_name(key: str, site: YearSite) -> str:
    """A system, a needed document, a branch, or a topic as written."""
    terms = [each.said(site.words.language) for each in part_terms(key)]
    if not terms:
        return site.unit_name(key) if key in site.organization.by_id else key
    label, *kinds = terms
    return site.words.t("of_kind", type=label, kind=site.words.join(kinds)) if kinds else label


def months(records: Iterable[PublicRecord], site: YearSite) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """All records of the unit, by the keys of their months."""
    links: dict[str, list[Link]] = {}
    for record in records:
        text = f"{site.words.say(spoken.day(record.date, site.year))} {site.types(record.types)}"
        link = Link(text, f"{record.stem}.html", record.values.text("title"))
        links.setdefault(f"{site.year}-{record.date.month:02}", []).append(link)
    return tuple((month, tuple(each)) for month, each in links.items())
