"""The same events come out of both label sets: Universal Dependencies, and spaCy's own English models'."""

from __future__ import annotations

import pytest
from parses import doc_of

from extract.events.component import EventExtractor
from extract.ontology import load

# name: (Universal Dependencies, CLEAR labels, expected events as "action role=head ...")
SENTENCES = {
    "passive with agent and place": (
        "The/DT/det/1 site/NN/nsubj:pass/3 was/VBD/aux:pass/3/be hosted/VBN/ROOT/3/host by/IN/case/6 a/DT/det/6 "
        "firm/NN/obl:agent/3",
        "The/DT/det/1 site/NN/nsubjpass/3 was/VBD/auxpass/3/be hosted/VBN/ROOT/3/host by/IN/agent/3 a/DT/det/6 "
        "firm/NN/pobj/4",
        ["host actor=firm target=site"],
    ),
    "negation and object": (
        "Police/NNS/nsubj/3 did/VBD/aux/3/do not/RB/advmod/3 arrest/VB/ROOT/3 the/DT/det/5 mayor/NN/obj/3",
        "Police/NNS/nsubj/3 did/VBD/aux/3/do not/RB/neg/3 arrest/VB/ROOT/3 the/DT/det/5 mayor/NN/dobj/3",
        ["arrest negative actor=Police target=mayor"],
    ),
    "control": (
        "Acme/NNP/nsubj/1 tried/VBD/ROOT/1/try to/TO/mark/3 evict/VB/xcomp/1 tenants/NNS/obj/3/tenant",
        "Acme/NNP/nsubj/1 tried/VBD/ROOT/1/try to/TO/aux/3 evict/VB/xcomp/1 tenants/NNS/dobj/3/tenant",
        ["try actor=Acme content=evict", "evict actor=Acme target=tenants"],
    ),
    "relative clause": (
        "The/DT/det/1 bank/NN/nsubj/6 which/WDT/nsubj/3 sold/VBD/acl:relcl/1/sell the/DT/det/5 shop/NN/obj/3 "
        "closed/VBD/ROOT/6/close",
        "The/DT/det/1 bank/NN/nsubj/6 which/WDT/nsubj/3 sold/VBD/relcl/1/sell the/DT/det/5 shop/NN/dobj/3 "
        "closed/VBD/ROOT/6/close",
        ["sell actor=bank target=shop", "close target=bank"],
    ),
    "event noun": (
        "The/DT/det/1 removal/NN/nsubj/6 of/IN/case/4 the/DT/det/4 mayor/NN/nmod/1 angered/VBD/dep/6 "
        "stunned/VBD/ROOT/6/stun residents/NNS/obj/6/resident",
        "The/DT/det/1 removal/NN/nsubj/6 of/IN/prep/1 the/DT/det/4 mayor/NN/pobj/2 angered/VBD/dep/6 "
        "stunned/VBD/ROOT/6/stun residents/NNS/dobj/6/resident",
        ["remove target=mayor", "stun actor=removal target=residents"],
    ),
    "gerund behind a preposition": (
        "Police/NNS/nsubj/1 prevented/VBD/ROOT/1/prevent him/PRP/obj/1 from/IN/mark/4 leaving/VBG/advcl/1/leave",
        "Police/NNS/nsubj/1 prevented/VBD/ROOT/1/prevent him/PRP/dobj/1 from/IN/prep/1 leaving/VBG/pcomp/3/leave",
        ["leave negative actor=him"],
    ),
}


@pytest.fixture(scope="module")
def component() -> EventExtractor:
    return EventExtractor(load())


def told(doc) -> list[str]:
    out = []
    for event in doc._.ew_events:
        roles = [
            f"{a.role}={doc[a.head].text}"
            for a in event.arguments
            if a.role in {"actor", "target", "content"}
        ]
        polarity = [event.polarity] if event.polarity == "negative" else []
        out.append(" ".join([event.action, *polarity, *sorted(roles)]))
    return out


@pytest.mark.parametrize("scheme", [0, 1], ids=["ud", "clear"])
@pytest.mark.parametrize("name", SENTENCES)
def test_events_of_both_label_sets(component, name, scheme):
    sentence = SENTENCES[name]
    found = told(component(doc_of(sentence[scheme])))
    for expected in sentence[2]:
        assert expected in found, found
