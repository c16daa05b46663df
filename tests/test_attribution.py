"""Who says what, one sentence a rule. Parses are written by hand: tag/label/head for each token.

An expected attribution is (source, cue, contents); the names of the cases are the rules.
"""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.annotate.attribution import make_attribution
from extract.annotate.types import Attribution, Region

_BLANK = spacy.blank("en")
_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET", "JJ": "ADJ", "RB": "ADV",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "CC": "CCONJ", "CD": "NUM", "POS": "PART", "_SP": "SPACE",
}  # fmt: skip
_FIND = make_attribution(_BLANK, "eventwire_attribution")


def parsed(text: str, parse: str) -> Doc:
    """A Doc of spaCy's own tokens with the parse given as tag/label/head, one item a token."""
    words = _BLANK.make_doc(text)
    rows = [item.rsplit("/", 2) for item in parse.split()]
    assert len(rows) == len(words), [token.text for token in words]
    return Doc(
        _BLANK.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=[row[0] for row in rows],
        pos=[
            "AUX" if row[1].split(":")[0] in {"aux", "cop"} else _COARSE.get(row[0], "PUNCT") for row in rows
        ],
        deps=[row[1] for row in rows],
        heads=[int(row[2]) for row in rows],
    )


def told(doc: Doc) -> list[tuple[str, str, list[str]]]:
    """The attributions found, as texts; contents are checked to hold no white space at their edges."""
    out = []
    for found in _FIND(doc)._.ew_attributions:
        contents = [doc.text[start:end] for start, end in found.content]
        assert contents
        assert all(content == content.strip() and content for content in contents)
        source = "" if found.source is None else doc[found.source.start : found.source.end].text
        cue = "" if found.cue is None else doc[found.cue.start : found.cue.end].text
        out.append((source, cue, contents))
    return out


def heads(doc: Doc) -> list[str]:
    return [doc[found.source.head].text for found in doc._.ew_attributions if found.source is not None]


CASES = {
    "a clause without that": (
        "The ministry said the bridge was closed.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj:pass/6 VBD/aux:pass/6 VBN/ccomp/2 ./punct/2",
        [("The ministry", "said", ["the bridge was closed"])],
    ),
    "the coordinated clause is reported too": (
        "The bakers claimed the mill was safe and had been checked.",
        "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/6 VBD/cop/6 JJ/ccomp/2 CC/cc/10 VBD/aux/10 "
        "VBN/aux:pass/10 VBN/conj/6 ./punct/2",
        [("The bakers", "claimed", ["the mill was safe and had been checked"])],
    ),
    "a past perfect coordinated with the cue is reported by the sequence of tenses": (
        "The bakers claimed the mill was safe and had been checked.",
        "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/6 VBD/cop/6 JJ/ccomp/2 CC/cc/10 VBD/aux/10 "
        "VBN/aux:pass/10 VBN/conj/2 ./punct/2",
        [("The bakers", "claimed", ["the mill was safe and had been checked"])],
    ),
    "another source's contrary view is not the first one's": (
        "The mayor said the dam would hold, but engineers think otherwise.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/6 MD/aux/6 VB/ccomp/2 ,/punct/10 CC/cc/10 "
        "NNS/nsubj/10 VBP/conj/6 RB/advmod/10 ./punct/2",
        [("The mayor", "said", ["the dam would hold"])],
    ),
    "an addressee is no content": (
        "The nurse told reporters that the ward was full.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 NNS/iobj/2 IN/mark/8 DT/det/6 NN/nsubj/8 VBD/cop/8 JJ/ccomp/2 ./punct/2",
        [("The nurse", "told", ["that the ward was full"])],
    ),
    "an accusation takes the accused and the deed": (
        "The union accused the ministry of hiding the report.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 IN/mark/6 VBG/advcl/2 DT/det/8 NN/obj/6 ./punct/2",
        [("The union", "accused", ["the ministry of hiding the report"])],
    ),
    "a denied deed as gerund": (
        "The firm denied selling arms.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 VBG/xcomp/2 NNS/obj/3 ./punct/2",
        [("The firm", "denied", ["selling arms"])],
    ),
    "what follows the denial in time is the reporter's": (
        "The firm denied selling arms, following the sale of ships.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 VBG/xcomp/2 NNS/obj/3 ,/punct/8 VBG/case/8 DT/det/8 NN/obl/3 "
        "IN/case/10 NNS/nmod/8 ./punct/2",
        [("The firm", "denied", ["selling arms"])],
    ),
    "a promised deed as infinitive": (
        "The minister promised to resign.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 TO/mark/4 VB/xcomp/2 ./punct/2",
        [("The minister", "promised", ["to resign"])],
    ),
    "according to, behind": (
        "Prices fell by a third, according to the port authority.",
        "NNS/nsubj/1 VBD/ROOT/1 IN/case/4 DT/det/4 NN/obl/1 ,/punct/10 VBG/case/10 IN/fixed/6 DT/det/10 "
        "NN/compound/10 NN/obl/1 ./punct/1",
        [("the port authority", "according to", ["Prices fell by a third"])],
    ),
    "according to, before": (
        "According to officials, prices fell.",
        "VBG/case/2 IN/fixed/0 NNS/obl/5 ,/punct/2 NNS/nsubj/5 VBD/ROOT/5 ./punct/5",
        [("officials", "According to", ["prices fell"])],
    ),
    "a reporting clause put in between commas splits the content": (
        "The bridge, she said, was closed.",
        "DT/det/1 NN/nsubj:pass/7 ,/punct/4 PRP/nsubj/4 VBD/parataxis/7 ,/punct/4 VBD/aux:pass/7 VBN/ROOT/7 "
        "./punct/7",
        [("she", "said", ["The bridge", "was closed"])],
    ),
    "a reporting clause at the end": (
        "The bridge was closed, officials said.",
        "DT/det/1 NN/nsubj:pass/3 VBD/aux:pass/3 VBN/ccomp/6 ,/punct/3 NNS/nsubj/6 VBD/ROOT/6 ./punct/6",
        [("officials", "said", ["The bridge was closed"])],
    ),
    "raising passive without a source": (
        "The clerk is said to have burned the files.",
        "DT/det/1 NN/nsubj:pass/3 VBZ/aux:pass/3 VBN/ROOT/3 TO/mark/6 VB/aux/6 VBN/xcomp/3 DT/det/8 NNS/obj/6 "
        "./punct/3",
        [("", "is said", ["The clerk", "to have burned the files"])],
    ),
    "impersonal passive without a source": (
        "It was alleged that the clerk burned the files.",
        "PRP/expl/2 VBD/aux:pass/2 VBN/ROOT/2 IN/mark/6 DT/det/5 NN/nsubj/6 VBD/csubj:pass/2 DT/det/8 "
        "NNS/obj/6 ./punct/2",
        [("", "was alleged", ["that the clerk burned the files"])],
    ),
    "hearsay adverb without a source": (
        "The clerk reportedly burned the files.",
        "DT/det/1 NN/nsubj/3 RB/advmod/3 VBD/ROOT/3 DT/det/5 NNS/obj/3 ./punct/3",
        [("", "reportedly", ["The clerk", "burned the files"])],
    ),
    "a noun of saying with its possessor": (
        "The union's claim that mines are unsafe angered owners.",
        "DT/det/1 NN/nmod:poss/3 POS/case/1 NN/nsubj/8 IN/mark/7 NNS/nsubj/7 VBP/cop/7 JJ/acl/3 VBD/ROOT/8 "
        "NNS/obj/8 ./punct/8",
        [("The union", "claim", ["that mines are unsafe"])],
    ),
    "a statement belongs to the cue, and that finds its clause though misparsed": (
        "The board said in a statement that it had sold the ships.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 IN/case/5 DT/det/5 NN/obl/2 IN/mark/9 PRP/nsubj/9 VBD/aux/9 "
        "VBN/acl:relcl/5 DT/det/11 NNS/obj/9 ./punct/2",
        [("The board", "said in a statement", ["that it had sold the ships"])],
    ),
    "a relative clause speaks for its antecedent and ends with itself": (
        "The teacher, who said the school was cold, went home.",
        "DT/det/1 NN/nsubj/10 ,/punct/4 WP/nsubj/4 VBD/acl:relcl/1 DT/det/6 NN/nsubj/8 VBD/cop/8 JJ/ccomp/4 "
        ",/punct/4 VBD/ROOT/10 RB/advmod/10 ./punct/10",
        [("The teacher", "said", ["the school was cold"])],
    ),
    "a coordinated cue shares the subject": (
        "The driver stopped and said he was lost.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 CC/cc/4 VBD/conj/2 PRP/nsubj/7 VBD/cop/7 JJ/ccomp/4 ./punct/2",
        [("The driver", "said", ["he was lost"])],
    ),
    "a participle shares the subject": (
        "The shop closed, saying that rents rose.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 ,/punct/4 VBG/advcl/2 IN/mark/7 NNS/nsubj/7 VBD/ccomp/4 ./punct/2",
        [("The shop", "saying", ["that rents rose"])],
    ),
    "refusing to say is one cue": (
        "The clerk declined to say whether files burned.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 TO/mark/4 VB/xcomp/2 IN/mark/7 NNS/nsubj/7 VBD/ccomp/4 ./punct/2",
        [("The clerk", "declined to say", ["whether files burned"])],
    ),
    "urging takes those urged and the deed": (
        "The council urged residents to boil water.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 NNS/obj/2 TO/mark/5 VB/xcomp/2 NN/obj/5 ./punct/2",
        [("The council", "urged", ["residents to boil water"])],
    ),
    "an adjective of judgement": (
        "The judge was critical of the police.",
        "DT/det/1 NN/nsubj/3 VBD/cop/3 JJ/ROOT/3 IN/case/6 DT/det/6 NN/obl/3 ./punct/3",
        [("The judge", "was critical of", ["the police"])],
    ),
    "a headline whose verb is taken for a noun": (
        "Minister denies taking bribes",
        "NNP/compound/1 NNS/nsubj/2 VBG/ROOT/2 NNS/obj/2",
        [("Minister", "denies", ["taking bribes"])],
    ),
    "belief counts": (
        "Owners fear the river will rise.",
        "NNS/nsubj/1 VBP/ROOT/1 DT/det/3 NN/nsubj/5 MD/aux/5 VB/ccomp/1 ./punct/1",
        [("Owners", "fear", ["the river will rise"])],
    ),
    "direct speech before an inverted cue; the apposition is the source's, the day is not": (
        '"We close at noon," said Ann Lee, head of the library, on Monday.',
        "``/punct/2 PRP/nsubj/2 VBP/ccomp/7 IN/case/4 NN/obl/2 ,/punct/2 ''/punct/2 VBD/ROOT/7 NNP/nsubj/7 "
        "NNP/flat/8 ,/punct/11 NN/appos/8 IN/case/14 DT/det/14 NN/nmod/11 ,/punct/17 IN/case/17 NNP/obl/7 ./punct/7",
        [("Ann Lee, head of the library", "said", ['"We close at noon,"'])],
    ),
    "further quoted sentences go on with the speaker": (
        '"We close at noon," Lee said. "Nobody comes later. The staff are tired."',
        "``/punct/2 PRP/nsubj/2 VBP/ccomp/8 IN/case/4 NN/obl/2 ,/punct/2 ''/punct/2 NNP/nsubj/8 VBD/ROOT/8 "
        "./punct/8 ``/punct/12 NN/nsubj/12 VBZ/ROOT/12 RB/advmod/12 ./punct/12 DT/det/16 NN/nsubj/18 "
        "VBP/cop/18 JJ/ROOT/18 ./punct/18 ''/punct/18",
        [("Lee", "said", ['"We close at noon,"', '"Nobody comes later. The staff are tired."'])],
    ),
    "a message speaks for those it is from": (
        'A letter from the tenants said: "The roof leaks. The boiler is dead."',
        "DT/det/1 NN/nsubj/5 IN/case/4 DT/det/4 NNS/nmod/1 VBD/ROOT/5 :/punct/10 ``/punct/10 DT/det/9 "
        "NN/nsubj/10 VBZ/ccomp/5 ./punct/10 DT/det/13 NN/nsubj/15 VBZ/cop/15 JJ/ROOT/15 ./punct/15 ''/punct/15",
        [("A letter from the tenants", "said:", ['"The roof leaks. The boiler is dead."'])],
    ),
    "a clause that holds a quotation is mixed": (
        'The mayor said the plan was "a gift to thieves".',
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/8 VBD/cop/8 ``/punct/8 DT/det/8 NN/ccomp/2 "
        "IN/case/10 NNS/nmod/8 ''/punct/8 ./punct/2",
        [("The mayor", "said", ['the plan was "a gift to thieves"'])],
    ),
    "a cue behind an apposition, taken for a participle by the parser": (
        "Acme, a maker of bells, claimed Zeta is closing shops and had sold two.",
        "NNP/nsubj/10 ,/punct/3 DT/det/3 NN/appos/0 IN/case/5 NNS/nmod/3 ,/punct/3 VBN/amod/8 NNP/list/0 VBZ/aux/10 "
        "VBG/ROOT/10 NNS/obj/10 CC/cc/14 VBD/aux/14 VBN/conj/10 CD/obj/14 ./punct/10",
        [("Acme, a maker of bells", "claimed", ["Zeta is closing shops and had sold two"])],
    ),
    "what is gone on with is done, not said": (
        "Lawmakers continued to criticise the plan, and protests spread.",
        "NNS/nsubj/1 VBD/ROOT/1 TO/mark/3 VB/xcomp/1 DT/det/5 NN/obj/3 ,/punct/8 CC/cc/8 NNS/nsubj/9 VBD/conj/1 "
        "./punct/1",
        [("Lawmakers", "criticise", ["the plan"])],
    ),
    "NOT: going on with a deed reports nothing": (
        "The firm continued selling bread and prices fell.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 VBG/xcomp/2 NN/obj/3 CC/cc/7 NNS/nsubj/7 VBD/conj/2 ./punct/2",
        [],
    ),
    "a clause beside the cue is the reporter's": (
        "The minister said the bridge was safe, and engineers closed the road.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/6 VBD/cop/6 JJ/ccomp/2 ,/punct/10 CC/cc/10 NNS/nsubj/10 "
        "VBD/conj/2 DT/det/12 NN/obj/10 ./punct/2",
        [("The minister", "said", ["the bridge was safe"])],
    ),
    "a clause beside the content is reported": (
        "The minister said the bridge was safe, and engineers closed the road.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/nsubj/6 VBD/cop/6 JJ/ccomp/2 ,/punct/10 CC/cc/10 NNS/nsubj/10 "
        "VBD/conj/6 DT/det/12 NN/obj/10 ./punct/2",
        [("The minister", "said", ["the bridge was safe, and engineers closed the road"])],
    ),
    "a clause hung on the cue that repeats that is reported": (
        "Smith said that pay rose and that rents fell.",
        "NNP/nsubj/1 VBD/ROOT/1 IN/mark/4 NN/nsubj/4 VBD/ccomp/1 CC/cc/8 IN/mark/8 NNS/nsubj/8 VBD/conj/1 ./punct/1",
        [("Smith", "said", ["that pay rose and that rents fell"])],
    ),
    "a clause hung on the cue in the future of the past is reported": (
        "Smith said pay rose and rents would fall.",
        "NNP/nsubj/1 VBD/ROOT/1 NN/nsubj/3 VBD/ccomp/1 CC/cc/7 NNS/nsubj/7 MD/aux/7 VB/conj/1 ./punct/1",
        [("Smith", "said", ["pay rose and rents would fall"])],
    ),
    "a last relative clause behind a comma is the reporter's": (
        "Smith said rents hurt bakers, who closed in May.",
        "NNP/nsubj/1 VBD/ROOT/1 NNS/nsubj/3 VBP/ccomp/1 NNS/obj/3 ,/punct/7 WP/nsubj/7 VBD/acl:relcl/4 IN/case/9 "
        "NNP/obl/7 ./punct/1",
        [("Smith", "said", ["rents hurt bakers"])],
    ),
    "a relative clause without a comma is reported": (
        "Smith said rents hurt bakers who closed in May.",
        "NNP/nsubj/1 VBD/ROOT/1 NNS/nsubj/3 VBP/ccomp/1 NNS/obj/3 WP/nsubj/6 VBD/acl:relcl/4 IN/case/8 "
        "NNP/obl/6 ./punct/1",
        [("Smith", "said", ["rents hurt bakers who closed in May"])],
    ),
    "what stands before that says how it was said": (
        "Smith said after the vote that rents fell.",
        "NNP/nsubj/1 VBD/ROOT/1 IN/case/4 DT/det/4 NN/obl/7 IN/mark/7 NNS/nsubj/7 VBD/ccomp/1 ./punct/1",
        [("Smith", "said", ["that rents fell"])],
    ),
    "a fronted adverbial without that is reported": (
        "Smith said after the vote rents fell.",
        "NNP/nsubj/1 VBD/ROOT/1 IN/case/4 DT/det/4 NN/obl/6 NNS/nsubj/6 VBD/ccomp/1 ./punct/1",
        [("Smith", "said", ["after the vote rents fell"])],
    ),
    "NOT: a headline of what goes on": (
        "Firm continues to sell bread",
        "NN/nsubj/1 VBZ/ROOT/1 TO/mark/3 VB/xcomp/1 NN/obj/3",
        [],
    ),
    "NOT: a question nobody can answer, in a paragraph of its own": (
        "Nobody knows if it will rain.",
        "NN/nsubj/1 VBZ/ROOT/1 IN/mark/5 PRP/nsubj/5 MD/aux/5 VB/advcl/1 ./punct/1",
        [],
    ),
    "NOT: a question to be decided": (
        "The court will decide if the law stands.",
        "DT/det/1 NN/nsubj/3 MD/aux/3 VB/ROOT/3 IN/mark/7 DT/det/6 NN/nsubj/7 VBZ/ccomp/3 ./punct/3",
        [],
    ),
    "NOT: the wish to know an answer": (
        "They wanted to know whether the bank failed.",
        "PRP/nsubj/1 VBD/ROOT/1 TO/mark/3 VB/xcomp/1 IN/mark/7 DT/det/6 NN/nsubj/7 VBD/ccomp/3 ./punct/1",
        [],
    ),
    "NOT: not knowing who did it": (
        "He does not know who stole the car.",
        "PRP/nsubj/3 VBZ/aux/3 RB/advmod/3 VB/ROOT/3 WP/nsubj/5 VBD/ccomp/3 DT/det/7 NN/obj/5 ./punct/3",
        [],
    ),
    "knowing that it happened counts": (
        "She knew that the bank failed.",
        "PRP/nsubj/1 VBD/ROOT/1 IN/mark/5 DT/det/4 NN/nsubj/5 VBD/ccomp/1 ./punct/1",
        [("She", "knew", ["that the bank failed"])],
    ),
    "asking a question counts": (
        "She asked whether the bank failed.",
        "PRP/nsubj/1 VBD/ROOT/1 IN/mark/5 DT/det/4 NN/nsubj/5 VBD/ccomp/1 ./punct/1",
        [("She", "asked", ["whether the bank failed"])],
    ),
    "a report put into a relative clause covers no more than that": (
        "The mayor opened the bridge, which, engineers said, was cheap.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 ,/punct/6 WDT/obj/9 ,/punct/6 NNS/nsubj/9 "
        "VBD/parataxis/12 ,/punct/9 VBD/cop/12 JJ/conj/2 ./punct/2",
        [("engineers", "said", ["which", "was cheap"])],
    ),
    "a report in a relative clause leaves the sentence before it alone": (
        "The council passed the law, which critics say will fail.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 ,/punct/7 WDT/det/7 NNS/nsubj/8 VBP/parataxis/2 MD/aux/10 "
        "VB/acl:relcl/4 ./punct/2",
        [("critics", "say", ["will fail"])],
    ),
    "NOT: a relative clause with nothing behind its cue": (
        "The council passed the law, which critics say.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 ,/punct/7 WDT/det/7 NNS/nsubj/8 VBP/parataxis/2 ./punct/2",
        [],
    ),
    "an inverted source taken for the subject of its own relative clause": (
        "Prices fell, said Ann Lee, who runs a bank.",
        "NNS/nsubj/1 VBD/ccomp/3 ,/punct/1 VBD/ROOT/3 NNP/nsubj/8 NNP/flat/4 ,/punct/8 WP/nsubj/8 VBZ/ccomp/3 "
        "DT/det/10 NN/obj/8 ./punct/3",
        [("Ann Lee, who runs a bank", "said", ["Prices fell"])],
    ),
    "a quotation without a cue goes on with the last speaker of its paragraph": (
        'The dam would hold, Lee said. He left. "We tested it twice."',
        "DT/det/1 NN/nsubj/3 MD/aux/3 VB/ccomp/6 ,/punct/3 NNP/nsubj/6 VBD/ROOT/6 ./punct/6 PRP/nsubj/9 VBD/ROOT/9 "
        "./punct/9 ``/punct/13 PRP/nsubj/13 VBD/ROOT/13 PRP/obj/13 RB/advmod/13 ./punct/13 ''/punct/13",
        [("Lee", "said", ["The dam would hold"]), ("Lee", "", ['"We tested it twice."'])],
    ),
    "NOT: a quotation behind a question is not the asker's": (
        'Lee asked if it leaked. "We tested it twice."',
        "NNP/nsubj/1 VBD/ROOT/1 IN/mark/4 PRP/nsubj/4 VBD/ccomp/1 ./punct/1 ``/punct/8 PRP/nsubj/8 VBD/ROOT/8 "
        "PRP/obj/8 RB/advmod/8 ./punct/8 ''/punct/8",
        [("Lee", "asked", ["if it leaked"]), ("", "", ['"We tested it twice."'])],
    ),
    "a noun of intention covers its infinitive, not what is told of it": (
        "The party renewed its pledge to close the mine, which opened in May.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 PRP$/nmod:poss/4 NN/obj/2 TO/mark/6 VB/acl/4 DT/det/8 NN/obj/6 ,/punct/11 "
        "WDT/nsubj/11 VBD/acl:relcl/8 IN/case/13 NNP/obl/11 ./punct/2",
        [("The party", "renewed its pledge", ["to close the mine"])],
    ),
    "NOT: what a request is for": (
        "Her request for an inquiry failed.",
        "PRP$/nmod:poss/1 NN/nsubj/5 IN/case/4 DT/det/4 NN/nmod/1 VBD/ROOT/5 ./punct/5",
        [],
    ),
    "NOT: a participle behind a comma": (
        "Acme, a maker of bells, claimed by Zeta, closed.",
        "NNP/nsubj/11 ,/punct/3 DT/det/3 NN/appos/0 IN/case/5 NNS/nmod/3 ,/punct/7 VBN/acl/0 IN/case/9 "
        "NNP/obl/7 ,/punct/7 VBD/ROOT/11 ./punct/11",
        [],
    ),
    "NOT: a verb that reports nothing": (
        "The baker sold bread on Monday.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 NN/obj/2 IN/case/5 NNP/obl/2 ./punct/2",
        [],
    ),
    "NOT: a scare quote": (
        'He broke the "magic" lamp.',
        "PRP/nsubj/1 VBD/ROOT/1 DT/det/6 ``/punct/4 NN/compound/6 ''/punct/4 NN/obj/1 ./punct/1",
        [],
    ),
    "NOT: addressing somebody without content": (
        "The nurse told him.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 PRP/obj/2 ./punct/2",
        [],
    ),
    "NOT: a poll's verb with a subject that is no message": (
        "The door showed scratches.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 NNS/obj/2 ./punct/2",
        [],
    ),
}


@pytest.mark.parametrize(("text", "parse", "expected"), CASES.values(), ids=CASES)
def test_rule(text: str, parse: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert told(parsed(text, parse)) == expected


def _case(name: str) -> Doc:
    text, parse, _ = CASES[name]
    doc = parsed(text, parse)
    told(doc)
    return doc


def found(name: str) -> list[Attribution]:
    return list(_case(name)._.ew_attributions)


def test_kinds() -> None:
    assert [a.kind for a in found("further quoted sentences go on with the speaker")] == ["direct"]
    assert [a.kind for a in found("a clause that holds a quotation is mixed")] == ["mixed"]
    assert [a.kind for a in found("a clause without that")] == ["indirect"]


def test_the_head_is_the_one_who_speaks() -> None:
    assert heads(_case("a message speaks for those it is from")) == ["tenants"]
    assert heads(
        _case("direct speech before an inverted cue; the apposition is the source's, the day is not")
    ) == ["Ann"]
    assert heads(_case("a noun of saying with its possessor")) == ["union"]


def test_stance_marks_what_is_judged_not_told() -> None:
    praise = parsed("Critics praised the restoration.", "NNS/nsubj/1 VBD/ROOT/1 DT/det/3 NN/obj/1 ./punct/1")
    assert told(praise) == [("Critics", "praised", ["the restoration"])]
    assert praise._.ew_attributions[0].stance
    refusal = parsed(
        "The firm refused to pay.", "DT/det/1 NN/nsubj/2 VBD/ROOT/2 TO/mark/4 VB/xcomp/2 ./punct/2"
    )
    assert told(refusal) == [("The firm", "refused", ["to pay"])]
    assert refusal._.ew_attributions[0].stance
    assert not found("a promised deed as infinitive")[0].stance
    assert not found("an accusation takes the accused and the deed")[0].stance


@pytest.mark.parametrize(
    ("text", "parse", "stance"),
    [
        (
            "The leaders discussed the war.",
            "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 ./punct/2",
            True,
        ),
        (
            "The leaders talked about the war.",
            "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 IN/case/5 DT/det/5 NN/obl/2 ./punct/2",
            True,
        ),
        (
            "The leaders noted that war came.",
            "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 IN/mark/5 NN/nsubj/5 VBD/ccomp/2 ./punct/2",
            False,
        ),
        (
            "The leaders announced the war.",
            "DT/det/1 NNS/nsubj/2 VBD/ROOT/2 DT/det/4 NN/obj/2 ./punct/2",
            False,
        ),
        (
            "Their plan to sell helped.",
            "PRP$/nmod:poss/1 NN/nsubj/4 TO/mark/3 VB/acl/1 VBD/ROOT/4 ./punct/4",
            True,
        ),
        (
            "Their promise to sell helped.",
            "PRP$/nmod:poss/1 NN/nsubj/4 TO/mark/3 VB/acl/1 VBD/ROOT/4 ./punct/4",
            False,
        ),
    ],
)
def test_a_topic_and_a_plan_are_not_vouched_for(text: str, parse: str, *, stance: bool) -> None:
    doc = parsed(text, parse)
    assert told(doc)
    assert [found.stance for found in doc._.ew_attributions] == [stance]


def test_a_report_within_a_report_has_a_parent() -> None:
    doc = parsed(
        "She wrote that her son said he was ill.",
        "PRP/nsubj/1 VBD/ROOT/1 IN/mark/5 PRP$/nmod:poss/4 NN/nsubj/5 VBD/ccomp/1 PRP/nsubj/8 VBD/cop/8 "
        "JJ/ccomp/5 ./punct/1",
    )
    assert told(doc) == [
        ("She", "wrote", ["that her son said he was ill"]),
        ("her son", "said", ["he was ill"]),
    ]
    assert [a.parent for a in doc._.ew_attributions] == [None, 0]


def test_a_report_within_direct_speech_has_a_parent_and_stays_within() -> None:
    doc = parsed(
        '"My son said he was ill," she told the court.',
        "``/punct/3 PRP$/nmod:poss/2 NN/nsubj/3 VBD/ccomp/10 PRP/nsubj/6 VBD/cop/6 JJ/ccomp/3 ,/punct/3 "
        "''/punct/3 PRP/nsubj/10 VBD/ROOT/10 DT/det/12 NN/iobj/10 ./punct/10",
    )
    assert told(doc) == [
        ("she", "told", ['"My son said he was ill,"']),
        ("My son", "said", ["he was ill"]),
    ]
    assert [(a.kind, a.parent) for a in doc._.ew_attributions] == [("direct", None), ("indirect", 0)]


def test_bylines_and_boilerplate_yield_nothing() -> None:
    text, parse, expected = CASES["a clause without that"]
    for part, wanted in (("boilerplate", []), ("byline", []), ("body", expected), ("title", expected)):
        doc = parsed(text, parse)
        doc._.ew_layout = [Region(part, 0, len(text))]
        assert told(doc) == wanted


def test_both_label_sets_give_the_same() -> None:
    doc = parsed(
        "The ministry said that the bridge was closed.",
        "DT/det/1 NN/nsubj/2 VBD/ROOT/2 IN/mark/7 DT/det/5 NN/nsubjpass/7 VBD/auxpass/7 VBN/ccomp/2 ./punct/2",
    )
    assert told(doc) == [("The ministry", "said", ["that the bridge was closed"])]


def test_a_quotation_that_runs_over_paragraphs_is_one() -> None:
    doc = parsed(
        '"We are late," Lee said. "The road is bad.\n\n"The car is old."',
        "``/punct/3 PRP/nsubj/3 VBP/cop/3 JJ/ccomp/7 ,/punct/3 ''/punct/3 NNP/nsubj/7 VBD/ROOT/7 ./punct/7 "
        "``/punct/13 DT/det/11 NN/nsubj/13 VBZ/cop/13 JJ/ROOT/13 ./punct/13 _SP/dep/14 "
        "``/punct/20 DT/det/18 NN/nsubj/20 VBZ/cop/20 JJ/ROOT/20 ./punct/20 ''/punct/20",
    )
    assert told(doc) == [("Lee", "said", ['"We are late,"', '"The road is bad.', '"The car is old."'])]


def test_an_answer_in_the_next_paragraph_is_not_the_asker_s() -> None:
    doc = parsed(
        '"Are we late?" Lee asked.\n\n"The car is old."',
        "``/punct/3 VBP/cop/3 PRP/nsubj/3 JJ/ccomp/7 ./punct/3 ''/punct/3 NNP/nsubj/7 VBD/ROOT/7 ./punct/7 _SP/dep/8 "
        "``/punct/14 DT/det/12 NN/nsubj/14 VBZ/cop/14 JJ/ROOT/14 ./punct/14 ''/punct/14",
    )
    assert told(doc) == [("Lee", "asked", ['"Are we late?"']), ("", "", ['"The car is old."'])]


def test_a_doc_without_a_parse_yields_nothing() -> None:
    assert _FIND(_BLANK.make_doc('"We close," she said.'))._.ew_attributions == []
    assert _FIND(_BLANK.make_doc(""))._.ew_attributions == []
