"""Names that a reader takes for the same: the history would give one person's work to another."""

from __future__ import annotations

from unicodedata import category, normalize

from generator.gate.accounts import Account, Accounts

_LETTERS = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтвнгαορνικτυχβεζημ0",
    "aeopcyxijshdqwkmtbhraopviktuxbezhmo",
)
"""Letters of Cyrillic and Greek, and a digit, by the Latin ones that they are mistaken for."""


def look(name: str) -> str:
    """What is left of a name to the eye: no width, no case, no gaps or marks, no script of its own."""
    plain = normalize("NFKD", normalize("NFKC", name).casefold())
    seen = "".join(char for char in plain if category(char)[0] in "LN")
    return normalize("NFKC", seen).translate(_LETTERS).replace("l", "i").replace("1", "i")


def mistaken(account: Account, accounts: Accounts) -> Account | None:
    """Another account whose name, or the person's, looks like one of this one's; None where there is no such."""
    own = {look(account.name), look(account.called)}
    others = (each for each in accounts.by_name.values() if each.name != account.name)
    return next((each for each in others if own & {look(each.name), look(each.called)}), None)
