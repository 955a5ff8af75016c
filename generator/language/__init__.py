"""The catalogue: every sentence people read, in Chinese and English, one YAML file a subject.

What only one kind of rule says lies in `kinds/`, a file a kind, each sentence in both languages side by side, so that
a new kind brings its own; all else in a folder for each language.
"""

from generator.language.catalogue import Catalogue, catalogue

__all__ = ["Catalogue", "catalogue"]
