"""site_config.yml: declaration and dataclass make the configuration; here stands only what neither can say."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from generator.model.config import Config
from generator.model.disclosure import Disclosure
from generator.model.grading import Grading
from generator.model.node import plain
from generator.model.values import Values
from generator.read.document import build, figures, read_nodes
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

FULL_MARKS = 100


def read_config(path: Path, findings: Findings) -> Config | None:
    """The configuration with its defaults, or None with the errors found."""
    mapping = read_nodes(path, findings)
    if mapping is None:
        return None
    declared = registry().documents["site_config"]
    values = read_fields(mapping, declared.by_name, findings)
    if not values.parts("packs").text("scoring"):
        findings.error("config_no_pack", values.mark_of("packs"))
    _check_rounds(declared.fields["rounds"], values.parts("rounds"), findings)
    _check_disclosure(values, findings)
    roots = values.rows("record_roots")
    if roots and not any(row.flag("shared") or not row.says("shared") for row in roots):
        findings.error("config_no_shared_root", values.mark_of("record_roots"))
    if findings.failed:
        return None
    rounds, disclosure = values.parts("rounds"), values.parts("disclosure")
    address = values.parts("feed").text("address")
    return build(
        Config,
        declared,
        values if roots else values.without("record_roots"),
        grading=build(
            Grading,
            declared.fields["rounds"],
            rounds,
            few_to_organization=rounds.text("below_minimum") == "to_organization",
            marks={name: rounds.mark_of(name) for name in ("floors", "mass_satisfaction") if rounds.says(name)},
        ),
        disclosure=build(Disclosure, declared.fields["disclosure"], disclosure, local=disclosure.says("items")),
        demonstration=values.says("demonstration"),
        site_address=f"{address.rstrip('/')}/" if address else "",
        canonical=plain(mapping),
    )


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


def _shown(value: int | Fraction) -> str:
    return str(float(value)) if Fraction(value).denominator > 1 else str(value)
