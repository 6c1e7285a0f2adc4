"""What in an answer can be checked: figures with units, dates, sources, and what the writer saw for themselves.

Read from the form of the words alone. It marks answers worth reading for their facts; it does not say that the facts are right.
"""

from __future__ import annotations

import re

from nlp.passages import Span

DIGITS = r"\d{1,9}(?:[.,]\d{1,9}){0,3}"
"""Bounded, so that a page of digits costs no more to read than a page of words."""
NUMBER = (
    r"(?:" + DIGITS + r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|ninety|a hundred|hundreds of)"
)
UNITS = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|miles?|metres?|meters?|km|kilometres?|kg"
    r"|pounds?|pence|degrees"
    r"|beds?|patients|people|residents|households|families|homes|children|pupils|staff|nurses|doctors|appointments"
    r"|visits|calls"
    r"|letters|buses|cars|lorries|accidents|complaints|operations|times a (?:day|week|month|year)|per ?cent|percent"
    r"|percentage points)"
)
BETWEEN = r"(?:[ -](?:or|to) )?"
FIGURE = re.compile(
    rf"[£$€]\s?{DIGITS}(?:\s?(?:m|k|bn|million|billion|thousand)\b)?|\b{DIGITS}\s?%"
    rf"|\b{DIGITS}(?:p|k|mph)\b"
    rf"|\b{NUMBER}{BETWEEN}[ -](?:\w+ )?{UNITS}\b|\b\d+ (?:out of|in) \d+\b|\b(?:one|two|three|nine) in (?:three"
    rf"|four|five|ten)\b",
    re.IGNORECASE,
)
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?: (?:19|20)\d\d)?\b|\b{MONTH} (?:\d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? )?(?:19|20)\d\d\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Bb]y|from|of|until|[Dd]uring) (?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b(?:[Ll]ast|[Ii]n|[Ss]ince) {MONTH}(?: (?:19|20)\d\d)?\b"
)
SOURCE = re.compile(
    r"\bhttps?://[^\s<>\"]{0,500}[^\s<>\".,;:!?)]|\bwww\.[^\s<>\"]{0,500}[^\s<>\".,;:!?)]|\b[Aa]ccording to (?:the |a "
    r"|our )?\w+(?: \w+){0,3}"
    r"|\b(?:NICE|ONS|CQC|NAO|Ofsted|Ofcom|Healthwatch|Hansard|King[’']s Fund|Cochrane|BMJ|Lancet|Which\?)(?=\W|$)"
    r"|\b(?:[Tt]he|[Aa]|[Yy]our) (?:\w+ ){0,3}(?:study|survey|review|report|audit|inquiry|census|trial) (?:by|from|of|in"
    r"|found|shows?|showed|says?|said)\b"
    r"|\b(?:[Rr]esearch|[Ff]igures|[Ss]tatistics|[Dd]ata) (?:by|from|published)\b",
)
KIN = (
    r"(?:mother|mum|father|dad|son|daughter|husband|wife|partner|child|baby|sister|brother|gran|grandmother|nan"
    r"|neighbour|patient)"
)
EXPERIENCE = re.compile(
    rf"\b(?:I|[Ww]e|[Mm]y (?:\w+ )?{KIN}) (?:personally |once |then |recently |have |had )?(?:waited|visited"
    rf"|attended|counted|measured|timed|saw|witnessed"
    rf"|rang|phoned|called|paid|drove|drive|travelled|travel|worked|work|was (?:admitted|discharged|diagnosed"
    rf"|referred|seen|sent|told|treated)"
    rf"|were (?:told|sent|referred)|spent|missed|fell|had (?:a|an|my|surgery))\b"
)
SPECIFIC = re.compile(
    rf"\b(?:\d{{1,9}}|{NUMBER})\b|\b(?:on|last|every|one) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    rf"|\b(?:in|last|since) {MONTH}\b"
    r"|\b(?:at|to|in|on|from|outside|near) (?:the )?(?-i:[A-Z][a-z]{2,})"
    r"|\b(?:ward|room|platform|junction) \d+",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*[.!?]*")
VAGUE = re.compile(
    r"\b(?:two|three|a hundred|hundreds of|\d+) (?:years?|people) (?:old|of age)|\b24 hours a day|\b(?:seven"
    r"|7) days a week|\b110 ?%|\b100 ?%|\b50[-/]50\b",
    re.IGNORECASE,
)


def evidence(text: str) -> tuple[Span, ...]:
    """The spans of a stored answer that hold something to check, in order and without overlap: `text[start:end]`.

    A number with a unit, a sum or a share; a date; a named source or a link; and a sentence in which the writer, or somebody
    close, did or met something at a stated place, time or number. "24 hours a day" and "100 %" are ways of speaking.
    """
    found = [match.span() for pattern in (FIGURE, DATE, SOURCE) for match in pattern.finditer(text)]
    ways = [match.span() for match in VAGUE.finditer(text)]
    found = [span for span in found if not any(span[0] < end and start < span[1] for start, end in ways)]
    for sentence in SENTENCE.finditer(text):
        said = sentence.group()
        if EXPERIENCE.search(said) and SPECIFIC.search(said):
            start = sentence.start() + len(said) - len(said.lstrip())
            found.append((start, sentence.start() + len(said.rstrip())))
    return _merged(found)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Overlapping spans as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
