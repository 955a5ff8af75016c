"""Names that a reader takes for the same are found; others are not."""

from __future__ import annotations

from generator.gate.accounts import Account, Accounts, Role
from generator.gate.lookalikes import mistaken

KNOWN = Accounts(
    {each.name: each for each in (Account("wangwei", Role.OFFICE, (), "党委办公室"), Account("li", Role.MEMBER))}
)


def test_names_that_look_alike() -> None:
    alike = {
        "zhang": ("党委办公室 ", "党委\u200b办公室", "党委·办公室", "wаngwei", "ｗａｎｇｗｅｉ", "WANGWEI"),
        "wangwе\u0456": ("",),
        "1i": ("",),
    }
    for name, displays in alike.items():
        for display in displays:
            assert mistaken(Account(name, Role.MEMBER, (), display), KNOWN) is not None, (name, display)
    for name, display in (
        ("zhang", "组织委员"),
        ("wangwei", "党委办公室"),
        ("wangwei2", ""),
        ("zhang", "党委办公室（财经）"),
    ):
        assert mistaken(Account(name, Role.MEMBER, (), display), KNOWN) is None, (name, display)
