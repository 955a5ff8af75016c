"""Declarations of everything people write, as data: `records/*.yml` and `documents/*.yml` beside this file.

A record type is one entry there: its names, fields, labels, help, examples, what it needs to count, who may
see it. Reading, judging, publishing, forms and schemas all take it from here.
"""

from generator.types.declaration import Audience, Field, RecordType
from generator.types.registry import Registry, registry

__all__ = ["Audience", "Field", "RecordType", "Registry", "registry"]
