"""The findings report: `build` reads as its contents list."""

from __future__ import annotations

from collections.abc import Iterable

from reports.blocks import Manuscript
from reports.board import MOST_SLOTS, BoardDrawing, Slot
from reports.charts import Share
from reports.data import ClosedFinding, FindingsReport
from reports.document import Cover, Imprint, bind, write_cover
from reports.phrases import phrases
from reports.style import STANDARD, Edition
from reports.sums import Account, account
from reports.tables import Column, Row, ShareCell
from reports.themes import UNSTEADY, marked_name, place, write_hidden, write_letters, write_minority, write_themes
from reports.words import plain, stand_ins

LARGE = 14
"""From this size of body text on, in points, an edition is large print."""


def build(report: FindingsReport, edition: Edition = STANDARD) -> bytes:
    """The findings as tagged PDF (PDF/UA-1). The same report and edition give the same bytes.

    Raises `sums.FindingsDoNotAddUp` when the numbers contradict each other, `phrases.LanguageNotOffered` for a
    language without fixed words, and `style.TypefaceMissing`.
    """
    sums = account(report)
    manuscript = Manuscript(phrases(report.language), edition)
    imprint = Imprint(
        report.title,
        report.organisation,
        manuscript.phrases.language,
        manuscript.phrases.say("cover.findings"),
        report.notice,
        report.published_on,
    )
    write_cover(manuscript, imprint, _cover(manuscript, report))
    _write_contents(manuscript)
    _write_summary(manuscript, report, sums)
    write_themes(manuscript, report)
    write_letters(manuscript, report.letters)
    write_minority(manuscript, report.minority)
    _write_sums(manuscript, sums)
    _write_closed(manuscript, report.closed)
    _write_method(manuscript, report)
    _write_annex(manuscript, report)
    return bind(manuscript, imprint)


def _cover(manuscript: Manuscript, report: FindingsReport) -> Cover:
    say = manuscript.phrases.say
    lines = [say("cover.answered", report.board.answered)]
    if report.published_on is not None:
        lines.append(say("cover.published", date=manuscript.phrases.date(report.published_on)))
    lines.append(say("cover.version", version=report.version))
    is_title = report.board.question.strip() == report.title.strip()  # a file job has no other title than its question
    return Cover(
        kicker=say("cover.kicker"),
        kind=say("cover.findings"),
        question=(say("cover.question"), "" if is_title else report.board.question),
        lines=tuple(lines),
        link=(say("cover.read_online"), report.page_url),
        bars=tuple(theme.per_hundred for theme in report.board.themes[:5]),
    )


def _write_contents(manuscript: Manuscript) -> None:
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("contents"), key="contents", in_contents=False)
        manuscript.contents_here()
    manuscript.new_page()


def _write_summary(manuscript: Manuscript, report: FindingsReport, sums: Account) -> None:
    """One page: the question, the board, and what a busy reader takes away."""
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("summary"), key="summary")
        manuscript.paragraph(manuscript.say("summary.asked", sums.asked), manuscript.styles.label)
        manuscript.paragraph(f"<b>{plain(report.board.question)}</b>", manuscript.styles.lead)
        parts = [_write_board, _write_remarks, _write_sentences]
        if manuscript.edition.size >= LARGE:  # the board fills a page of its own there; the rest fits before it
            parts.reverse()
        for write in parts:
            write(manuscript, report)


def _write_sentences(manuscript: Manuscript, report: FindingsReport) -> None:
    manuscript.space(0.4)
    manuscript.bullets(plain(sentence) for sentence in report.summary)


def _write_board(manuscript: Manuscript, report: FindingsReport) -> None:
    board, say = report.board, manuscript.phrases.say
    if not board.themes:
        return
    most = max(theme.count for theme in board.themes) or 1
    slots = [
        Slot(
            place=place(theme),
            name=plain(marked_name(theme)),
            count=manuscript.phrases.number(theme.count),
            unit=say("board.unit.one" if theme.count == 1 else "board.unit"),
            share=say("board.per_hundred", share=manuscript.phrases.about(theme.per_hundred)),
            part=theme.count / most,
        )
        for theme in board.themes[:MOST_SLOTS]
    ]
    total = (say("board.answered"), manuscript.phrases.number(board.answered))
    with manuscript.together():
        manuscript.add(BoardDrawing(say("board.title"), slots, total, manuscript.place, manuscript.styles, manuscript.width))


def _write_remarks(manuscript: Manuscript, report: FindingsReport) -> None:
    """What the board does not say itself: people who count in several themes, and themes that it has no room for."""
    themes = report.board.themes
    several = sum(theme.count for theme in themes) > account(report).in_themes
    remarks = [manuscript.say("board.several")] if several else []
    if any(not theme.headline for theme in themes[:MOST_SLOTS]):
        remarks.append(manuscript.say("board.unsteady", mark=UNSTEADY))
    if (rest := len(themes) - MOST_SLOTS) > 0:
        remarks.append(manuscript.say("board.more", rest))
    if remarks:
        manuscript.paragraph(" ".join(remarks), manuscript.styles.small)


def _write_sums(manuscript: Manuscript, sums: Account) -> None:
    """Everybody once: the rows above each total add up to it."""
    number = manuscript.phrases.number
    rows = [Row((manuscript.say("sums.in_themes"), number(sums.in_themes)))]
    if sums.in_minority:
        rows.append(Row((manuscript.say("sums.in_minority"), number(sums.in_minority))))
    outside = [(reason, count) for reason, count in sums.outside if count]
    if outside:
        rows.append(Row((manuscript.say("sums.outside"),), "group"))
        rows += [Row((plain(reason[:1].upper() + reason[1:]), number(count))) for reason, count in outside]
        rows.append(Row((manuscript.say("sums.totals"),), "group"))
    rows.append(Row((manuscript.say("sums.answered"), number(sums.answered)), "total"))
    rows.append(Row((manuscript.say("sums.blank"), number(sums.blank))))
    if sums.silent:
        rows.append(Row((manuscript.say("sums.silent"), number(sums.silent))))
    rows.append(Row((manuscript.say("sums.asked"), number(sums.asked)), "total"))
    manuscript.need(20)
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("sums"), key="sums")
        intro = [manuscript.say("sums.intro")] + ([manuscript.say("sums.outside_note")] if outside else [])
        manuscript.paragraph(" ".join(intro))
        columns = [Column(manuscript.say("sums.what"), 0.8), Column(manuscript.say("sums.people"), 0.2, is_number=True)]
        manuscript.table(manuscript.say("sums.caption"), columns, rows)


def _write_closed(manuscript: Manuscript, findings: tuple[ClosedFinding, ...]) -> None:
    if not findings:
        return
    manuscript.new_page()
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("closed"), key="closed")
        manuscript.paragraph(manuscript.say("closed.intro"))
        for index, finding in enumerate(findings, start=1):
            with manuscript.inside("Sect"):
                manuscript.need(12)
                manuscript.heading(3, plain(finding.question), key=f"closed-{index}")
                _write_bars(manuscript, finding)


def _write_bars(manuscript: Manuscript, finding: ClosedFinding) -> None:
    """A table that draws its own bars, so that picture and numbers cannot differ."""
    number = manuscript.phrases.number
    rows = []
    for bar in finding.bars:
        count = number(bar.count) if bar.count is not None else manuscript.say("who.guard" if bar.guard else "who.small")
        share: ShareCell | str = manuscript.say("who.dash")
        if bar.per_hundred is not None:
            share = ShareCell(manuscript.phrases.share(bar.per_hundred), Share(bar.per_hundred), 100)
        rows.append(Row((plain(bar.label), count, share)))
    columns = [
        Column(manuscript.say("closed.answer"), 0.4),
        Column(manuscript.say("sums.people"), 0.18, is_number=True),
        Column(manuscript.say("who.share"), 0.42, is_number=True),
    ]
    manuscript.table(manuscript.say("closed.base", finding.base), columns, rows)
    if finding.note:  # says also why numbers are hidden, where the caller hid any
        manuscript.paragraph(plain(finding.note), manuscript.styles.small)
    else:
        write_hidden(manuscript, finding.bars)


def _write_method(manuscript: Manuscript, report: FindingsReport) -> None:
    manuscript.new_page()
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("method"), key="method")
        rows = [Row((plain(fact.name), plain(fact.value))) for fact in report.method]
        if report.published_on is not None:
            rows.append(Row((manuscript.say("method.published"), plain(manuscript.phrases.date(report.published_on)))))
        rows.append(Row((manuscript.say("method.version"), str(report.version))))
        if report.dataset_hash:
            rows.append(Row((manuscript.say("method.hash"), plain(report.dataset_hash))))
        columns = [Column(manuscript.say("method.fact"), 0.34), Column(manuscript.say("method.value"), 0.66)]
        manuscript.table(manuscript.say("method.record"), columns, rows)
        manuscript.heading(3, manuscript.say("method.reading"), key="reading")
        notes = ["method.counts", "method.share", "method.range", "method.small"]
        sentences = [manuscript.say(key) for key in notes]
        if (replaced := stand_ins(_words_of_people(report))) > 0:
            sentences.append(manuscript.say("method.stand_ins", replaced))
        manuscript.bullets(sentences)


def _words_of_people(report: FindingsReport) -> Iterable[str]:
    """The quoted words, in which stand-ins are counted; each stands in the document once."""
    for theme in report.board.themes:
        yield from (quote.text for quote in theme.quotes)
    for view in report.minority:
        yield from (quote.text for quote in view.quotes)
    yield from (letter.opening.text for letter in report.letters if letter.opening is not None)


def _write_annex(manuscript: Manuscript, report: FindingsReport) -> None:
    themes, number, share = report.board.themes, manuscript.phrases.number, manuscript.phrases.share
    if not themes:
        return
    manuscript.new_page()
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("annex"), key="annex")
        manuscript.paragraph(manuscript.say("annex.base", report.board.answered))
        rows = [
            Row(
                (
                    place(theme),
                    plain(theme.name),
                    number(theme.count),
                    share(theme.per_hundred),
                    manuscript.say("annex.range_value", low=share(theme.share_low), high=share(theme.share_high)),
                )
            )
            for theme in themes
        ]
        columns = [
            Column(manuscript.say("annex.place"), 0.1),
            Column(manuscript.say("annex.theme"), 0.4),
            Column(manuscript.say("annex.people"), 0.13, is_number=True),
            Column(manuscript.say("annex.share"), 0.18, is_number=True),
            Column(manuscript.say("annex.range"), 0.19, is_number=True),
        ]
        manuscript.table(manuscript.say("annex.caption", len(themes)), columns, rows)
