"""A theming run as a findings report: for a file job, where there is no consultation behind the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from consult import __version__
from consult.theming.accounting import tally
from consult.theming.files import AnswerFile
from consult.theming.sayings import letter_words, people, side_words
from consult.theming.terminal import REASONS
from consult.wording import rank_words
from nlp.types import Campaign, MinorityView, Quote, Theme, Theming
from reports.data import (
    Board,
    Fact,
    FindingsReport,
    Leftover,
    LetterFinding,
    MinorityFinding,
    PartFinding,
    QuotedAnswer,
    ThemeFinding,
)

UNCHECKED = "The themes were found by a program and nobody has checked them yet."


def findings_pdf(theming: Theming, source: AnswerFile) -> bytes:
    """The findings of a file job as a PDF; the same run gives the same bytes."""
    from reports.findings import build  # ReportLab is heavy: only whoever writes a PDF pays for it

    return build(findings_report(theming, source))


def findings_report(theming: Theming, source: AnswerFile) -> FindingsReport:
    """What the findings of a file job say: everything comes from the run and the file's name, and nothing from a clock."""
    board = board_of(theming)
    return FindingsReport(
        title=theming.settings.question or f"What people said in {source.name}",
        organisation="",
        language="en",
        summary=tuple(summary(theming)),
        board=board,
        minority=tuple(minority_finding(view) for view in theming.minority),
        leftovers=leftovers(theming),
        closed=(),
        method=tuple(method(theming, source)),
        dataset_hash=theming.input_hash,
        letters=tuple(letter_finding(campaign, theming) for campaign in theming.campaigns),
    )


def board_of(theming: Theming) -> Board:
    """The board of the run's one question."""
    tied, told = Counter(theme.rank for theme in theming.themes), tally(theming)
    return Board(
        question=theming.settings.question,
        asked=theming.asked,
        answered=theming.answered,
        blank=told.blank,
        themes=tuple(
            theme_finding(theme, tied[theme.rank] > 1, [sub for sub in theming.subthemes if sub.parent == theme.id])
            for theme in theming.themes
        ),
        in_themes=told.in_themes,
        in_minority=told.in_minority,
    )


def theme_finding(theme: Theme, tied: bool, parts: Sequence[Theme] = ()) -> ThemeFinding:
    """One theme as the report prints it, with its sub-themes."""
    said = side_words(theme)
    return ThemeFinding(
        key=theme.id,
        rank=theme.rank,
        tied=tied,
        name=theme.name,
        description=theme.description,
        count=theme.count,
        per_hundred=theme.per_hundred,
        share_low=theme.share_low,
        share_high=theme.share_high,
        rank_words=rank_words(theme.rank, theme.rank_low, theme.rank_high),
        quotes=tuple(quoted(quote) for quote in theme.quotes),
        parts=tuple(PartFinding(part.name, part.count, part.per_hundred) for part in parts),
        general=theme.general,
        remarks=tuple(sentence for sentence in (theme.no_headline, said) if sentence),
        headline=theme.headline,
    )


def letter_finding(campaign: Campaign, theming: Theming) -> LetterFinding:
    """One form letter as the report prints it."""
    names = {theme.id: theme.name for theme in theming.themes} | {view.id: view.name for view in theming.minority}
    return LetterFinding(
        key=campaign.id,
        name=campaign.name,
        sums=letter_words(campaign),
        themes=tuple(names[theme] for theme in campaign.themes if theme in names),
        opening=quoted(campaign.opening) if campaign.opening else None,
    )


def minority_finding(view: MinorityView) -> MinorityFinding:
    """One minority view as the report prints it."""
    return MinorityFinding(view.id, view.name, view.count, view.rule, tuple(quoted(quote) for quote in view.quotes))


def quoted(quote: Quote) -> QuotedAnswer:
    """A quote with the number of its answer; a file says nothing of who it was."""
    return QuotedAnswer(text=quote.text, reference=quote.answer_id, role=quote.role)


def leftovers(theming: Theming) -> tuple[Leftover, ...]:
    """Answers outside every theme by reason, the most common first."""
    return tuple(Leftover(REASONS[reason].capitalize(), number) for reason, number in tally(theming).unplaced)


def summary(theming: Theming) -> Iterator[str]:
    """Two to five sentences that a busy reader takes away."""
    told = tally(theming)
    blank = f" and {told.blank:,} left it blank" if told.blank else ""
    yield f"We asked {people(theming.asked)}. {theming.answered:,} answered{blank}."
    if theming.headline:
        yield theming.headline
    first = next((theme.rank for theme in theming.themes if theme.headline), 0)
    if following := [theme for theme in theming.themes if theme.rank > first][:2]:
        opening = "Then came" if first else "Most people spoke of"
        yield f"{opening} {' and '.join(f'“{theme.name}” ({people(theme.count)})' for theme in following)}."
    if outside := sum(number for _, number in told.unplaced):
        yield f"{people(outside).capitalize()} said something that fits no theme. They are counted by reason."
    yield UNCHECKED


def method(theming: Theming, source: AnswerFile) -> Iterator[Fact]:
    """How the findings came about, so that anybody with the file can repeat them."""
    settings = theming.settings
    yield Fact("File", source.name)
    yield Fact("Answers read from the column", source.column)
    yield Fact("Answers numbered by", f"the column {source.id_column}" if source.id_column else "their row, from 1")
    yield Fact("Rows read", f"{source.rows:,}")
    yield Fact("Number of themes", "found from the answers" if settings.themes is None else f"{settings.themes}, as asked")
    yield Fact("Detail", f"{settings.detail:g}")
    yield Fact("Seed", str(settings.seed))
    yield Fact("Engine", theming.engine)
    yield Fact("Made with", f"Our Survey Said {__version__}, method {theming.version}")
    yield Fact("Checked by a person", "No. " + UNCHECKED)
    for rule in theming.rules:
        yield Fact(f"Rule: {rule.name}", f"{rule.rationale} {'Held.' if rule.held else 'Not held.'} {rule.detail}".strip())
    for note in (*source.notes, *theming.notes):
        yield Fact("Note", note)
