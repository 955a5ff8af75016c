"""One sentence for a file, a form and a sheet: who has a form or a sheet reads of no file, no folder, and no git."""

from __future__ import annotations

import re

from generator.language import Reader, catalogue
from generator.language.reader import as_read

OF_GIT = re.compile(r"records/|\.md\b|\.yml|---|文件夹|front matter|\bgit\b|site_config|[a-z]+_[a-z]+")
PLACES = re.compile(r"(?<!\{)\{[a-z_]+\}")
ONLY_FILES = (
    r"((config|pack|parameter|organization|template|calendar|path)_|entered_(of|header|row))\w*|where_unknown|filing_type|"
    r"disclosure_item_twice|weights_not_one|missing_file|leaves_root|file_is_\w+|folder_by_name|(bad|calendar)_name|"
    r"name_not_ascii|case_clash|wrong_suffix|stray_file|byte_order_mark|nul_byte"
)
"""What is wrong with files that neither a form nor a sheet writes."""
ONLY_TEXT = "no_front_matter|unclosed_front_matter|several_documents|no_colon"
"""What can only be wrong where a record is changed as the text it is, its lines of --- being seen."""


def test_each_reads_its_own_way() -> None:
    text = "先«改名|另选|清空»，再«提交|存»"
    assert [as_read(text, each) for each in Reader] == ["先改名，再提交", "先另选，再存", "先清空，再存"]
    assert as_read("没有", Reader.FORM) == "没有"


def test_no_problem_speaks_of_files_to_who_has_none() -> None:
    beyond = re.compile(f"problems\\.({ONLY_FILES}|{ONLY_TEXT})\\.(message|hint)")
    told = [
        f"{each.name} {code}: {text}"
        for each in (Reader.FORM, Reader.SHEET)
        for code, text in catalogue("zh", None, each).sentences.items()
        if code.startswith("problems.") and not beyond.fullmatch(code) and OF_GIT.search(PLACES.sub("", text))
    ]
    assert told == []


def test_every_way_has_the_figures_of_its_message() -> None:
    for language in ("zh", "en"):
        file = catalogue(language).sentences
        for each in Reader:
            sentences = catalogue(language, None, each).sentences
            for code in (code for code in sentences if code.startswith("problems.")):
                named = code.rpartition(".")[0]
                there = {*PLACES.findall(file[f"{named}.message"]), *PLACES.findall(file[f"{named}.hint"])}
                assert {*PLACES.findall(sentences[code])} <= there | {"{near}", "{first}"}, code
                assert not set("«»") & {*sentences[code]}, code
