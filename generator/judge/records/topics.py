"""Topics of study, and the records that name them (plan 三 1: 四个专题学习讨论)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.judge.records.events import Event


def naming(topic: str, events: Sequence[Event]) -> tuple[str, ...]:
    """The records that name the topic."""
    wanted = _plain(topic)
    return tuple(event.id for event in events if wanted in {_plain(each) for each in named(event)})


def named(event: Event) -> tuple[str, ...]:
    """The topics that a record names."""
    return event.values.names("topics")


def _plain(topic: str) -> str:
    """A topic without the marks that people write differently: 讲政治、有信念 is 讲政治有信念."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", topic)).casefold()
