"""What a record will be worth, in the words of the trade: 计入：支委会（2017年3月），达到要求."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.desk.forms.trial import Duty, Trial
from generator.language import Catalogue
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import Status
from generator.publish.pages.words import Words

_STATES = {
    Status.PASS: "met",
    Status.TARGET_MET: "met",
    Status.ASSESSED: "assessed",
    Status.LATE: "late",
    Status.PENDING: "open",
    Status.NEEDS_REVIEW: "review",
}
"""What is said of how the windows, or the rule, then stand; of all others that it is not enough yet."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What is told of a record before it is sent."""

    counts: tuple[str, ...]
    """The duties it is done for, a sentence each."""
    evidence: tuple[str, ...]
    """Names of rules for which it is looked at, and decides nothing."""
    not_counted: tuple[tuple[str, str], ...]
    """Why it does not count, and what would make it count."""

    @property
    def nothing(self) -> bool:
        """Whether no duty has anything of it, though nothing stands against it."""
        return not (self.counts or self.evidence or self.not_counted)


def worth(trial: Trial, words: Catalogue) -> Worth:
    """What the record of a trial is worth."""
    duties = [each for each in trial.duties if each.windows or each.better]
    aside = [each for each in trial.duties if each not in duties]
    reasons = tuple(
        (words.say(why), words.say(how) if isinstance(how, Phrase) else "") for why, how in trial.not_counted
    )
    found = tuple(dict.fromkeys(_said(duties, trial, words)))
    return Worth(found, tuple(dict.fromkeys(each.rule.term.said(words.language) for each in aside)), reasons)


def _said(duties: list[Duty], trial: Trial, words: Catalogue) -> Iterator[str]:
    several = len({each.unit.split("/")[0] for each in duties}) > 1
    for each in duties:
        name = each.rule.term.said(words.language)
        if several or "/" in each.unit:
            name = words.text("forms.worth.of_unit", unit=_unit(each.unit, trial), name=name)
        periods = words.text("pages.comma").join(Words(words).period(window.key) for window in each.windows)
        what = words.text("forms.worth.in_window", name=name, window=periods) if periods else name
        state = words.text(f"forms.worth.state.{_STATES.get(each.status, 'short')}")
        yield words.text("forms.worth.counts", what=what, state=state)


def _unit(unit: str, trial: Trial) -> str:
    organization = trial.workspace.frame.organization
    branch_id, _, group_id = unit.partition("/")
    if branch_id == COMMITTEE or branch_id not in organization.by_id:
        return organization.short_name
    branch = organization.by_id[branch_id]
    group = branch.group(group_id) if group_id else None
    return f"{branch.name}{group.name}" if group else branch.name
