"""Tests mirror generator/; cases/ holds black-box cases written from the specification."""
