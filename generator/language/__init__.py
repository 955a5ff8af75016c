"""The catalogue: every sentence people read, in Chinese and English, one YAML file a subject."""

from generator.language.catalogue import Catalogue, catalogue

__all__ = ["Catalogue", "catalogue"]
