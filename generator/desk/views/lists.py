"""The three lists: add, progress, submit for closing, verify, each for who may."""

from __future__ import annotations

from flask import Blueprint

from generator.desk.web import PREFIX

blueprint = Blueprint("rectification", __name__, url_prefix=f"{PREFIX}/lists")
