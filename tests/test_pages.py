"""The page inspector finds each fault that it is there to find, and leaves a good page alone."""

from __future__ import annotations

import pytest

from tests.pages import inspect_page

GOOD = """<!DOCTYPE html>
<html lang="en"><head><title>Your answer – Anytown</title><link rel="stylesheet" href="/static/css/site.css"></head>
<body>
<h1>Your answer</h1>
<h2>About you</h2>
<form method="post" action="/answer"><input type="hidden" name="csrf" value="t">
<label for="why">Why?</label> <textarea id="why" name="why"></textarea>
<label>Age <input name="age"></label>
<span id="town-label">Town</span> <select name="town" aria-labelledby="town-label"><option>Hill</option></select>
<button name="send">Send</button></form>
<p><img src="/static/logo.png" alt=""> <a href="/"><img src="/static/home.png" alt="Home"></a></p>
</body></html>"""

FAULTS = [
    ("two h1", "<h2>About you</h2>", "<h1>About you</h1>", "2 h1 instead of one"),
    ("no h1", "<h1>Your answer</h1>", "", "0 h1 instead of one"),
    ("a title about something else", "<title>Your answer", "<title>Welcome", "does not begin with the h1"),
    ("no title", "<title>Your answer – Anytown</title>", "", "0 titles instead of one"),
    ("no language", ' lang="en"', "", "<html> has no lang"),
    ("an area without label", '<label for="why">Why?</label>', "", "<textarea name='why'> has no label"),
    ("a label without words", ">Why?</label>", "> </label>", "<textarea name='why'> has no label"),
    ("an input outside its label", "<label>Age <input", "<label>Age</label><label><input", "<input name='age'> has no label"),
    (
        "a label that points nowhere",
        'aria-labelledby="town-label"',
        'aria-labelledby="gone"',
        "<select name='town'> has no label",
    ),
    ("an id twice", 'id="town-label"', 'id="why"', "id 'why' stands 2 times"),
    (
        "a form without token",
        '<input type="hidden" name="csrf" value="t">',
        "",
        "the form that posts to '/answer' has no CSRF field",
    ),
    ("a form with an empty token", 'name="csrf" value="t"', 'name="csrf" value=""', "has no CSRF field"),
    (
        "an image without alt",
        '<img src="/static/logo.png" alt="">',
        '<img src="/static/logo.png">',
        "image '/static/logo.png' has no alt",
    ),
    ("a style attribute", "<h2>", '<h2 style="color:red">', "<h2> has the attribute style"),
    ("a style element", "</head>", "<style>p{}</style></head>", "<style> in the page"),
    ("an inline script", "</head>", "<script>go()</script></head>", "inline <script>"),
    ("an inline handler", "<button ", '<button onclick="go()" ', "<button> has the attribute onclick"),
    ("a javascript address", 'href="/"', 'href="javascript:go()"', "<a> has a javascript: address"),
    ("a script from elsewhere", "</head>", '<script src="//example.org/a.js"></script></head>', "<script> asks another server"),
    ("a skipped heading level", "<h2>About you</h2>", "<h3>About you</h3>", "heading 'About you' is an h3 after an h1"),
    ("an unclosed element", "<h2>About you</h2>", "<h2>About you", "not valid HTML on line"),
    (
        "a repeated attribute",
        '<form method="post"',
        '<form method="post" method="get"',
        "not valid HTML on line 6: duplicate-attribute",
    ),
    ("no doctype", "<!DOCTYPE html>\n", "", "not valid HTML on line 1"),
    ("a link without text", 'alt="Home"', 'alt=""', "<a /> has no text"),
    ("a button without text", ">Send<", "><", "<button send> has no text"),
]


def test_a_good_page_has_no_fault() -> None:
    assert inspect_page(GOOD) == []


@pytest.mark.parametrize(("title", "before", "after", "fault"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_is_named(title: str, before: str, after: str, fault: str) -> None:
    assert before in GOOD
    faults = inspect_page(GOOD.replace(before, after, 1))
    assert any(fault in found for found in faults), f"{title}: {faults}"


@pytest.mark.parametrize("prefix", ["Error: ", "Gwall: "])
def test_a_title_may_say_error_before_the_heading(prefix: str) -> None:
    assert inspect_page(GOOD.replace("<title>", f"<title>{prefix}")) == []


def test_the_summary_of_errors_may_come_before_the_heading() -> None:
    summary = '<h2 class="nhsuk-error-summary__heading">There is a problem</h2>'
    assert inspect_page(GOOD.replace("<h1>", summary + "<h1>")) == []
    assert inspect_page(GOOD.replace("<h1>", "<h2>There is a problem</h2><h1>")) != []


def test_a_form_that_only_asks_needs_no_token() -> None:
    assert (
        inspect_page(GOOD.replace('method="post"', 'method="get"').replace('<input type="hidden" name="csrf" value="t">', ""))
        == []
    )
