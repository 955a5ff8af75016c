"""Today, where the school is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The local calendar date (domain §0.3)."""
    return datetime.now(SCHOOL_ZONE).date()
