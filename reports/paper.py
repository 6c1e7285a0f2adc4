"""The questionnaire on paper: tagged PDF (PDF/UA-1) to print and fill in by hand, in ordinary and in large print.

`questionnaire.py` says what is in it, `writing.py` draws what people fill in, `grids.py` the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, singledispatch

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, Spacer

from reports.blocks import Manuscript
from reports.document import Imprint, bind
from reports.flowables import Bookmark, TaggedParagraph
from reports.grids import grid_widths, write_function, write_grid, write_points
from reports.paper_words import paper_phrases
from reports.questionnaire import (
    Appraisal,
    Grid,
    Lines,
    PaperQuestionnaire,
    Passage,
    Places,
    Points,
    Question,
    Shape,
    Squares,
    Steps,
    Ticks,
)
from reports.structure import Element
from reports.style import BOLD, PAPER, Edition, derived
from reports.words import plain, printable
from reports.writing import Box, Choice, InARow, Ruled, SquareGroups, box_side, field, line_apart

Part = Callable[[], None]
MOST_BOXES_IN_STEPS = 11
"""Beyond this a number is written instead of ticked: nobody finds 63 among a hundred boxes."""


def build(asked: PaperQuestionnaire, edition: Edition = PAPER) -> bytes:
    """The questionnaire as PDF. The same values and edition give the same bytes.

    Raises `phrases.LanguageNotOffered`, `style.TypefaceMissing` and `document.CannotBeLaidOut`.
    """
    manuscript = Manuscript(paper_phrases(asked.language), edition)
    say = manuscript.phrases.say
    imprint = Imprint(
        asked.title, asked.organisation, manuscript.phrases.language, say("subject"), notice=asked.notice, dated=asked.dated
    )
    manuscript.add(NextPageTemplate("inner"))
    _write_front(manuscript, asked)
    _write_passages(manuscript, asked.passages)
    _write_questions(manuscript, asked.questions)
    _write_consent(manuscript, len(asked.questions) + 1)
    _write_end(manuscript, asked)
    return bind(manuscript, imprint)


def _write_front(manuscript: Manuscript, asked: PaperQuestionnaire) -> None:
    look, size = manuscript.styles, manuscript.edition.size
    with manuscript.inside("Sect"):
        manuscript.paragraph(plain(asked.organisation), derived("kicker", look.lead, fontName=BOLD))
        title = derived("title", look.heading1, fontSize=size * 2.3, leading=size * 2.7, spaceAfter=size * 0.9)
        words = printable(asked.title).replace("\n", " ")
        manuscript.add(TaggedParagraph(plain(asked.title), title, manuscript.place.add("H1"), Bookmark("top", words, 0)))
        lead = manuscript.say("lead")
        if asked.minutes:
            lead += f" {manuscript.say('minutes', asked.minutes)}"
        manuscript.paragraph(lead, look.lead)
        _office_box(manuscript)
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("how"), key="how")
        manuscript.bullets(manuscript.say(f"how.{one}") for one in ("pen", "mistake", "skip", "names", "room"))
    _write_return(manuscript, asked)


def _office_box(manuscript: Manuscript) -> None:
    """Where staff write the number under which they key the paper in."""
    look = manuscript.styles
    with manuscript.together():
        manuscript.paragraph(manuscript.say("office"), look.label)
        element = field(manuscript.place, "tv", manuscript.phrases.say("alt.write"))
        manuscript.add(Box(50 * mm, box_side(manuscript.edition) * 1.7, element, manuscript.palette.ink), Spacer(1, 3 * mm))


def _write_return(manuscript: Manuscript, asked: PaperQuestionnaire, level: int = 2) -> None:
    with manuscript.inside("Sect"), manuscript.together():
        manuscript.heading(level, manuscript.say("return"), key="return")
        if asked.closes_on is not None:
            date = manuscript.phrases.date(asked.closes_on)
            manuscript.paragraph(f"<b>{manuscript.say('return.by', date=date)}</b>")
        manuscript.paragraph(manuscript.say("return.to"))
        line_style = derived("address", manuscript.styles.body, spaceAfter=0, leftIndent=manuscript.edition.size)
        for line in asked.return_to or (asked.organisation,):
            manuscript.paragraph(plain(line), line_style)
        manuscript.space(0.5)
        if asked.web_address:
            manuscript.paragraph(manuscript.say("return.web", address=asked.web_address))


def _write_passages(manuscript: Manuscript, passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        with manuscript.inside("Sect"):
            manuscript.heading(2, manuscript.say(passage.heading), key=passage.heading)
            for is_list, lines in passage.blocks:
                if is_list:
                    manuscript.bullets(plain(line) for line in lines)
                else:
                    for line in lines:
                        manuscript.paragraph(plain(line))


def _write_questions(manuscript: Manuscript, questions: tuple[Question, ...]) -> None:
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("questions"), key="questions")
        for question in questions:
            _write_question(manuscript, question)


def _write_question(manuscript: Manuscript, question: Question) -> None:
    with manuscript.inside("Sect"):
        _write_in_parts(manuscript, question, parts_of(question.shape, manuscript))


def _write_in_parts(manuscript: Manuscript, question: Question, parts: list[Part]) -> None:
    """The question with the first part of its answer on one page; what follows may stand on the next."""
    look = manuscript.styles
    with manuscript.together():
        words = plain(question.words)
        if question.is_optional:
            words += f" ({manuscript.say('optional')})"
        manuscript.heading(3, words, key=f"q{question.number}", mark=str(question.number))
        for sentence in question.before:
            manuscript.paragraph(plain(sentence), derived("before", look.body, fontName=BOLD))
        if question.help:
            manuscript.paragraph(plain(question.help))
        parts[0]()
    for part in parts[1:]:
        with manuscript.together():
            part()
    for sentence in question.after:
        manuscript.paragraph(plain(sentence), derived("after", look.body, fontName=BOLD))
    manuscript.space(0.4)


def _write_consent(manuscript: Manuscript, number: int) -> None:
    say = manuscript.phrases.say
    options = Ticks((say("quote.yes"), say("quote.no")))
    _write_question(manuscript, Question(number, say("quote"), options, help=say("quote.help")))


def _write_end(manuscript: Manuscript, asked: PaperQuestionnaire) -> None:
    with manuscript.inside("Sect"), manuscript.together():
        manuscript.heading(2, manuscript.say("thanks"), key="thanks")
        manuscript.paragraph(manuscript.say("thanks.what"))
        manuscript.paragraph(manuscript.say("version", version=asked.version), manuscript.styles.small)


def parts_of(shape: Shape, manuscript: Manuscript) -> list[Part]:
    """What writes the answer of a question, in parts of which none should be torn between pages."""
    if isinstance(shape, Grid):
        return _parts_of_grid(shape, manuscript)
    if isinstance(shape, Appraisal):
        first, *others = shape.functions
        rest = [partial(write_function, manuscript, function, shape) for function in others]
        return [partial(_first_function, manuscript, first, shape), *rest]
    return [partial(write_shape, shape, manuscript)]


def _parts_of_grid(shape: Grid, manuscript: Manuscript) -> list[Part]:
    """A table, and room for words about each row; or, where its headings are too wide, a list for each row."""
    widths = grid_widths(manuscript, shape)
    if widths is not None:
        words = [partial(_words_about, manuscript, row) for row in shape.rows if shape.has_words]
        return [partial(write_grid, manuscript, shape, widths), *words]
    return [partial(_stacked_row, manuscript, shape, row) for row in shape.rows]


def _first_function(manuscript: Manuscript, function: str, shape: Appraisal) -> None:
    manuscript.paragraph(manuscript.say("scores", low=shape.low, high=shape.high))
    write_function(manuscript, function, shape)


def _stacked_row(manuscript: Manuscript, shape: Grid, row: str) -> None:
    manuscript.paragraph(f"<b>{plain(row)}</b> – {manuscript.say('one')}")
    tick_list(manuscript, [plain(column) for column in shape.columns])
    if shape.has_words:
        _words_about(manuscript, row)


def _words_about(manuscript: Manuscript, row: str) -> None:
    manuscript.paragraph(manuscript.say("grid.words", row=row))
    _lines(manuscript, 2)


@singledispatch
def write_shape(shape: Shape, manuscript: Manuscript) -> None:
    """Write what is filled in, with the sentence that says how."""
    raise TypeError(f"no way to print {type(shape).__name__}")


@write_shape.register
def _(shape: Lines, manuscript: Manuscript) -> None:
    if shape.hint:
        manuscript.paragraph(manuscript.say(shape.hint))
    _lines(manuscript, shape.count, part=0.4 if shape.hint else 1)


def _lines(manuscript: Manuscript, count: int, part: float = 1) -> None:
    element = field(manuscript.place, "tv", manuscript.phrases.say("alt.lines"))
    manuscript.add(Ruled(count, line_apart(manuscript.edition), element, manuscript.palette.ink, part))


@write_shape.register
def _(shape: Squares, manuscript: Manuscript) -> None:
    manuscript.paragraph(manuscript.say(shape.hint))
    names = ("day", "month", "year") if shape.hint == "date" else ()
    groups: list[tuple[int, Element, TaggedParagraph | None]] = []
    for place, count in enumerate(shape.groups):
        inner = manuscript.place.add("P")
        name = None
        if names:
            name = TaggedParagraph(manuscript.say(names[place]), manuscript.styles.cell, inner)
        groups.append((count, field(inner, "tv", manuscript.phrases.say("alt.write")), name))
    manuscript.add(SquareGroups(groups, box_side(manuscript.edition) * 1.6, manuscript.palette.ink))
    manuscript.space(0.3)


@write_shape.register
def _(shape: Ticks, manuscript: Manuscript) -> None:
    manuscript.paragraph(_how_many(manuscript, shape))
    tick_list(manuscript, [plain(option) for option in shape.options], other=shape.other)


def _how_many(manuscript: Manuscript, shape: Ticks) -> str:
    fewest, most = shape.fewest, shape.most
    if not shape.several:
        return manuscript.say("one")
    if fewest and most and fewest != most:
        return manuscript.say("several.from_to", fewest=fewest, most=most)
    if fewest and fewest == most:
        return manuscript.say("several.exactly", most, most=most)
    if most:
        return manuscript.say("several.most", most=most)
    return manuscript.say("several.fewest", fewest=fewest) if fewest else manuscript.say("several")


def tick_list(manuscript: Manuscript, options: list[str], *, other: bool = False, write_in: bool = False) -> None:
    """Choices as markup, one under the other, each with a box before it: to tick, or to write a place in."""
    look, side = manuscript.styles, box_side(manuscript.edition)
    listing = manuscript.place.add("L", attributes={"List": {"ListNumbering": "None"}})
    say = manuscript.phrases.say
    for markup in [*options, manuscript.say("other")] if other else options:
        item = listing.add("LI")
        role, alt = ("tv", "alt.write") if write_in else ("cb", "alt.tick")
        element = field(item.add("Lbl"), role, say(alt))  # type: ignore[arg-type]
        width = side * 1.6 if write_in else side
        words = TaggedParagraph(markup, derived("option", look.body, spaceAfter=0, rightIndent=0), item.add("LBody"))
        manuscript.add(Choice(Box(width, side * (1.4 if write_in else 1), element, manuscript.palette.ink), words, look))
    if other:
        _lines(manuscript, 1)
    manuscript.space(0.3)


@write_shape.register
def _(shape: Steps, manuscript: Manuscript) -> None:
    poles = bool(shape.low_words and shape.high_words)
    written = shape.high - shape.low + 1 > MOST_BOXES_IN_STEPS
    key = ("steps.write_poles" if poles else "steps.write") if written else ("steps.poles" if poles else "steps")
    facts = {"low": shape.low, "high": shape.high, "low_words": shape.low_words, "high_words": shape.high_words}
    manuscript.paragraph(manuscript.say(key, None, **facts))
    if written:
        _lines(manuscript, 1, part=0.25)
        return
    look, side = manuscript.styles, box_side(manuscript.edition)
    listing = manuscript.place.add("L", attributes={"List": {"ListNumbering": "None"}})
    style = derived("step", look.cell, alignment=1)
    pairs = []
    for step in range(shape.low, shape.high + 1):
        item = listing.add("LI")
        box = Box(side, side, field(item.add("Lbl"), "cb", manuscript.phrases.say("alt.tick")), manuscript.palette.ink)
        pairs.append((box, TaggedParagraph(str(step), style, item.add("LBody"))))
    manuscript.add(InARow(pairs, max(side * 1.6, min(side * 2.9, manuscript.width / len(pairs)))))
    manuscript.space(0.3)


@write_shape.register
def _(shape: Places, manuscript: Manuscript) -> None:
    manuscript.paragraph(manuscript.say("places", most=shape.most))
    tick_list(manuscript, [plain(option) for option in shape.options], write_in=True)


@write_shape.register
def _(shape: Points, manuscript: Manuscript) -> None:
    manuscript.paragraph(manuscript.say("points", shape.total))
    write_points(manuscript, shape)
