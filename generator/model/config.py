"""site_config.yml as values: what the plan leaves to the school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.disclosure import Disclosure
from generator.model.grading import Grading
from generator.model.node import Mapping as Written
from generator.model.values import Values, at

FILE = "site_config.yml"


@dataclass(frozen=True, slots=True)
class RecordRoot:
    """A folder of records, relative to the root; a shared one is read by everyone who records."""

    path: str
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The one configuration file (design §4, last paragraph)."""

    committee_name: str = at("committee/name", "")
    committee_short_name: str = at("committee/short_name", "")
    scoring: str = at("packs/scoring")
    beside: tuple[str, ...] = at("packs/beside", ())
    rules: Mapping[str, Written] = field(default_factory=dict)
    """Local figures by rule id, in the pack's own terms."""
    bands: Mapping[str, Fraction]
    grading: Grading = at("rounds")
    reporting_deadline: str
    campaign_year: int | None = at("campaign/year", None)
    campaign_steps: tuple[Values, ...] = at("campaign/steps", ())
    """As the home page shows them; each has a name, and the days from and to which it runs, as MM-DD."""
    campaign_topics: tuple[str, ...] = at("campaign/topics", ())
    late_entry_days: int
    similar_share: Fraction = at("similar/share")
    similar_characters: int = at("similar/min_characters")
    publish_scores: str
    record_roots: tuple[RecordRoot, ...]
    archive_dir: str
    demonstration_as_of: date | None = at("demonstration/as_of", None)
    demonstration: bool
    min_working_days: int = at("notice/min_working_days")
    """The least working days of a public notice."""
    fonts_dir: str | None = at("fonts/dir", None)
    """Where the school's own fonts for printed documents lie, relative to the root."""
    disclosure: Disclosure
    feed_authority: str = at("feed/authority")
    """The domain in the identifiers of the feed (RFC 4151)."""
    site_address: str = at("feed/address")
    """Where the site is served, with a slash at its end; empty where nobody said."""
    canonical: Mapping[str, object]
    """The file as plain data, for the configuration's fingerprint."""
