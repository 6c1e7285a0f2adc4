"""The phrases people used, counted by theme: candidates for names, terms and descriptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nlp.lexicons import ENGLISH, Lexicon
from nlp.material import Material
from nlp.tokens import APOSTROPHES
from nlp.word_kinds import AS_SAID, INITIALISMS_NOT, MARKS_OF_POSSESSION, Uses, best_form, ending_of
from nlp.word_kinds import ENGLISH as ENGLISH_CODE

Key = tuple[str, ...]
"""The stems of a phrase's content words, in order: what phrases are counted under."""

LONGEST = 4
LONGEST_WORD = 40
"""In letters; beyond it, a key got stuck or an address was pasted."""
CLAUSE_END = re.compile(r"[.,;:!?()\[\]\"“”«»„/\\|…\n•*。、，！？；：「」『』（）،؛؟।]+|\s[-–—]+\s")
"""No phrase reaches over one of these: "pigs, deer" are two things."""
HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
FAR_RARER = 8
SHORTEST_SLIP = 5
VOWEL = re.compile(r"[aeiouy\W\d]")
SLIP = re.compile(r"(.)\1\1")


@dataclass(slots=True)
class Phrases:
    """How many people used each phrase, in all and in each group, and how they wrote it."""

    people: int
    in_group: list[Counter[Key]]
    in_all: Counter[Key]
    surfaces: dict[Key, Counter[str]] = field(default_factory=dict)
    casing: dict[str, Counter[str]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    """People in each group."""
    holders: list[dict[str, set[int]]] = field(default_factory=list)
    """For each group and stem, the answers that used it."""
    around: list[dict[str, list[Key]]] = field(default_factory=list)
    """For each group and stem, the phrases of two or three stems that hold it and that two members or more used."""
    commonest: list[tuple[str, int]] = field(default_factory=list)
    """The passage that most members of each group wrote, if it is of five words or fewer, and how many wrote it."""
    uses: Uses = field(default_factory=Uses)
    lexicon: Lexicon = ENGLISH
    spelt: dict[Key, str] = field(default_factory=dict)
    """What `written` found for a phrase, kept because names, terms and descriptions ask again."""

    def longer(self, group: int, stem: str) -> list[Key]:
        """The phrases of two or three words in which a stem was used by two members of a group or more, in no special order."""
        return self.around[group].get(stem, [])


@dataclass(frozen=True, slots=True)
class Clause:
    """The words between two marks, and after which of them a hyphen stands: "carry-on bag" is one thing of three words."""

    tokens: list[str]
    plain: list[str]
    joined: frozenset[int]


def counted(material: Material, members: list[list[int]]) -> Phrases:
    """Count the phrases of every group; `members` holds each group's passages by position.

    Cost grows with the number of words: each begins at most four phrases.
    """
    found = Phrases(len(material.answers), [], Counter(), lexicon=material.lexicon)
    reader = _Reader(material.lexicon, material.spelling)
    keys = [_passage_phrases(material.text(passage), reader, found) for passage in material.passages]
    answers = [passage.answer for passage in material.passages]
    for positions in members:
        pairs = list(_told(positions, answers, keys))
        found.in_group.append(Counter([key for _, key in pairs]))
        found.sizes.append(len({answers[at] for at in positions}))
        holders: dict[str, set[int]] = {}
        for answer, key in pairs:
            if len(key) == 1:
                holders.setdefault(key[0], set()).add(answer)
        found.holders.append(holders)
        around: dict[str, list[Key]] = {}
        for key, count in sorted(found.in_group[-1].items()):
            if count >= 2 and len(key) in {2, 3}:
                for stem in key:
                    around.setdefault(stem, []).append(key)
        found.around.append(around)
        found.commonest.append(_commonest(material, positions))
    found.in_all.update([key for _, key in _told(range(len(keys)), answers, keys)])
    for key, forms in found.surfaces.items():
        if len(key) == 1 and material.lexicon.language == ENGLISH_CODE:
            found.uses.endings[key[0]] = ending_of(min(forms, key=lambda form: (-forms[form], len(form), form)))
    return found


def _told(positions: Iterable[int], answers: Sequence[int], keys: Sequence[set[Key]]) -> Iterator[tuple[int, Key]]:
    """Each answer among these passages with each phrase that it holds, once."""
    held: dict[int, set[Key]] = {}
    for at in positions:
        known = held.get(answers[at])
        held[answers[at]] = keys[at] if known is None else known | keys[at]
    return ((answer, key) for answer, told in held.items() for key in told)


def _commonest(material: Material, positions: list[int]) -> tuple[str, int]:
    lexicon = material.lexicon
    texts: dict[str, set[int]] = {}
    for at in positions:
        tokens = lexicon.tokens(material.text(material.passages[at]))
        texts.setdefault(lexicon.spelt(tokens[:5]).casefold() if len(tokens) <= 5 else "", set()).add(
            material.passages[at].answer
        )
    texts.pop("", None)
    if not texts:
        return "", 0
    best = min(texts, key=lambda text: (-len(texts[text]), len(text), text))
    return best, len(texts[best])


def clauses(text: str, lexicon: Lexicon) -> list[Clause]:
    """The clauses of a text, in order; those without a word are left out."""
    found = []
    for piece in CLAUSE_END.split(text):
        tokens: list[str] = []
        joined: set[int] = set()
        for part in HYPHEN.split(piece):
            if tokens:
                joined.add(len(tokens) - 1)
            tokens += lexicon.tokens(part)
        if tokens:
            plain = [word.casefold().translate(APOSTROPHES) for word in tokens]
            found.append(Clause(tokens, plain, frozenset(joined)))
    return found


class _Reader:
    """Reads passages for their phrases, and each distinct word once for however many phrases it could stand in."""

    def __init__(self, lexicon: Lexicon, spelling: dict[str, str]) -> None:
        """`spelling` holds the stems that are read as another."""
        self._lexicon, self._spelling = lexicon, spelling
        self._known: dict[str, _Word] = {}

    def words(self, clause: Clause) -> list[_Word]:
        """What phrases must know of each word of a clause."""
        known = self._known
        for word in clause.plain:
            if word not in known:
                known[word] = _word(word, self._lexicon, self._spelling)
        return [known[word] for word in clause.plain]


@dataclass(frozen=True, slots=True)
class _Word:
    """What phrases must know of a folded word."""

    stem: str
    """As it is counted: its slip of the pen put right."""
    noted: str
    """The same, but as it was written where it carries no meaning."""
    telling: bool
    """Whether it carries meaning."""
    passed_over: bool
    """Whether it is left out of the key inside a phrase."""
    begins: bool
    ends: bool
    alone: bool
    inside: bool
    led_to: bool
    """Whether a word before it leads on to it."""


def _word(word: str, lexicon: Lexicon, spelling: dict[str, str]) -> _Word:
    content = lexicon.content(word)
    stem = content or lexicon.stem(word)
    return _Word(
        stem=spelling.get(stem, stem),
        noted=spelling.get(content or word, content or word),
        telling=content is not None,
        passed_over=content is None and (word in lexicon.inner or _is_possessive(word, lexicon)),
        begins=_may_begin(word, lexicon),
        ends=_may_end(word, lexicon, alone=False),
        alone=_may_end(word, lexicon, alone=True),
        inside=_may_stand_inside(word, lexicon),
        led_to=word not in lexicon.edges,
    )


def _passage_phrases(text: str, reader: _Reader, found: Phrases) -> set[Key]:
    """The keys of the phrases in one passage; their surfaces, casing and uses are noted in `found`."""
    lexicon, keys, told = found.lexicon, set[Key](), clauses(text, found.lexicon)
    shouted = text.isupper()
    for clause in told:
        if not shouted:
            _note_casing(clause.tokens, found.casing)
        read = reader.words(clause)
        _note_uses(clause, read, found, alone=len(told) == 1 and len(clause.plain) == 1)
        for start, end in candidates(clause, read):
            key = _key(clause, read, start, end)
            if key:
                keys.add(key)
                if start - 1 not in clause.joined and end - 1 not in clause.joined:  # not a part of a hyphened word
                    found.surfaces.setdefault(key, Counter())[_spelt(clause, start, end, lexicon)] += 1
    return {key for key in keys if key in found.surfaces}


def _note_casing(tokens: list[str], casing: dict[str, Counter[str]]) -> None:
    """Capitals count where they mean something: not on the first word of a clause, unless all its letters are capitals."""
    for at, word in enumerate(tokens):
        if at or (1 < len(word) <= 5 and word.isupper() and len(tokens) > 1):
            casing.setdefault(word.casefold(), Counter())[word] += 1


def _note_uses(clause: Clause, read: list[_Word], found: Phrases, *, alone: bool) -> None:
    following = [*(word.led_to for word in read[1:]), False]
    for before, word, led_on in zip(["", *clause.plain], read, following, strict=False):
        found.uses.note(word.noted, before, alone=alone, led_on=led_on, lexicon=found.lexicon)


def _key(clause: Clause, read: list[_Word], start: int, end: int) -> Key:
    return tuple(
        word.stem
        for at, word in enumerate(read[start:end], start)
        if word.telling or not (word.passed_over or at - 1 in clause.joined)
    )


def _spelt(clause: Clause, start: int, end: int, lexicon: Lexicon) -> str:
    if clause.joined.isdisjoint(range(start, end - 1)):
        return lexicon.spelt(clause.tokens[start:end]).casefold()
    gaps = ("-" if at in clause.joined else " " for at in range(start, end - 1))
    return "".join(word + gap for word, gap in zip(clause.tokens[start:end], [*gaps, ""], strict=True)).casefold()


def candidates(clause: Clause, read: list[_Word]) -> Iterator[tuple[int, int]]:
    """Runs of one to four words, as (start, end), that begin and end on a content word, with only short grammar inside."""
    for start, first in enumerate(read):
        if not first.begins:
            continue
        for end in range(start + 1, min(start + LONGEST, len(read)) + 1):
            if end - start > 2 and not read[end - 2].inside:
                break
            last = read[end - 1]
            if last.alone if end - start == 1 else last.ends or end - 2 in clause.joined:
                yield start, end


def _may_begin(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.openers or _may_end(word, lexicon, alone=False)


def _may_end(word: str, lexicon: Lexicon, alone: bool) -> bool:
    if alone and len(word) < lexicon.shortest_alone:
        return is_initialism(word, lexicon)
    return (word not in lexicon.edges and 2 <= len(word) <= LONGEST_WORD) or (word.isdigit() and not alone)


def _may_stand_inside(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.kept_inside or word not in lexicon.edges or _is_possessive(word, lexicon)


def _is_possessive(word: str, lexicon: Lexicon) -> bool:
    return lexicon.language == ENGLISH_CODE and word in MARKS_OF_POSSESSION


def is_initialism(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded English word can only be read letter by letter: "tv", "gp", "nhs"."""
    return (
        lexicon.language == ENGLISH_CODE
        and 2 <= len(word) <= 4
        and word not in lexicon.edges
        and word not in INITIALISMS_NOT
        and VOWEL.search(word) is None
        and len(set(word)) > 1
    )


def written(key: Key, phrases: Phrases) -> str:
    """The phrase as most people wrote it, with the capitals most people gave it in mid-sentence ("GPs", "Clinical").

    A lone English word takes the form that reads best as a heading. Letters trebled by a slip of the finger are passed over
    where somebody wrote the word without.
    """
    if key not in phrases.spelt:
        phrases.spelt[key] = _written(key, phrases)
    return phrases.spelt[key]


def _written(key: Key, phrases: Phrases) -> str:
    forms = phrases.surfaces[key]
    if len(key) == 1 and phrases.lexicon.language == ENGLISH_CODE:
        best = AS_SAID.get(key[0]) or best_form(forms, phrases.uses.kind(key[0]), doubtful=phrases.uses.is_doubtful(key[0]))
    else:
        best = min(forms, key=lambda form: (not _linked(form, key, phrases), -forms[form], len(form), form))
    return re.sub(r"[^\s-]+", lambda found: _cased(_unslipped(found.group(), phrases), phrases), best)


def _unslipped(word: str, phrases: Phrases) -> str:
    """The word without letters trebled by a slip of the finger, if anybody wrote it so."""
    if SLIP.search(word) is None:
        return word
    for shorter in (SLIP.sub(r"\1\1", word), SLIP.sub(r"\1", word)):
        if shorter in phrases.surfaces.get((phrases.lexicon.stem(shorter),), {}):
            return shorter
    return word


def _linked(form: str, key: Key, phrases: Phrases) -> bool:
    """Two qualities in a row want their "and", if anybody wrote it: "kind and caring"."""
    return len(key) == 2 and " and " in form and all(phrases.uses.kind(stem) == "quality" for stem in key)


def _cased(word: str, phrases: Phrases) -> str:
    forms = phrases.casing.get(word)
    if not forms:
        return word.upper() if is_initialism(word, phrases.lexicon) else word
    best = min(forms, key=lambda form: (-forms[form], form != word, form))
    return word.upper() if best == word and is_initialism(word, phrases.lexicon) else best


def slipped(phrases: Phrases) -> frozenset[str]:
    """Stems that are most likely another one misspelt: one letter away from a stem at least `FAR_RARER` times as common.

    Found by deletion keys, as in `nlp.tokens.fold_spelling`, which folds only what is sure; these are left out of the terms.
    """
    counts = {key[0]: people for key, people in phrases.in_all.items() if len(key) == 1 and len(key[0]) >= SHORTEST_SLIP}
    common: dict[str, int] = {}
    for stem, people in counts.items():
        if people >= FAR_RARER:
            for part in _without_a_letter(stem):
                common[part] = max(common.get(part, 0), people)
    return frozenset(
        stem
        for stem, people in counts.items()
        if any(common.get(part, 0) >= FAR_RARER * people for part in _without_a_letter(stem))
    )


def _without_a_letter(stem: str) -> set[str]:
    return {stem} | {stem[:at] + stem[at + 1 :] for at in range(len(stem))}
