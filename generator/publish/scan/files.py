"""The last look at the files of one year, with the records they were made of."""

from __future__ import annotations

from generator.judge.facts import Facts
from generator.model.record import Record
from generator.publish.scan.numbers import Hit, find_in_page
from generator.scan.attachment import attachment_text
from generator.scan.numbers import find, released


class FileScan:
    """Finds what nobody may read, and names the record to look at."""

    def __init__(self, facts: Facts, year: int) -> None:
        self._facts = facts
        self._year = year

    def released(self, record: str) -> frozenset[str]:
        """The digits that the record itself releases as no personal number, each with its reason."""
        source = self._facts.record(record) if record else None
        return released(source.values) if source else frozenset()

    def page(self, path: str, record: str, content: str) -> tuple[Hit, ...]:
        """Those in a page, by the record it is of; on a page that is no record's, by the records that say it."""
        address = f"{self._year}/{path}"
        hits: list[Hit] = []
        for hit in find_in_page(address, record, content, self.released(record)):
            origins = [] if record else [each for each in self._facts.records if _says(each, hit.digits)]
            unreleased = [each for each in origins if hit.digits not in released(each.values)]
            hits += [Hit(address, each.id, hit.kind, hit.digits) for each in unreleased]
            if not origins:
                hits.append(hit)
        return tuple(hits)

    def attachment(self, path: str, record: str, data: bytes) -> tuple[Hit, ...]:
        """Those in what can be read of a file that lies beside a record."""
        free = self.released(record)
        found = dict.fromkeys(each[:2] for each in find(attachment_text(path.rpartition("/")[2], data)))
        return tuple(Hit(f"{self._year}/{path}", record, *each) for each in found if each[1] not in free)


def _says(record: Record, digits: str) -> bool:
    return any(number.digits == digits for number in find(repr((record.values, record.body))))
