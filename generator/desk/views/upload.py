"""A workbook sent in: what is wrong in it, what it would change, taken."""

from __future__ import annotations

from flask import Blueprint

from generator.desk.web import PREFIX

blueprint = Blueprint("upload", __name__, url_prefix=f"{PREFIX}/upload")
