"""The files of a frame, read: configuration, organization, calendars, and the packs of every year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.language.unit import worded
from generator.model.config import FILE as CONFIG_FILE
from generator.model.config import YearConfig
from generator.model.failure import Broken
from generator.model.key import key_of
from generator.model.node import Mapping as Written
from generator.model.node import plain
from generator.model.organization import Organization
from generator.model.pack import Pack
from generator.model.problem import Problem, Severity
from generator.read.calendar import read_calendar
from generator.read.config import read_config
from generator.read.frame import OWN_STANDARDS, Framed, calendar_folder, organization_file, pack_file
from generator.read.organization import read_organization
from generator.read.pack import in_words_of, read_pack
from generator.read.templates import outdated_templates
from generator.types.findings import Findings


def read_frame_files(root: Path) -> Framed:
    """What they say. Raises Broken with every problem found in them."""
    problems: list[Problem] = []
    config_findings = Findings(CONFIG_FILE)
    config = read_config(root / CONFIG_FILE, config_findings)
    problems += config_findings.problems
    if config is None:
        raise Broken(problems)
    organization_findings = Findings(f"{config.shared_root}/organization.yml")
    organization = read_organization(organization_file(root, config), organization_findings)
    problems += organization_findings.problems
    calendar, calendar_findings = read_calendar(calendar_folder(root, config), f"{config.shared_root}/calendar")
    problems += [problem for findings in calendar_findings for problem in findings.problems]
    packs = _Packs(root, organization)
    by_year = config.years.map(packs.of)
    problems += packs.problems
    if organization is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise Broken([*problems, *outdated_templates(root)])
    return config, organization, calendar, by_year, tuple(problems)


class _Packs:
    """The packs of a root, each read once with the same local figures; what is wrong in several is told once."""

    def __init__(self, root: Path, organization: Organization | None) -> None:
        self._root, self._organization = root, organization
        self._read: dict[tuple[str, str], Pack | None] = {}
        self.problems: list[Problem] = []

    def of(self, held: YearConfig) -> tuple[Pack, ...]:
        """Those of one year."""
        found = [self._pack(held.scoring, held.rules), *(self._pack(name, {}) for name in held.beside)]
        return tuple(pack for pack in found if pack is not None)

    def _pack(self, name: str, rules: Mapping[str, Written]) -> Pack | None:
        key = name, key_of({rule: plain(node) for rule, node in rules.items()})
        if key not in self._read:
            file = f"{OWN_STANDARDS}/{name}.yml"
            findings = Findings(file)
            pack = read_pack(pack_file(self._root, name), file, rules, findings)
            self._read[key] = pack and in_words_of(pack, lambda text: worded(text, self._organization))
            self.problems += [each for each in findings.problems if each not in self.problems]
        return self._read[key]
