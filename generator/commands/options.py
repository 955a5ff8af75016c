"""Options several commands share."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from generator.types import Audience


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails as wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


year_option = click.option("--year", type=click.IntRange(1, 9999))
as_of_option = click.option("--as-of", type=Day())
branch_option = click.option("--branch")
pack_option = click.option("--pack")
audience_option = click.option(
    "--audience", type=click.Choice([str(each) for each in Audience]), default=str(Audience.PUBLIC)
)
format_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
