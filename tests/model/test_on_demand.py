"""A value is made when it is asked for, and made again where not all can be held."""

from __future__ import annotations

import pytest

from generator.model.on_demand import OnDemand


@pytest.mark.parametrize(("most", "made"), [(None, "abc"), (3, "abc"), (2, "abcabc"), (1, "abcabc")])
def test_so_many_are_held(most: int | None, made: str) -> None:
    asked: list[str] = []
    values = OnDemand("abc", lambda key: asked.append(key) or key.upper(), most)
    assert [values[key] for key in "aabcabc"] == list("AABCABC")
    assert "".join(asked) == made
    assert len(values.made) == min(most or 3, 3)
    assert (list(values), len(values)) == (["a", "b", "c"], 3)
    with pytest.raises(KeyError):
        values["d"]
