"""What people said: every theme with its numbers, its quotations and who made the point, and the views that few hold."""

from __future__ import annotations

from collections.abc import Sequence

from reports.blocks import Manuscript
from reports.charts import GlanceChart, Share, ShareBar
from reports.data import Bar, Breakdown, FindingsReport, LetterFinding, MinorityFinding, QuotedAnswer, ThemeFinding
from reports.tables import Column, Row, ShareCell
from reports.words import plain, printable, shortened

MOST_IN_GLANCE, HIGHEST_GLANCE = 12, 460
"""Themes in the chart, and points of height that it may fill, so that it stands on one page with its heading."""

LONGEST_NAME = 130
"""Letters of a theme's name on the board and in the chart; its own section prints all of it."""

MOST_LONE_IN_FULL = 12
"""Up to this many views of one person each get a heading of their own; more would bury the rest of the report."""


def place(theme: ThemeFinding) -> str:
    """The rank as the show has it: "4=" when it is shared."""
    return f"{theme.rank}=" if theme.tied else str(theme.rank)


UNSTEADY = "(*)"
"""Stands behind the name of a theme that may not be the headline."""


def marked_name(theme: ThemeFinding) -> str:
    """The short name with the mark of a theme that may not be the headline."""
    return short_name(theme) if theme.headline else f"{short_name(theme)} {UNSTEADY}"


def short_name(theme: ThemeFinding) -> str:
    """The name for a label, as plain text on one line."""
    return shortened(printable(theme.name).replace("\n", " "), LONGEST_NAME)


def write_themes(manuscript: Manuscript, report: FindingsReport) -> None:
    """A section with the themes at a glance, then one for each theme."""
    themes = report.board.themes
    manuscript.new_page()
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("themes"), key="themes")
        manuscript.paragraph(manuscript.say("themes.intro" if themes else "themes.none"))
        if themes:
            _write_glance(manuscript, themes)
        for theme in themes:
            with manuscript.inside("Sect"):
                _write_theme(manuscript, theme, report.board.answered)


def _write_glance(manuscript: Manuscript, themes: tuple[ThemeFinding, ...]) -> None:
    share, say = manuscript.phrases.share, manuscript.phrases.say
    rows = [
        (plain(short_name(theme)), share(theme.per_hundred), Share(theme.per_hundred, theme.share_low, theme.share_high))
        for theme in themes[:MOST_IN_GLANCE]
    ]
    chart = GlanceChart.up_to(HIGHEST_GLANCE, rows, manuscript.styles, manuscript.width)
    items = "; ".join(
        say(
            "themes.glance_item",
            name=printable(short_name(theme)),
            share=share(theme.per_hundred),
            low=share(theme.share_low),
            high=share(theme.share_high),
        )
        for theme in themes[: len(chart.rows)]
    )
    note = [manuscript.say("themes.glance_note")]
    if len(chart.rows) < len(themes):
        note.append(manuscript.say("themes.glance_part", len(chart.rows)))
    with manuscript.together():
        manuscript.paragraph(manuscript.say("themes.glance_title"), manuscript.styles.caption)
        manuscript.figure(chart, say("themes.glance_alt", items=items))
        manuscript.paragraph(" ".join(note), manuscript.styles.small)


def _write_theme(manuscript: Manuscript, theme: ThemeFinding, answered: int) -> None:
    """Rank and name, what it covers, how many, in whose words, and who."""
    about = manuscript.phrases.about
    manuscript.need(16)
    manuscript.heading(3, plain(theme.name), key=f"theme-{theme.key}", mark=place(theme))
    if theme.description:
        manuscript.paragraph(plain(theme.description), manuscript.styles.lead)
    share = Share(theme.per_hundred, theme.share_low, theme.share_high)
    manuscript.add(ShareBar(share, 100, manuscript.palette, height=manuscript.edition.size * 0.8))
    people = manuscript.say("theme.people", theme.count, answered=manuscript.phrases.number(answered))
    low, high = about(theme.share_low), about(theme.share_high)
    if low == high:  # "3 to 3" would say too little
        low, high = manuscript.phrases.share(theme.share_low), manuscript.phrases.share(theme.share_high)
    sentences = [f"<b>{people}</b>: {manuscript.say('theme.share', share=about(theme.per_hundred), low=low, high=high)}."]
    if theme.rank_words:
        sentences.append(manuscript.say("theme.rank", rank=theme.rank_words))
    manuscript.paragraph(" ".join(sentences), manuscript.styles.figures)
    _write_parts(manuscript, theme)
    if theme.remarks:
        manuscript.paragraph(plain(" ".join(theme.remarks)))
    for quote in theme.quotes:
        _write_quote(manuscript, quote)
    _write_breakdown(manuscript, theme)


def _write_parts(manuscript: Manuscript, theme: ThemeFinding) -> None:
    """The sub-themes as a table, and who said the general thing."""
    if not theme.parts:
        return
    number, share = manuscript.phrases.number, manuscript.phrases.share
    rows = [Row((plain(part.name), number(part.count), share(part.per_hundred))) for part in theme.parts]
    if theme.general:
        rows.append(Row((manuscript.say("theme.general"), number(theme.general), manuscript.say("who.dash"))))
    columns = [
        Column(manuscript.say("theme.part"), 0.5),
        Column(manuscript.say("theme.part_people"), 0.2, is_number=True),
        Column(manuscript.say("theme.part_share"), 0.3, is_number=True),
    ]
    manuscript.table(manuscript.say("theme.parts"), columns, rows)


def _write_quote(manuscript: Manuscript, quote: QuotedAnswer) -> None:
    role = quote.role if quote.role in ("lead", "echo", "dissent") else "lead"
    manuscript.quotation(manuscript.say(f"quote.{role}"), quote.text, _source(manuscript, quote), is_lead=role == "lead")


def _source(manuscript: Manuscript, quote: QuotedAnswer) -> str:
    """Who said it, as far as that may be told, and where it stands; empty when neither is known."""
    parts = [quote.who] if quote.who else []
    if quote.reference:
        parts.append(manuscript.phrases.say("quote.reference", reference=quote.reference))
    return plain(", ".join(parts)) if parts else ""


def _write_breakdown(manuscript: Manuscript, theme: ThemeFinding) -> None:
    """Who made the point; a small cell is never printed, nor one from which it could be worked out."""
    parts = (("who.area", theme.by_area), ("who.capacity", theme.by_capacity))
    rows: list[Row] = []
    for key, cells in parts:
        if cells:
            rows.append(Row((manuscript.say(key),), "group"))
            rows += [_breakdown_row(manuscript, cell) for cell in cells]
    if not rows:
        return
    columns = [
        Column(manuscript.say("who.group"), 0.34),
        Column(manuscript.say("who.people"), 0.2, is_number=True),
        Column(manuscript.say("who.base"), 0.14, is_number=True),
        Column(manuscript.say("who.share"), 0.32, is_number=True),
    ]
    manuscript.table(manuscript.say("who"), columns, rows)
    write_hidden(manuscript, [cell for _, cells in parts for cell in cells])


def write_hidden(manuscript: Manuscript, cells: Sequence[Breakdown | Bar]) -> None:
    """Why numbers of the table above are not shown."""
    hidden = [cell for cell in cells if cell.count is None]
    notes = [manuscript.say("who.note_small")] if any(not cell.guard for cell in hidden) else []
    if any(cell.guard for cell in hidden):
        notes.append(manuscript.say("who.note_guard"))
    if notes:
        manuscript.paragraph(" ".join(notes), manuscript.styles.small)


def _breakdown_row(manuscript: Manuscript, cell: Breakdown) -> Row:
    number = manuscript.phrases.number
    group, base = plain(cell.group), number(cell.base)
    if cell.count is None:
        hidden = manuscript.say("who.guard" if cell.guard else "who.small")
        return Row((group, hidden, base, manuscript.say("who.dash")))
    share = round(100 * cell.count / cell.base, 1) if cell.base else 0.0
    return Row((group, number(cell.count), base, ShareCell(manuscript.phrases.share(share), Share(share), 100)))


def write_letters(manuscript: Manuscript, letters: tuple[LetterFinding, ...]) -> None:
    """A section with the form letters, each counted as people and as texts."""
    if not letters:
        return
    manuscript.need(20)
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("letters"), key="letters")
        manuscript.paragraph(manuscript.say("letters.intro"))
        for letter in letters:
            with manuscript.inside("Sect"):
                manuscript.heading(3, plain(letter.name), key=f"letter-{letter.key}")
                said = [f"<b>{plain(letter.sums)}</b>"]
                if letter.themes:
                    names = ", ".join(f"“{plain(name)}”" for name in letter.themes)
                    said.append(manuscript.say("letters.themes", names=names))
                manuscript.paragraph(" ".join(said))
                if letter.opening is not None:
                    source = _source(manuscript, letter.opening)
                    manuscript.quotation(manuscript.say("letters.opening"), letter.opening.text, source)


def write_minority(manuscript: Manuscript, views: tuple[MinorityFinding, ...]) -> None:
    """A section with the views that are printed whatever their number, each with the rule that says why.

    Where many people each hold a view of their own, these are printed as one list of their words: all of them, in less room.
    """
    if not views:
        return
    lone = tuple(view for view in views if view.count == 1)
    listed = lone if len(lone) > MOST_LONE_IN_FULL else ()
    manuscript.new_page()
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("minority"), key="minority")
        manuscript.paragraph(manuscript.say("minority.intro"))
        for view in views:
            if view.count > 1 or not listed:
                _write_view(manuscript, view)
        if listed:
            _write_lone_views(manuscript, listed)


def _write_view(manuscript: Manuscript, view: MinorityFinding) -> None:
    with manuscript.inside("Sect"):
        manuscript.heading(3, plain(view.name), key=f"minority-{view.key}")
        manuscript.paragraph(f"<b>{manuscript.say('minority.people', view.count)}.</b>")
        for quote in view.quotes:
            _write_quote(manuscript, quote)
        if view.rule:
            manuscript.paragraph(manuscript.say("minority.rule", rule=view.rule), manuscript.styles.small)


def _write_lone_views(manuscript: Manuscript, views: tuple[MinorityFinding, ...]) -> None:
    """The views that one person each holds, as a list of their words; those who may not be quoted are counted."""
    with manuscript.inside("Sect"):
        manuscript.heading(3, manuscript.say("minority.lone"), key="minority-lone")
        manuscript.paragraph(f"<b>{manuscript.say('minority.lone_people', len(views))}.</b>")
        manuscript.bullets(_listed_quote(manuscript, view.quotes[0]) for view in views if view.quotes)
        silent = sum(not view.quotes for view in views)
        if silent:
            manuscript.paragraph(manuscript.say("minority.lone_silent", silent))
        for rule in dict.fromkeys(view.rule for view in views if view.rule):
            manuscript.paragraph(manuscript.say("minority.rule", rule=rule), manuscript.styles.small)


def _listed_quote(manuscript: Manuscript, quote: QuotedAnswer) -> str:
    source = _source(manuscript, quote)
    return f"“{plain(quote.text)}”" + (f" ({source})" if source else "")
