"""Which words of which people show a theme: clean, exact, by different people. All answers are invented."""

import pytest

from nlp.material import gather
from nlp.placing import Placement
from nlp.quotable import shows_who, swears, untidiness, whole_sentence
from nlp.quotes import quotes
from nlp.tokens import stems
from nlp.types import Comment, Quote

PLAIN = "The parking is full by nine every morning."


def chosen(*answers: str, about: str = "parking") -> dict[str, Quote]:
    """The quotes of one theme that holds every passage that uses its name, all equally near to it."""
    material, own = gather([Comment(f"r{at}", text) for at, text in enumerate(answers)]), frozenset(stems(about))
    placements = [Placement(at, 0, 0.8) for at, one in enumerate(material.passages) if own & set(material.units[one.unit])]
    found = quotes(material, placements, own)
    for quote in found:
        assert answers[int(quote.answer_id[1:])][quote.start : quote.end] == quote.text
    assert len({quote.answer_id for quote in found}) == len(found)
    return {quote.role: quote for quote in found}


@pytest.mark.parametrize(
    "unfit",
    [
        "The parking is full, write to me at jo.bloggs@example.org about it.",
        "The parking is full, ring me on 07700 900123 about it please.",
        "The parking is full, my NHS number is 943 476 5919 if you look.",
        "The parking is full all the way up SW1A 1AA on Sundays.",
        "The parking is full and Mrs Arkwright at the desk knows it.",
        "The parking is full and it is a bloody disgrace every day.",
    ],
)
def test_whatever_swears_or_shows_who_wrote_it_is_not_quoted_where_anything_else_will_do(unfit: str) -> None:
    assert shows_who(unfit) or swears(unfit)
    found = chosen(unfit, "parking", unfit.replace("full", "dear"))
    assert found["lead"].text == "parking"
    assert set(found) == {"lead"}


@pytest.mark.parametrize(
    "text",
    [
        "I waited 90 minutes in 2019 and 2020.",
        "Ward 12, bed 4, was cold.",
        "They spent £10,000 on it.",
        "The doctor and the nurse were kind.",
        "Scunthorpe has a better hospital, and a class of its own.",
    ],
)
def test_numbers_and_jobs_alone_show_nobody(text: str) -> None:
    assert not shows_who(text)
    assert not swears(text)


def test_the_lead_uses_the_words_of_the_name() -> None:
    material = gather([Comment("a", "We circle round and round for half an hour."), Comment("b", PLAIN)])
    both = [Placement(at, 0, 0.8) for at in range(len(material.passages))]
    assert quotes(material, both, frozenset(stems("parking")))[0].text == PLAIN


def test_the_lead_is_tidy() -> None:
    assert chosen("PARKING IS FULL BY NINE EVERY MORNING", PLAIN)["lead"].text == PLAIN
    assert chosen("The parking is full by nine every morning and the", PLAIN)["lead"].text == PLAIN
    assert chosen("the parking!!! full // by nine every morning", PLAIN)["lead"].text == PLAIN


def test_the_echo_says_it_in_other_words() -> None:
    near, other = "The parking is full by nine every day.", "No parking anywhere once the school run starts."
    found = chosen(PLAIN, near, other)
    assert {found["lead"].text, found["echo"].text} <= {PLAIN, near, other}
    assert found["echo"].text == other


def test_a_dissent_praises_what_the_lead_blames() -> None:
    found = chosen(
        "The parking is terrible and a disgrace every morning.",
        "The parking is awful when the school run starts.",
        "I find the parking here is excellent and always have.",
    )
    assert found["dissent"].text.startswith("I find the parking")


def test_plain_disagreement_is_a_dissent_where_the_lead_takes_no_side() -> None:
    found = chosen(
        "More parking near the front door of the surgery.",
        "Parking for people with prams.",
        "We do not need more parking here at all.",
    )
    assert found["dissent"].text == "We do not need more parking here at all."


def test_where_nobody_disagrees_there_is_no_dissent() -> None:
    assert "dissent" not in chosen(
        PLAIN, "Never any parking left for the nurses.", "Parking, not that I drive, is what people want."
    )
    praise = [
        "The nurses were kind and helpful to us.",
        "Nothing, the nurses were kind.",
        "The nurses could not be more helpful.",
    ]
    assert "dissent" not in chosen(*praise, about="nurses")


def test_a_piece_of_a_short_sentence_is_quoted_with_the_whole_of_it() -> None:
    long = (
        "We came at nine and went round twice but the parking was full as usual. "
        "Nobody at the desk could tell us where else to leave a car for an hour or two."
    )
    assert chosen(long)["lead"].text == "We came at nine and went round twice but the parking was full as usual."


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("One. Two, and three. Four.", "and three", "Two, and three."),
        ("See e.g. the fence here. Next.", "fence", "See e.g. the fence here."),
        ("no stops at all here", "stops", "no stops at all here"),
        ("word " * 60 + "end.", "end", "end"),
    ],
)
def test_a_span_widens_to_its_sentence_unless_that_is_long(text: str, piece: str, expected: str) -> None:
    start, end = whole_sentence(text, text.index(piece), text.index(piece) + len(piece), most_words=30)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "faults"), [("It is cold.", 0), ("It is (cold", 1), ("It is cold and", 1), ("SO COLD // IN HERE", 2)]
)
def test_disorder_is_counted_by_kind(text: str, faults: int) -> None:
    assert untidiness(text) == faults
