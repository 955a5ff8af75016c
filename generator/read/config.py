"""site_config.yml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from generator.model.config import Config, RecordRoot
from generator.model.node import Mapping as Written
from generator.model.node import Mark
from generator.model.period import day_of
from generator.read.disclosure import read_disclosure
from generator.read.document import as_plain, read_document
from generator.read.grading import read_grading
from generator.types import registry
from generator.types.findings import Findings


def read_config(path: Path, findings: Findings) -> Config | None:
    """The configuration with its defaults, or None with the errors found."""
    document = read_document("site_config", path, findings)
    if document is None:
        return None
    typed, mapping = document
    values = typed.values
    scoring = _parts(values, "packs").get("scoring")
    if not isinstance(scoring, str):
        findings.error("config_no_pack", typed.marks.get("packs", Mark(1, 1)))
    deadline = str(_or_default(values, "reporting_deadline"))
    if day_of(deadline, 2000) is None:
        findings.error("not_a_day", typed.marks["reporting_deadline"], value=deadline)
    rules = values.get("rules")
    if rules is not None and not isinstance(rules, Written):
        findings.error("not_a_parts", typed.marks["rules"], field="rules", value="", example=_example("rules"))
    for key, value in rules.pairs if isinstance(rules, Written) else ():
        if not isinstance(value, Written):
            findings.error("not_a_parts", value.mark, field=key.text, value="", example=_example("rules"), options="")
    grading = read_grading(_parts(values, "rounds"), mapping, findings)
    roots = _roots(values, typed.marks, findings)
    disclosure = read_disclosure(_parts(values, "disclosure"), typed.marks.get("disclosure", Mark(1, 1)), findings)
    if findings.failed:
        return None
    similar = _parts(values, "similar")
    year = _parts(values, "campaign").get("year")
    topics = _parts(values, "campaign").get("topics")
    as_of = _parts(values, "demonstration").get("as_of")
    fonts = _parts(values, "fonts").get("dir")
    committee = _parts(values, "committee")
    return Config(
        committee_name=str(committee.get("name") or ""),
        committee_short_name=str(committee.get("short_name") or ""),
        scoring=str(scoring),
        beside=_texts(_parts(values, "packs").get("beside")),
        rules=_rules(rules),
        bands={name: figure for name, figure in _parts(values, "bands").items() if isinstance(figure, Fraction)},
        grading=grading,
        reporting_deadline=deadline,
        campaign_year=year if isinstance(year, int) else None,
        campaign_topics=_texts(topics),
        late_entry_days=int(str(_or_default(values, "late_entry_days"))),
        similar_share=Fraction(str(_or_default(similar, "share", "similar"))),
        similar_characters=int(str(_or_default(similar, "min_characters", "similar"))),
        publish_scores=str(_or_default(values, "publish_scores")),
        record_roots=roots,
        archive_dir=str(_or_default(values, "archive_dir")),
        demonstration_as_of=as_of if isinstance(as_of, date) else None,
        demonstration="demonstration" in values,
        min_working_days=int(str(_or_default(_parts(values, "notice"), "min_working_days", "notice"))),
        fonts_dir=str(fonts) if fonts else None,
        disclosure=disclosure,
        feed_authority=str(_or_default(_parts(values, "feed"), "authority", "feed")),
        site_address=_address(_parts(values, "feed").get("address")),
        canonical=as_plain(mapping),
    )


def _example(name: str) -> str:
    return registry().documents["site_config"].fields[name].example


def _or_default(values: Mapping[str, object], name: str, inside: str | None = None) -> object:
    fields = registry().documents["site_config"].fields
    declared = (fields[inside].fields if inside else fields)[name]
    return values.get(name, declared.default)


def _parts(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def _address(value: object) -> str:
    return f"{str(value).rstrip('/')}/" if value else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()


def _rules(node: object) -> dict[str, Written]:
    if not isinstance(node, Written):
        return {}
    return {key.text: value for key, value in node.pairs if isinstance(value, Written)}


def _roots(values: Mapping[str, object], marks: Mapping[str, Mark], findings: Findings) -> tuple[RecordRoot, ...]:
    entries = values.get("record_roots")
    if not isinstance(entries, tuple) or not entries:
        return (RecordRoot("records", True),)
    for entry in entries:
        if not entry.get("path"):
            findings.error("entry_incomplete", marks["record_roots"], field="record_roots", needs="path")
    roots = tuple(RecordRoot(str(entry.get("path")), entry.get("shared") is not False) for entry in entries)
    if not any(root.shared for root in roots):
        findings.error("config_no_shared_root", marks["record_roots"])
    return roots
