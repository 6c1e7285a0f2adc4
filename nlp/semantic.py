"""The semantic engine: what a passage's words mean in general, joined to what they do in these answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from nlp.material import Material
from nlp.statics import NoStatics, Statics, statics
from nlp.types import Engine, Settings
from nlp.vectors import Matrix, plain_weights, presence, unit

LANGUAGE = "en"
"""The word vectors were learnt mostly from English."""
LEXICAL_WEIGHT = 0.6
"""Of the rows learnt from the answers themselves, beside those of the word vectors; measured, flat between .25 and .6."""
CENTRED = 0.25
"""How much of the mean of all rows is taken out: what all answers to one question share tells none of them apart."""


def running(settings: Settings, language: str = LANGUAGE) -> Settings:
    """The settings with the engine that can really run on answers in this language (a BCP 47 code)."""
    if settings.engine == "semantic" and (language != LANGUAGE or why_not(settings)):
        return replace(settings, engine="lexical")
    return settings


def why_not(settings: Settings) -> str:
    """One plain sentence when the semantic engine is asked for and cannot run; else nothing."""
    if settings.engine != "semantic":
        return ""
    try:
        statics()
    except NoStatics as reason:
        return f"The semantic engine could not run, because {reason}; the lexical engine was used."
    return ""


def with_meanings(rows: Matrix, material: Material, asked: frozenset[str], engine: Engine) -> Matrix:
    """The rows of `nlp.vectors.vectors`, one per unit, joined with the meanings of the unit's words; unit length.

    Shape (units, dimensions + 256). `asked` are the stems of the question. Nothing is changed for the lexical engine.
    Raises NoStatics when the engine is semantic and the word vectors cannot be used.
    """
    if engine == "lexical":
        return rows
    return unit(np.hstack([meanings(material, asked, statics()), LEXICAL_WEIGHT * rows]))


def meanings(material: Material, asked: frozenset[str], table: Statics) -> Matrix:
    """For each unit the mean vector of its words, less a quarter of what all units share; shape (units, 256), unit length.

    Rare words count for more, but by the square root of what they do in the lexical block: full rarity would lift slips and
    names. Taking out the shared part follows Arora, Liang and Ma (2017) and Mu and Viswanath (2018).
    """
    known, present = presence(material.units, 1)
    frequency = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
    rarity = np.sqrt(np.log((1 + present.shape[0]) / (1 + frequency)) + 1) * plain_weights(known, asked, material.lexicon)
    weighted = sp.csr_matrix(present.multiply(rarity))
    rows = unit(np.asarray(weighted @ _of_stems(material, known, table)))
    shared = np.average(rows, axis=0, weights=np.sqrt(material.people)) if rows.size else 0.0
    return unit(rows - CENTRED * shared)


def _of_stems(material: Material, known: list[str], table: Statics) -> Matrix:
    """A unit vector for each stem: the mean of the words that people wrote for it, each as often as it was written."""
    written = _written(material)
    number = {word: at for at, word in enumerate(sorted({word for counts in written.values() for word in counts}))}
    forms = [(row, number[word], count) for row, stem in enumerate(known) for word, count in sorted(written[stem].items())]
    if not forms:
        return np.zeros((len(known), table.pieces.shape[1]))
    rows, columns, counts = (np.array(part) for part in zip(*forms, strict=True))
    share = sp.csr_matrix((counts.astype(np.float64), (rows, columns)), shape=(len(known), len(number)))
    return unit(np.asarray(share @ table.of(list(number))))


def _written(material: Material) -> dict[str, Counter[str]]:
    """For each stem of the units the words written for it, and how often."""
    written: dict[str, Counter[str]] = {stem: Counter() for unit_stems in material.units for stem in unit_stems}
    for passage in material.passages:
        for word in material.lexicon.words(material.text(passage)):
            stem = material.lexicon.content(word) or material.lexicon.stem(word)
            stem = material.spelling.get(stem, stem)
            if stem in written:
                written[stem][word] += 1
    return {stem: counts or Counter({stem: 1}) for stem, counts in written.items()}
