"""What the components leave on a Doc survives writing and reading the Doc."""

import spacy
from spacy.tokens import Doc, DocBin

from extract.annotate.types import Attribution, Entity, Mention, Phrase, Region, TimeExpression
from extract.events.types import Argument, Event, Rejected


def filled_doc() -> Doc:
    doc = spacy.blank("en")("Miners struck on Monday, she said.")
    doc._.ew_published = "2005-03-03"
    doc._.ew_layout = [Region("body", 0, 34)]
    doc._.ew_dates = [TimeExpression(3, 4, 17, 23, "DATE", "2005-02-28", date_from="2005-02-28")]
    doc._.ew_attributions = [Attribution("indirect", Phrase(5, 6, 5), None, [(0, 23), (24, 34)])]
    doc._.ew_entities = [Entity("Miners", False, mentions=[Mention(0, 1, 0, "nominal", "PERSON")])]
    doc._.ew_events = [
        Event(
            Phrase(1, 2, 1), "strike", "struck", "event", "strike", 0, "body",
            arguments=[Argument("actor", 0, 1, 0), Argument("time", 2, 4, 3, date=0)],
            attribution=0,
        )
    ]  # fmt: skip
    return doc


def values_of(doc: Doc) -> dict[str, object]:
    names = ("published", "layout", "dates", "attributions", "entities", "events")
    return {name: getattr(doc._, f"ew_{name}") for name in names}


def test_doc_bytes_carry_annotations():
    doc = filled_doc()
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert values_of(again) == values_of(doc)
    assert isinstance(again._.ew_attributions[0].content[1], tuple)
    assert isinstance(again._.ew_events[0], Event)


def test_doc_bin_carries_annotations():
    doc = filled_doc()
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(doc.vocab)
    for name, value in values_of(doc).items():  # a DocBin gives the lists themselves back as tuples
        read = values_of(again)[name]
        assert (list(read) if isinstance(read, tuple) else read) == value


def test_rejected_candidates_are_carried():
    doc = spacy.blank("en")("word")
    doc.user_data["rejected"] = [Rejected(0, "no verb")]
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again.user_data["rejected"] == [Rejected(0, "no verb")]


def test_other_values_pass_untouched():
    doc = spacy.blank("en")("word")
    doc.user_data["mine"] = {"a": [1, 2.5, "x", None]}
    assert Doc(doc.vocab).from_bytes(doc.to_bytes()).user_data["mine"] == {"a": [1, 2.5, "x", None]}


def test_two_processes_hand_annotations_back():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    docs = list(nlp.pipe([filled_doc() for _ in range(3)], n_process=2, batch_size=1))
    assert [values_of(doc) for doc in docs] == [values_of(filled_doc())] * 3
