"""The fixed words of the reports, by language, and how numbers, dates and lists are written in it.

A report in another language needs one more table here, nothing else: no sentence stands in the code that draws.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_decimal


class LanguageNotOffered(ValueError):
    """The reports have no fixed words in this language yet."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fixed words in one language; `locale` writes its numbers and dates."""

    language: str
    locale: str
    words: Mapping[str, str]

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        """The phrase `key` with its blanks filled; with a `count` of 1 the phrase `key.one` where there is one."""
        if count is not None:
            values["count"] = self.number(count)
            if count == 1 and f"{key}.one" in self.words:
                key = f"{key}.one"
        return self.words[key].format(**values)

    def number(self, value: int) -> str:
        """1204 as "1,204"."""
        return str(format_decimal(value, format="#,##0", locale=self.locale))

    def share(self, per_hundred: float) -> str:
        """A share for a table, always with one decimal place, so that columns line up: 33 as "33.0"."""
        return str(format_decimal(per_hundred, format="#,##0.0", locale=self.locale))

    def about(self, per_hundred: float) -> str:
        """A share for a sentence, as a whole number (halves go up); nearly none and nearly all say so in words."""
        if 0 < per_hundred < 0.5:
            return self.say("fewer_than_one")
        if 99.5 <= per_hundred < 100:
            return self.say("more_than_99")
        return self.number(int(per_hundred + 0.5))

    def date(self, day: dt.date) -> str:
        """A date as GOV.UK writes it: 22 November 2026."""
        return str(format_date(day, "d MMMM y", locale=self.locale))


_ENGLISH = {
    "cover.kicker": "Our survey said",
    "cover.findings": "What people told us",
    "cover.decision": "What we decided",
    "cover.question": "The question",
    "cover.published": "Published {date}",
    "cover.version": "Version {version}",
    "cover.answered": "{count} people answered",
    "cover.answered.one": "One person answered",
    "cover.read_online": "Read these findings on the web",
    "cover.decision_online": "Read this decision on the web",
    "contents": "Contents",
    "page_of": "Page {page} of {pages}",
    "fewer_than_one": "fewer than 1",
    "more_than_99": "more than 99",
    "summary": "Summary",
    "summary.asked": "We asked {count} people",
    "summary.asked.one": "We asked one person",
    "board.title": "Our survey said",
    "board.unit": "people",
    "board.unit.one": "person",
    "board.per_hundred": "{share} in every 100",
    "board.answered": "People who answered",
    "board.more": "{count} more themes are in the list at the end.",
    "board.more.one": "One more theme is in the list at the end.",
    "board.unsteady": "A theme marked {mark} is not a headline: it came back badly when some answers were left out, or its "
    "people said different things. Its place is by number of people all the same.",
    "board.several": "Some people made several points. They are counted once in each.",
    "sums": "Where every answer went",
    "sums.intro": "Nobody’s answer disappears. Each person we asked is counted once in this table.",
    "sums.outside_note": "Answers outside the themes are counted here by reason. Their words are not printed.",
    "sums.caption": "Every person we asked, counted once",
    "sums.what": "What happened to the answer",
    "sums.people": "People",
    "sums.in_themes": "In one or more themes",
    "sums.in_minority": "Only in a view that few people hold",
    "sums.outside": "Outside the themes, by reason",
    "sums.totals": "Everyone",
    "sums.answered": "People who answered",
    "sums.blank": "Left the question blank",
    "sums.silent": "Did not reply",
    "sums.asked": "People we asked",
    "themes": "What people said, theme by theme",
    "themes.intro": "A theme is a point that several people made. Themes stand in order of how many people made the point. "
    "The words of people who answered are printed as they wrote them.",
    "themes.none": "No point was made by enough people to form a theme.",
    "themes.glance_title": "People in every 100 who made each point",
    "themes.glance_note": "The bar shows how many in every 100 people who answered made the point. "
    "The thin line shows the likely range.",
    "themes.glance_part": "The chart shows the {count} most common points. The annex lists all.",
    "themes.glance_alt": "Bar chart of how many people in every 100 made each point. {items}. "
    "The annex has the same numbers in a table.",
    "themes.glance_item": "{name}: {share}, likely range {low} to {high}",
    "theme.people": "{count} of the {answered} people who answered made this point",
    "theme.share": "{share} in every 100 people, likely range {low} to {high}",
    "theme.parts": "More particular points within it, people counted once in each",
    "theme.part": "Point",
    "theme.part_people": "People",
    "theme.part_share": "In every 100 who answered",
    "theme.general": "Said the general thing only",
    "letters": "Letters that many people sent",
    "letters.intro": "Some people sent the same letter, word for word or nearly. Each of them counts as one person in the themes "
    "that the letter speaks to. When the themes were found, the letter weighed as one text. What people added is their own.",
    "letters.opening": "It begins",
    "letters.themes": "It speaks to: {names}.",
    "theme.rank": "Its place: {rank}.",
    "quote.lead": "In someone’s own words",
    "quote.echo": "Someone else put it like this",
    "quote.dissent": "Someone who sees it differently",
    "quote.reference": "answer {reference}",
    "who": "Who made this point",
    "who.group": "Group",
    "who.people": "Made this point",
    "who.base": "Answered",
    "who.share": "In every 100",
    "who.area": "By area",
    "who.capacity": "By how people know the service",
    "who.small": "fewer than 5",
    "who.guard": "not shown",
    "who.dash": "not shown",
    "who.note_small": "Counts of 1 to 4 are shown as “fewer than 5”, so that nobody can be recognised.",
    "who.note_guard": "“Not shown” stands where a number could be used to work out a small one.",
    "minority": "Views that few people hold",
    "minority.intro": "Numbers are not everything. These views are printed by rule, however few people hold them.",
    "minority.people": "{count} people hold this view",
    "minority.people.one": "One person holds this view",
    "minority.rule": "Why it is printed: {rule}",
    "minority.lone": "Views of one person each",
    "minority.lone_people": "{count} people each made a point that no one else made",
    "minority.lone_silent": "{count} more did not allow us to quote them.",
    "minority.lone_silent.one": "One more did not allow us to quote them.",
    "closed": "The other questions",
    "closed.intro": "These questions had set answers to choose from. "
    "The base is the number of people who were shown the question and answered it.",
    "closed.answer": "Answer",
    "closed.base": "Base: {count} people who answered this question",
    "closed.base.one": "Base: {count} person who answered this question",
    "method": "How this was done",
    "method.record": "The record",
    "method.fact": "What",
    "method.value": "Details",
    "method.reading": "How to read the numbers",
    "method.counts": "Numbers count people. Someone who made a point twice is counted once for that point. "
    "Someone who made two points is counted in both themes.",
    "method.share": "“In every 100” means out of every 100 people who answered the question.",
    "method.range": "The likely range shows how far a number might move by chance alone, "
    "if as many people like these answered again (a 95% Wilson interval). "
    "People chose to answer, so it says nothing about the views of people who did not.",
    "method.small": "Counts of 1 to 4 people in a group are shown as “fewer than 5”, so that nobody can be recognised.",
    "method.stand_ins": "Some answers hold signs that this document cannot print, such as emoji or another alphabet. "
    "In {count} places the name of the sign stands in square brackets instead.",
    "method.stand_ins.one": "One answer holds a sign that this document cannot print, such as an emoji or another alphabet. "
    "The name of the sign stands in square brackets instead.",
    "method.version": "Version of these findings",
    "method.published": "Published",
    "method.hash": "Fingerprint of the data (SHA-256)",
    "annex": "Annex: all themes",
    "annex.caption": "All {count} themes, in order of the number of people",
    "annex.caption.one": "The one theme",
    "annex.place": "Place",
    "annex.theme": "Theme",
    "annex.people": "People",
    "annex.share": "In every 100",
    "annex.range": "Likely range",
    "annex.range_value": "{low} to {high}",
    "annex.base": "Base: {count} people who answered.",
    "annex.base.one": "Base: {count} person who answered.",
    "decision.question": "What we asked",
    "decision.chosen": "What we decided",
    "decision.reasons": "Why",
    "decision.replies": "You said, we did",
    "decision.replies_intro": "Here is our reply to each point that people made.",
    "decision.replies_caption": "Our reply to each theme",
    "decision.said": "You said",
    "decision.people": "People",
    "decision.did": "We did",
    "decision.none": "No reply to any theme has been recorded.",
    "decision.by": "Who decided",
    "decision.decided": "Decided by {who} on {date}.",
    "decision.decided_undated": "Decided by {who}.",
    "decision.hash": "The findings that this decision rests on have the fingerprint {hash} (SHA-256).",
}

_OFFERED = {"en": Phrases("en-GB", "en_GB", _ENGLISH)}


def phrases(language: str) -> Phrases:
    """The fixed words for a language tag such as "en-GB". Raises LanguageNotOffered, naming the tag."""
    offered = _OFFERED.get(language.split("-")[0].lower())
    if offered is None:
        raise LanguageNotOffered(
            f"Reports are not offered in the language {language!r} yet. Offered: {', '.join(sorted(_OFFERED))}."
        )
    return offered
