"""Where the names of an article stand: what the model found, and what it should have found.

Named entities of the model come first. Beside them stand runs of proper nouns (all of them
where the model finds no names at all, else those that stand where names stand, or that the
article has as a name elsewhere), countries' adjectives, and what editors put in brackets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from extract.annotate.entities import names
from extract.annotate.entities.frame import PARTS_LEFT_OUT, Frame
from extract.annotate.entities.gazetteer import country_of, is_country, is_demonym
from extract.annotate.entities.words import Words, words

# Labels of this project's models and of spaCy's (OntoNotes); others are no names.
LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC",
    "NORP": "NORP", "PRODUCT": "PRODUCT", "EVENT": "EVENT", "WORK": "WORK", "WORK_OF_ART": "WORK",
    "LAW": "WORK", "MISC": "", "MONEY": "MONEY",
}  # fmt: skip
_NOUNS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_CONTENT = frozenset({"PROPN", "NOUN", "ADJ", "VERB", "ADV"})
_HYPHENS = frozenset({"-", "–", "‑"})
_NAME_PLACES = frozenset({
    "nsubj", "nsubj:pass", "nsubj:outer", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss",
    "appos", "root", "conj", "flat",
})  # fmt: skip
_BRACKETS = {"[": "]", "(": ")"}
_LONGEST = 12  # tokens of a name
_TAILS = 20  # endings of names of one surname that are looked at


@dataclass
class NameSpan:
    """A name as found: token indices, type ("" where nothing tells it), how sure the type is (0..1)."""

    start: int
    end: int
    type: str
    weight: float
    title: str = ""  # "m", "f" or "x" where a title or honorific stands before it, else ""


def find(frame: Frame) -> list[NameSpan]:
    """Return the names of an article in text order; they do not overlap."""
    taken = [False] * len(frame.doc)
    spans: list[NameSpan] = []
    for ent in frame.doc.ents:
        if ent.label_ not in LABELS or LABELS[ent.label_] == "MONEY":
            if ent.label_ in {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "MONEY"}:
                for index in range(ent.start, ent.end):
                    taken[index] = frame.doc[index].pos_ != "PROPN" or frame.dated[index]
            continue
        if frame.part[ent.start] in PARTS_LEFT_OUT:
            continue
        span = _trimmed(frame, ent.start, _completed(frame, ent.start, ent.end))
        if span is None or all(frame.dated[i] for i in range(*span)):
            continue
        if (
            frame.part[span[0]] == "byline"
            and span[1] - span[0] == 1
            and frame.lower[span[0]] in words().person_nouns
        ):
            continue
        found = NameSpan(*span, LABELS[ent.label_], 1.0)
        _correct(frame, found)
        spans.append(found)
        for index in range(ent.start, ent.end):
            text = frame.doc[index].text  # "Dutch" of "Dutch Premier Ann Lee" is a name of its own
            taken[index] = index >= found.start or not (is_demonym(text) or is_country(text))
    model = bool(spans)
    known = {names.fold(frame.doc[s.start : s.end].text) for s in spans}
    known |= {part for s in spans if s.type == "PERSON" for part in [names.fold(frame.doc[s.end - 1].text)]}
    spans.extend(_demonyms(frame, taken))
    spans.extend(_runs(frame, taken, model, known))
    spans.extend(_repeated(frame, taken, spans))
    spans.sort(key=lambda s: s.start)
    return _snap(frame, _ships(frame, spans))


def _ships(frame: Frame, spans: list[NameSpan]) -> list[NameSpan]:
    """Make one name of a ship's prefix and what stands behind it: "INS Kaveri", "MV Doria Star"."""
    prefixes = words().lists["ship_prefixes"]
    out: list[NameSpan] = []
    for span in spans:
        before = span.start - 1
        behind = before >= 0 and frame.doc[before].text in prefixes
        if behind and frame.lower[span.start] not in words().titles:
            if out and out[-1].end == span.start:
                behind = out.pop().start == before
            span.start = before if behind else span.start
        if span.end - span.start > 1 and frame.doc[span.start].text in prefixes:
            span.type, span.title = "PRODUCT", ""
        out.append(span)
    return out


def _snap(frame: Frame, spans: list[NameSpan]) -> list[NameSpan]:
    """Widen to the left a span that is the end of a name found whole elsewhere ("[Aye Lin] Khin's").

    With the span the words taken in must be the last two or more of a person's name; a name
    that lies wholly in what is taken in goes, one that begins before it stops the widening.
    """
    known: dict[str, list[tuple[str, ...]]] = {}
    for span in spans:
        if span.type == "PERSON" and 2 <= span.end - span.start <= _LONGEST:
            wording = tuple(frame.doc[i].text for i in range(span.start, span.end))
            tails = known.setdefault(wording[-1], [])
            if len(tails) < _TAILS:
                tails.extend(wording[cut:] for cut in range(len(wording) - 1))
    out: list[NameSpan] = []
    for span in spans:
        best = span.start
        if span.type in {"PERSON", "ORG", ""} and frame.part[span.start] not in PARTS_LEFT_OUT:
            for tail in known.get(frame.doc[span.end - 1].text, ()):
                start = span.end - len(tail)
                if 0 <= start < best and all(
                    frame.doc[start + n].text == word for n, word in enumerate(tail)
                ):
                    best = start
        if best < span.start and not any(s.start < best < s.end for s in out[-_LONGEST:]):
            while out and out[-1].start >= best:
                out.pop()  # the other half was found as a name of its own
            span.start, span.type = best, "PERSON"
        out.append(span)
    return out


def _trimmed(frame: Frame, start: int, end: int) -> tuple[int, int] | None:
    """A span without determiners, possessors, punctuation and possessive endings at its edges."""
    doc = frame.doc
    while start < end and (
        doc[start].is_punct or doc[start].is_space or doc[start].pos_ == "DET" or doc[start].tag_ == "PRP$"
    ):
        start += 1
    while end > start:
        last = doc[end - 1]
        possessive = last.tag_ == "POS" or frame.lower[end - 1] in {"'s", "’s", "'", "’"}
        stop = last.is_punct and not (last.text == "." and end - 2 >= start and doc[end - 2].is_upper)
        if not (last.is_space or possessive or stop):
            break
        end -= 1
    while end - 1 > start and doc[end - 1].text[:1].islower() and doc[end - 1].is_alpha:
        end -= 1  # "Czech city of"
    table = words()
    while start < end - 1 and doc[start].is_upper and frame.lower[start] in table.lists["common_capitalised"]:
        start += 1  # "ISP Acme"
    if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"} and not doc[end].text[:1].isupper():
        while end - 1 > start and frame.lower[end - 1] in table.lists["loose_endings"]:
            end -= 1  # "the Acme Web site"
    text = doc[start:end].text
    if not any(c.isupper() or c.isdigit() for c in text) or not any(c.isalpha() for c in text):
        return None
    if all(frame.lower[i] in table.lists["common_capitalised"] or doc[i].is_punct for i in range(start, end)):
        return None
    return start, end


def _correct(frame: Frame, span: NameSpan) -> None:
    """Overrule the model where the words leave no doubt: honorifics, countries' adjectives, datelines."""
    table = words()
    if span.end - span.start > 1 and frame.lower[span.start] in table.title_gender:
        span.type = "PERSON"
    if span.type == "PERSON":
        _take_title(frame, span)
    text = frame.doc[span.start : span.end].text
    if span.type in {"PERSON", "ORG", ""} and is_country(text) and _before_role(frame, span.end):
        span.type = "GPE"
    if span.type in {"GPE", "LOC"} and is_demonym(text) and not is_country(text):
        span.type = "NORP"
    opens = frame.part[span.start] == "dateline" and (
        span.start == 0 or frame.part[span.start - 1] != "dateline"
    )
    if opens and span.type in {"PERSON", "ORG", ""} and not names.type_by_words(text.split()):
        span.type = "GPE"


def _before_role(frame: Frame, index: int) -> bool:
    """Whether an ordinary noun for the holder of a role stands at a token ("Chad leader")."""
    if index >= len(frame.doc) or not frame.doc[index].is_lower:
        return False
    noun = frame.doc[index].lemma_.lower() or frame.lower[index]
    return noun in words().person_nouns or frame.lower[index] in words().person_nouns


def _completed(frame: Frame, start: int, end: int) -> int:
    """The end of a name whose second half the model left out: "Organisation for Trade [and Growth]"."""
    inner = {frame.lower[i] for i in range(start, end)}
    if not inner & {"of", "for"} or end + 1 >= len(frame.doc) or frame.lower[end] not in {"and", "&"}:
        return end
    after = frame.doc[end + 1]
    if after.text[:1].isupper() and after.pos_ in {"PROPN", "NOUN"} and frame.rel[after.i] == "conj":
        above = frame.head[after.i]
        first = frame.doc[start]
        if start < above < end and frame.doc[above].ent_iob_ != "O" and first.i != above:
            return end + 2
    return end


def _repeated(frame: Frame, taken: list[bool], spans: list[NameSpan]) -> list[NameSpan]:
    """Words written exactly like a name found elsewhere, which a tagger or model passed over."""
    doc = frame.doc
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    entered = set()
    for span in spans:
        sequence = tuple(doc[i].text for i in range(span.start, span.end))
        if span.type == "NORP" or sequence in entered or not sequence[0][:1].isupper():
            continue
        if len(sequence) == 1 and (
            len(sequence[0]) < 3 or sequence[0].lower() in words().lists["common_capitalised"]
        ):
            continue
        entered.add(sequence)
        known.setdefault(sequence[0], []).append((sequence, span.type))
    out = []
    for token in doc:
        if taken[token.i] or token.text not in known or frame.part[token.i] in PARTS_LEFT_OUT:
            continue
        for sequence, type_ in sorted(known[token.text][:20], key=lambda pair: -len(pair[0])):
            end = token.i + len(sequence)
            if end > len(doc) or any(
                taken[i] or doc[i].text != sequence[i - token.i] for i in range(token.i, end)
            ):
                continue
            if (
                len(sequence) == 1
                and token.is_sent_start
                and not token.is_upper
                and token.pos_ not in {"PROPN", "NOUN"}
            ):
                continue
            out.append(NameSpan(token.i, end, type_, 0.3))
            for inner in range(token.i, end):
                taken[inner] = True
            break
    return out


def _demonyms(frame: Frame, taken: list[bool]) -> list[NameSpan]:
    """Countries' adjectives and words for their people, which models without names do not mark."""
    out = []
    doc = frame.doc
    for token in doc:
        index = token.i
        if taken[index] or not token.text[:1].isupper() or frame.part[index] in PARTS_LEFT_OUT:
            continue
        after = doc[index + 1] if index + 1 < len(doc) else None
        if after is not None and not taken[after.i] and is_demonym(f"{token.text} {after.text}"):
            span = NameSpan(index, index + 2, "NORP", 0.8)
        elif token.pos_ in _NOUNS and is_demonym(token.text):
            if token.pos_ == "PROPN" and _joins_name(frame, index):
                continue
            span = NameSpan(index, index + 1, "NORP", 0.8)
        else:
            continue
        out.append(span)
        for inner in range(span.start, span.end):
            taken[inner] = True
    return out


def _joins_name(frame: Frame, index: int) -> bool:
    """Whether a demonym is part of a longer name ("British Airways"), not before a title or role."""
    table = words()
    if index + 1 >= len(frame.doc) or frame.part[index] == "title":
        return False
    after = frame.doc[index + 1]
    if after.pos_ != "PROPN" or not after.text[:1].isupper():
        return False
    if frame.lower[index + 1] in table.titles or frame.lower[index + 1] in table.honorifics:
        return False
    return frame.lower[index + 1] not in table.person_nouns and frame.head[index] == _last(frame, index + 1)


def _last(frame: Frame, index: int) -> int:
    limit = index + _LONGEST
    while index + 1 < min(len(frame.doc), limit) and frame.doc[index + 1].pos_ == "PROPN":
        index += 1
    return index


def _shouting(frame: Frame) -> list[bool]:
    """For each sentence whether nearly all of its content words are capitalised, as in headlines."""
    capital: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for token in frame.doc:
        if token.is_alpha and token.pos_ in _CONTENT:
            total[frame.sentence[token.i]] += 1
            capital[frame.sentence[token.i]] += token.text[0].isupper()
    count = max(frame.sentences, 1)
    return [total[number] >= 4 and capital[number] >= 0.9 * total[number] for number in range(count)]


def _runs(frame: Frame, taken: list[bool], model: bool, known: set[str]) -> list[NameSpan]:
    """Runs of proper nouns outside the names found so far."""
    shouting = _shouting(frame)
    found: list[NameSpan] = []
    index = 0
    while index < len(frame.doc):
        if not _starts(frame, taken, index):
            index += 1
            continue
        end = _run_end(frame, taken, index)
        start = index
        while not shouting[frame.sentence[index]] and start > 0 and _leads(frame, taken, start - 1, end):
            start -= 1
        found.extend(_cut(frame, start, end))
        index = end
    plain = {
        names.fold(frame.doc[s.start : s.end].text) for s in found if not shouting[frame.sentence[s.start]]
    } | known
    out = []
    for span in found:
        text = frame.doc[span.start : span.end].text
        key = names.fold(text)
        if shouting[frame.sentence[span.start]] and key not in plain and not is_country(text):
            continue
        if model and not (key in known or is_country(text) or span.title or _stands_as_name(frame, span)):
            continue
        out.append(span)
        for inner in range(span.start, span.end):
            taken[inner] = True
    return out


def _starts(frame: Frame, taken: list[bool], index: int) -> bool:
    token = frame.doc[index]
    if taken[index] or frame.dated[index] or frame.part[index] in PARTS_LEFT_OUT:
        return False
    if token.pos_ != "PROPN" and not _heads_title(frame, index):
        return False
    if not any(c.isupper() or c.isdigit() for c in token.text[:3]) or not any(
        c.isalpha() for c in token.text
    ):
        return False
    return frame.lower[index] not in words().lists["calendar"]


def _heads_title(frame: Frame, index: int) -> bool:
    """Whether a common noun heads a name of common words: "our Acceptable Use Policy", in running text.

    The last of two capitalised words or more, the first of which does not open the sentence.
    """
    doc = frame.doc
    if doc[index].pos_ != "NOUN" or not doc[index].text.istitle() or index < 2:
        return False
    before = doc[index - 1]
    if not before.text.istitle() or before.pos_ not in {"ADJ", "NOUN"} or before.is_sent_start:
        return False
    after = doc[index + 1] if index + 1 < len(doc) else None
    if after is not None and (after.text[:1].isupper() or after.text in _HYPHENS):
        return False
    small = [t for t in before.sent if t.is_alpha and len(t) > 3 and t.text[:1].islower()]
    return len(small) >= 2  # a headline in title case has none


def _leads(frame: Frame, taken: list[bool], index: int, end: int) -> bool:
    """Whether a capitalised adjective or noun before a run belongs to it ("Acceptable Use Policy")."""
    token = frame.doc[index]
    if taken[index] or frame.dated[index] or token.is_sent_start or token.pos_ not in {"ADJ", "NOUN"}:
        return False
    if not token.text[:1].isupper() or not token.is_alpha or not token.whitespace_:
        return False
    if frame.lower[index] in words().lists["common_capitalised"] or end - index > _LONGEST:
        return False
    return index < frame.head[index] < end or frame.rel[index] in {"amod", "compound"}


def _run_end(frame: Frame, taken: list[bool], start: int) -> int:
    """The end of the run of name words that begins at a token."""
    doc, table = frame.doc, words()
    limit = min(len(doc), start + _LONGEST)
    end = start + 1
    while end < limit:
        token = doc[end]
        if taken[end] or frame.dated[end]:
            break
        glued = not doc[end - 1].whitespace_
        if token.text in _HYPHENS and glued and not token.whitespace_ and end + 1 < limit:
            after = doc[end + 1]
            if (after.text[:1].isupper() or after.text[:1].isdigit() or after.pos_ == "PROPN") and not taken[
                end + 1
            ]:
                end += 2
                continue
            break
        if token.pos_ == "PROPN" and token.text[:1].isalnum() and not token.text[:1].islower():
            if _apart(frame, start, end - 1, end):
                break
            end += 1
            continue
        if _links(frame, taken, start, end, limit, table):
            end += 2 if doc[end + 1].pos_ != "DET" else 3
            continue
        break
    return end


def _apart(frame: Frame, start: int, left: int, right: int) -> bool:
    """Whether two proper nouns in a row are two names ("gave Alice Bob's address").

    They are one where the parse joins them, directly or by a later word of the same run.
    """
    if not frame.parsed or frame.doc[left].tag_ == "HYPH":
        return False
    above, over = frame.head[right], frame.head[left]
    if start <= above < right or over == right or (above == over and above > right):
        return False
    return not (right < over <= right + _LONGEST and frame.doc[over].pos_ in {"PROPN", "NOUN"})


def _links(frame: Frame, taken: list[bool], start: int, end: int, limit: int, table: Words) -> bool:
    """Whether a small word joins two halves of one name: "Bank of England", "Marks & Spencer"."""
    token = frame.doc[end]
    word = frame.lower[end]
    if end + 1 >= limit or word not in table.lists["linking_words"] or token.text[:1].isupper():
        return False
    after = end + 1
    if frame.lower[after] == "the" and after + 1 < limit:
        after += 1
    other = frame.doc[after]
    if (
        other.pos_ not in {"PROPN", "NOUN"}
        or not other.text[:1].isupper()
        or taken[after]
        or frame.dated[after]
    ):
        return False
    if word == "&":
        return True
    parts = [frame.lower[i] for i in range(start, end)]
    if word == "and":
        return any(p in {"of", "for"} for p in parts) and frame.rel[after] == "conj"
    head = parts[-1]
    if word in {"on", "in", "to"}:
        return head in {"council", "committee", "commission", "centre", "center", "campaign", "institute"}
    if head in table.titles and head not in {"justice"}:
        return False
    return head in table.org_words or head in table.name_types


def _cut(frame: Frame, start: int, end: int) -> list[NameSpan]:
    """The names in a run: "US President Ann Lee" holds two, "Web" at the end belongs to "site"."""
    doc, table = frame.doc, words()
    while end > start and frame.lower[end - 1] in table.lists["loose_endings"]:
        end -= 1
    if end <= start or end - start > _LONGEST:
        return []
    if all(frame.lower[i] in table.lists["common_capitalised"] for i in range(start, end)):
        return []
    if end - start == 1 and (frame.lower[start] in table.titles or frame.lower[start] in table.honorifics):
        return []
    parts = [frame.lower[i] for i in range(start, end)]
    if all(word in table.titles for word in parts):
        return []  # "Vice President" before a name that the model found
    whole = [doc[i].text for i in range(start, end)]
    titles = [n for n, word in enumerate(parts[:-1]) if word in table.titles or word in table.honorifics]
    tells = names.type_by_words(whole)
    if titles and not tells and titles[-1] < len(parts) - 1 and not {"of", "for"}.intersection(parts):
        first = titles[-1] + 1
        person = NameSpan(start + first, end, "PERSON", 0.9)
        person.title = table.title_gender.get(parts[titles[-1]], "") or "x"
        before = titles[0]
        return [*(_cut(frame, start, start + before) if before else []), person]
    if (
        len(parts) > 1
        and doc[start].is_upper
        and (is_country(doc[start].text) or doc[start].text in table.known)
        and (parts[1] in table.person_nouns or parts[1] in table.titles)
    ):
        return [_span(frame, start, start + 1)]
    return [_span(frame, start, end)]


def _take_title(frame: Frame, span: NameSpan) -> None:
    """Move titles from the front of a person's name into `title`, or see one before it."""
    table = words()
    kept = table.lists["kept_titles"]
    limit = span.start + names.title_words([frame.doc[i].text for i in range(span.start, span.end)])
    first = span.start
    while first < limit and frame.lower[first] not in kept:
        word = frame.lower[first]
        span.title = table.title_gender.get(word) or table.person_nouns.get(word) or span.title or "x"
        first += 1
    span.start = first
    before = span.start - 1
    if not span.title and before >= 0:
        word = frame.lower[before]
        if word in table.honorifics or (word in table.titles and frame.doc[before].text[:1].isupper()):
            span.title = table.title_gender.get(word, "") or "x"


def _span(frame: Frame, start: int, end: int) -> NameSpan:
    """A name whose type its own words tell, or nothing does."""
    text = frame.doc[start:end].text
    parts = [frame.doc[i].text for i in range(start, end)]
    table = words()
    if text in table.known or names.domain_owner(text):
        return NameSpan(start, end, "ORG", 0.7)
    if is_country(text):
        return NameSpan(start, end, "GPE", 0.8)
    if is_demonym(text):
        return NameSpan(start, end, "NORP", 0.8)
    told = names.type_by_words(parts)
    if told:
        return NameSpan(start, end, told, 0.6)
    if country_of(text):
        return NameSpan(start, end, "GPE", 0.5)
    if 2 <= len(parts) <= 4 and parts[0] in table.given_names:
        return NameSpan(start, end, "PERSON", 0.6)
    return NameSpan(start, end, "", 0.1)


def _stands_as_name(frame: Frame, span: NameSpan) -> bool:
    """Whether a run stands where a name does, in a sentence with ordinary capitals."""
    head = frame.head_of(span.start, span.end)
    if frame.lower[head] in words().lists["common_capitalised"]:
        return False
    named = frame.doc[head].pos_ == "PROPN" or _heads_title(frame, head)
    return named and frame.rel[head] in _NAME_PLACES


def bracketed(frame: Frame, start: int) -> int:
    """The index of the bracket that closes the one at `start`, or -1 where none does soon."""
    close = _BRACKETS.get(frame.doc[start].text, "")
    if not close:
        return -1
    for index in range(start + 1, min(len(frame.doc), start + _LONGEST + 2)):
        if frame.doc[index].text == close:
            return index
    return -1
