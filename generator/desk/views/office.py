"""The office's pages: all branches, score sheets, decisions, notices, bulletins, accounts."""

from __future__ import annotations

from flask import Blueprint

from generator.desk.web import PREFIX

blueprint = Blueprint("committee_office", __name__, url_prefix=f"{PREFIX}/office")
