"""Writes workbooks that come back: a sheet that says how, then one for each type with columns, choices and formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.language import Catalogue
from generator.read.amend import said_in_lists, said_in_record
from generator.read.nodes import read_mapping
from generator.read.rectification import FILE as LISTS_FILE
from generator.types import registry
from generator.types.example import example, later
from generator.types.findings import Findings
from generator.types.kind import Keyed
from generator.workbook.columns import BODY, BRANCH, DATE, EXAMPLE, ID, TYPE, YEAR, Column, Kind, columns, kinds
from generator.workbook.planning import CHOICES, GUIDE
from generator.workbook.spoken import CellValue, shown
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROOM = 500
"""So many rows of a sheet are made ready to be filled in."""
_FONT = {"font_name": "SimSun", "font_size": 11, "font_scheme": "none"}
_OPTIONS = {
    "in_memory": True,
    "default_format_properties": _FONT,
    "default_row_height": 18,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(1980, 1, 1)
_FORMATS: Mapping[str, dict[str, object]] = {
    "head": {"bold": True, "text_wrap": True, "bg_color": "#e8eef7", "border": 1, "valign": "vcenter"},
    "needed": {"bold": True, "text_wrap": True, "bg_color": "#fbe3e0", "border": 1, "valign": "vcenter"},
    "example": {"italic": True, "font_color": "#767676", "text_wrap": True, "valign": "top"},
    "example_day": {
        "italic": True,
        "font_color": "#767676",
        "num_format": r"yyyy\-mm\-dd",
        "align": "left",
        "valign": "top",
    },
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "day": {"num_format": r"yyyy\-mm\-dd", "align": "left", "valign": "top"},
    "count": {"num_format": "0", "valign": "top"},
    "number": {"num_format": "0.######", "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "said": {"text_wrap": True, "valign": "top"},
}
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
_MOST = 999_999_999
_LONG = frozenset(["agenda", BODY, "resolutions", "measures", "problem", "cause", "findings"])
_NARROW, _USUAL, _WIDE = 9, 14, 32
_SHORT = frozenset(["count", "number", "flag", "year", "month", "times", "choice"])
_INLINE = 255
"""So many characters of choices fit into a cell's own list."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row of a sheet: its cells by column."""

    cells: Mapping[tuple[str, ...], CellValue | None]


def template_workbook(workspace: Workspace, chosen: Sequence[Kind], branch: str | None, year: int) -> bytes:
    """A workbook to fill in, with an example in each sheet; the same bytes for the same root and year."""
    pack = workspace.compiled(year).pack
    sheets = [
        (kind, columns(kind, pack, ids=kind.type is not None), (_example(kind, workspace, pack, year),))
        for kind in chosen
    ]
    return _Writer(workspace, branch).written(sheets)


def records_workbook(workspace: Workspace, branch: str | None, year: int) -> bytes:
    """The records and lists of a year, of one branch or of all, as sheets that can be changed and brought back."""
    by_kind: dict[str, list[tuple[str, Mapping[str, object], dict[tuple[str, ...], CellValue | None]]]] = {}
    for record in sorted(workspace.source.records, key=lambda each: (each.branch, each.date, each.id)):
        if record.year == year and branch in (None, record.branch):
            said, body = said_in_record((workspace.root / record.file).read_bytes(), record.file)
            place: dict[tuple[str, ...], CellValue | None] = {
                (ID,): record.id,
                (BRANCH,): _name(record.branch, workspace),
            }
            place[DATE,] = record.date
            place[BODY,] = body.strip() if len(body) < _CELL else None
            place[TYPE,] = (
                "；".join(registry().types[each].zh[0] for each in record.types) if len(record.types) > 1 else None
            )
            by_kind.setdefault(record.types[0], []).append((record.id, said, place))
    shared = workspace.frame.config.shared_root
    for of_year, unit in sorted(workspace.source.rectification):
        if of_year == year and branch in (None, unit):
            file = f"{shared}/{year:04}/{unit}/{LISTS_FILE}"
            for name, rows in said_in_lists((workspace.root / file).read_bytes(), file).items():
                for row in rows:
                    place = {(BRANCH,): _name(unit, workspace), (YEAR,): year}
                    by_kind.setdefault(name, []).append((str(row.get("id")), row, place))
    sheets = []
    for kind in kinds():
        if found := by_kind.get(kind.id):
            sheets.append((kind, *_filled(kind, found, workspace, year)))
    return _Writer(workspace, branch).written(sheets, room=False)


_CELL = 32_000


def _name(unit: str, workspace: Workspace) -> str | None:
    found = workspace.frame.organization.by_id.get(unit)
    return found.name if found else None


def _filled(
    kind: Kind,
    rows: Sequence[tuple[str, Mapping[str, object], Mapping[tuple[str, ...], CellValue | None]]],
    workspace: Workspace,
    year: int,
) -> tuple[tuple[Column, ...], tuple[Filled, ...]]:
    """The columns that the rows need beside those of a new sheet, and the rows."""
    said = [name for _, values, _ in rows for name in values if name not in (TYPE, DATE, "branch")]
    pack = workspace.compiled(year).pack
    found = [*columns(kind, None, said if kind.type else (), ids=kind.type is not None)]
    if any(place.get((TYPE,)) for _, _, place in rows):
        found.insert(2, Column((TYPE,), registry().shared[TYPE].zh[0], registry().shared[TYPE]))
    for at, column in reversed([*enumerate(found)]):
        if column.field is not None and isinstance(column.field.form, Keyed) and column.field.kind == "scores":
            keys = dict.fromkeys(key for _, values, _ in rows for key in dict(_parts(values.get(column.name))))
            found[at : at + 1] = _of_keys(column, keys, pack)
    filled = tuple(
        Filled({each.path: _cell(each, values, place, workspace, year) for each in found}) for _, values, place in rows
    )
    return tuple(found), filled


def _parts(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _of_keys(column: Column, keys: Iterable[str], pack: Any) -> Iterator[Column]:
    names = {rule.id: rule.term.said("zh") for rule in pack.rules}
    for key in keys:
        yield Column((column.name, key), f"{column.label}·{key}", column.field, note=names.get(key, ""))


def _cell(
    column: Column,
    said: Mapping[str, object],
    place: Mapping[tuple[str, ...], CellValue | None],
    workspace: Workspace,
    year: int,
) -> CellValue | None:
    if column.path in place:
        return place[column.path]
    value: object = said.get(column.name)
    for part in column.path[1:]:
        value = _parts(value).get(part)
    if column.field is None or value is None:
        return None
    if isinstance(column.field.form, Keyed) and len(column.path) > 1:
        if isinstance(value, str):
            return {"met": "达到", "not_met": "未达到"}.get(value, value)
        return float(value)  # type: ignore[arg-type]
    return shown(column.field, value, workspace.frame.organization, year)


def _example(kind: Kind, workspace: Workspace, pack: Any, year: int) -> Filled:
    """The row that shows how: its first cell says that it is none."""
    branch = next((each.name for each in workspace.frame.organization.branches), "")
    found: dict[tuple[str, ...], CellValue | None] = {}
    by = year - date.fromisoformat(registry().shared["date"].example).year
    if kind.type is not None:
        whole = example(kind.type, registry()).later(by)
        text = dict(whole.fields)
        found[ID,] = f"{EXAMPLE}（这一行不导入）"
        found[BRANCH,] = branch
        found[BODY,] = "会议讨论了……，议定……" if whole.needs_text else None
        source = {name: kind.fields[name] for name in text if name in kind.fields}
    else:
        assert kind.list is not None
        text = {each.zh[0]: later(each.example, by) for each in kind.list.fields.values() if each.example}
        found[BRANCH,] = f"{EXAMPLE}（这一行不导入）{branch}"
        found[YEAR,] = year
        source = dict(kind.list.by_name)
    said: dict[str, object] = {}
    for name, written in text.items():
        mapping = read_mapping(f"it: {written}", Findings(f"records/{year}/x/x.md"))
        if mapping is not None and mapping.pairs and name in source:
            said[source[name].id] = source[name].read(mapping.pairs[0][1], Findings(f"records/{year}/x/x.md"))
    for column in columns(kind, pack, ids=kind.type is not None):
        if column.path not in found:
            found[column.path] = _cell(column, said, {}, workspace, year)
    return Filled(found)


class _Writer:
    """One workbook in the making."""

    def __init__(self, workspace: Workspace, branch: str | None) -> None:
        self._workspace = workspace
        self._sentences: Catalogue = workspace.catalogue
        organization = workspace.frame.organization
        self._branches = [each.name for each in organization.branches if branch in (None, each.id)]
        self._lists: dict[tuple[str, ...], str] = {}

    def written(
        self, sheets: Sequence[tuple[Kind, tuple[Column, ...], tuple[Filled, ...]]], room: bool = True
    ) -> bytes:
        """The bytes of the workbook."""
        from xlsxwriter import Workbook

        target = BytesIO()
        with Workbook(target, _OPTIONS) as book:
            book.set_properties({"created": _CREATED})
            self._formats: dict[str, Format] = {name: book.add_format(each) for name, each in _FORMATS.items()}
            self._guide(book)
            pages = [(kind, found, rows, book.add_worksheet(_sheet_name(kind))) for kind, found, rows in sheets]
            self._choices = book.add_worksheet(CHOICES)
            self._choices.set_column_pixels(0, 40, 150)
            for kind, found, rows, page in pages:
                self._write(kind, found, rows, page, room)
        return target.getvalue()

    def _guide(self, book: Workbook) -> None:
        page = book.add_worksheet(GUIDE)
        page.set_column_pixels(0, 0, 760)
        page.write_string(0, 0, self._sentences.text("workbook.guide.title"), self._formats["title"])
        for number, line in enumerate(self._sentences.text("workbook.guide.lines").splitlines(), 1):
            page.write_string(number, 0, line, self._formats["said"])

    def _write(self, kind: Kind, found: Sequence[Column], rows: Sequence[Filled], page: Worksheet, room: bool) -> None:
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_row_pixels(0, 44)
        for at, column in enumerate(found):
            style = self._formats[_style(column)]
            page.set_column_pixels(at, at, 7 * _width(column), style)
            head = f"{column.label}*" if column.needed else column.label
            page.write_string(0, at, head, self._formats["needed" if column.needed else "head"])
            if note := self._note(column):
                page.write_comment(0, at, note, {"x_scale": 1.6, "y_scale": 1.2, "font_size": 10})
            self._validate(page, at, column, len(rows))
        for number, row in enumerate(rows, 1):
            for at, column in enumerate(found):
                self._cell(page, number, at, row.cells.get(column.path), column, room)

    def _cell(
        self, page: Worksheet, row: int, at: int, value: CellValue | None, column: Column, is_example: bool
    ) -> None:
        if value is None or value == "":
            return
        style = self._formats["example" if is_example else _style(column)]
        if isinstance(value, date):
            page.write_datetime(row, at, value, self._formats["example_day" if is_example else "day"])
        elif isinstance(value, str):
            page.write_string(row, at, value, style)
        else:
            page.write_number(row, at, value, style)

    def _note(self, column: Column) -> str:
        """What to write in the column, with an example, and how several are told apart."""
        say, declared = self._sentences.text, column.field
        if declared is None:
            return say(f"workbook.column.{column.name.strip('_')}")
        lines = [column.note or declared.help.get("zh", "")]
        if column.needed:
            lines.append(say("workbook.column.needed"))
        if declared.kind == "entries":
            lines.append(say("workbook.column.rows", parts=" | ".join(each.zh[0] for each in declared.fields.values())))
        elif declared.kind in ("lines", "groups", "records", "files", "branches", "frame", "days"):
            lines.append(say("workbook.column.several"))
        elif declared.kind in ("times", "month", "window", "span"):
            lines.append(say("workbook.column.example", example=declared.example.strip("[]").replace(", ", "至")))
        return "\n".join(each for each in lines if each)

    def _validate(self, page: Worksheet, at: int, column: Column, rows: int) -> None:
        said = self._validation(column)
        if said is not None:
            warn = {"error_type": "warning" if said.get("validate") == "list" and column.name == BRANCH else "stop"}
            title = self._sentences.text("workbook.refused_input.title")
            page.data_validation(
                1, at, max(ROOM, rows + ROOM), at, {**said, **warn, "ignore_blank": True, "error_title": title}
            )

    def _validation(self, column: Column) -> dict[str, object] | None:
        say, declared = self._sentences.text, column.field
        if column.name == BRANCH:
            return {
                "validate": "list",
                "source": self._source(self._branches),
                "error_message": say("workbook.refused_input.choice"),
            }
        if column.name == YEAR:
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": 1950,
                "maximum": 2099,
                "error_message": say("workbook.refused_input.year"),
            }
        if declared is None or (isinstance(declared.form, Keyed) and len(column.path) < 2):
            return None
        if declared.kind == "flag":
            return {"validate": "list", "source": ["是", "否"], "error_message": say("workbook.refused_input.flag")}
        if declared.kind == "choice":
            words = [each.zh[0] for each in declared.choices]
            return {
                "validate": "list",
                "source": self._source(words),
                "error_message": say("workbook.refused_input.choice"),
            }
        if declared.kind == "date":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": _LAST_DAY,
                "error_message": say("workbook.refused_input.date"),
            }
        if declared.kind in ("count", "year"):
            least, most = declared.between or (0, _MOST)
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": least,
                "maximum": most,
                "error_message": say("workbook.refused_input.count", least=least, most=most),
            }
        if declared.kind == "number":
            return {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_message": say("workbook.refused_input.number"),
            }
        return None

    def _source(self, words: Sequence[str]) -> list[str] | str:
        """Choices of a cell: in its own list where they fit, else from the sheet that holds them."""
        if len(",".join(words)) <= _INLINE and not any("," in each for each in words):
            return list(words) or [""]
        key = tuple(words)
        if key not in self._lists:
            at = len(self._lists)
            for number, word in enumerate(words):
                self._choices.write_string(number, at, word)
            letter = chr(65 + at)
            self._lists[key] = f"={CHOICES}!${letter}$1:${letter}${len(words)}"
        return self._lists[key]


def _sheet_name(kind: Kind) -> str:
    return kind.label[:31]


def _style(column: Column) -> str:
    declared = column.field
    if declared is None:
        return "count" if column.name == YEAR else "text"
    if isinstance(declared.form, Keyed):
        return "number" if len(column.path) > 1 else "text"
    return {"date": "day", "count": "count", "year": "count", "number": "number"}.get(declared.kind, "text")


def _width(column: Column) -> int:
    if column.name in _LONG or (column.field is not None and column.field.kind == "entries"):
        return _WIDE
    short = column.field is not None and (column.field.kind in _SHORT or isinstance(column.field.form, Keyed))
    least = _NARROW if short else _USUAL
    return max(least, min(2 * len(column.label) + 3, 24))
