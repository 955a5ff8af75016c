"""Documents to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.publish.documents import Attachment, Document, Head, Heading, Imprint, Paragraph, Table

TITLE = "关于拟推荐“五好党支部”的公示"
SIGNATURE = "中共示例职业学校委员会"
NUMBER = "示例党〔2017〕12号"
ISSUER = f"{SIGNATURE}文件"
PRINTER = "中共示例职业学校委员会办公室"
PLAIN = Document(TITLE, (Paragraph("根据方案，现予公示。"),), SIGNATURE, date(2017, 12, 8))
LONG = replace(PLAIN, blocks=(Paragraph("汉" * 28 * 70),))
FULL = replace(
    PLAIN,
    doc_no=NUMBER,
    addressees=("各党支部", "各部门"),
    blocks=(
        Heading("一、公示时间"),
        Paragraph("2017年12月8日至14日。"),
        Heading("（一）受理部门", 2),
        Paragraph("有的支部每周更新。", "二、主要做法。"),
        Table(("序号", "党支部名称"), (("1", "基础部党支部"), ("2", "退休党支部"))),
    ),
    attachments=(Attachment("完成情况表", (Paragraph("附件正文"),)), Attachment("名单", (Paragraph("第二个"),))),
    note="联系电话：0000",
)
IMPRINT = Imprint(PRINTER, date(2017, 12, 11), ("市教育工委", "校工会", "团委"))
HEADED = replace(PLAIN, doc_no=NUMBER, head=Head(ISSUER), imprint=IMPRINT)
SEALED = replace(PLAIN, sealed=True)
UPWARD = replace(
    HEADED,
    head=Head(ISSUER, copy_no=1, secrecy="秘密★1年", urgency="特急", signers=("张甲", "欧阳乙文", "李丙")),
    sealed=True,
)
PRINTED = replace(HEADED, head=Head(ISSUER, printed=True, rule_at=120))
ROWS = tuple((str(row), f"第{row}党支部") for row in range(1, 23))
LISTED = replace(PLAIN, blocks=(Table(("序号", "党支部名称"), ROWS, "名单"),), mark="草稿")
EVERY = {
    "plain": PLAIN,
    "long": LONG,
    "full": FULL,
    "headed": HEADED,
    "sealed": SEALED,
    "upward": UPWARD,
    "printed": PRINTED,
    "listed": LISTED,
    "headed_full": replace(FULL, head=Head(ISSUER), imprint=IMPRINT, sealed=True, mark="演示数据"),
}
"""One of each layout."""
