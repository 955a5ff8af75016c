"""Declarations of everything people write, as data: `records/*.yml` and `documents/*.yml` beside this file.

A record type is one entry there: its names, fields, labels, help, examples, what it needs to count, who may see it.
Reading, judging, publishing, forms and schemas all take it from here. May import the model alone, and no word of the
catalogues: a label is declared in both languages. Begin with `declaration.py`, what can be declared of a field and
of a type; `registry.py` loads the YAML and says which field a name means, `offered.py` which fields a new
record holds, `example.py` what one looks like.

What decided its shape: one object reads a value, fails with a sentence at its place, has a name and describes itself
(`kinds.py`), so that reader, error and JSON Schema (`schema.py`) cannot say different things. People write freely
(`spelling.py`), and what they leave unsaid is told apart from what they say (`placeholder.py`). A type that is
declared later must not make a file wrong that was right: see `Registry.fields_by_name`.
"""

from generator.types.audience import Audience
from generator.types.declaration import RecordType
from generator.types.field import Field
from generator.types.registry import Registry, registry

__all__ = ["Audience", "Field", "RecordType", "Registry", "registry"]
