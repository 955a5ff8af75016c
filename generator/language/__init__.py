"""The catalogue: every sentence people read, in Chinese and English, one YAML file a subject.

In comes a code (the file's name, a dot, the key) with its figures, or a `Phrase` that holds both; out comes a sentence.
Judging and publishing hand on phrases as long as they can, so that one result is said in either language. May import
the model alone: what a record type or a field is called stands with its declaration, and comes as a `Term`.

What only one kind of rule says lies in `kinds/`, a file a kind, each sentence in both languages side by side, so that
a new kind brings its own; all else in a folder for each language. A code that nobody wrote raises at once: it is a
slip of the program, and a test looks for every code the program and its templates say. Where the same fault is mended
otherwise in a file, in a form and in a sheet, its one sentence holds all three («…|…|…»), and who reads it decides
(`reader.py`). Begin with `catalogue`.
"""

from generator.language.catalogue import Catalogue, catalogue
from generator.language.reader import Reader

__all__ = ["Catalogue", "Reader", "catalogue"]
