"""Turns of transcripts, block quotations and labels of headlines, in sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

Told = tuple[str, str]


def attributed(nlp: Language, text: str, title: int = 0) -> list[Told]:
    """Source and content of the outermost attributions, contents joined."""
    doc: Doc = nlp.make_doc(text)
    doc._.ew_title_length = title
    doc = nlp(doc)
    out = []
    for found in doc._.ew_attributions:
        if found.parent is None:
            source = "" if found.source is None else doc[found.source.start : found.source.end].text
            out.append((source, " / ".join(text[start:end] for start, end in found.content)))
    return out


_INTRO = "The harbour master, Nora Quill, met the pilot, Ivan Brandt, on the quay.\n\n"
_TURNS = {
    "capitals": "QUILL: We never closed the lock.\n\nBRANDT: Then who did it?",
    "title case": "Quill: We never closed the lock.\n\nBrandt: Then who did it?",
    "inside an opening mark": '"QUILL: We never closed the lock.\n\n"BRANDT: Then who did it?',
    "in one paragraph": '"QUILL: We never closed the lock." "BRANDT: Then who did it?',
    "behind a full stop": "QUILL: We never closed the lock. BRANDT: Then who did it?",
}


@pytest.mark.parametrize("turns", _TURNS.values(), ids=_TURNS)
def test_labels_open_turns_and_are_resolved(nlp: Language, turns: str) -> None:
    told = [(source, content.strip('" ')) for source, content in attributed(nlp, _INTRO + turns)]
    assert told == [("Nora Quill", "We never closed the lock."), ("Ivan Brandt", "Then who did it?")]


def test_question_and_answer(nlp: Language) -> None:
    text = "The keeper of the lighthouse is old.\n\nQ: Do you sleep at night?\n\nA: I sleep at noon."
    assert attributed(nlp, text) == [("Q", "Do you sleep at night?"), ("A", "I sleep at noon.")]


def test_a_turn_goes_on_to_the_next_label(nlp: Language) -> None:
    turns = (
        "QUILL: We never closed the lock.\n\nIt was dark, and my lamp was out.\n\nBRANDT: Then who did it?"
    )
    told = attributed(nlp, _INTRO + turns)
    assert told[0] == ("Nora Quill", "We never closed the lock. / It was dark, and my lamp was out.")
    assert told[1][0] == "Ivan Brandt"


def test_the_reporter_speaks_behind_the_last_turn(nlp: Language) -> None:
    turns = "QUILL: We never closed the lock.\n\nBRANDT: Then who did it?\n\nThe inquiry was adjourned."
    assert attributed(nlp, _INTRO + turns)[-1] == ("Ivan Brandt", "Then who did it?")


def test_namesakes_stay_as_labelled(nlp: Language) -> None:
    intro = "Nora Quill met Peter Quill and Ivan Brandt on the quay.\n\n"
    told = attributed(nlp, intro + _TURNS["capitals"])
    assert [source for source, _ in told] == ["QUILL", "Ivan Brandt"]


def test_a_report_within_a_turn_stands_in_it(nlp: Language) -> None:
    told = attributed(
        nlp, _INTRO + "QUILL: We never closed the lock.\n\nBRANDT: The mate said you closed it."
    )
    assert told[-1] == ("Ivan Brandt", "The mate said you closed it.")
    assert len(told) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails twice.\n\nPrice: your fare is low.\n\nPlace: the old quay, where we land.",
        "The league met.\n\nUPDATE: We have new scores.\n\nUPDATE: You have them below.",
        "Nora Quill met Ivan Brandt.\n\nQuill: 4-27\n\nBrandt: 3-40",
        "Nora Quill met Ivan Brandt.\n\nQUILL: We closed the lock.",
        "Here are Nora Quill and Ivan Brandt.\n\nNora Quill: The lock. It was built in May.\n\n"
        "Ivan Brandt: The quay. It fell in June.",
    ],
    ids=["list", "update", "figures", "one label", "headings"],
)
def test_what_opens_no_turn(nlp: Language, text: str) -> None:
    assert attributed(nlp, text) == []


_BLOCKS = {
    "one paragraph": "The keeper wrote:\n\nThe lamp must burn all night. No ship may pass.\n\nThe crew left in May.",
    "a message": "The letter read:\n\nThe lamp must burn all night. No ship may pass.\n\nThe crew left in May.",
    "with a place": "Nora Quill added in a note:\n\nThe lamp must burn all night. No ship may pass.\n\nThe crew left.",
}


@pytest.mark.parametrize("text", _BLOCKS.values(), ids=_BLOCKS)
def test_a_block_below_a_colon_is_quoted(nlp: Language, text: str) -> None:
    told = attributed(nlp, "The harbour is old, and it is closed.\n\n" + text)
    assert [content for _, content in told] == ["The lamp must burn all night. No ship may pass."]
    assert told[0][0] in {"The keeper", "The letter", "Nora Quill"}


def test_an_indented_block_has_more_paragraphs(nlp: Language) -> None:
    text = "It was late.\n\nThe keeper wrote:\n\n    The lamp must burn.\n\n    No ship may pass.\n\nThe crew left."
    assert attributed(nlp, text) == [("The keeper", "The lamp must burn. / No ship may pass.")]


@pytest.mark.parametrize(
    "text",
    [
        "It was late.\n\nThe keeper bought these things:\n\nThe lamp burnt all night.",
        "It was late.\n\nThe keeper wrote slowly.\n\nThe lamp burnt all night.",
    ],
    ids=["no cue", "no colon"],
)
def test_what_is_no_block(nlp: Language, text: str) -> None:
    assert attributed(nlp, text) == []


def test_a_report_below_a_colon_stays_its_own(nlp: Language) -> None:
    told = attributed(nlp, "It was late.\n\nThe keeper wrote:\n\nNora Quill said that the lamp was out.")
    assert told == [("Nora Quill", "that the lamp was out")]


@pytest.mark.parametrize(
    "text",
    [
        '" The lamp must burn all night , " said Nora Quill .',
        '" The lamp must burn all night " said Nora Quill .',
        'Nora Quill said , " The lamp must burn all night . "',
    ],
)
def test_marks_with_space_on_both_sides(nlp: Language, text: str) -> None:
    ((source, content),) = attributed(nlp, text)
    assert source == "Nora Quill"
    assert content.strip('" ,.') == "The lamp must burn all night"


@pytest.mark.parametrize(
    "text",
    [
        '" The lamp must burn , " she said , " and no ship may pass . "',
        'The lamp must burn , " she said , " and no ship may pass . "',
    ],
    ids=["both parts", "first mark lost"],
)
def test_a_reporting_clause_is_never_quoted(nlp: Language, text: str) -> None:
    contents = [content for _, content in attributed(nlp, text)]
    assert contents
    assert any("no ship may pass" in content for content in contents)
    assert not any("said" in content for content in contents)


_STORY = "\n\nThe lorry was found on Monday behind the old mill in Ashford. It had been missing for a week."
_HEADLINES = {
    "Police: lorry was stolen by two boys": ("Police", "lorry was stolen by two boys"),
    "Fire officials: lamp caused the blaze": ("Fire officials", "lamp caused the blaze"),
    "Study: walking helps old dogs": ("Study", "walking helps old dogs"),
    "Nora Quill: the bridge is safe": ("Nora Quill", "the bridge is safe"),
    "Two boys stole the lorry: police": ("police", "Two boys stole the lorry"),
}


@pytest.mark.parametrize("title", _HEADLINES)
def test_the_label_of_a_headline_is_its_source(nlp: Language, title: str) -> None:
    assert attributed(nlp, title + _STORY, len(title)) == [_HEADLINES[title]]


@pytest.mark.parametrize(
    "title",
    ["Ashford: lorry was found", "Police: a long history", "Cup final: boys win again", "Nora Quill: a life"],
)
def test_what_is_no_source_of_a_headline(nlp: Language, title: str) -> None:
    assert attributed(nlp, title + _STORY, len(title)) == []


def test_a_label_in_the_story_is_none_of_a_headline(nlp: Language) -> None:
    assert attributed(nlp, "The lorry is back." + _STORY + "\n\nPolice: the boys were there.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said the bridge was closed, adding that it would open soon.",
            [("The mayor", "the bridge was closed"), ("The mayor", "that it would open soon")],
        ),
        (
            "The minister said the plant would close, in a speech to workers.",
            [("The minister", "the plant would close")],
        ),
        (
            "The minister said the plant would close, in the middle of May.",
            [("The minister", "the plant would close, in the middle of May")],
        ),
        ("On Monday, the mayor said the bridge was closed.", [("the mayor", "the bridge was closed")]),
        (
            "The plant was safe, the minister said on Monday, after she had toured it.",
            [("the minister", "The plant was safe")],
        ),
        (
            "The plant, the minister said, was safe after the storm.",
            [("the minister", "The plant / was safe after the storm")],
        ),
        ("The children mocked up a ship in the yard.", []),
        ("The crew mocked the captain.", [("The crew", "the captain")]),
        ("The boy brought up a bucket from the well.", []),
        ("The keeper was prepared to leave the harbour.", []),
        ("The mayor said that the lies were so bold.", [("The mayor", "that the lies were so bold")]),
    ],
)
def test_how_far_a_content_reaches(nlp: Language, text: str, expected: list[Told]) -> None:
    assert attributed(nlp, text) == expected


def test_a_result_is_not_what_was_told(nlp: Language) -> None:
    told = attributed(nlp, "The mayor told so many lies that nobody listened.")
    assert ("The mayor", "that nobody listened") not in told


@pytest.mark.parametrize("label", ["O'NEIL", "O’BRIEN", "J.", "D.J.", "P1", "R2D2", "KIM-LEE"])
def test_a_label_of_odd_letters_is_one_too(extractor, label):
    text = f"{label}: We met on Monday.\n\nKIM: We left.\n\n{label}: We met again.\n\nKIM: We left.\n"
    events = extractor(text).events
    assert [e.action for e in events] == ["meet", "leave", "meet", "leave"]
