"""Records: a form for each type, corrected, withdrawn, with their history."""

from __future__ import annotations

from flask import Blueprint

from generator.desk.web import PREFIX

blueprint = Blueprint("records", __name__, url_prefix=f"{PREFIX}/records")
