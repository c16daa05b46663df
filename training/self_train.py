"""Label raw news with a trained pipeline, as more training text (self-training).

    python training/self_train.py --corpora ../shared/corpora --model BUILD/whole --out BUILD/silver.jsonl

The text is the public-domain news of gmb_kaggle_ner; its own tags are not read. Whether it helps is written
down in README.md; train.py takes the file by `--more`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import convert_names
import texts
from spacy.language import Language
from spacy.tokens import Doc, Span
from texts import NAME_TYPES, Names, Sentence, Syntax, Text

from extract.annotate.model import load_model


def labelled(nlp: Language, corpora: Path, words: int) -> Iterator[Text]:
    """Texts of gmb with the pipeline's annotation, until so many words are done."""
    done = 0
    for text in convert_names.mark_silver_text(corpora):
        sentences = []
        for sentence in text.sentences:
            doc = Doc(nlp.vocab, words=sentence.words, spaces=sentence.spaces)
            doc[0].is_sent_start = True
            for token in doc[1:]:
                token.is_sent_start = False
            for _, component in nlp.pipeline:
                doc = component(doc)
            sentences.append(sentence_of(doc[:]))
            done += len(doc)
        yield Text("silver", text.name, "train", sentences)
        if done >= words:
            return


def sentence_of(span: Span) -> Sentence:
    """An annotated sentence as a training sentence."""
    tokens = list(span)
    heads = [token.head.i - span.start for token in tokens]
    names = [
        (e.start - span.start, e.end - span.start, e.label_) for e in span.ents if e.label_ in NAME_TYPES
    ]
    return Sentence(
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        syntax=Syntax(
            tags=[token.tag_ for token in tokens],
            upos=[token.pos_ for token in tokens],
            feats=[str(token.morph) for token in tokens],
            lemmas=[token.lemma_ for token in tokens],
            heads=heads,
            deps=[token.dep_ for token in tokens],
        ),
        names=Names(names, list(NAME_TYPES)),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=int, default=300_000)
    given = parser.parse_args()
    print(texts.write(labelled(load_model(given.model), given.corpora, given.words), given.out), "words")
