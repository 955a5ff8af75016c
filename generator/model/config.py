"""site_config.yml as values: what the plan leaves to the school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.disclosure import Disclosure
from generator.model.grading import Grading
from generator.model.node import Mapping as Written

FILE = "site_config.yml"


@dataclass(frozen=True, slots=True)
class RecordRoot:
    """A folder of records, relative to the root; a shared one is read by everyone who records."""

    path: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Config:
    """The one configuration file (design §4, last paragraph)."""

    committee_name: str
    committee_short_name: str
    scoring: str
    beside: tuple[str, ...]
    rules: Mapping[str, Written]
    """Local figures by rule id, in the pack's own terms."""
    bands: Mapping[str, Fraction]
    grading: Grading
    reporting_deadline: str
    campaign_year: int | None
    campaign_topics: tuple[str, ...]
    late_entry_days: int
    similar_share: Fraction
    similar_characters: int
    publish_scores: str
    record_roots: tuple[RecordRoot, ...]
    archive_dir: str
    demonstration_as_of: date | None
    demonstration: bool
    min_working_days: int
    """The least working days of a public notice."""
    fonts_dir: str | None = None
    """Where the school's own fonts for printed documents lie, relative to the root."""
    disclosure: Disclosure = field(default_factory=Disclosure)
    feed_authority: str = ""
    """The domain in the identifiers of the feed (RFC 4151)."""
    site_address: str = ""
    """Where the site is served, with a slash at its end; empty where nobody said."""
    canonical: Mapping[str, object] = field(default_factory=dict)
    """The file as plain data, for the configuration's fingerprint."""
