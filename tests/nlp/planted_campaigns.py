"""Invented letters, edited by chance from a seed, among invented answers that people wrote for themselves. Illustrative."""

from __future__ import annotations

import random

from nlp.types import Comment

LETTERS = (
    "I am writing to object to the closure of the walk in centre on Mill Street. Last winter it was the only place open after "
    "six and it kept hundreds of us away from the emergency department. The nearest surgery has a three week wait for a routine "
    "appointment. Older residents without a car would need two buses to reach the proposed site. Please keep the centre open, "
    "publish the figures behind this plan and meet the people who rely on it before any decision is taken.",
    "Our library is far more than a shelf of books. Children learn to read there, jobseekers use the computers, and lonely "
    "neighbours find a warm room and a friendly face. Cutting the opening hours by half will save very little money and cost "
    "this town its heart. We ask the council to withdraw the proposal and to work with the friends group on a fair alternative.",
    "The new cycle lane along Harbour Road has taken away every loading bay outside our shops. Deliveries now block the pavement "
    "and our regular customers drive to the retail park instead. Trade is down by a quarter since spring. Restore the bays, move "
    "the lane one street north and talk to the traders association before winter.",
)

ADDED = (
    "My own mother waited nine hours on a trolley in November and nobody came to see her.",
    "As somebody who walks with two sticks I can tell you that the hill behind the church is beyond me.",
    "I moved here from Leeds because my daughter needed somewhere quiet, and now I regret it bitterly.",
    "We counted forty lorries one Tuesday morning while the twins were asleep upstairs!",
    "My son has asthma.",
)

OPENERS = (
    "Honestly",
    "For me",
    "In my view",
    "Last year",
    "To be fair",
    "Most days",
    "As a carer",
    "These days",
    "At first",
    "Sadly",
    "On reflection",
    "Once again",
    "Before Easter",
    "Every week",
    "With respect",
    "Like many",
    "So far",
    "Since Covid",
    "At weekends",
    "Around here",
    "If anything",
    "Looking back",
    "Mind you",
)
WHO = (
    "the night nurse",
    "my dentist",
    "our village hall",
    "a young receptionist",
    "the bus driver",
    "that pharmacist",
    "my key worker",
    "the park ranger",
    "a locum doctor",
    "the school office",
    "our health visitor",
    "the ward sister",
    "a volunteer",
    "the council",
    "your website",
    "the phone line",
    "my consultant",
    "the physio team",
    "a neighbour",
    "the housing officer",
    "one porter",
    "the library",
    "our surgery",
    "the midwife",
    "social services",
)
DID = (
    "was",
    "seemed",
    "became",
    "looked",
    "stayed",
    "felt",
    "sounded",
    "turned out",
    "remained",
    "is still",
    "had been",
    "can be",
    "ought to be",
    "will be",
)
HOW = (
    "kind",
    "confusing",
    "slow",
    "spotless",
    "rushed",
    "cheerful",
    "expensive",
    "hard to reach",
    "patient",
    "cold",
    "noisy",
    "thorough",
    "rude",
    "reassuring",
    "worn out",
    "late",
    "generous",
    "understaffed",
    "brilliant",
    "careless",
    "gentle",
    "dark",
    "honest",
    "out of date",
    "busy",
    "fair",
    "muddled",
    "welcoming",
    "sharp",
    "calm",
)
WHEN = (
    "on Monday",
    "in the rain",
    "after lunch",
    "during half term",
    "before surgery",
    "at the desk",
    "near closing",
    "all through March",
    "by candlelight",
    "on the phone",
    "for my son",
    "with our twins",
    "in both languages",
    "over Christmas",
    "at the barrier",
    "between shifts",
    "to my wife",
    "from the start",
)
WHY = (
    "because of cuts",
    "though money is tight",
    "so we left",
    "which helped",
    "and I said so",
    "but others disagree",
    "as usual",
    "until dawn",
    "if you ask",
    "unlike last time",
    "when it mattered",
    "without warning",
    "as promised",
    "despite everything",
    "for no reason",
    "thank goodness",
    "so I gave up",
)

VOCABULARY = sorted({word for text in (*WHO, *HOW, *WHEN, *WHY, *LETTERS) for word in text.lower().strip(".").split()})
NAMES = ("Ada", "Bilal", "Carys", "Dev", "Efua", "Finn", "Greta", "Huw", "Ines", "Jonah", "Kezia", "Liam")


def own_answer(chance: random.Random) -> str:
    """What one person might write for themselves: one to four sentences made of common turns of phrase."""
    sentences = [
        " ".join(chance.choice(part) for part in (OPENERS, WHO, DID, HOW, WHEN, WHY)) + "." for _ in range(chance.randint(1, 4))
    ]
    return " ".join(sentences)


def edited(letter: str, share: float, chance: random.Random) -> str:
    """The letter with this share of its words replaced, dropped, or joined by an inserted word, at random places."""
    words = letter.split()
    for at in sorted(chance.sample(range(len(words)), round(share * len(words))), reverse=True):
        kind = chance.random()
        if kind < 0.6:
            words[at] = chance.choice(VOCABULARY)
        elif kind < 0.8:
            del words[at]
        else:
            words.insert(at, chance.choice(VOCABULARY))
    return " ".join(words)


def reordered(letter: str, chance: random.Random) -> str:
    """The letter with its sentences in another order."""
    sentences = letter.removesuffix(".").split(". ")
    chance.shuffle(sentences)
    return ". ".join(sentences) + "."


def sent(letter: str, share: float, chance: random.Random, *, add: float = 0.3, reorder: float = 0.2) -> str:
    """One submission: the letter edited, now and then reordered, greeted, signed, and joined by an addition."""
    text = edited(reordered(letter, chance) if chance.random() < reorder else letter, share, chance)
    if chance.random() < add:
        extra = chance.choice(ADDED)
        text = f"{text} {extra}" if chance.random() < 0.5 else f"{extra} {text}"
    return f"Dear councillor,\n{text}\nYours sincerely, {chance.choice(NAMES)}" if chance.random() < 0.5 else text


def planted(share: float, sizes: tuple[int, ...], total: int, seed: int = 1) -> tuple[list[Comment], dict[str, int]]:
    """Answers in a shuffled order, and for each planted submission, by id, which letter it is."""
    chance = random.Random(seed)
    texts: list[tuple[str, int | None]] = [
        (sent(LETTERS[letter], share, chance), letter) for letter, size in enumerate(sizes) for _ in range(size)
    ]
    texts += [(own_answer(chance), None) for _ in range(total - len(texts))]
    chance.shuffle(texts)
    comments = [Comment(f"a{at:06}", text) for at, (text, _) in enumerate(texts)]
    return comments, {f"a{at:06}": letter for at, (_, letter) in enumerate(texts) if letter is not None}
