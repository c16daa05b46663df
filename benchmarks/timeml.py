"""TimeML documents (TimeBank and AQUAINT): the text, what is marked in it, and the links.

Of TimeML 1.2: TIMEX3 and EVENT stand around words; MAKEINSTANCE, TLINK and SLINK stand behind the text
and name them by their ids.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from common import DEVSETS, read_archive

ARCHIVE = DEVSETS / "timebank_aquaint.tar.xz"
FOLDERS = ("TimeBank", "AQUAINT")
# The set that is for checking only: its errors stay unread.
UNSEEN = "AQUAINT"
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
_ATTRIBUTE = re.compile(r'([A-Za-z0-9]+)="([^"]*)"')


@dataclass(frozen=True)
class Marked:
    """A marked stretch of a text: characters (end exclusive) and the attributes of its tag."""

    start: int
    end: int
    attributes: dict[str, str]

    @property
    def type(self) -> str:
        return self.attributes.get("type", "")

    @property
    def value(self) -> str:
        return self.attributes.get("value", "")


@dataclass(frozen=True)
class Document:
    """A text and its annotation.

    Attributes:
        text: without tags, entities decoded.
        created: the day of publication (ISO), None where it is not known.
        times, events: what is marked in the text, in the order of their ends.
        tags: the attributes of all tags of the source by their names, those outside the text too.
    """

    name: str
    text: str
    created: str | None
    times: list[Marked]
    events: list[Marked] = field(default_factory=list)
    tags: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def read(name: str, source: str) -> Document:
    """Read a TimeML document; its text is the content of TEXT."""
    tags: dict[str, list[dict[str, str]]] = defaultdict(list)
    for closing, tag, attributes in _TAG.findall(source):
        if not closing:
            tags[tag].append(dict(_ATTRIBUTE.findall(attributes)))
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    content = body[1] if body else ""
    text, position = "", 0
    marked: dict[str, list[Marked]] = {"TIMEX3": [], "EVENT": []}
    opened: list[tuple[int, dict[str, str]]] = []
    for match in _TAG.finditer(content):
        text += html.unescape(content[position : match.start()])
        position = match.end()
        closing, tag, attributes = match.groups()
        if tag not in marked or attributes.endswith("/"):
            continue
        if not closing:
            opened.append((len(text), dict(_ATTRIBUTE.findall(attributes))))
        else:
            start, values = opened.pop()
            marked[tag].append(Marked(start, len(text), values))
    text += html.unescape(content[position:])
    created = next((time.get("value", "") for time in tags["TIMEX3"] if is_publication(time)), "")
    day = re.match(r"\d{4}-\d{2}-\d{2}", created)
    return Document(name, text, day[0] if day else None, marked["TIMEX3"], marked["EVENT"], tags)


def is_publication(time: dict[str, str]) -> bool:
    """Whether a TIMEX3 is the date of publication."""
    return time.get("functionInDocument") == "CREATION_TIME"


def documents(folder: str, archive: Path = ARCHIVE) -> list[Document]:
    """The documents of one folder of the archive, sorted by name."""
    files = sorted(read_archive(archive, f"{folder}/", ".tml"))
    return [read(str(path), source) for path, source in files]
