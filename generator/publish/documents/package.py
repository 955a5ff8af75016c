"""A .docx as a package (ISO/IEC 29500-2): its parts made of templates, the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from generator.publish.render.bounds import bounded
from generator.publish.render.fault import TemplateFault
from generator.publish.render.renderer import has_own
from generator.shipped import TEMPLATES


def package(
    parts: Mapping[str, str], folder: str, data: Mapping[str, object], day: date, templates: Path = TEMPLATES
) -> bytes:
    """The package of these parts, each by its template in the folder, dated that day. Raises TemplateFault.

    A template gets the data as `d`, and the name of its part, for several may be made by one.
    """
    from generator.publish.render.loader import shared_sandbox
    from generator.zipped import zipped

    environment = shared_sandbox(templates, folder)
    limits = bounded if has_own(templates, folder) else nullcontext
    made = {}
    with limits():
        for part, name in parts.items():
            file = f"{name}.xml.j2"
            try:
                made[part] = environment.get_template(file).render(d=data, part=part).encode()
            except Exception as error:  # whatever a template does with plain values
                raise TemplateFault(Path(folder, file), getattr(error, "lineno", 1), str(error)) from error
    return zipped(made, day)
