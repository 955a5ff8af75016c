"""What the office does to everything that is no record, and what becomes of the cache and the output."""

from __future__ import annotations

import shutil

from tests.incremental.changing import BESIDE, CONFIG, ORGANIZATION, PACK, PROJECT, Changing, change

TEMPLATES = ("record.html.j2", "scorecard.html.j2", "ledger.html.j2", "macros.html.j2", "home.html.j2", "pages.css")
SETTINGS = ("late", "scores", "beside", "steps", "campaign", "similar", "demonstration", "deadline")


# ── The organization


@change
def members_change(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    branch = school.chance.choice(organization["branches"])
    steps = branch["full_members"]
    steps[-1]["count"] = str(int(steps[-1]["count"]) + school.chance.choice([-1, 1, 4]))
    school.write_yaml(ORGANIZATION, organization)
    return f"{branch['id']}: {steps}"


@change
def a_group_comes_or_goes(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    branch = school.chance.choice(organization["branches"])
    if len(branch["groups"]) > 1 and school.chance.random() < 0.5:
        branch["groups"].pop()
    else:
        number = len(branch["groups"]) + 1
        branch["groups"].append({"id": f"g{number}", "name": f"第{number}党小组", "from": "2015-09-10"})
    school.write_yaml(ORGANIZATION, organization)
    return f"{branch['id']}: {[each['id'] for each in branch['groups']]}"


@change
def a_branch_is_renamed(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    branch = school.chance.choice(organization["branches"])
    branch["name"] = f"第{school.chance.randint(1, 99)}党支部"
    school.write_yaml(ORGANIZATION, organization)
    return f"{branch['id']}: {branch['name']}"


@change
def a_branch_ends_or_goes_on(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    branch = organization["branches"][-1]
    branch["valid_to"] = "null" if branch["valid_to"] != "null" else school.chance.choice(["2017-01-01", "2017-09-01"])
    text = branch["valid_to"]
    branch["valid_to"] = None if text == "null" else text
    school.write_yaml(ORGANIZATION, organization)
    return f"{branch['id']}: {text}"


@change
def a_branch_is_struck_out_or_entered(school: Changing) -> str:
    """Its records stay: without a branch they are errors."""
    organization = school.yaml(ORGANIZATION)
    aside = school.root / "branch.aside"
    if aside.exists():
        organization["branches"].append(school.yaml(aside.name))
        aside.unlink()
    else:
        school.write_yaml(aside.name, organization["branches"].pop())
    school.write_yaml(ORGANIZATION, organization)
    return str([each["id"] for each in organization["branches"]])


@change
def a_branch_is_founded(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    number = len(organization["branches"])
    new = dict(organization["branches"][0])
    new |= {"id": f"xin{number}", "name": f"新建第{number}党支部", "groups": []}
    if number > 3 or new["id"] in (each["id"] for each in organization["branches"]):
        return "nothing"
    organization["branches"].insert(school.chance.randint(0, number), new)
    school.write_yaml(ORGANIZATION, organization)
    return str([each["id"] for each in organization["branches"]])


@change
def the_committee_is_renamed(school: Changing) -> str:
    organization = school.yaml(ORGANIZATION)
    organization["committee"]["short_name"] = f"学校党委{school.chance.randint(1, 99)}"
    school.write_yaml(ORGANIZATION, organization)
    return str(organization["committee"]["short_name"])


# ── Packs, configuration, templates, people's pages


@change
def points_move(school: Changing) -> str:
    """From one rule of a standard to another, so that the sum stays."""
    pack = school.yaml(PACK)
    one, other = (each for each in pack["rules"] if each["id"] in ("L02", "L03"))
    by = 1 if int(one["points"]) > 1 and school.chance.random() < 0.5 else -1
    one["points"], other["points"] = str(int(one["points"]) - by), str(int(other["points"]) + by)
    if "0" in (one["points"], other["points"]):
        return "nothing"
    school.write_yaml(PACK, pack)
    return f"L02 {one['points']}, L03 {other['points']}"


@change
def a_parameter_changes(school: Changing) -> str:
    pack = school.yaml(PACK)
    rule = school.chance.choice([each for each in pack["rules"] if each["kind"] == "cadence"])
    rule["min"] = str(school.chance.randint(1, 3))
    school.write_yaml(PACK, pack)
    return f"{rule['id']}: min {rule['min']}"


@change
def a_gloss_changes(school: Changing) -> str:
    name = school.chance.choice([PACK, BESIDE])
    pack = school.yaml(name)
    rule = school.chance.choice([each for each in pack["rules"] if "gloss" in each])
    rule["gloss"]["zh"] += "（修订）"
    school.write_yaml(name, pack)
    return f"{name}: {rule['id']}"


@change
def a_figure_is_overridden(school: Changing) -> str:
    config = school.yaml(CONFIG)
    config["rules"] = school.chance.choice([{}, {"L05": {"threshold": "0.9"}}, {"L05": {"threshold": "0.5"}}])
    school.write_yaml(CONFIG, config)
    return str(config["rules"])


@change
def the_configuration_changes(school: Changing) -> str:
    config = school.yaml(CONFIG)
    late, steps = school.chance.randint(3, 20), next(iter(config["campaigns"].values()))["steps"]
    how = school.chance.choice(SETTINGS)
    if how == "late":
        config["late_entry_days"] = str(late)
    elif how == "scores":
        config["publish_scores"] = school.chance.choice(["public", "members", "committee"])
    elif how == "beside":
        config["packs"]["beside"] = [] if config["packs"]["beside"] else ["regulation-2018"]
    elif how == "steps":
        steps[0]["to"] = f"10-{late}"
    elif how == "campaign":
        (held,) = config["campaigns"].values()
        config["campaigns"] = {school.chance.choice(["2016", "2017"]): held}
    elif how == "similar":
        config["similar"]["share"] = school.chance.choice(["0.9", "0.6"])
    elif how == "demonstration" and "demonstration" in config:
        del config["demonstration"]
    else:
        config["reporting_deadline"] = "next-01-31" if config["reporting_deadline"] != "next-01-31" else "12-31"
    school.write_yaml(CONFIG, config)
    return how


@change
def a_template_of_the_root_comes_or_goes(school: Changing) -> str:
    name = school.chance.choice(TEMPLATES)
    path = school.root / "templates" / name
    if path.exists() and school.chance.random() < 0.4:
        path.unlink()
        return f"{name} goes"
    path.parent.mkdir(exist_ok=True)
    text = (PROJECT / "templates" / name).read_text("utf-8")
    number = school.chance.randint(1, 99)
    more = {"pages.css": f"\n.own{number} {{ color: red; }}\n", "macros.html.j2": f"{{# {number} #}}"}
    path.write_text(text + more.get(name, f"<p>{number}</p>\n"), "utf-8")
    return name


@change
def a_page_people_write_changes(school: Changing) -> str:
    how = school.chance.choice(["plan", "guide", "new", "gone", "back"])
    plan, office = school.root / "content/plan.md", school.root / "content/guide/office.md"
    own = school.root / "content/policies/own.md"
    number = school.chance.randint(1, 999)
    if how == "plan" and plan.exists():
        plan.write_text(f"{plan.read_text('utf-8')}\n第{number}条。\n", "utf-8")
    elif how == "guide" and office.exists():
        office.write_text(f"{office.read_text('utf-8')}\n第{number}条。\n", "utf-8")
    elif how == "new":
        own.parent.mkdir(exist_ok=True)
        own.write_text(f"# 制度{number}\n\n内容\n", "utf-8")
    elif how == "gone" and office.exists():
        office.unlink()
    else:
        shutil.copytree(PROJECT / "content" / "guide", school.root / "content" / "guide", dirs_exist_ok=True)
    return how


@change
def the_calendar_changes(school: Changing) -> str:
    calendar = school.yaml("records/calendar/2017.yml")
    calendar["working_days"] = calendar["working_days"][school.chance.randint(0, 1) :]
    school.write_yaml("records/calendar/2017.yml", calendar)
    return f"{len(calendar['working_days'])} working days"


@change
def the_frame_is_broken_and_mended(school: Changing) -> str:
    """A build that cannot begin leaves all as it was."""
    name = school.chance.choice([ORGANIZATION, CONFIG, PACK])
    path = school.root / name
    kept = path.read_bytes()
    path.write_bytes(kept + b"\n: [\n")
    code = school.asked.build(school.root, school.root / "site").code
    path.write_bytes(kept)
    assert code == 1
    return name


# ── What is asked for


@change
def the_day_moves_on(school: Changing) -> str:
    school.day(school.chance.choice([1, 1, 20, 60]))
    return school.asked.as_of


@change
def the_day_moves_back(school: Changing) -> str:
    school.day(-school.chance.choice([1, 40, 200]))
    return school.asked.as_of


@change
def another_audience(school: Changing) -> str:
    school.ask(audience=school.chance.choice(["public", "members", "committee"]))
    return school.asked.audience


@change
def another_language(school: Changing) -> str:
    school.ask(language="en" if school.asked.language == "zh" else "zh")
    return school.asked.language


# ── The cache and the output


@change
def one_year_is_built_alone(school: Changing) -> str:
    year = school.chance.choice(["2016", "2017"])
    school.asked.build(school.root, school.root / "site", "--year", year)
    return year


@change
def another_place_is_built(school: Changing) -> str:
    """With the same cache."""
    school.asked.build(school.root, school.root / "elsewhere")
    shutil.rmtree(school.root / "elsewhere", ignore_errors=True)
    return "elsewhere"


@change
def the_output_is_removed(school: Changing) -> str:
    shutil.rmtree(school.root / "site", ignore_errors=True)
    return "site"


@change
def a_part_of_the_cache_is_removed(school: Changing) -> str:
    found = sorted((school.root / ".wuhao").glob("*")) + sorted((school.root / ".wuhao").glob("*/*"))
    if not found:
        return "nothing"
    path = school.chance.choice(found)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return school.name(path)
