"""The reader of TimeML in benchmarks/, and what its scorers take from a document (made up)."""

from __future__ import annotations

import pytest
import score_factuality
import score_linking
import timeml

SOURCE = """<TimeML><DCT><TIMEX3 tid="t0" type="TIME" value="1998-08-12T10:00:00"
 functionInDocument="CREATION_TIME">today</TIMEX3></DCT>
<TEXT>Hill &amp; Sons <EVENT eid="e1" class="OCCURRENCE">closed</EVENT> the mill on
<TIMEX3 tid="t1" type="DATE" value="1998-08-10" temporalFunction="true">Monday</TIMEX3>.
The union did not <EVENT eid="e2" class="OCCURRENCE">strike</EVENT>, <TIMEX3 tid="t9" type="SET" value=""/>but may
<EVENT eid="e3" class="OCCURRENCE">march</EVENT>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1" pos="VERB" tense="PAST" aspect="NONE" polarity="POS"/>
<MAKEINSTANCE eventID="e2" eiid="ei2" pos="VERB" tense="PAST" aspect="NONE" polarity="NEG"/>
<MAKEINSTANCE eventID="e3" eiid="ei3" pos="VERB" tense="NONE" aspect="NONE" polarity="POS" modality="may"/>
<TLINK lid="l1" relType="IS_INCLUDED" eventInstanceID="ei1" relatedToTime="t1"/>
<TLINK lid="l2" relType="BEFORE" timeID="t1" relatedToEventInstance="ei1"/>
<TLINK lid="l3" relType="AFTER" eventInstanceID="ei3" relatedToTime="t1"/>
<TLINK lid="l4" relType="AFTER" eventInstanceID="ei3" relatedToTime="t0"/></TimeML>"""


@pytest.fixture(scope="module")
def document():
    return timeml.read("TimeBank/made_up.tml", SOURCE)


def _marked(document, marked):
    return [document.text[one.start : one.end] for one in marked]


def test_what_is_marked_stands_in_the_text(document):
    assert document.text.startswith("Hill & Sons closed the mill on\nMonday.")
    assert _marked(document, document.times) == ["Monday"]
    assert _marked(document, document.events) == ["closed", "strike", "march"]
    assert (document.created, document.times[0].value) == ("1998-08-12", "1998-08-10")
    assert len(document.tags["TLINK"]) == 4


def test_a_text_without_a_date_of_publication():
    document = timeml.read("x", "<TEXT>It <EVENT eid='e1'>rained</EVENT>.</TEXT>")
    assert (document.text, document.created, document.times) == ("It rained.", None, [])


def test_links_of_a_sentence_read_from_the_event(document):
    closed, strike, march = score_linking.read_links(document)
    assert [relation for relation, _ in closed.links] == ["IS_INCLUDED", "AFTER"]
    assert [time.value for time in closed.times(score_linking.AT)] == ["1998-08-10"]
    assert strike.links == []
    assert march.links == []  # its times are in another sentence, or not in the text


def test_what_timeml_says_of_events(document):
    closed, strike, march = score_factuality.read_events(document)
    assert closed.answers == {
        "negation": "no",
        "not certain": "no",
        "tense of verbs": "past",
        "time of events": "past",
    }
    assert strike.answers["negation"] == "yes"
    assert march.answers == {"negation": "no", "not certain": "yes", "time of events": "future"}


def test_polarity_of_the_unseen_set_is_not_asked():
    events = score_factuality.read_events(timeml.read("AQUAINT/made_up.tml", SOURCE))
    assert all("negation" not in event.answers for event in events)
