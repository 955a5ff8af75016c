"""Fills in the forms of a page as a browser without JavaScript does."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.desk.stand import Browser


class Fields(HTMLParser):
    """What the last form of a page posts, nothing being changed; its buttons are pressed by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.faulty: list[str] = []
        """The names of fields that are marked as wrong."""
        self._form: dict[str, list[str]] = {}
        self._in_form = False
        self._select: str | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form" and found.get("class") != "top__out" and found.get("method") == "post":
            self._form, self._in_form = {}, True
        if found.get("aria-invalid") == "true":
            self.faulty.append(found.get("name") or found.get("id", ""))
        if not self._in_form or (not (name := found.get("name")) and tag not in ("option",)):
            return
        if tag == "input" and found.get("type") not in ("file", "submit"):
            if found.get("type") in ("checkbox", "radio") and "checked" not in found:
                return
            self._form.setdefault(str(name), []).append(found.get("value", ""))
        elif tag == "select":
            self._select = str(name)
            self._form.setdefault(self._select, []).append("")
        elif tag == "option" and self._select and "selected" in found:
            self._form[self._select][-1] = found.get("value", "")
        elif tag == "textarea":
            self._area = str(name), []

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._form.setdefault(self._area[0], []).append("".join(self._area[1]).removeprefix("\n"))
            self._area = None
        elif tag == "form" and self._in_form:
            self.values, self._in_form = self._form, False


def send(browser: Browser, page: TestResponse, button: str, address: str = "", **changes: object) -> TestResponse:
    """Presses a button of the page's form with these fields changed; `__` in a name stands for a dot."""
    fields: dict[str, object] = dict(Fields(page.text).values)
    for name, value in changes.items():
        fields[name.replace("__", ".")] = value
    fields[button] = fields.get(button, "1")
    return browser.post(address or page.request.full_path.rstrip("?"), fields)


def told(page: TestResponse) -> str:
    """What a page says without its marks."""

    class Text(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.said: list[str] = []

        def handle_data(self, data: str) -> None:
            self.said.append(data.strip())

    text = Text()
    text.feed(page.text)
    return " ".join(filter(None, text.said))
