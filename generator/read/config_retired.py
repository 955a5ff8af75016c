"""Keys that earlier releases had in site_config.yml: each is told with what to write instead, at its line."""

from __future__ import annotations

from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar
from generator.types.findings import Findings

_WITHOUT_EFFECT = frozenset({"committee", "党委", "list_names", "清单名称"})
_CAMPAIGN = frozenset({"campaign", "创建活动"})
_YEAR = frozenset({"year", "年度"})


def without_retired(mapping: Written, findings: Findings) -> Written:
    """The keys that are still known or were never.

    What never did anything costs a warning; a campaign is written by its year now, and what stands there is an error
    that names the writer's own year.
    """
    pairs = []
    for key, node in mapping.pairs:
        year = _year(node)
        if key.text in _WITHOUT_EFFECT:
            findings.warning("config_without_effect", key.mark, field=key.text)
        elif key.text == "campaign" or (key.text in _CAMPAIGN and year):
            findings.error("config_campaign", key.mark, field=key.text, year=year or "2027")
        else:
            pairs.append((key, node))
    return Written(tuple(pairs), mapping.mark)


def _year(node: Node) -> str:
    pairs = node.pairs if isinstance(node, Written) else ()
    return next((each.text for key, each in pairs if key.text in _YEAR and isinstance(each, Scalar)), "")
