"""Pages people write: whatever stands in one, the site around it is the same, and nothing ends in a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.school import School

MARKS = "<!--wuhao:csp--> <!--wuhao:content--> <!--wuhao:toc--> <!--wuhao:if-toc--> <!--wuhao:title-->"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    return school


def page(school: School, text: str | bytes) -> str:
    school.write("content/guide/own.md", text)
    ran = school.run("build", "--as-of", "2017-12-05")
    assert ran.code == 0, ran
    return (school.root / "site/public/2017/guide/own.html").read_text("utf-8")


@pytest.mark.parametrize(
    "head",
    [
        "",
        f'---\ntitle: "{MARKS}"\ndescription: "{MARKS}"\n---\n',
        "---\nshell: true\nsection: x\n---\n",
        "---\ntemplate: nosuch.html\n---\n",
        "---\ntemplate: ../../../../etc/passwd\n---\n",
        "---\ntitle: [a, b]\nhide: 3\nsection: {}\n---\n",
        "---\na: [\n---\n",
        "---\n{}\n---\n---\nshell: true\n---\n",
        "Template: nosuch.html\nShell: true\n\n",
    ],
)
def test_no_page_changes_what_surrounds_it(school: School, head: str) -> None:
    found = page(school, f"{head}# 自己的网页\n\n正文 {MARKS}\n\n`{MARKS}`\n")
    (policy,) = POLICY.findall(found)
    assert policy.startswith("default-src 'self'")
    assert found.count(policy) == 1
    assert "正文" in found
    assert not re.search("<!--wuhao:(?!csp|content|toc|if-toc|title)", found)
    assert 'href="../index.html"' in found


def test_marks_in_a_record_stay_text(school: School) -> None:
    school.record("2017/jichu/04-08-committee-meeting", {"title": MARKS}, body=f"{MARKS}\n\n`{MARKS}`\n")
    page(school, "# x\n")
    found = (school.root / "site/public/2017/jichu/04-08-committee-meeting.html").read_text("utf-8")
    (policy,) = POLICY.findall(found)
    assert found.count(policy) == 1
    assert "<!--wuhao:" not in found
    assert "&lt;!--wuhao:csp--&gt;" in found


def test_bytes_that_are_no_text_are_told_with_file_and_line(school: School) -> None:
    page(school, "# x\n")
    school.write("content/guide/own.md", b"# x\n\xff\xfe\n")
    for language in ("zh", "en"):
        ran = school.run("--lang", language, "build", "--as-of", "2017-12-05")
        assert ran.code == 1
        assert re.search(r"own\.md\D+2\D", ran.err)
    assert (school.root / "site/public/2017/guide/own.html").is_file()


def test_a_link_to_a_file_elsewhere_is_no_page(school: School) -> None:
    secret = school.write("elsewhere.md", "# 别处的文字\n")
    (school.root / "content/guide").mkdir(parents=True)
    (school.root / "content/guide/linked.md").symlink_to(secret)
    (school.root / "content/linked").symlink_to(school.root / "records")
    page(school, "# x\n")
    files = [path for path in (school.root / "site/.public").rglob("*") if path.is_file()]
    assert files and not any("别处的文字".encode() in path.read_bytes() for path in files)
    assert not list((school.root / "site/public/2017").glob("**/linked*"))


RUNS = """---
hooks: [x.py]
plugins: [macros]
a: !!python/object/apply:os.system ["touch reached"]
---
# x

{{ cycler.__init__.__globals__.os.system("touch reached") }} {% raw %}{{ config }}{% endraw %}

--8<-- "site_config.yml"
{!../../site_config.yml!}
[[include:../../site_config.yml]]

```python exec="on"
open("reached", "w")
```

<!--wuhao:csp--> ![x](../../site_config.yml) <?php system("touch reached"); ?>
"""


def test_the_builder_runs_and_includes_nothing(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(school.root)
    found = page(school, RUNS)
    assert not list(school.root.rglob("reached"))
    assert "{{ cycler" in found and "record_roots" not in found
