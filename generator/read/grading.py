"""`rounds` of site_config.yml: the school's own figures for the gradings."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from generator.model.grading import Bar, Grading
from generator.model.node import Mapping as Written
from generator.model.node import Mark
from generator.types import Field, registry
from generator.types.findings import Findings

FULL_MARKS = 100


def read_grading(values: Mapping[str, object], document: Written, findings: Findings) -> Grading:
    """The figures, with the declared defaults where nothing is written.

    Weights that do not add up to 1, shares above 1 and values above 100 are errors at their line.
    """
    declared = registry().documents["site_config"].fields["rounds"]
    weights = _figures(values, declared.fields["weights"])
    if sum(weights.values()) != 1:
        findings.error("weights_not_one", _mark(document, declared, "weights"), sum=_shown(sum(weights.values())))
    worth = _figures(values, declared.fields["survey_values"])
    for figure in worth.values():
        if figure > FULL_MARKS:
            mark = _mark(document, declared, "survey_values")
            findings.error(
                "grading_above", mark, field=_label(declared, "survey_values"), value=_shown(figure), most=100
            )
    floors, satisfaction, quota = (_part(values, name) for name in ("floors", "mass_satisfaction", "quota"))
    shares = {
        "floors": floors.values(),
        "mass_satisfaction": [satisfaction.get("least")],
        "quota": [quota.get("share")],
        "questions_least": [values.get("questions_least")],
    }
    for name, found in shares.items():
        for share in found:
            if isinstance(share, Fraction) and share > 1:
                mark = _mark(document, declared, name)
                findings.error("grading_above", mark, field=_label(declared, name), value=_shown(share), most=1)
    least, count, share = satisfaction.get("least"), quota.get("count"), quota.get("share")
    at_most = declared.fields["mass_satisfaction"].fields["grade_at_most"]
    minimum, questions_least = values.get("minimum_n"), values.get("questions_least")
    return Grading(
        weights=weights,
        survey_values=worth,
        minimum_n=minimum if isinstance(minimum, int) else int(declared.fields["minimum_n"].default or 0),
        few_to_organization=values.get("below_minimum") == "to_organization",
        questions_least=questions_least if isinstance(questions_least, Fraction) else None,
        gap=_figure(values, declared.fields["gap"]),
        floors={name: figure for name, figure in floors.items() if isinstance(figure, Fraction)},
        satisfaction=Bar(least, str(satisfaction.get("grade_at_most", at_most.default)))
        if isinstance(least, Fraction)
        else None,
        quota_share=share if isinstance(share, Fraction) else None,
        quota_count=count if isinstance(count, int) else None,
        marks={name: _mark(document, declared, name) for name in ("floors", "mass_satisfaction") if name in values},
    )


def _part(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def _figures(values: Mapping[str, object], declared: Field) -> dict[str, Fraction]:
    """Every figure the declaration names, the default where it is not written."""
    written = _part(values, declared.id)
    return {name: _figure(written, each) for name, each in declared.fields.items()}


def _figure(values: Mapping[str, object], declared: Field) -> Fraction:
    found = values.get(declared.id)
    return found if isinstance(found, Fraction) else Fraction(declared.default or 0)


def _label(declared: Field, name: str) -> str:
    return declared.fields[name].zh[0]


def _mark(document: Written, declared: Field, name: str) -> Mark:
    """Where the part stands, under whichever of its names."""
    for key, rounds in document.pairs:
        if key.text in declared.names and isinstance(rounds, Written):
            for inner, value in rounds.pairs:
                if inner.text in declared.fields[name].names:
                    return value.mark
    return document.mark


def _shown(value: int | Fraction) -> str:
    return str(float(value)) if Fraction(value).denominator > 1 else str(value)
