"""Text as it is indexed, and queries as they are cut."""

from __future__ import annotations

import pytest

from generator.publish.search.text import article, phrases, spaced


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("民主评议", "民 主 评 议"),
        ("支委会O02达标", "支 委 会 O02 达 标"),
        ("应到38人", "应 到 38 人"),
        ("应到 38 人", "应 到 ␣ 38 ␣ 人"),
        ("讲政治、有信念。", "讲 政 治 、 有 信 念 。"),
        ("2017-03-06", "2017 - 03 - 06"),
        ("甲¶乙", "甲 ¶ 乙"),
        ("two  words", "two ␣ words"),
        ("二〇一七𠮷", "二 〇 一 七 𠮷"),
        ("", ""),
    ],
)
def test_every_character_is_a_word_of_its_own(text: str, indexed: str) -> None:
    assert spaced(text) == indexed


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("民主评议", ["民 主 评 议"]),
        (" 支部  评议 ", ["支 部", "评 议"]),
        ("讲政治、有信念", ["讲 政 治", "有 信 念"]),
        ("支委会O02", ["支 委 会", "O02"]),
        ("O02支委会", ["O02", "支 委 会"]),
        ("PDF文件", ["PDF", "文 件"]),
        ("2017年11月", ["2017 年 11 月"]),
        ("2017年 11月", ["2017 年 11 月"]),
        ("第1次", ["第 1 次"]),
        ("应到38人", ["应 到", "38 人"]),
        ('"民主" <b>', ["民 主", "b"]),
        ("¶ ␣ 。", []),
    ],
)
def test_a_query_is_cut_as_the_text_is(query: str, wanted: list[str]) -> None:
    assert [" ".join(words) for words in phrases(query)] == wanted
    assert all(" ".join(words) in spaced(query.replace("年 ", "年")) for words in phrases(query))


def test_only_a_pages_own_text_is_indexed() -> None:
    html = (
        '<nav>菜单</nav><article class="x" id="content"><nav class="crumbs"><a>首页</a></nav>'
        "<h1>党课 <span>草稿</span></h1><style>a{}</style><dl><dt>应到</dt>\n<dd>2<b>0</b></dd></dl>"
        "<p>民<strong>主</strong>评议&lt;</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
        '<article id="O02">丁</article>戊</article><footer>页脚</footer>'
    )
    assert article(html) == ("党课 草稿", "应到 20¶民主评议<¶甲 乙¶丙¶丁¶戊")
