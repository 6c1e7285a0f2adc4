"""The phrases people used, counted by theme: candidates for names, terms and descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nlp.lexicons import ENGLISH, Lexicon
from nlp.material import Material
from nlp.tokens import APOSTROPHES, folded

Key = tuple[str, ...]
"""The stems of a phrase's content words, in order: what phrases are counted under."""

LONGEST = 4


@dataclass(slots=True)
class Phrases:
    """How many people used each phrase, in all and in each group, and how they wrote it."""

    people: int
    in_group: list[Counter[Key]]
    in_all: Counter[Key]
    surfaces: dict[Key, Counter[str]] = field(default_factory=dict)
    casing: dict[str, Counter[str]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    commonest: list[str] = field(default_factory=list)
    """The first five words of the passage that most members of each group wrote; a name where no phrase will do."""
    as_noun: Counter[str] = field(default_factory=Counter)
    """How often a stem stood where a noun stands: after an article, a possessive or a preposition, or as a whole answer."""
    as_verb: Counter[str] = field(default_factory=Counter)
    """How often it stood where a verb stands: after a subject, "to" or an auxiliary."""
    lexicon: Lexicon = ENGLISH

    seen: Counter[str] = field(default_factory=Counter)
    led_on: Counter[str] = field(default_factory=Counter)
    """How often the next word was a content word too: "red" before "tape", "social" before "care"."""

    def standing(self, stem_: str) -> float:
        """From 0 (always leads on to another word) to 1 (always ends its phrase)."""
        return 1 - self.led_on[stem_] / max(1, self.seen[stem_])

    def nounlike(self, stem_: str) -> float:
        """From 0 (always a verb here) to 1 (always a noun here); one half when nothing is known."""
        nouns, verbs = self.as_noun[stem_], self.as_verb[stem_]
        return (nouns + 1) / (nouns + verbs + 2)


def counted(material: Material, members: list[list[int]]) -> Phrases:
    """Count the phrases of every group; `members` holds each group's passages by position."""
    found = Phrases(len(material.answers), [Counter() for _ in members], Counter(), lexicon=material.lexicon)
    keys = [_passage_phrases(material.text(passage), material.spelling, found) for passage in material.passages]
    answers = [passage.answer for passage in material.passages]
    for group, positions in enumerate(members):
        pairs = {(answers[at], key) for at in positions for key in keys[at]}
        found.in_group[group].update(key for _, key in pairs)
        found.sizes.append(len({answers[at] for at in positions}))
        texts = Counter(_first_words(material, at) for at in positions)
        found.commonest.append(min(texts, key=lambda text: (-texts[text], len(text), text)).capitalize() if texts else "")
    found.in_all.update(key for _, key in {(answers[at], key) for at, held in enumerate(keys) for key in held})
    return found


def _first_words(material: Material, at: int) -> str:
    tokens = material.lexicon.tokens(material.text(material.passages[at]))
    return material.lexicon.spelt(tokens[:5]).casefold()


def _passage_phrases(text: str, spelling: dict[str, str], found: Phrases) -> set[Key]:
    """The keys of the phrases in one passage; their surfaces are noted in `found`."""
    tokens = found.lexicon.tokens(text)
    for word in [] if text.isupper() else tokens[1:]:
        found.casing.setdefault(word.casefold(), Counter())[word] += 1
    _note_uses(tokens, spelling, found)
    keys: set[Key] = set()
    for run in candidates(tokens, found.lexicon):
        key = tuple(folded(_content_stems(run, found.lexicon), spelling))
        keys.add(key)
        found.surfaces.setdefault(key, Counter())[found.lexicon.spelt(run).casefold()] += 1
    return keys


def _note_uses(tokens: list[str], spelling: dict[str, str], found: Phrases) -> None:
    lexicon = found.lexicon
    plain = [word.casefold().translate(APOSTROPHES) for word in tokens]
    stems_ = folded([lexicon.content(word) or word for word in plain], spelling)
    for at, (before, stem_) in enumerate(zip(["", *plain], stems_, strict=False)):
        found.seen[stem_] += 1
        found.led_on[stem_] += at + 1 < len(plain) and plain[at + 1] not in lexicon.edges
        if len(plain) == 1 or before in lexicon.before_noun:
            found.as_noun[stem_] += 1
        elif before in lexicon.before_verb:
            found.as_verb[stem_] += 1


def _content_stems(run: Iterable[str], lexicon: Lexicon) -> list[str]:
    plain = (word.casefold().translate(APOSTROPHES) for word in run)
    return [lexicon.content(word) or lexicon.stem(word) for word in plain if word not in lexicon.inner]


def candidates(tokens: list[str], lexicon: Lexicon) -> Iterator[list[str]]:
    """Runs of one to four words that begin and end on a content word, with only short grammar inside."""
    plain = [word.casefold().translate(APOSTROPHES) for word in tokens]
    for start, first in enumerate(plain):
        if not _may_begin(first, lexicon):
            continue
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if end - start > 1 and not _may_stand_inside(plain[end - 2], lexicon) and end - start > 2:
                break
            if _may_end(plain[end - 1], lexicon, alone=end - start == 1):
                yield tokens[start:end]


def _may_begin(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.openers or _may_end(word, lexicon, alone=False)


def _may_end(word: str, lexicon: Lexicon, alone: bool) -> bool:
    shortest = lexicon.shortest_alone if alone else 2
    return (word not in lexicon.edges and len(word) >= shortest) or (word.isdigit() and not alone)


def _may_stand_inside(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.kept_inside or word not in lexicon.edges


def written(key: Key, phrases: Phrases) -> str:
    """The phrase as most people wrote it, with the capitals most people gave it in mid-sentence ("GPs", "Clinical")."""
    forms = phrases.surfaces[key]
    best = min(forms, key=lambda form: (-forms[form], len(form), form))
    return " ".join(_cased(word, phrases.casing) for word in best.split())


def _cased(word: str, casing: dict[str, Counter[str]]) -> str:
    forms = casing.get(word)
    if not forms:
        return word
    return min(forms, key=lambda form: (-forms[form], form != word, form))
