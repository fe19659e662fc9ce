"""Somebody with a link before a browser without JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from fastapi.testclient import TestClient
from httpx import Response


class Page(HTMLParser):
    """What a browser makes of a page: its words, its links, and what its form would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.links: list[str] = []
        self.action = ""
        self.fields: dict[str, list[str]] = {}
        self.offered: dict[str, list[str]] = {}
        self._area: str | None = None
        self.feed(html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self.action = given["action"]
            case "a":
                self.links.append(given["href"])
            case "textarea":
                self._area = given["name"]
                self.fields[self._area] = [""]
            case "input":
                self._input(given)
            case "button":
                self.offered.setdefault(given["name"], []).append(given["value"])

    def _input(self, given: dict[str, str]) -> None:
        self.offered.setdefault(given["name"], []).append(given["value"])
        if given["type"] not in ("radio", "checkbox") or "checked" in given:
            self.fields.setdefault(given["name"], []).append(given["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is None:
            self.words += f" {data}"
        else:  # a browser leaves out the line break that the element begins with
            self.fields[self._area] = [(self.fields[self._area][0] + data).removeprefix("\n")]


@dataclass
class Respondent:
    browser: TestClient
    link: str
    response: Response = field(init=False)

    @property
    def page(self) -> Page:
        return Page(self.response.text)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def at(self) -> str:
        """Which page it is: `1`, `review`, … or nothing for the first one."""
        return self.response.url.path.removeprefix(self.link).lstrip("/")

    @property
    def title(self) -> str:
        return unescape(self.response.text.split("<title>")[1].split("</title>")[0])

    def look(self, place: str | int = "", **query: str) -> "Respondent":
        path = f"{self.link}/{place}" if place else self.link
        self.response = self.browser.get(path, params=query or None)
        return self

    def press(self, button: str = "next", **answers: str | Sequence[str]) -> "Respondent":
        """Fill in what is given, leave the rest as the page has it, and press a button."""
        page = self.page
        given = {
            name: [value] if isinstance(value, str) else value for name, value in answers.items()
        }
        assert set(given) <= set(page.offered) | set(page.fields), "a browser has no such field"
        assert button in page.offered["-go"]
        sent = {**page.fields, **given, "-go": [button]}
        self.response = self.browser.post(page.action, data=sent)
        return self


def path_of(address: str) -> str:
    return urlsplit(address).path
