"""Workbooks that come in and go out: a sheet for each type of record and each of the three lists, a row for each.

In come the bytes of a workbook and a `Workspace`; out comes a `Plan` that says, before anything is written, which
records are new, which are changed and how, which stay, and what is wrong by sheet, row and column. Out go templates
and the records of a branch as the same sheets. Begin with `planning.py`, the story of what comes in; `book.py` opens a
file, `heads.py` finds the columns, `cells.py` and `spoken.py` say what a cell means, `columns.py` which columns there
are, `template.py` writes them.

It may import workspace, read, written and types; commands and the desk import it. What decided its shape: a cell means
what the same words would mean in a record, so the declared readers read it, and what they find is told at the cell;
what one program made of a cell (serial days, fractions for times, cached values) is undone before, in one place.
"""

from generator.workbook.planning import Fault, Plan, Planned, plan
from generator.workbook.template import records_workbook, template_workbook

__all__ = ["Fault", "Plan", "Planned", "plan", "records_workbook", "template_workbook"]
