"""What is made once for all tests is: a change to how packs are read would else be paid by each of them, unseen."""

from __future__ import annotations

from pathlib import Path

from generator.workspace.workspace import Workspace
from tests.school import School


def test_two_roots_of_the_same_words_share_their_packs(tmp_path: Path) -> None:
    roots = [School(tmp_path / name).root for name in ("one", "other")]
    one, other = (Workspace(root, root, "zh").compiled(2017) for root in roots)
    assert one is other
