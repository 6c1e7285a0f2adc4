"""The parts that pages are built from, each drawn in a whole page and inspected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request

from consult import templating
from consult.templating import make_environment
from reports.data import Bar, Board, Breakdown, ClosedFinding, QuotedAnswer, Reply, ThemeFinding
from tests.pages import inspect_page


def visit() -> Request:
    """A request of somebody whose forms have a token."""
    asked = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "app": Starlette()})
    asked.state.csrf_token = "t"
    return asked


def part(source: str, language: str = "en", **context: object) -> str:
    """What a template draws that uses parts, as a whole inspected page with one h1."""
    environment = make_environment(language)
    template = environment.from_string(
        '{% extends "layout.html" %}{% block title %}Parts{% endblock %}{% block content %}<h1>Parts</h1>'
        + source
        + "{% endblock %}"
    )
    frame = templating.frame(visit(), language)
    html = template.render({**frame, **context})
    assert inspect_page(html) == [], html
    return html


def theme(rank: int, number: int, **changes: Any) -> ThemeFinding:
    facts: dict[str, Any] = {
        "key": f"t{rank}-{number}",
        "rank": rank,
        "tied": False,
        "name": f"Theme of {number}",
        "description": "People want this.",
        "count": number,
        "per_hundred": float(number),
        "share_low": 0.0,
        "share_high": 0.0,
        "rank_words": "",
        "quotes": (),
    }
    return ThemeFinding(**{**facts, **changes})


def a_board(*themes: ThemeFinding, asked: int = 1204, answered: int = 1200) -> Board:
    return Board("What would help you?", asked, answered, asked - answered, themes)


def draw_board(board: Board, reveal: Iterable[int] | None = None) -> str:
    source = '{% from "components/board.html" import board as draw %}{{ draw(board, reveal) }}'
    return part(source, board=board, reveal=reveal)


def test_the_board_shows_eight_and_the_table_all() -> None:
    html = draw_board(a_board(*(theme(n, 50 - n) for n in range(1, 11))))
    assert html.count('class="slot"') == 8
    assert "See all 10 themes as a table" in html
    assert html.count('<th scope="row">') == 10
    assert "We asked <b>1,204</b> people…" in html


def test_a_tie_shares_its_rank_and_says_so() -> None:
    html = draw_board(a_board(theme(1, 30), theme(2, 20, tied=True), theme(2, 20, tied=True, key="x"), theme(4, 1)))
    assert html.count('value="2"') == 2
    assert html.count('2<span aria-hidden="true">=</span><span class="vh"> equal</span>') == 2
    assert 'value="4"' in html
    assert "<b>1</b> <span>person</span>" in html


def test_a_hidden_place_gives_nothing_away_and_has_a_link_that_needs_no_script() -> None:
    html = draw_board(a_board(theme(1, 30), theme(2, 20), theme(3, 10)), reveal={2})
    assert "Theme of 20" in html
    assert "Theme of 30" not in html
    assert "Theme of 10" not in html
    assert 'href="?show=2&amp;show=3#board-3"' in html
    assert "<table" not in html


def test_a_bar_is_as_long_as_its_share_of_those_who_answered() -> None:
    assert 'class="bar__fill" width="34.2%"' in draw_board(a_board(theme(1, 30, per_hundred=34.2)))


def test_a_board_without_themes_says_so() -> None:
    assert "No themes were found in these answers." in draw_board(a_board())


def test_a_theme_card_says_the_share_its_base_and_its_interval_in_words() -> None:
    quotes = (QuotedAnswer("Clinicians <first>", "r7", "Nurse, Hill"), QuotedAnswer("No", "r8", role="dissent"))
    found = theme(
        1,
        32,
        per_hundred=33.0,
        share_low=24.2,
        share_high=42.9,
        rank_words="first",
        quotes=quotes,
        by_area=(Breakdown("Hill", 20, 50), Breakdown("Harbour", None, 47)),
    )
    source = '{% from "components/theme_card.html" import theme_card %}{{ theme_card(theme, 97, 2, "/a", reply) }}'
    html = part(source, theme=found, reply=Reply("Theme", 32, "Accepted", "We agree."))
    assert "That is 33 in every 100 of the 97 people who answered." in html
    assert "between 24 and 43 in every 100" in html
    assert "Clinicians &lt;first&gt;" in html
    assert "Nurse, Hill, answer r7" in html
    assert "On the other hand" in html
    assert "Hill: 20 of 50 people" in html
    assert "Harbour: not shown, of 47 people, to protect privacy" in html
    assert "Our reply: Accepted" in html


def test_a_closed_question_says_its_base_and_hides_small_cells() -> None:
    closed = ClosedFinding("Better?", 95, (Bar("Yes", 91, 95.8), Bar("No", None, None)))
    html = part('{% from "components/bars.html" import bars %}{{ bars(closed) }}', closed=closed)
    assert "95 people answered this question" in html
    assert "not shown, to protect privacy" in html
    assert 'width="95.8%"' in html


def test_a_statement_has_three_buttons_and_remembers_the_vote() -> None:
    source = '{% from "components/vote.html" import vote %}{{ vote("Doctors lead.", "/v", csrf_field(), "agree", "7", "", 2) }}'
    html = part(source)
    for position in ("agree", "disagree", "unsure"):
        assert f'name="position" value="{position}"' in html
    assert "Your vote: <b>Agree</b>" in html
    assert '<input type="hidden" name="statement" value="7">' in html


def test_a_running_job_has_a_link_to_refresh_and_an_ended_one_is_not_polled() -> None:
    source = '{% from "components/progress.html" import progress %}{{ progress(state, "Reading", 3, 10, "/here", "/job.json") }}'
    running = part(source, state="running")
    assert 'data-poll="/job.json"' in running
    assert '<a href="/here">' in running
    assert 'max="10" value="3"' in running
    assert "data-poll" not in part(source, state="done")


def test_the_timeline_says_where_we_are() -> None:
    html = part('{% from "components/timeline.html" import timeline %}{{ timeline("themes", {"asked": "/c"}) }}')
    assert html.count("timeline__step--past") == 2
    assert html.count('aria-current="step"') == 1
    assert html.count("timeline__step--next") == 3
    assert '<a href="/c">We asked</a>' in html


FIELDS = """{% from "components/forms.html" import error_summary, text_field, password_field, textarea_field, radios_field,
checkboxes_field, select_field, date_field, file_field, submit %}
{{ error_summary(errors) }}<form method="post">{{ csrf_field() }}
{{ text_field("name", "Your name", errors, values) }}{{ password_field("password", "Password", errors) }}
{{ textarea_field("why", "Why?", errors, values, maximum=500) }}{{ textarea_field("more", "More", errors, values) }}
{{ radios_field("side", "Side", [("left", "Left"), ("right", "Right", "A hint")], errors, values) }}
{{ checkboxes_field("as", "You are", [("gp", "A GP"), ("carer", "A carer")], errors, values) }}
{{ select_field("town", "Town", [("", "Choose"), ("hill", "Hill")], errors, values) }}
{{ date_field("closes", "Closes", errors, values) }}{{ file_field("file", "File", errors, accept=".csv") }}
{{ submit("Send") }}{{ submit("Keep", "keep", "1", "second") }}</form>"""
NAMES = ("name", "password", "why", "more", "side", "as", "town", "closes", "file")


def test_a_new_form_is_empty_and_needs_neither_errors_nor_values() -> None:
    html = part(FIELDS)
    assert "There is a problem" not in html
    assert "None" not in html
    assert " checked" not in html


def test_a_refused_form_lists_each_error_at_the_top_and_beside_its_field() -> None:
    errors = {name: f"Wrong {name}" for name in NAMES}
    html = part(FIELDS, errors=errors)
    for name in NAMES:
        assert f'<a href="#{name}">' in html
        assert f' id="{name}"' in html
        assert html.count(f"Wrong {name}") == 2


def test_an_error_of_the_whole_form_has_no_link() -> None:
    html = part(FIELDS, errors={"_form": "Sent twice"})
    assert "Sent twice" in html
    assert "#_form" not in html


@pytest.mark.parametrize("multi", [False, True])
def test_a_refused_form_keeps_every_word_but_the_password(multi: bool) -> None:
    typed = {"name": 'A "B"', "why": "<x> & y", "side": "right", "town": "hill", "closes-day": "31", "password": "secret-one"}
    values: object = {**typed, "as": ["gp", "carer"]}
    if multi:
        values = FormData([*typed.items(), ("as", "gp"), ("as", "carer")])
    html = part(FIELDS, values=values)
    assert "A &#34;B&#34;" in html
    assert "&lt;x&gt; &amp; y</textarea>" in html
    assert html.count(" checked") == 3
    assert '<option value="hill" selected>' in html
    assert 'value="31"' in html
    assert "secret-one" not in html


def test_one_language_does_not_leak_into_the_next() -> None:
    source = '{% from "components/board.html" import board as draw %}{{ draw(board) }}'
    assert "…our survey said" in part(source, board=a_board(theme(1, 30)))
    assert "…meddai ein harolwg" in part(source, "cy", board=a_board(theme(1, 30)))
    assert "…our survey said" in part(source, board=a_board(theme(1, 30)))
