"""verify: whether bags are as they were made, and whether the year can be made of them again (design §9)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from generator.archive.findings import Checked
from generator.archive.layout import archive_folder
from generator.archive.rebuilding import Rebuilt, rebuild
from generator.archive.verifying import verify as verified
from generator.commands.help import Command
from generator.commands.options import format_option
from generator.language import Catalogue
from generator.model.failure import Usage
from generator.model.frozen import grouped, ungrouped
from generator.papers.editions import site_content
from generator.workspace.workspace import Workspace

_MOST_NAMED = 20


@click.command(cls=Command)
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--fingerprint", metavar="TEXT")
@click.option("--signers", type=click.Path(path_type=Path))
@click.option("--rebuild", "again", is_flag=True)
@format_option
@click.pass_obj
def verify(
    workspace: Workspace, path: Path | None, fingerprint: str | None, signers: Path | None, again: bool, form: str
) -> int:
    """Look at one bag, or at a whole archive and its chain."""
    mark = ungrouped(fingerprint) if fingerprint is not None else None
    if fingerprint is not None and mark is None:
        raise Usage("fingerprint")
    folder = workspace.start / path if path else archive_folder(workspace.root, workspace.frame.config)
    found = verified(folder, mark, signers and workspace.start / signers)
    made = {
        each.name: rebuild(each.path, site_content)
        for each in found
        if again and each.whole and not each.name.endswith("-public")
    }
    sentences = workspace.catalogue
    click.echo(_json(found, made, sentences) if form == "json" else _text(found, made, again, sentences))
    return 0 if _all_whole(found, made) else 1


def _all_whole(found: Sequence[Checked], made: dict[str, Rebuilt]) -> bool:
    return all(each.whole for each in found) and not any(each.differing for each in made.values())


def _text(found: Sequence[Checked], made: dict[str, Rebuilt], again: bool, sentences: Catalogue) -> str:
    say, lines = sentences.text, []
    for each in found:
        code = "whole" if each.whole else "damaged"
        lines.append(say(f"commands.verify.{code}", name=each.name, count=len(each.findings)))
        lines += [f"    {sentences.say(finding.said)}" for finding in each.findings]
        if each.fingerprint:
            lines.append(f"    {say('commands.archive.fingerprint', fingerprint=grouped(each.fingerprint))}")
        lines.append(f"    {say(f'commands.verify.signature.{each.signature}')}")
        if again and not each.whole:
            lines.append(f"    {say('commands.verify.not_rebuilt')}")
        if each.name in made:
            lines += [f"    {line}" for line in _rebuilt(made[each.name], sentences)]
    lines.append(say("commands.verify.all_whole" if _all_whole(found, made) else "commands.verify.not_whole"))
    return "\n".join(lines)


def _rebuilt(made: Rebuilt, sentences: Catalogue) -> list[str]:
    say, lines = sentences.text, []
    if made.others:
        lines.append(say("commands.verify.others", others=say("pages.comma").join(made.others)))
    if not made.differing:
        return [*lines, say("commands.verify.text_same" if made.others else "commands.verify.same", files=made.files)]
    lines.append(say("commands.verify.differing", count=len(made.differing), files=made.files))
    return [*lines, *(f"    {name}" for name in made.differing[:_MOST_NAMED])]


def _json(found: Sequence[Checked], made: dict[str, Rebuilt], sentences: Catalogue) -> str:
    rows = []
    for each in found:
        row: dict[str, object] = {
            "bag": each.name,
            "fingerprint": each.fingerprint or None,
            "valid": each.whole,
            "signature": each.signature,
            "findings": [
                {"code": finding.code, "path": finding.path, "message": sentences.say(finding.said)}
                for finding in each.findings
            ],
        }
        if again := made.get(each.name):
            row["rebuilt"] = {
                "files": again.files,
                "differing": list(again.differing),
                "byte_by_byte": not again.others,
                "other_versions": list(again.others),
            }
        rows.append(row)
    return json.dumps({"valid": _all_whole(found, made), "bags": rows}, ensure_ascii=False, indent=2)
