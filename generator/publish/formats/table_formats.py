"""The formats that tables are written in: each one entry here and a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.publish.formats.csv_file import to_csv
from generator.publish.formats.json_file import to_json
from generator.publish.formats.table import Table
from generator.publish.formats.workbook import to_xlsx

_ALL = "tables"
"""The file that holds every table of a folder."""


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format, by the suffix of its files."""

    suffix: str
    media: str
    """Its media type (RFC 6838)."""
    label: str
    """The code of what a link to such a file says; it may name the `table`."""
    write: Callable[[Sequence[Table]], bytes]
    """The bytes of a file: the same for the same tables."""
    together: bool = True
    """Whether one file holds every table of a folder, or each has its own."""
    text: bool = True
    """Whether a file is words, which are looked through for what nobody may read."""

    def file(self, kind: str = _ALL) -> str:
        """What the file of a table is called: ledger.csv, problem-list.csv."""
        return f"{kind.replace('_', '-')}.{self.suffix}"

    def files(self, tables: Sequence[Table]) -> Iterator[tuple[str, Sequence[Table]]]:
        """The files of a folder's tables, by name."""
        if self.together:
            yield self.file(), tables
        else:
            yield from ((self.file(table.kind), [table]) for table in tables)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    form.suffix: form
    for form in (
        TableFormat("xlsx", _SHEET, "lists.download.xlsx", to_xlsx, text=False),
        TableFormat("csv", "text/csv; charset=utf-8", "lists.download.csv", to_csv, together=False),
        TableFormat("json", "application/json", "lists.download.json", to_json),
    )
}
"""By suffix, in the order in which pages offer them; a command writes the first where nobody said."""
