"""Does a cell name what an expected cell names? Comparison by syntactic head, not by wording.

Expected cells hold the head words that must be found ("a cell holds the head words that must be
found, not the wording"). Two kinds are told apart:

- a common noun phrase ("the rest of the spam gangs", "four Chinese ISPs") is found where a phrase
  has the same head noun: the last word before the first preposition, relative pronoun or
  punctuation. The head of a partitive ("one of its companies") may be either noun.
- a name ("Jane Doe"; every word capitalised) is found where a phrase is headed by a word of
  that name and holds the whole name, nothing but a distinctive part of it ("Doe"), or its
  initials. A name that only modifies another noun does not count: "Acme's customer" is not Acme.

Everything is case-insensitive and blind to grammatical number, determiners and possessives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DETERMINERS = _set(
    """the a an this that these those its their his her our my your all any both each every no another
    other"""
)
# Words that end the part of a noun phrase that holds its head.
_AFTER_HEAD = _set(
    """of at in from that which who whom whose where when for on with without by to as over under near
    after before since during about against into between among through outside inside including is was
    are were has had have"""
)
_COORDINATORS = _set("and or nor & plus")
# Heads before "of" that count or part what the phrase is about.
_PARTITIVES = _set(
    """one two three four five six seven eight nine ten some many most several few all any none each both
    half rest remainder number majority minority part lot lots hundred hundreds thousand thousands dozen
    dozens million millions score scores handful couple pair group series member members two-thirds"""
)
_COMPANY_FORMS = _set("inc ltd plc llc corp co gmbh ag ab sa nv bv oy asa")
# Capitalised words that do not tell one name from another.
_GENERIC = _set(
    """mr mrs ms dr sir lord lady president minister prime judge chief general international national
    federal united city council court bank group company corporation agency ministry department
    organisation organization union party police front university association institute society
    committee commission policy web site north south east west new old first high"""
)
_APPROXIMATELY = re.compile(
    r"^(?:at least|at most|as many as|as much as|up to|more than|fewer than|less than|no more than|"
    r"about|around|"
    r"nearly|almost|roughly|approximately|over|only|just)\s+",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?<=\w)\.(?:com|org|net|info|co\.uk)\b", re.IGNORECASE)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:-[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s\b)?", re.IGNORECASE)
_BREAK = re.compile(r"[,;:()\[\]\"“”—–?!]|--| - |\. ")


@dataclass(frozen=True)
class Word:
    """A word of a phrase: its stem, and what stands around it."""

    stem: str
    plain: str
    capital: bool
    possessive: bool
    after_break: bool


def stem(word: str) -> str:
    """Return a word in lower case without a plural ending, the same for "company" and "companies"."""
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(phrase: str) -> list[Word]:
    """Split a phrase into words; possessive endings are marked, not words of their own."""
    phrase = _DOMAIN.sub("", _APPROXIMATELY.sub("", phrase.strip()))
    out: list[Word] = []
    end = 0
    for found in _WORD.finditer(phrase):
        text = found.group()
        if text.casefold() == "s" and end and phrase[end : found.start()] in {"'", "’"}:
            end = found.end()
            continue
        out.append(
            Word(
                stem=stem(text),
                plain=text.casefold(),
                capital=text[0].isupper(),
                possessive=_POSSESSIVE.match(phrase, found.end()) is not None,
                after_break=bool(out) and _BREAK.search(phrase[end : found.start()]) is not None,
            )
        )
        end = found.end()
    return out


def cores(phrase: list[Word]) -> list[list[Word]]:
    """Return the stretches of a phrase that end in a head: one for each conjunct and apposition.

    Determiners, possessors and what follows the head are left out; after a partitive head
    ("one of"), the phrase behind "of" gives a stretch of its own.
    """
    out: list[list[Word]] = []
    index = 0
    while index < len(phrase):
        while index < len(phrase) and phrase[index].plain in _DETERMINERS | _AFTER_HEAD | _COORDINATORS:
            if index + 1 == len(phrase):
                break
            index += 1
        start = index
        index += 1
        while index < len(phrase) and not (
            phrase[index].after_break or phrase[index].plain in _AFTER_HEAD | _COORDINATORS
        ):
            index += 1
        core = phrase[start:index]
        owned = [at for at, word in enumerate(core[:-1]) if word.possessive]
        out.append(core[owned[-1] + 1 :] if owned else core)
        if index == len(phrase):
            break
        follower = phrase[index]
        partitive = follower.plain == "of" and _is_partitive(out[-1][-1])
        apposed = follower.after_break and (follower.capital or follower.plain in _DETERMINERS)
        if not (partitive or apposed or follower.plain in _COORDINATORS):
            break
    return out


def _is_partitive(word: Word) -> bool:
    return word.plain in _PARTITIVES or word.plain[0].isdigit()


def is_name(phrase: list[Word]) -> bool:
    """Whether every word that can be capitalised is."""
    return bool(phrase) and all(
        word.capital or word.plain in _AFTER_HEAD | _COORDINATORS | _DETERMINERS for word in phrase
    )


def found(expected: str, phrase: str) -> bool:
    """Whether a phrase names what one expected part ("the rest of the spam gangs") names."""
    wanted, given = words(expected), words(phrase)
    if not wanted or not given:
        return False
    if is_name(wanted):
        return _name_found(wanted, given)
    return bool(_heads(wanted) & {core[-1].stem for core in cores(given)})


def wording_found(expected: str, phrase: str) -> bool:
    """Whether a phrase holds every content word of an expected part: stricter than `found`."""
    small = _DETERMINERS | _AFTER_HEAD | _COORDINATORS
    given = {word.stem for word in words(phrase)}
    return {word.stem for word in words(expected) if word.plain not in small} <= given


def _heads(phrase: list[Word]) -> set[str]:
    """The head of a phrase; for a partitive also the head of what it is a part of."""
    first, *others = cores(phrase)
    heads = {first[-1].stem}
    if _is_partitive(first[-1]) and others:
        heads.add(others[0][-1].stem)
    return heads


def _name_found(wanted: list[Word], given: list[Word]) -> bool:
    while len(wanted) > 1 and wanted[0].plain in _DETERMINERS:
        wanted = wanted[1:]
    wanted = _without_form(wanted)
    name = [word.stem for word in wanted]
    head = {word.stem for word in cores(wanted)[0]}  # not "Lakes" of "Union for the Care of Lakes"
    initials = "".join(word.plain[0] for word in wanted if word.capital)
    for core in map(_without_form, cores(given)):
        stems = {word.stem for word in core}
        capitals = {word.stem for word in core if word.capital and word.plain not in _GENERIC}
        if core[-1].stem in head and (set(name) <= stems or (capitals and capitals <= set(name))):
            return True
        own = "".join(word.plain[0] for word in core if word.capital)
        if len(initials) > 1 and core[-1].plain == initials:
            return True
        if len(name) == 1 and len(name[0]) > 1 and own == name[0] and len(core) > 1:
            return True
    return _runs_through(name, given)


def _without_form(phrase: list[Word]) -> list[Word]:
    """A company's name without its legal form ("Inc")."""
    while len(phrase) > 1 and phrase[-1].plain in _COMPANY_FORMS:
        phrase = phrase[:-1]
    return phrase


def _runs_through(name: list[str], given: list[Word]) -> bool:
    """Whether the whole name, prepositions and all, stands in a phrase as a head of it."""
    starts = {id(word) for core in cores(given) for word in core}
    for at in range(len(given) - len(name) + 1):
        here = given[at : at + len(name)]
        if [word.stem for word in here] != name or id(here[0]) not in starts:
            continue
        after = given[at + len(name)] if at + len(name) < len(given) else None
        if after is None:
            return True
        if not here[-1].possessive and (after.after_break or after.plain in _AFTER_HEAD | _COORDINATORS):
            return True
    return False


_INFLECTIONS = (("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")), ("ies", ("y",)), ("es", ("", "e")))


def lemma_guesses(word: str) -> set[str]:
    """What the lemma of a regular English inflected form may be, in lower case."""
    word = word.casefold()
    out = {word, stem(word)}
    for ending, replacements in _INFLECTIONS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            out |= {word[: -len(ending)] + new for new in replacements}
    for guess in sorted(out):  # "stopped", "running"
        if len(guess) > 3 and guess[-1] == guess[-2]:
            out.add(guess[:-1])
    return out


_LOOSE = _set("of with to for at from about against by a an the")


def action_found(expected: str, action: str, trigger: str) -> bool:
    """Whether an expected action is what a row says.

    `expected` may give alternatives, "explode | explosion". The words of one of them, prepositions
    and a copula ("be down") left out, must all be in the row's action or be the trigger's lemma.
    """
    given = set(_WORD.findall(action.casefold()))
    for part in _WORD.findall(trigger):
        given |= lemma_guesses(part)
    for alternative in expected.split("|"):
        wanted = [word for word in _WORD.findall(alternative.casefold()) if word not in _LOOSE]
        if len(wanted) > 1:
            wanted = [word for word in wanted if word != "be"]
        if wanted and set(wanted) <= given:
            return True
    return False
