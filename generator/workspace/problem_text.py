"""A problem in words, for a terminal and for the desk alike."""

from __future__ import annotations

from generator.language import Catalogue
from generator.model.problem import Problem
from generator.scan.numbers import masked


def sentence(problem: Problem, catalogue: Catalogue, part: str = "message") -> str:
    """The message or hint of a problem; a number in what it quotes from a file is not repeated."""
    return masked(catalogue.text(f"problems.{problem.code}.{part}", **problem.args))
