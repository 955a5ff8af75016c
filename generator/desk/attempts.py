"""How often a password may be guessed: by account and address, by account, by address; kept across restarts."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from generator.desk.memory import Memory

WITHIN = 15 * 60
"""Seconds for which a failure counts."""
BY_BOTH, BY_ACCOUNT, BY_ADDRESS = 5, 25, 50
"""Failures after which one waits: somebody else's guessing from elsewhere shuts nobody out so soon."""


@dataclass(frozen=True)
class Attempts:
    """Failures to sign in."""

    memory: Memory
    clock: Callable[[], float] = time.time

    def wait(self, account: str, address: str) -> int:
        """Seconds until the next attempt is looked at; 0 where it is at once. Known and unknown names alike."""
        now = self.clock()
        longest = 0.0
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM failures WHERE at < ?", (now - WITHIN,))
            for who, most in _limits(account, address).items():
                found = rows.execute(
                    "SELECT at FROM failures WHERE who = ? ORDER BY at DESC LIMIT 1 OFFSET ?", (who, most - 1)
                ).fetchone()
                longest = max(longest, found[0] + WITHIN - now if found else 0.0)
        return int(longest) + 1 if longest > 0 else 0

    def failed(self, account: str, address: str) -> None:
        """Notes a failure."""
        with self.memory.rows() as rows:
            rows.executemany(
                "INSERT INTO failures VALUES (?, ?)", [(who, self.clock()) for who in _limits(account, address)]
            )

    def forgive(self, account: str, address: str) -> None:
        """Forgets the failures of that account from that address, once it signed in."""
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM failures WHERE who = ?", (f"both {account} {_network(address)}",))

    def forgive_all(self, account: str) -> None:
        """Forgets every failure of that account, wherever it was: it has another password now."""
        both = f"both {account} "
        with self.memory.rows() as rows:
            rows.execute(
                "DELETE FROM failures WHERE who = ?"
                " OR (substr(who, 1, ?) = ? AND instr(substr(who, ?), ' ') = 0)",  # behind it an address, and no name
                (f"account {account}", len(both), both, len(both) + 1),
            )


def _limits(account: str, address: str) -> dict[str, int]:
    network = _network(address)
    return {
        f"both {account} {network}": BY_BOTH,
        f"account {account}": BY_ACCOUNT,
        f"address {network}": BY_ADDRESS,
    }


def _network(address: str) -> str:
    """The address; of IPv6 the network of which one household has all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "local"
    return str(found) if found.version == 4 else str(ipaddress.ip_network(f"{found}/64", strict=False))
