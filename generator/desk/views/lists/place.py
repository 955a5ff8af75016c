"""The address below which the lists are kept, and whose lists are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint
from werkzeug.exceptions import NotFound

from generator.desk.forms.lists_text import ListsText, lists_apart, new_lists
from generator.desk.standing import Standing
from generator.desk.views.records.seen import text_at
from generator.desk.web import PREFIX, sentences
from generator.gate.accounts import Account, Role
from generator.model.problem import Problem
from generator.model.rectification import Rectification
from generator.read.rectification import FILE

blueprint = Blueprint("rectification", __name__, url_prefix=f"{PREFIX}/lists")
WORKERS = (Role.RECORDER, Role.REVIEWER, Role.OFFICE)


@dataclass(frozen=True)
class Place:
    """The lists of a branch and year, and who looks at them."""

    who: Account
    standing: Standing
    year: int
    branch: str
    file: str

    @property
    def name(self) -> str:
        """What people call the branch."""
        return self.standing.workspace.frame.organization.by_id[self.branch].name

    def text(self, seen: str) -> ListsText:
        """The lists as an editor saw them; those of a year that has none are empty."""
        return lists_apart(self.file, text_at(self.file, seen) or new_lists().encode())


def place_of(who: Account, standing: Standing, year: int, branch: str) -> Place:
    """The lists of the branch and year. Raises NotFound where they are not the account's to look at."""
    workspace = standing.workspace
    if branch not in branches_of(who, standing) or not 1900 <= year <= 9999:
        raise NotFound
    shared = workspace.frame.config.shared_root
    return Place(who, standing, year, branch, f"{shared}/{year:04}/{branch}/{FILE}")


def branches_of(who: Account, standing: Standing) -> dict[str, str]:
    """The branches whose lists the account works on, each with its name."""
    every = {each.id: each.name for each in standing.workspace.frame.organization.branches}
    return {each: name for each, name in every.items() if who.role is not Role.RECORDER or each in who.branches}


def row_of(lists: Rectification | None, problem: Problem) -> str:
    """`T3：` before what is told of that row: who keeps the lists here sees rows and no lines."""
    row = lists.row_at(problem.mark) if lists is not None else ""
    return sentences().text("forms.lists.row", row=row) if row else ""
