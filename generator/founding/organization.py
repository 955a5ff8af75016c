"""records/organization.yml, under the Chinese names that the office's guide uses."""

from __future__ import annotations

from datetime import date

from generator.founding.texts import quoted, text
from generator.founding.unit import FoundedBranch, Unit

_NUMERALS = "一二三四五六七八九十"


def organization(unit: Unit, since: date) -> str:
    """The unit's branches, as if all had begun on the day; nothing else is known of them yet."""
    lines = [f"党委: {{名称: {quoted(unit.name)}, 简称: {quoted(unit.short_name)}}}", "党支部:"]
    for each in unit.branches:
        lines += _branch(each, since)
    return text("organization.yml", since=since) + "\n".join(lines) + "\n"


def _branch(branch: FoundedBranch, since: date) -> list[str]:
    size = f", 人数: {branch.committee}" if branch.committee else ""
    return [
        f"  - 编号: {quoted(branch.id)}",
        f"    名称: {quoted(branch.name)}",
        f"    成立日期: {since}",
        f"    正式党员: [{{起: {since}, 人数: {branch.members}}}]",
        f"    支部委员会: [{{起: {since}{size}}}]" if branch.has_committee else "    支部委员会: []",
        *(["    党小组:"] if branch.groups else ["    党小组: []"]),
        *(f"      - {{编号: g{n}, 名称: 第{numeral(n)}党小组, 起: {since}}}" for n in range(1, branch.groups + 1)),
    ]


def numeral(number: int) -> str:
    """一, 十, 十一, 二十, 二十一 … up to ninety-nine."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return ten + (_NUMERALS[ones - 1] if ones else "")
