"""site_config.yml: declaration and dataclass make the configuration; here stands only what neither can say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.by_year import ByYear
from generator.model.config import Campaign, Config, YearConfig
from generator.model.disclosure import Disclosure
from generator.model.grading import Grading
from generator.model.node import Mapping as Written
from generator.model.node import plain
from generator.model.override import Overrides, in_force
from generator.model.values import Values
from generator.read.config_retired import without_retired
from generator.read.config_years import laid_over, layers
from generator.read.document import build, figures, read_nodes
from generator.read.personal_numbers import tell_in_document
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

FULL_MARKS = 100
FIRST = 1
"""The first year there is."""


def read_config(path: Path, findings: Findings) -> Config | None:
    """The configuration with its defaults, or None with the errors found."""
    declared = registry().documents["site_config"]
    mapping = read_nodes(path, findings, declared.by_name)
    tell_in_document(mapping, findings)
    if mapping is None:
        return None
    mapping = without_retired(mapping, findings)
    values = read_fields(mapping, declared.by_name, findings)
    roots = values.rows("record_roots")
    if roots and not any(row.flag("shared") or not row.says("shared") for row in roots):
        findings.error("config_no_shared_root", values.mark_of("record_roots"))
    _check_filing(values, findings)
    if findings.failed:
        return None
    years = _years(mapping, declared, values, findings)
    if findings.failed:
        return None
    addresses = _addresses(values.parts("feed"), findings)
    if findings.failed:
        return None
    return build(
        Config,
        declared,
        values if roots else values.without("record_roots"),
        years=years,
        demonstration=values.says("demonstration"),
        site_addresses=addresses,
    )


def _addresses(feed: Values, findings: Findings) -> dict[str, str]:
    """Where each audience's site is served: the others' beside the public one, as the guide has it, unless said."""
    found = {}
    for audience, name in (("public", "address"), ("members", "members"), ("committee", "committee")):
        if address := feed.text(name):
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
                findings.error("config_address", feed.mark_of(name), value=address)
            found[audience] = f"{address.rstrip('/')}/"
        elif "public" in found:
            found[audience] = f"{found['public']}{audience}/"
    return found


def _years(mapping: Written, declared: Field, values: Values, findings: Findings) -> ByYear[YearConfig]:
    """What holds in each year; a problem of several years is told once."""
    yearly = declared.fields["years"]
    pairs = {declared.by_name[key.text].id: (key, node) for key, node in mapping.pairs}
    written = layers(pairs["years"][1]) if "years" in pairs else []
    base = Written(tuple(pair for name, pair in pairs.items() if name in yearly.fields), mapping.mark)
    campaigns, start_on = values.by_year("campaigns"), values.day("start_on")
    firsts = {first for first, _ in written} | {year + more for year in campaigns for more in (0, 1)}
    firsts |= {start_on.year + 1} if start_on else set()
    for overrides in (each.of("rules") for each in (values, *values.by_year("years").values())):
        for each in (each for every in (overrides or {}).values() for each in every):  # type: ignore[attr-defined]
            firsts |= {year for year in (each.first, each.last and each.last + 1) if year}
    steps = []
    for first in sorted({FIRST, *firsts}):
        nodes = base
        for _, layer in (each for each in written if each[0] <= first):
            nodes = laid_over(nodes, layer, yearly.by_name)
        of_year = Findings(findings.file)
        held = read_fields(nodes, yearly.by_name, of_year)
        _check_rounds(yearly.fields["rounds"], held.parts("rounds"), of_year)
        _check_disclosure(held, of_year)
        _check_pack(held, of_year)
        known = findings.problems
        findings.problems = [*known, *(each for each in of_year.problems if each not in known)]
        if not of_year.failed:
            own = start_on if start_on and start_on.year >= first else None
            steps.append((first, _of_year(first, yearly, held, nodes, campaigns.get(first), own)))
    return ByYear(tuple(steps))


def _of_year(
    year: int, yearly: Field, values: Values, nodes: Written, campaign: Values | None, start_on: date | None
) -> YearConfig:
    """What holds from the year on; a campaign is of the year alone."""
    rounds, disclosure = values.parts("rounds"), values.parts("disclosure")
    rules: Overrides = values.of("rules") or {}  # type: ignore[assignment]
    held = in_force(rules, year)
    written = {yearly.by_name[key.text].id: plain(node) for key, node in nodes.pairs}
    written["rules"] = {rule: plain(node) for rule, node in held.items()}
    return build(
        YearConfig,
        yearly,
        values,
        rules=held,
        grading=build(
            Grading,
            yearly.fields["rounds"],
            rounds,
            few_to_organization=rounds.text("below_minimum") == "to_organization",
            marks={name: rounds.mark_of(name) for name in ("floors", "mass_satisfaction") if rounds.says(name)},
        ),
        disclosure=build(Disclosure, yearly.fields["disclosure"], disclosure, local=disclosure.says("items")),
        campaign=None
        if campaign is None
        else Campaign(campaign.text("theme"), campaign.rows("steps"), campaign.names("topics")),
        start_on=start_on,
        canonical={**written, "campaign": campaign, "start_on": start_on},
    )


def _check_pack(values: Values, findings: Findings) -> None:
    """A pack to score by."""
    if not values.parts("packs").text("scoring"):
        findings.error("config_no_pack", values.mark_of("packs"))


def _check_rounds(declared: Field, rounds: Values, findings: Findings) -> None:
    """Weights that do not add up to 1, shares above 1 and values above 100 are errors at their line."""
    weights = sum(figures(declared.fields["weights"], rounds).values())
    if weights != 1:
        findings.error("weights_not_one", rounds.mark_of("weights"), sum=_shown(weights))
    shares = ("floors", "mass_satisfaction", "quota", "questions_least")
    for name, most in (("survey_values", FULL_MARKS), *((name, 1) for name in shares)):
        found = rounds.parts(name).figures().values() or (rounds.figure(name) or 0,)
        for figure in (each for each in found if each > most):
            label = declared.fields[name].zh[0]
            findings.error("grading_above", rounds.mark_of(name), field=label, value=_shown(figure), most=most)


def _check_disclosure(values: Values, findings: Findings) -> None:
    """No two items of one key."""
    keys = [row.text("key") for row in values.parts("disclosure").rows("items") if row.says("key")]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        findings.error("disclosure_item_twice", values.mark_of("disclosure"), item=key)


def _check_filing(values: Values, findings: Findings) -> None:
    """Materials of a working file are of types of record that there are."""
    known = "、".join(each.zh[0] for each in registry().types.values())
    for row in values.rows("filing"):
        for name in row.names("types"):
            if registry().type_named(name) is None:
                findings.error("filing_type", row.mark_of("types"), type=name, known=known)


def _shown(value: int | Fraction) -> str:
    return str(float(value)) if Fraction(value).denominator > 1 else str(value)
