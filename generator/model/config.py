"""site_config.yml as values: what the plan leaves to the unit, of the whole site and of each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.by_year import ByYear
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


@dataclass(frozen=True, slots=True)
class Campaign:
    """The campaign (创建活动) of a year."""

    theme: str = ""
    """What its members study, as people call it."""
    steps: tuple[Values, ...] = ()
    """As the home page shows them; each has a name, and the days from and to which it runs, as MM-DD."""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """How official documents are printed (GB/T 9704-2012)."""

    head: str = "none"
    """none, red, or printed: on paper that has issuer and rule already."""
    issuer: str = ""
    """发文机关标志; the committee's name with 文件 where nobody said."""
    rule_at: int | None = None
    """Where the rule lies on printed paper, in mm from its upper edge."""
    printed_by: str = ""
    """印发机关; the committee where nobody said."""
    even: bool = False
    """Whether the imprint has to stand on an even page."""
    sealed: bool = False
    """Whether documents get a seal, unless one says otherwise itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearConfig:
    """What holds in one year: everything that moves a figure or a page of it."""

    scoring: str = at("packs/scoring")
    beside: tuple[str, ...] = at("packs/beside", ())
    rules: Mapping[str, Written] = field(default_factory=dict)
    """Local figures by rule id, in the pack's own terms."""
    bands: Mapping[str, Fraction]
    grading: Grading = at("rounds")
    reporting_deadline: str
    campaign: Campaign | None = None
    """None in a year without one."""
    late_entry_days: int
    similar_share: Fraction = at("similar/share")
    similar_characters: int = at("similar/min_characters")
    publish_scores: str
    min_working_days: int = at("notice/min_working_days")
    """The least working days of a public notice."""
    disclosure: Disclosure
    documents: Documents = Documents()
    start_on: date | None = None
    """The day from which on records are kept here; None where that lies before the year."""
    canonical: Mapping[str, object]
    """What is written for the year as plain data, for the configuration's fingerprint."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What the campaign has its members study; nothing in a year without one."""
        return self.campaign.topics if self.campaign else ()


@dataclass(frozen=True, slots=True)
class Filed:
    """One material of a branch's working file (党支部工作档案), the unit's own list: no rule of the plan names any."""

    name: str
    types: tuple[str, ...]
    """Records of which types it is, by name."""
    retention: str
    """For how long it is kept, as the archive's rules say it."""
    needed: bool = False
    """Whether a file without it is not complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The one configuration file (design §4, last paragraph): what is of the whole site, and what is of each year."""

    years: ByYear[YearConfig]
    start_on: date | None = None
    """The day from which on records are kept here; what began before is not judged."""
    record_roots: tuple[RecordRoot, ...]
    archive_dir: str
    """Where bags stand, relative to the root."""
    archive_retention: str
    """For how long they are to be kept, as the archive's rules say it (永久, 30年)."""
    filing: tuple[Filed, ...] = ()
    """What a branch's working file holds, in its order."""
    posts: tuple[Values, ...] = ()
    """What those who bring records in are called in their history: the post by the name of an account or in commits."""
    ask: str = at("reminders/ask", "")
    """Whom a reminder says to ask, by post or office; the committee where nobody said."""
    ask_phone: str = at("reminders/phone", "")
    demonstration_as_of: date | None = at("demonstration/as_of", None)
    demonstration: bool
    fonts_dir: str | None = at("fonts/dir", None)
    """Where the unit's own fonts for printed documents lie, relative to the root."""
    feed_authority: str = at("feed/authority")
    """The domain in the identifiers of the feed (RFC 4151)."""
    site_addresses: Mapping[str, str] = field(default_factory=dict)
    """Where each audience's site is served, with a slash at its end; empty where nobody said."""

    @property
    def shared_root(self) -> str:
        """The folder of records that everyone who records reads, relative to the root."""
        return next(each.path for each in self.record_roots if each.shared)

    def of(self, year: int) -> YearConfig:
        """What holds in the year."""
        return self.years.of(year)
