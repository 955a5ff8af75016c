"""What people do to records, to the lists, and to the table of when they came in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from tests.attached.samples import sample
from tests.incremental.changing import ENTERED, Changing, change, dumped, front_matter, loaded, write_record

MEETINGS = "201[67]/*/[01][0-9]-*-*meeting*.md"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@change
def a_record_is_added(school: Changing) -> str:
    """A copy on another day, so that its figures are sound."""
    source = school.record("201[67]/[!_]*/[01][0-9]-*")
    fields, body = front_matter(source)
    year = source.parent.parent.name
    day = date(int(year), school.chance.randint(1, 12), school.chance.randint(1, 28))
    slug = re.sub(r"-\d+$", "", source.stem[6:])
    target = source.with_name(f"{day:%m-%d}-{slug}{source.suffix}")
    if target.exists() or target.with_suffix(".md").exists() or target.with_suffix(".yml").exists():
        return "nothing"
    write_record(target, fields | {"日期": day.isoformat()}, f"{body}\n{day} 补充。\n")
    return school.name(target)


@change
def a_record_is_removed(school: Changing) -> str:
    path = school.record()
    path.unlink()
    return school.name(path)


@change
def a_record_moves_to_another_branch(school: Changing) -> str:
    path = school.record("2017/[!_]*/[01][0-9]-*")
    other = school.chance.choice([each for each in school.units() if each != path.parent.name])
    target = path.parent.with_name(other) / path.name
    if target.exists():
        return "nothing"
    path.rename(target)
    if path.with_suffix("").is_dir() and not target.with_suffix("").exists():
        path.with_suffix("").rename(target.with_suffix(""))
    return f"{school.name(path)} to {other}"


@change
def a_record_is_renamed(school: Changing) -> str:
    """Another number behind its type: the same record at another address."""
    path = school.record()
    target = path.with_name(f"{re.sub(r'-[0-9]+$', '', path.stem)}-{school.chance.randint(2, 9)}{path.suffix}")
    if target.exists():
        return "nothing"
    path.rename(target)
    return f"{school.name(path)} to {target.name}"


@change
def a_record_moves_to_another_day(school: Changing) -> str:
    path = school.record("201[67]/*/[01][0-9]-*")
    fields, body = front_matter(path)
    day = date(int(path.parent.parent.name), school.chance.randint(1, 12), school.chance.randint(1, 28))
    target = path.with_name(f"{day:%m-%d}{path.name[5:]}")
    if target.exists():
        return "nothing"
    path.unlink()
    write_record(target, fields | {"日期": day.isoformat()}, body)
    return f"{school.name(path)} to {target.name}"


@change
def a_field_changes(school: Changing) -> str:
    """Any value anywhere in a record: a number by one, a day by some, a text by a word."""
    path = school.record()
    fields, body = front_matter(path)
    where = _change_leaf(fields, school)
    write_record(path, fields, body)
    return f"{school.name(path)}: {where}"


@change
def a_title_changes(school: Changing) -> str:
    path = school.record()
    fields, body = front_matter(path)
    write_record(path, fields | {"标题": f"题目{school.chance.randint(1, 999)}"}, body)
    return school.name(path)


@change
def an_audience_changes(school: Changing) -> str:
    path = school.record()
    fields, body = front_matter(path)
    fields.pop("草稿", None)
    said: dict[str, Any] = school.chance.choice([{"公开范围": "党员"}, {"公开范围": "学校党委"}, {"草稿": "是"}, {}])
    write_record(path, {name: value for name, value in fields.items() if name != "公开范围"} | said, body)
    return f"{school.name(path)}: {said}"


@change
def a_type_changes(school: Changing) -> str:
    path = school.record(MEETINGS)
    fields, body = front_matter(path)
    types = fields.get("类型", "党课")
    more = school.chance.choice(["理论学习", "党课", "党日活动"])
    fields["类型"] = types[0] if isinstance(types, list) else [types, more]
    write_record(path, fields | {"主讲人": "书记", "题目": "专题"}, body)
    return f"{school.name(path)}: {fields['类型']}"


@change
def a_record_names_another(school: Changing) -> str:
    path, other = school.record(), school.record()
    fields, body = front_matter(path)
    write_record(path, fields | {"关联": ["/".join(other.with_suffix("").parts[-3:])]}, body)
    return f"{school.name(path)} names {school.name(other)}"


@change
def minutes_change(school: Changing) -> str:
    path = school.record("201[67]/*/[01][0-9]-*.md")
    fields, body = front_matter(path)
    write_record(path, fields, f"{body}\n会后补充第{school.chance.randint(1, 999)}条。\n")
    return school.name(path)


@change
def minutes_go(school: Changing) -> str:
    path = school.record(MEETINGS)
    fields, _ = front_matter(path)
    write_record(path, fields, "")
    return school.name(path)


@change
def minutes_become_those_of_another_branch(school: Changing) -> str:
    """Nearly identical, and marked so on both branches' pages."""
    one, other = (school.record(f"2017/{unit}/[01][0-9]-*.md") for unit in school.chance.sample(school.units(), 2))
    body = front_matter(one)[1]
    write_record(other, front_matter(other)[0], body + "另记。\n")
    return f"{school.name(other)} like {school.name(one)}"


@change
def an_attachment_is_added(school: Changing) -> str:
    path = school.record()
    fields, body = front_matter(path)
    name = f"签到表{school.chance.randint(1, 9)}.pdf"
    path.with_suffix("").mkdir(exist_ok=True)
    (path.with_suffix("") / name).write_bytes(sample("a.pdf"))
    write_record(path, fields | {"附件": [name]}, body)
    return school.name(path)


@change
def an_attachment_changes(school: Changing) -> str:
    """The record that names it stays as it is: another text of the same size, another size, or none at all."""
    found = sorted((school.root / "records").glob("201[67]/*/*/*.pdf"))
    if not found:
        return an_attachment_is_added(school)
    path = school.chance.choice(found)
    how = school.chance.choice(["same size", "longer", "gone"])
    if how == "gone":
        path.unlink()
    else:
        text = path.read_bytes()
        path.write_bytes(text[:-1] + bytes([(text[-1] + 1) % 128]) + (b" more" if how == "longer" else b""))
    return f"{school.name(path)}: {how}"


@change
def a_file_is_broken(school: Changing) -> str:
    path = school.record()
    school.broken.setdefault(path, path.read_bytes())
    text = path.read_text("utf-8")
    how = school.chance.choice(["unreadable", "unknown field", "bad bytes", "empty"])
    changed = {
        "unreadable": text.replace(": ", ": [", 1).encode(),
        "unknown field": text.replace("日期:", "这是什么: 1\n日期:", 1).encode(),
        "bad bytes": text.encode() + b"\xff\xfe",
        "empty": b"",
    }
    path.write_bytes(changed[how])
    return f"{school.name(path)}: {how}"


@change
def a_file_is_mended(school: Changing) -> str:
    there = sorted(path for path in school.broken if path.exists())
    if not there:
        return a_file_is_broken(school)
    path = school.chance.choice(there)
    path.write_bytes(school.broken.pop(path))
    return school.name(path)


@change
def a_stray_file_comes_or_goes(school: Changing) -> str:
    path = school.root / "records/2017/jichu/notes.txt"
    path.unlink() if path.exists() else path.write_text("x", "utf-8")
    return school.name(path)


@change
def a_twin_comes_or_goes(school: Changing) -> str:
    """Two files of one name, of which neither counts."""
    twins = [path for path in school.records() if path.suffix == ".yml" and path.with_suffix(".md").exists()]
    if twins:
        twins[0].unlink()
        return f"{school.name(twins[0])} goes"
    path = school.record("2017/*/[01][0-9]-*.md")
    path.with_suffix(".yml").write_text(dumped(front_matter(path)[0]), "utf-8")
    return school.name(path)


@change
def when_one_came_in_changes(school: Changing) -> str:
    path = school.root / ENTERED
    lines = path.read_text("utf-8").splitlines()
    known = {"/".join(each.with_suffix("").parts[-3:]) for each in school.records()}
    places = [number for number, line in enumerate(lines) if line.split(",")[0] in known]
    if not places:
        return "nothing"
    place = school.chance.choice(places)
    record, day = lines[place].split(",")
    moved = date.fromisoformat(day) + timedelta(days=school.chance.choice([-3, 5, 30]))
    if school.chance.random() < 0.3:
        del lines[place]
    else:
        lines[place] = f"{record},{moved}"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return record


@change
def the_three_lists_change(school: Changing) -> str:
    path = school.record("2017/*/rectification.yml") if school.records("2017/*/rectification.yml") else None
    if path is None:
        return "nothing"
    lists = loaded(path.read_text("utf-8"))
    tasks = lists["任务清单"]
    task, how = school.chance.choice(tasks), school.chance.choice(["due", "goal", "done", "evidence", "gone"])
    if how == "due":
        task["完成时限"] = f"2017-{school.chance.randint(11, 12)}-{school.chance.randint(10, 28)}"
    elif how == "goal":
        task["整改目标"] = f"目标{school.chance.randint(1, 999)}"
    elif how == "done":
        task["完成日期"] = f"2017-11-{school.chance.randint(10, 28)}"
    elif how == "evidence":
        task["佐证材料"] = ["/".join(school.record("2017/*/[01][0-9]-*").with_suffix("").parts[-3:])]
    else:
        tasks.remove(task)
    path.write_text(dumped(lists), "utf-8")
    return f"{school.name(path)}: {how}"


@change
def the_three_lists_come_or_go(school: Changing) -> str:
    path, aside = (school.root / name for name in ("records/2017/jichu/rectification.yml", "rectification.aside"))
    if path.exists():
        path.rename(aside)
    elif aside.exists() and path.parent.is_dir():
        aside.rename(path)
    return school.name(path)


@change
def a_private_record_changes(school: Changing) -> str:
    path = school.root / "private/2017/jichu/06-12-relation-transfer.yml"
    transfer = "类型: 组织关系转接\n日期: 2017-06-12\n转接方向: 转出\n介绍信开具日期: 2017-06-12\n"
    if path.exists() and school.chance.random() < 0.5:
        path.unlink()
    else:
        path.write_text(f"{transfer}介绍信交到日期: 2017-{school.chance.randint(7, 9):02}-20\n", "utf-8")
    return school.name(path)


def _change_leaf(fields: dict[str, Any], school: Changing) -> str:
    """Changes one scalar of the fields; tells which."""
    place: Any = fields
    steps: list[str] = []
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return f"{'.'.join(steps)} is empty"
        key = school.chance.choice(keys)
        steps.append(str(key))
        if not isinstance(place[key], dict | list):
            place[key] = _changed(place[key], school)
            return f"{'.'.join(steps)} = {place[key]}"
        place = place[key]


def _changed(value: str, school: Changing) -> str:
    if value.isdecimal():
        return str(max(0, int(value) + school.chance.choice([-1, 1, 3])))
    if _DAY.fullmatch(value):
        return (date.fromisoformat(value) + timedelta(days=school.chance.choice([-9, 2, 40]))).isoformat()
    return f"{value}改"
