"""A small site that shows what the theme is for: a home page, a matrix, a record, a page people wrote."""

from __future__ import annotations

from pathlib import Path

from generator.publish.engine import (
    Frame,
    Heading,
    NavEntry,
    Page,
    Published,
    Releases,
    Version,
    by_folder,
    latest,
    ordered,
    root_files,
    shells,
    sitemap,
)

STATUSES = {
    "pass": "合格",
    "target_met": "达到目标",
    "fail": "未达标",
    "late": "逾期完成",
    "pending": "未到期",
    "not_applicable": "不适用",
    "exempt": "经批准免除",
    "no_evidence": "无记录",
    "needs_review": "待评定",
}

NAV = (
    NavEntry("首页", "index.html"),
    NavEntry("支部", "branches.html"),
    NavEntry("整改", "rectification.html"),
    NavEntry("公示", "notices.html"),
    NavEntry("标准", "standards/index.html", (NavEntry("五好标准", "standards/five-good.html"),)),
    NavEntry("指南", "guide/index.html", (NavEntry("记录员", "guide/recorder.html"),)),
)

GUIDE = {
    "guide/index.md": "# 使用指南\n\n先读[记录员手册](recorder.md)。\n",
    "guide/recorder.md": """# 记录员手册

每次会后写一份记录，台账由程序汇总。回到[首页](../index.html)。

## 怎样记

1. 打开支部的文件夹。
2. 新建一个文件，名为日期加类型。

!!! note "提示"
    会后七日内录入，否则标明迟报。

### 字段

| 字段 | 写法 | 例 |
|---|---|---|
| 日期 | 四位年-两位月-两位日 | `2017-03-08` |
| 应到 | 数字 | 5 |

## 常见错误

应到人数不等于实到、请假、缺席之和。
""",
}


def frame(year: str = "2017") -> Frame:
    return Frame(
        site_name="五好党支部",
        year=year,
        audience="public",
        nav=NAV,
        banner="演示数据，不是真实记录",
        footer="中共示例职业学校委员会",
        pages=GUIDE,
    )


def chip(status: str, mark: bool = False) -> str:
    extra = " status--mark" if mark else ""
    return f'<span class="status status--{status}{extra}" title="{STATUSES[status]}">{STATUSES[status]}</span>'


def home() -> Page:
    cards = "".join(
        f'<a class="card" href="branches.html"><p class="card__title">{title}</p>'
        f'<p class="card__figure">{figure}</p><p class="card__note">{note}</p></a>'
        for title, figure, note in (
            ("支部", "10", "其中 1 个年内成立"),
            ("系统测算分", "87.4", "仅供参考，已测算 66 分"),
            ("整改", "3 / 6", "已销号 / 全部"),
        )
    )
    names = list(STATUSES)
    rows = "".join(
        f'<tr><th scope="row">{branch}</th>'
        + "".join(f"<td>{chip(names[(row * 5 + month) % 9], mark=True)}</td>" for month in range(12))
        + "</tr>"
        for row, branch in enumerate(("基础部党支部", "机电系党支部", "信息系党支部", "机关党支部"))
    )
    months = "".join(f"<th>{month}月</th>" for month in range(1, 13))
    legend = " ".join(chip(each) for each in STATUSES)
    content = (
        f"<h1>2017 年度一览</h1><div class='cards'>{cards}"
        '<div class="card card--alert"><p class="card__title">30 日内到期</p><p class="card__figure">4</p></div></div>'
        f'<h2 id="lights">各支部各月</h2><p>{legend}</p>'
        f'<div class="scroll"><table class="lights"><thead><tr><th>支部</th>{months}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    return Page("index.html", "2017 年度一览", content, section="index.html")


def record(number: int = 0) -> Page:
    fields = (
        ("日期", "2017-03-08"),
        ("时间", "14:00-15:30"),
        ("地点", "第一会议室"),
        ("应到 / 实到", "5 / 4（请假 1）"),
        ("议题", "<ul><li>研究一季度工作</li><li>讨论学习计划</li></ul>"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in fields)
    text = "会议认真学习了有关文件，研究了一季度的工作安排，明确了责任人与完成时限。" * 3
    content = (
        '<nav class="crumbs"><a href="../index.html">首页</a><a href="../branches.html">支部</a>'
        '<a href="index.html">基础部党支部</a><span>支部委员会</span></nav>'
        f'<h1>支部委员会 <span class="tag tag--warn">迟报 12 天</span></h1><dl class="fields">{listed}</dl>'
        f'<h2 id="minutes">会议内容</h2><p>{text}</p><p>{text}</p>'
        '<h2 id="counted">计入的规则</h2><table class="stack"><thead><tr><th>规则</th><th>要求</th><th>状态</th>'
        '<th class="num">得分</th></tr></thead><tbody>'
        f'<tr><td data-label="规则">O02</td><td data-label="要求">支部委员会每月至少一次</td><td data-label="状态">'
        f'{chip("pass")}</td><td class="num" data-label="得分">4</td></tr>'
        f'<tr><td data-label="规则">M06</td><td data-label="要求">按期召开</td><td data-label="状态">'
        f'{chip("late")}</td><td class="num" data-label="得分">0</td></tr></tbody></table>'
    )
    toc = (Heading("minutes", "会议内容"), Heading("counted", "计入的规则"))
    path = f"jichu/03-08-committee-meeting{f'-{number}' if number else ''}.html"
    return Page(path, "支部委员会 2017-03-08", content, toc, "branches.html")


def scorecard() -> Page:
    rows = "".join(
        f"<tr><td>{rule}</td><td>{text}</td><td>{chip(status)}</td><td>{evidence}</td>"
        f'<td class="num">{points}</td><td class="num">{earned}</td></tr>'
        for rule, text, status, evidence, points, earned in (
            ("L02", "党建工作责任书三月底前签订", "pass", "03-15 签订", "3", "3"),
            ("O02", "支部委员会每月至少召开一次，研究部署支部工作", "late", "12 个月中 11 个月合格", "4", "3.666666"),
            ("O03", "党小组会每月至少召开一次", "fail", "24 组月中 20 组月合格", "4", "3.333333"),
            ("O08", "按期换届", "not_applicable", "没有到期的事项", "2", "–"),
            ("M06", "党员参加集中培训", "no_evidence", "无记录", "4", "–"),
        )
    )
    content = (
        '<nav class="crumbs"><a href="../index.html">首页</a><a href="../branches.html">支部</a>'
        "<span>基础部党支部</span></nav><h1>基础部党支部</h1>"
        '<nav class="branch-tabs"><a href="index.html" aria-current="page">评分表</a><a href="ledger.html">台账</a>'
        '<a href="trend.html">趋势</a><a href="rectification.html">整改</a><a href="evaluation.html">评议</a></nav>'
        '<h2 id="scores">评分</h2><table class="data"><thead><tr><th>规则</th><th>要求</th><th>状态</th><th>证据</th>'
        f'<th class="num">满分</th><th class="num">得分</th></tr></thead><tbody>{rows}'
        '<tr class="total"><td colspan="4">合计</td><td class="num">17</td><td class="num">10</td></tr></tbody></table>'
        '<p class="note">系统测算分，仅供参考；M06 的比例为本地配置。'
        '<span class="bar"><span style="width:59%"></span></span></p>'
    )
    return Page("jichu/index.html", "基础部党支部", content, (Heading("scores", "评分"),), "branches.html")


def simple(path: str, title: str, section: str) -> Page:
    return Page(path, title, f"<h1>{title}</h1><p>没有内容。</p>", section=section)


def pages() -> tuple[Page, ...]:
    return (
        home(),
        record(),
        scorecard(),
        simple("branches.html", "支部", "branches.html"),
        simple("rectification.html", "整改", "rectification.html"),
        simple("notices.html", "公示", "notices.html"),
        simple("standards/index.html", "标准", "standards/index.html"),
        simple("standards/five-good.html", "五好标准", "standards/five-good.html"),
    )


def _listed(versions: list[Version]) -> str:
    """What is told of all years."""
    rows = (f'<li><a href="{each.version}/index.html">{each.title}</a></li>' for each in ordered(versions))
    return f"<ul>{''.join(rows)}</ul>"


def publish(out: Path, root: Path, years: tuple[str, ...] = ("2016", "2017")) -> Published:
    """The sample for several years, published to `<out>/public`."""
    folders: dict[str, dict[str, bytes]] = {}
    for year in years:
        made = shells(frame(year), root)
        files = {page.path: made.fill(page).encode() for page in pages()} | made.pages()
        files["sitemap.xml"] = sitemap(files, year)
        folders |= by_folder(files | made.assets(), below=year)
    versions = [Version(year, f"{year} 年度") for year in years]
    folders[""] = root_files(
        versions,
        "五好党支部",
        {"years.html": ("历年与归档", _listed(versions)), "version.html": ("本站页面的由来", "<h1>由来</h1>")},
        {year: f"记录版本{year}" for year in years},
    )
    with Releases(out, "public", root / ".wuhao/unpublished") as releases:
        return releases.publish(folders, links={"latest": latest(versions).version})
