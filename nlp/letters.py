"""Within one campaign: the text that its members share, and what each of them added in words of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from nlp.passages import Span
from nlp.tokens import APOSTROPHES, WORD
from nlp.words import STOP

LEAST_OWN_WORDS = 8
"""Net words of one's own that make an addition. Measured on planted letters with a third of the words changed at random: of the
spans kept at six, 68 in 100 were additions; at eight, more than 90."""
LEAST_OWN_SENTENCE = 4
"""Words of a whole sentence without a single shared word: shorter, but its edges are sure."""
PRICE_OF_A_SHARED_WORD = 2
"""How many own words one shared word outweighs: in a text edited up to a third, shared words prevail nearly everywhere."""
SNAP = 2
"""An addition that begins or ends within this many words of the edge of a sentence, on either side, is taken to that edge."""
MOST_ALIGNED = 40
"""Members aligned to find the shared text; a vote of forty is settled."""
LEAST_SHARED = 0.3
"""Share of the submissions that must hold two neighbouring words for them to be shared."""
LEAST_VOTE = 0.4
"""Share of the submissions that must have a word at its place for it to be part of the shared text; of
three or four that is a majority."""
LONGEST_ALIGNED = 1_500
"""Words of a text that are aligned; alignment grows with the square of the length."""

GREETING = re.compile(
    r"^\W*(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|to whom|yours|"
    r"(?:kind|best|warm|many)? ?(?:regards|wishes|thanks)|thank you|sincerely|signed|from|cheers|my name is|i am called)\b",
    re.IGNORECASE,
)
LONGEST_GREETING = 9
SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*\s|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Written:
    """A text as words: each folded as in `nlp.tokens.words`, with its span in the text."""

    text: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]


def read(text: str) -> Written:
    """The words of a stored text with their spans, so that what is found among words can be shown exactly."""
    found = list(WORD.finditer(text))
    folded = tuple(match.group().casefold().translate(APOSTROPHES) for match in found)
    return Written(text, folded, tuple(match.span() for match in found))


Pair = tuple[str, str]


def shared_pairs(members: Sequence[Written], weights: Sequence[int]) -> frozenset[Pair]:
    """Neighbouring words that enough submissions hold, and two at least, wherever in the text they stand."""
    counts: Counter[Pair] = Counter()
    for member, weight in zip(members, weights, strict=True):
        for pair in set(pairwise(member.words)):
            counts[pair] += weight
    enough = max(2.0, LEAST_SHARED * sum(weights))
    return frozenset(pair for pair, count in counts.items() if count >= enough)


def shared_text(members: Sequence[Written], weights: Sequence[int], pairs: frozenset[Pair]) -> str:
    """The text that most members share, put together by vote word by word; the first member sets the order.

    Each member is aligned to the first; a word stays, gives way to another or goes as most submissions have it (a star
    alignment). A word that most put elsewhere, with the same neighbours, stays where the first member has it; `pairs` says which.
    What one person alone wrote, a name above all, is left out.
    """
    backbone = members[0]
    votes: list[Counter[str]] = [Counter() for _ in backbone.words[:LONGEST_ALIGNED]]
    between: list[Counter[str]] = [Counter() for _ in range(len(votes) + 1)]
    total = sum(weights)
    for member, weight in zip(members, weights, strict=True):
        _vote(backbone, member, weight, votes, between)
    kept = [*_beside(backbone, pairs)[: len(votes)], False]
    said: list[str] = []
    for place, vote in enumerate([*votes, Counter[str]()]):
        said.extend(text for text, count in between[place].most_common(1) if 2 * count > total)
        # Among equals the backbone's own word, which voted first; nobody's alone, so that no name is printed.
        agreed = [text for text, count in vote.most_common(1) if text and count > LEAST_VOTE * total + 0.5]
        said.extend(agreed or ([_surface(backbone, place, place + 1)] if kept[place] else []))
    return " ".join(said)


def beyond(template: str, question: str) -> int:
    """How many words of a template do not merely repeat the question."""
    asked = frozenset(pairwise(read(question).words))
    return sum(not repeated for repeated in _beside(read(template), asked))


def spread(number: int) -> list[int]:
    """Which members to put the shared text together from: up to `MOST_ALIGNED` positions, the first and others evenly."""
    taken = min(number, MOST_ALIGNED)
    return sorted({at * number // taken for at in range(taken)})


def _vote(backbone: Written, member: Written, weight: int, votes: list[Counter[str]], between: list[Counter[str]]) -> None:
    theirs = member.words[:LONGEST_ALIGNED]
    matcher = SequenceMatcher(None, backbone.words[: len(votes)], theirs, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal" and end - start == 1 and backbone.words[start] in STOP:
            continue  # one "the" that happens to stand in both is no sign of a shared text
        if tag == "insert":
            between[start][_surface(member, first, last)] += weight
        for step in range(end - start):
            # An equal word votes for the backbone's own writing, so that capitals and commas do not split the vote.
            here = _surface(backbone, start + step, start + step + 1) if tag == "equal" else ""
            if tag == "replace" and first + step < last:
                here = _surface(member, first + step, first + step + 1)
            votes[start + step][here] += weight


def _surface(written: Written, first: int, last: int) -> str:
    """The text from one word up to another, with the punctuation that follows it."""
    start = written.spans[first][0]
    end = written.spans[last][0] if last < len(written.spans) else len(written.text)
    return " ".join(written.text[start:end].split())


def additions(member: Written, pairs: frozenset[Pair]) -> tuple[Span, ...]:
    """The spans of a member's text that the shared pairs of words do not account for, in order.

    A word is shared when it stands beside the same word as in the letter, or carries meaning and occurs there; a passage is
    an addition when its own words outweigh its shared ones enough (maximal-scoring runs, Ruzzo and Tompa 1999, found one after
    another). Greetings, names under a letter and single changed words are edits, not additions.
    """
    shared = _shared(member, pairs)
    starts = _sentence_starts(member)
    spans: list[Span] = []
    for run in sorted({*_own_runs(shared), *_own_sentences(shared, starts)}):
        start, end = _trimmed(member, *_snapped(*run, starts, len(shared)), starts)
        if spans and start <= spans[-1][1]:
            before = spans.pop()  # taken to the same edge: one addition
            start, end = before[0], max(end, before[1])
        spans.append((start, end))
    return tuple(spans)


def _beside(member: Written, pairs: frozenset[Pair]) -> list[bool]:
    """For each word whether it stands beside a word that it stands beside in the letter."""
    together = [pair in pairs for pair in pairwise(member.words)]
    return [one or two for one, two in zip([False, *together], [*together, False], strict=True)] if member.words else []


def _shared(member: Written, pairs: frozenset[Pair]) -> list[bool]:
    words = member.words
    known = {word for pair in pairs for word in pair if word not in STOP}
    shared = [beside or word in known for word, beside in zip(words, _beside(member, pairs), strict=True)]
    starts = _sentence_starts(member)
    for start, end in pairwise([*starts, len(words)]):
        line = member.text[member.spans[start][0] :] if start < len(words) else ""
        if end - start <= LONGEST_GREETING and GREETING.match(line):
            shared[start:end] = [True] * (end - start)
    return shared


def _sentence_starts(member: Written) -> list[int]:
    """The positions of words that begin a sentence or a line."""
    gaps = [member.text[one[1] : two[0]] for one, two in pairwise(member.spans)]
    return [at for at, gap in enumerate(["\n", *gaps]) if SENTENCE_END.search(gap)] if member.spans else []


def _own_runs(shared: Sequence[bool]) -> list[Span]:
    """Runs of positions, first to last, whose own words outweigh the shared ones; none overlap."""
    runs = []
    at = 0
    while at < len(shared):
        score, best, end, here = 0, 0, at, at
        while here < len(shared) and score >= 0 and best - score < LEAST_OWN_WORDS:
            score += -PRICE_OF_A_SHARED_WORD if shared[here] else 1
            here += 1
            if score > best:
                best, end = score, here
        if best >= LEAST_OWN_WORDS:
            runs.append((at, end))
        # What did not gain enough from here gains no more from a later word of the same stretch.
        at = end if best >= LEAST_OWN_WORDS else here
    return runs


def _own_sentences(shared: Sequence[bool], starts: Sequence[int]) -> list[Span]:
    """Sentences, first word to last, that share nothing with the letter."""
    ends = pairwise([*starts, len(shared)])
    return [(first, last) for first, last in ends if last - first >= LEAST_OWN_SENTENCE and not any(shared[first:last])]


def _snapped(first: int, last: int, starts: Sequence[int], length: int) -> Span:
    """The run taken to the nearest edges of sentences, where these are near."""
    begin = min((edge for edge in starts if abs(edge - first) <= SNAP), key=lambda edge: (abs(edge - first), edge), default=first)
    ends = [edge for edge in (*starts, length) if abs(edge - last) <= SNAP and edge > begin]
    return begin, min(ends, key=lambda edge: (abs(edge - last), edge), default=last)


def _trimmed(member: Written, first: int, last: int, starts: Sequence[int]) -> Span:
    """The span of these words, with the mark that ends their sentence."""
    start, end = member.spans[first][0], member.spans[last - 1][1]
    following = member.spans[last][0] if last < len(member.spans) else len(member.text)
    if last in starts or last == len(member.words):
        end += len(member.text[end:following].rstrip())
    return start, end
