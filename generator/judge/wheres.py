"""Whether the conditions of a rule speak of fields that its records have."""

from __future__ import annotations

import difflib

from generator.judge.kind import Kind
from generator.judge.parameters import Wrong, wheres_in
from generator.types import registry

_OFFERED = 5


def check_wheres(kind: Kind) -> None:
    """Raises Wrong for the first `where` on a field that neither the kind's record types nor the lists have."""
    asked = tuple(wheres_in(kind))
    known = _known(kind) if asked else frozenset()
    for found in asked:
        for name, mark in zip(found.fields, found.marks, strict=True):
            if name not in known:
                near = difflib.get_close_matches(name, sorted(known), n=1) or sorted(known)[:_OFFERED]
                types = "、".join(registry().types[each].zh[0] for each in kind.types())
                raise Wrong("where_unknown", mark, field=name, types=types or "—", near="、".join(near))


def _known(kind: Kind) -> frozenset[str]:
    """The fields of its types by their identifiers, and the columns of the three lists."""
    fields = registry().fields_by_name(kind.types()).values()
    columns = (each.fields for each in registry().documents["rectification"].fields.values())
    return frozenset(each.id for each in fields) | {name for names in columns for name in names}
