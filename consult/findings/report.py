"""A frozen dataset as the dataclasses that pages and PDFs draw. Pure: nothing is read but the dataset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from consult.findings.method import method, people
from consult.theming.board import REASONS
from consult.wording import count, date_words, rank_words, wording_text
from consult.wording import per_hundred as share_words
from reports.data import (
    Bar,
    Board,
    Breakdown,
    ClosedFinding,
    FindingsReport,
    Leftover,
    MinorityFinding,
    QuotedAnswer,
    ThemeFinding,
)

Json = dict[str, Any]

HIDDEN_NOTE = "Numbers of 1 to 4 people are not shown, nor any that could be used to work them out, so that nobody is recognised."
ALL_HIDDEN_NOTE = "Nearly everybody chose the same answer, so we do not print the numbers: few people could be recognised."
POSITIONS = {"agree": "Agree", "disagree": "Disagree", "unsure": "Unsure"}


def report_of(dataset: Json, fingerprint: str, language: str = "en") -> FindingsReport:
    """The findings of a dataset; `fingerprint` is its SHA-256. Raises KeyError for a dataset of another schema."""
    consultation, version = dataset["consultation"], dataset["version"]
    return FindingsReport(
        title=wording_text(consultation["title"], language) or consultation["slug"],
        organisation=consultation["organisation"],
        language=language,
        summary=tuple(_summary(dataset)),
        board=board_of(dataset, language),
        minority=tuple(_minority(view, language) for view in dataset["minority"]),
        leftovers=tuple(leftovers(dataset)),
        closed=(*closed_findings(dataset, language), *vote_findings(dataset)),
        method=tuple(method(dataset, language)),
        published_on=day_of(version["frozen_at"]),
        version=version["number"],
        dataset_hash=fingerprint,
        notice=wording_text(consultation["notice"], language),
        page_url=version["address"],
    )


def day_of(moment: str) -> dt.date:
    """The day of a stored moment, as a calendar in Britain shows it."""
    from zoneinfo import ZoneInfo

    return dt.datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/London")).date()


def board_of(dataset: Json, language: str = "en") -> Board:
    """The board of the themed question."""
    numbers = dataset["people"]
    return Board(
        question=wording_text(dataset["question"]["wording"], language),
        asked=numbers["asked"],
        answered=numbers["answered"],
        blank=numbers["blank"],
        themes=tuple(_theme(theme, language) for theme in dataset["themes"]),
        in_themes=numbers["in_themes"],
        in_minority=numbers["in_minority"],
    )


def _theme(theme: Json, language: str) -> ThemeFinding:
    same = ("key", "rank", "tied", "name", "description", "count", "per_hundred", "share_low", "share_high")
    return ThemeFinding(
        **{name: theme[name] for name in same},
        rank_words=rank_words(theme["rank"], theme["rank_low"], theme["rank_high"]),
        quotes=tuple(_quote(quote, language) for quote in theme["quotes"]),
        by_area=tuple(_cell(cell, language) for cell in theme["by_area"]),
        by_capacity=tuple(_cell(cell, language) for cell in theme["by_capacity"]),
    )


def _quote(quote: Json, language: str) -> QuotedAnswer:
    who = [wording_text(quote[name], language) for name in ("capacity", "area")]
    return QuotedAnswer(quote["text"], str(quote["respondent"]), ", ".join(words for words in who if words), quote["role"])


def _cell(cell: Json, language: str) -> Breakdown:
    return Breakdown(group_words(cell, language), cell["count"], cell["base"], cell["hidden"] == "guard")


def group_words(part: Json, language: str) -> str:
    """The name of a group, which may hold several small ones: "Councillor, or Charity or community group"."""
    return ", or ".join(wording_text(wording, language) for wording in part["wordings"])


def _minority(view: Json, language: str) -> MinorityFinding:
    quotes = tuple(_quote(quote, language) for quote in view["quotes"])
    return MinorityFinding(view["key"], view["name"], view["count"], view["rule"], quotes)


def leftovers(dataset: Json) -> Iterator[Leftover]:
    """Answers outside every theme by reason. Those of marks alone are blanks, which are counted with the blanks."""
    for one in dataset["leftovers"]:
        if one["reason"] != "blank":
            yield Leftover(REASONS.get(one["reason"], one["reason"]), one["count"])


def closed_findings(dataset: Json, language: str = "en") -> Iterator[ClosedFinding]:
    """The other questions, each as a table."""
    for table in dataset["closed"]:
        bars = tuple(
            Bar(group_words(line, language), line["count"], line["per_hundred"], line["hidden"] == "guard")
            for line in table["lines"]
        )
        notes = [_who_note(dataset["people"]["answered"])] if table["purpose"] != "topic" else []
        yield ClosedFinding(
            wording_text(table["wording"], language), table["base"], bars, " ".join([*notes, *_hidden_note(bars)])
        )


def _who_note(answered: int) -> str:
    return f"Counted among the {people(answered)} whose answers are in the themes or listed beside them."


def _hidden_note(bars: Sequence[Bar]) -> list[str]:
    if all(bar.count is None for bar in bars):
        return [ALL_HIDDEN_NOTE]
    return [HIDDEN_NOTE] if any(bar.count is None for bar in bars) else []


def vote_findings(dataset: Json) -> Iterator[ClosedFinding]:
    """Each statement that five or more people voted on, as a table of agree, disagree and unsure."""
    for one in dataset["deliberation"] or ():
        for statement in one["statements"]:
            if statement["people"]:
                yield _votes(statement, one["number"])


def _votes(statement: Json, number: int) -> ClosedFinding:
    base = statement["people"]
    bars = tuple(Bar(words, statement[key], 100 * statement[key] / base) for key, words in POSITIONS.items())
    note = f"Votes in round {number}. Anybody could vote, whether or not they had answered the questions."
    said = statement["text"].partition("\n")[0]  # the second line says what they wrote about
    return ClosedFinding(said, base, bars, note)


def _summary(dataset: Json) -> Iterator[str]:
    """Two to five sentences that a busy reader takes away."""
    numbers, themes = dataset["people"], dataset["themes"]
    blank = f" and {count(numbers['blank'])} left it blank" if numbers["blank"] else ""
    yield f"We asked {people(numbers['asked'])}. {count(numbers['answered'])} answered the question{blank}."
    if first := [theme for theme in themes if theme["rank"] == 1]:
        names = " and ".join(f"“{theme['name']}”" for theme in first)
        each = " each" if len(first) > 1 else ""
        share = share_words(first[0]["per_hundred"])
        yield f"Most often they said: {names}. {people(first[0]['count'])}{each} said so, {share} in every 100."
    if following := [theme for theme in themes if theme["rank"] > 1][:2]:
        named = [f"“{theme['name']}” ({people(theme['count'])})" for theme in following]
        yield f"Then came {' and '.join(named)}."
    if views := len(dataset["minority"]):
        yield f"{_views(views)} printed as well, because a good point does not need a crowd."
    yield from _checked(dataset)


def _views(number: int) -> str:
    return "One view that few people hold is" if number == 1 else f"{count(number)} views that few people hold are"


def _checked(dataset: Json) -> Iterator[str]:
    signed = dataset["method"]["signed_off"]
    if signed:
        yield f"{signed[-1]['by']} checked the themes and signed them off on {date_words(day_of(signed[-1]['at']))}."
