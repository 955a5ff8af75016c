"""Attachments as they may be published: what is seen in them stays, what they say of who made them goes (design §7).

`Cleaning.of` takes a file's name and bytes and gives the bytes of the published copy, or raises `Held` with the reason
why there can be none: nothing is published as it came in. Each format has its module: `jpeg`, `png`, `pdf`, and `word`
and `sheets`, which share `package` (the zip and its relations) and `drawing` (pictures, charts).

What decided its shape: what is allowed is listed, so that what nobody thought of stays out; pictures lose segments and
are never decoded, so that not a pixel changes; equal bytes give equal copies; what a hostile file may cost is bounded,
and what only a large library can read is read by a process of its own (`apart`). It imports `cache` and `zipped`, and
knows no records. It is asked by `read`, which tells who wrote the record, and by `publish`. Begin with `cleaning`.
"""

from generator.attached.cleaning import Cleaning, made_by
from generator.attached.held import REASONS, Held

__all__ = ["REASONS", "Cleaning", "Held", "made_by"]
