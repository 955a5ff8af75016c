"""One test over a whole table that lists every fault in it, instead of a test for each of thousands of lines."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def over(
    name: str, values: Iterable[Any] | Callable[[], Iterable[Any]], label: Callable[[Any], str] = str
) -> Callable[[Test], Test]:
    """Runs the test's body for each of the values, handed in under `name`, and fails with all that failed.

    Each failing value is told with its label and its own failure. An empty table is a fault too. Values that take
    long to find are given as a function, which is called when the test runs.
    """

    find, known = (values, []) if callable(values) else (list, list(values))

    def decorate(test: Test) -> Test:
        @wraps(test)
        def every(*args: Any, **kwargs: Any) -> None:
            table = known or list(find())
            assert table, "nothing to look at"
            faults = []
            for value in table:
                try:
                    test(*args, **{name: value}, **kwargs)
                except Exception as fault:
                    faults.append(f"{label(value)}: {type(fault).__name__}: {fault}")
            assert not faults, f"{len(faults)} of {len(table)}:\n" + "\n".join(faults)

        given = inspect.signature(test)
        # pytest looks for fixtures by the parameters' names: this one is no fixture.
        every.__signature__ = given.replace(  # type: ignore[attr-defined]
            parameters=[each for each in given.parameters.values() if each.name != name]
        )
        return every

    return decorate
