"""Every phrase of an article that refers to somebody or something, with what its words tell.

Names, noun phrases (by their head) and pronouns, possessive and relative ones included. A noun
phrase's head is the head of one mention only; a name that is its head is that mention, a name
that modifies it is a mention of its own ("EU" in "EU ministers").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.annotate.entities import names, spans
from extract.annotate.entities.frame import PARTS_LEFT_OUT, Frame, that_determines
from extract.annotate.entities.words import words
from extract.annotate.types import Mention

# Relations whose dependents head no phrase of their own.
_INNER = frozenset({
    "compound", "flat", "flat:foreign", "fixed", "goeswith", "case", "cc", "cc:preconj", "mark",
    "det", "det:predet", "aux", "aux:pass", "cop", "punct", "nummod", "discourse", "expl",
    "compound:prt", "reparandum",
})  # fmt: skip
_ARGUMENTS = frozenset({
    "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss",
    "appos", "conj", "root", "vocative",
})  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})

PRONOUNS: dict[str, tuple[str, str, str]] = {}  # word: (kind, number, gender)
for _kind, _number, _gender, _forms in (
    ("first", "s", "", "i me my mine myself"),
    ("first", "p", "", "we us our ours ourselves"),
    ("second", "", "", "you your yours yourself yourselves"),
    ("third", "s", "m", "he him his"),
    ("third", "s", "f", "she her hers"),
    ("third", "s", "n", "it its"),
    ("third", "p", "", "they them their theirs 'em"),
    ("reflexive", "s", "m", "himself"),
    ("reflexive", "s", "f", "herself"),
    ("reflexive", "s", "n", "itself"),
    ("reflexive", "p", "", "themselves themself"),
):
    for _form in _forms.split():
        PRONOUNS[_form] = (_kind, _number, _gender)
# Every form of the personal pronouns to that of the subject, as an entity without other words is called.
SUBJECT_FORMS = {
    form: forms.split()[0]
    for forms in (
        "I i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves",
        "he him his himself", "she her hers herself", "it its itself",
        "they them their theirs themselves themself",
    )
    for form in forms.lower().split()
}  # fmt: skip
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
POSSESSIVES = frozenset(["my", "our", "your", "his", "her", "its", "their"])
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_INDEFINITE = frozenset({
    "a", "an", "some", "any", "another", "no", "every", "each", "either", "neither", "many",
    "several", "few",
})  # fmt: skip


@dataclass
class Item:
    """A mention with the features that entity rules ask for.

    Attributes:
        mention: the mention itself.
        sentence: number of its sentence; `part` its layout part.
        name, parts: of names, the cleaned text and its words.
        title: "m", "f" or "x" where a title stands before a name.
        weight: how sure a name's type is.
        kind: of pronouns: first, second, third, reflexive, relative or other.
        number: "s", "p" or "" (unknown); gender: "m", "f", "n" (no person), "a" (a person) or "".
        determiner: def, indef, poss, dem or bare.
        lemma: of the head; modifiers: lower-case words of the phrase that narrow it down.
        role: subject, object, oblique or inner.
        clause: token index of the head of its clause.
        possessor: token index of the possessor, or -1.
        torn: a report was cut off the phrase, so that its parse is not to be trusted.
    """

    mention: Mention
    sentence: int
    part: str
    name: str = ""
    parts: list[str] = field(default_factory=list)
    title: str = ""
    weight: float = 0.0
    kind: str = ""
    number: str = ""
    gender: str = ""
    determiner: str = "bare"
    lemma: str = ""
    modifiers: frozenset[str] = frozenset()
    role: str = "inner"
    clause: int = -1
    possessor: int = -1
    torn: bool = False
    index: int = -1

    @property
    def head(self) -> int:
        return self.mention.head

    @property
    def form(self) -> str:
        return self.mention.form


def collect(frame: Frame) -> list[Item]:
    """Return all mentions of an article in text order (by start, longer first)."""
    inside = [False] * len(frame.doc)
    items: list[Item] = []
    heads: set[int] = set()
    for span in spans.find(frame):
        item = _name(frame, span)
        if frame.part[span.start] == "byline" and span.type not in {"PERSON", ""}:
            continue
        items.append(item)
        heads.add(item.head)
        for index in range(span.start, span.end):
            inside[index] = True
    for item in _money(frame, inside):
        if item.head not in heads:
            items.append(item)
            heads.add(item.head)
    for token in frame.doc:
        if token.i in heads or inside[token.i] or token.is_space or token.is_punct:
            continue
        if frame.part[token.i] in PARTS_LEFT_OUT or frame.part[token.i] in {"byline", "dateline"}:
            continue
        found = _pronoun(frame, token) or _nominal(frame, token)
        if found is not None:
            items.append(found)
    items.sort(key=lambda item: (item.mention.start, -item.mention.end, item.head))
    for index, item in enumerate(items):
        item.index = index
    return items


# -- names -------------------------------------------------------------------------------


def _name(frame: Frame, span: spans.NameSpan) -> Item:
    head = frame.head_of(span.start, span.end)
    text = names.clean(frame.doc[span.start : span.end].text)
    item = Item(
        Mention(span.start, span.end, head, "name", span.type),
        frame.sentence[span.start],
        frame.part[span.start],
        name=text,
        parts=text.split(),
        title=span.title,
        weight=span.weight,
        lemma=frame.lower[head],
    )
    item.determiner = "def"
    _under_title(frame, item)
    _place(frame, item)
    settle_name(item, span.type)
    if frame.doc[head].tag_ == "NNPS" and span.type in {"NORP", ""}:
        item.number = "p"
    return item


def _under_title(frame: Frame, item: Item) -> None:
    """Where the parse makes a title the head ("Mr Lee"), take it into the mention: one head."""
    table = words()
    above = frame.head[item.head]
    if not 0 <= item.mention.start - above <= 3 or above >= item.mention.start:
        return
    before = frame.lower[above : item.mention.start]
    if all(word in table.honorifics or word in table.titles for word in before):
        item.mention.start = item.mention.head = above
        item.lemma = frame.lower[above]
        item.title = item.title or next((g for w in before if (g := table.title_gender.get(w))), "x")


def settle_name(item: Item, type_: str) -> None:
    """Set type, number and gender of a name."""
    item.mention.type = type_
    if type_ == "PERSON":
        item.number = "s"
        first = item.parts[0] if len(item.parts) > 1 or item.title == "" else ""
        gender = item.title if item.title in {"m", "f"} else words().given_names.get(first, "")
        item.gender = gender or "a"
    elif type_ in {"ORG", "NORP"}:
        item.gender = "n" if type_ == "ORG" else ""
    elif type_:
        item.number, item.gender = "s", "n"


def _place(frame: Frame, item: Item) -> None:
    """Where in its clause a mention stands."""
    head = item.head
    top = frame.first_conjunct(head)
    rel = frame.rel[top]
    if rel in _SUBJECTS:
        item.role = "subject"
    elif rel in {"obj", "iobj"}:
        item.role = "object"
    elif rel.startswith("obl"):
        item.role = "oblique"
    item.clause = frame.clause[head]
    possessor = frame.tree.child(frame.doc[head], "nmod:poss")
    if possessor is not None:
        item.possessor = possessor.i


# -- money -------------------------------------------------------------------------------


def _money(frame: Frame, inside: list[bool]) -> list[Item]:
    """Sums of money by their own shape: "$2 million", "2m euros", "£30"."""
    doc, table = frame.doc, words()
    symbols, nouns, sizes = (table.lists[k] for k in ("currency_symbols", "currency_nouns", "magnitudes"))
    out: list[Item] = []
    index = 0
    while index < len(doc):
        token = doc[index]
        start = end = index
        if (
            token.text in symbols
            and index + 1 < len(doc)
            and (doc[index + 1].like_num or doc[index + 1].text[:1].isdigit())
        ):
            end = index + 2
        elif (token.like_num or token.text[:1].isdigit()) and not inside[index]:
            end = index + 1
        if end == start:
            index += 1
            continue
        while end < len(doc) and end - start < 10 and (doc[end].like_num or frame.lower[end] in sizes):
            end += 1
        if end < len(doc) and frame.lower[end] in nouns:
            end += 1
        elif token.text not in symbols:
            index = end
            continue
        item = Item(
            Mention(start, end, frame.head_of(start, end), "nominal", "MONEY"),
            frame.sentence[start],
            frame.part[start],
        )
        item.lemma, item.gender = "money", "n"
        _place(frame, item)
        out.append(item)
        for inner in range(start, end):
            inside[inner] = True
        index = end
    return out


# -- pronouns ----------------------------------------------------------------------------


def _pronoun(frame: Frame, token: Token) -> Item | None:
    word = frame.lower[token.i].replace("’", "'")
    rel = frame.rel[token.i]
    if rel.startswith("expl"):
        return None
    known = PRONOUNS.get(word)
    relative = word in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$"}
    if known is not None and token.pos_ in {"PRON", "DET", "PROPN", "X"}:
        kind, number, gender = known
    elif relative:
        kind, number, gender = "relative", "", ""
    elif token.pos_ == "PRON" and rel not in _INNER and word != "there":
        kind, number, gender = "other", "", ""
    else:
        return None
    item = Item(
        Mention(token.i, token.i + 1, token.i, "pronoun"),
        frame.sentence[token.i],
        frame.part[token.i],
        kind=kind,
        number=number,
        gender=gender,
        lemma=word,
    )
    if gender in {"m", "f"}:
        item.mention.type = "PERSON"
    _place(frame, item)
    return item


# -- noun phrases ------------------------------------------------------------------------


def heads_phrase(frame: Frame, token: Token) -> bool:
    """Whether a token heads a noun phrase of its own."""
    rel = frame.rel[token.i]
    if rel in _INNER:
        return False
    if token.pos_ in {"NOUN", "PROPN"}:
        return (
            rel not in {"amod", "advmod", "nmod:desc"}
            or frame.tree.child(token, "det", "nmod:poss") is not None
        )
    if rel not in _ARGUMENTS:
        return False
    if token.pos_ in {"NUM", "SYM"}:
        return rel not in {"root", "conj"} or frame.tree.child(token, "nmod", "det") is not None
    if token.pos_ in {"ADJ", "VERB", "X", "ADV"}:  # "the poor", "the accused"
        return rel not in {"root", "conj"} and frame.tree.child(token, "det") is not None
    return token.pos_ == "DET" and rel in _SUBJECTS | {"obj", "nmod", "obl"}


def _nominal(frame: Frame, token: Token) -> Item | None:
    if frame.dated[token.i] or not heads_phrase(frame, token):
        return None
    if not any(c.isalnum() for c in token.text) and token.pos_ != "SYM":
        return None
    start, whole = frame.phrase(token)
    end = _before_report(frame, token, whole)
    item = Item(
        Mention(start, end, token.i, "nominal"),
        frame.sentence[token.i],
        frame.part[token.i],
        lemma=_lemma(token),
    )
    item.torn = end < whole
    item.determiner = _determiner(frame, token)
    item.number = "p" if token.tag_ in {"NNS", "NNPS"} or item.lemma in {"police", "people"} else "s"
    if token.pos_ in {"NUM", "ADJ", "DET"}:
        item.number = ""
    item.modifiers = _modifiers(frame, token)
    _place(frame, item)
    _type_nominal(item)
    return item


def _before_report(frame: Frame, token: Token, end: int) -> int:
    """Where a noun phrase ends: before the finite verb of saying, with its subject, that a parse put into it.

    A relative clause may report ("one of those who said so"): it belongs to the phrase.
    """
    for index in range(token.i + 1, end):
        clause = frame.rel[index] if frame.doc[index].tag_ in _FINITE and index in frame.cues else "acl"
        if not clause.startswith("acl"):
            low, _ = frame.tree.span(frame.doc[index])
            return low if low > token.i else index
    return end


def _lemma(token: Token) -> str:
    """The singular of a noun in lower case; a plural without a lemma loses its ending."""
    lemma = token.lemma_.lower() if token.lemma_ else token.lower_
    if token.tag_ in {"NNS", "NNPS"} and lemma == token.lower_ and len(lemma) > 3:
        if lemma.endswith("ies"):
            return lemma[:-3] + "y"
        if lemma.endswith("s") and not lemma.endswith("ss"):
            return lemma[:-1]
    return lemma


def _determiner(frame: Frame, token: Token) -> str:
    tree = frame.tree
    if tree.child(token, "nmod:poss") is not None:
        return "poss"
    for child in tree.children(token, "det", "det:predet"):
        word = frame.lower[child.i]
        if word in _DEMONSTRATIVES and that_determines(child, token):
            return "dem"
        if word == "the":
            return "def"
        if word in _INDEFINITE:
            return "indef"
        if child.tag_ == "PRP$":
            return "poss"
    return "bare"


def _modifiers(frame: Frame, token: Token) -> frozenset[str]:
    """Words that narrow a noun down: adjectives, nouns before it, numbers, what "of" phrases name."""
    out: set[str] = set()
    for child in frame.tree.children(token, "amod", "compound", "nummod", "nmod", "flat", "acl"):
        clause = frame.rel[child.i].startswith("acl")
        if frame.rel[child.i] == "nmod:poss" or (clause and frame.behind_comma(child)):
            continue
        out.add(frame.lower[child.i])
        inner = ("obj", "obl", "nsubj") if clause else ("compound", "flat", "amod")
        out.update(frame.lower[word.i] for word in frame.tree.children(child, *inner)[:6])
    return frozenset(word for word in out if any(c.isalnum() for c in word))


def _type_nominal(item: Item) -> None:
    """Type and gender of a noun phrase from its head noun."""
    table = words()
    lemma = item.lemma
    if lemma in table.lists["either_nouns"] and lemma not in table.org_nouns:
        return
    if lemma in table.person_nouns and lemma not in table.lists["either_nouns"]:
        item.mention.type = "PERSON"
        item.gender = table.person_nouns[lemma] or "a"
    elif lemma in table.org_nouns:
        item.mention.type = "ORG"
        item.gender = "n"
    elif lemma in table.noun_types:
        item.mention.type = table.noun_types[lemma]
        item.gender = "n"
    elif lemma.endswith(("woman", "women")):
        item.mention.type, item.gender = "PERSON", "f"
    elif lemma.endswith(("man", "men")) and len(lemma) > 5:
        item.mention.type, item.gender = "PERSON", "m"
    else:
        item.gender = "n"
