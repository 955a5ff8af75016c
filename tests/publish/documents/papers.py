"""Documents to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.publish.documents import Attachment, Document, Heading, Paragraph, Table

TITLE = "关于拟推荐“五好党支部”的公示"
SIGNATURE = "中共示例职业学校委员会"
PLAIN = Document(TITLE, (Paragraph("根据方案，现予公示。"),), SIGNATURE, date(2017, 12, 8))
LONG = replace(PLAIN, blocks=(Paragraph("汉" * 28 * 70),))
FULL = replace(
    PLAIN,
    doc_no="示例党〔2017〕12号",
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
