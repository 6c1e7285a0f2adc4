"""What the findings say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from reports import findings
from reports.data import Board, Breakdown, FindingsReport, MinorityFinding, QuotedAnswer
from reports.phrases import LanguageNotOffered
from reports.style import LARGE_PRINT
from tests.reports.hostile import hostile_findings, with_themes
from tests.reports.illustrations import FINDINGS, theme
from tests.reports.reading import Document, Node, read


@pytest.fixture(scope="module")
def report() -> Document:
    return read(findings.build(FINDINGS))


def section(document: Document, heading: str) -> Node:
    """The innermost Sect that a heading opens."""
    return next(
        node
        for node in reversed(list(document.root.walk()))
        if node.role == "Sect" and any(kid.role in ("H1", "H2", "H3") and kid.text() == heading for kid in node.kids)
    )


def rows(node: Node) -> list[list[str]]:
    """The cells of every table row below a node."""
    return [[cell.text() for cell in row.kids] for row in node.walk() if row.role == "TR"]


def only(*quotes: QuotedAnswer) -> FindingsReport:
    """The illustration with one theme, which has these quotes."""
    one = replace(FINDINGS.board.themes[0], quotes=quotes)
    return replace(FINDINGS, board=replace(FINDINGS.board, themes=(one,)))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert findings.build(FINDINGS) == findings.build(FINDINGS)
    assert findings.build(hostile_findings()) == findings.build(hostile_findings())


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from reports import findings; from tests.reports.illustrations import FINDINGS;"
        "print(hashlib.sha256(findings.build(FINDINGS)).hexdigest())"
    )
    here = hashlib.sha256(findings.build(FINDINGS)).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
        printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        assert printed.stdout.strip() == here


def test_reports_built_at_the_same_time_do_not_mix() -> None:
    contents = [FINDINGS, with_themes(5), hostile_findings(), FINDINGS]
    alone = [findings.build(content) for content in contents]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(findings.build, contents)) == alone


def test_a_theme_is_printed_with_everything_that_is_known_of_it(report: Document) -> None:
    words = section(report, "1 Longer opening hours").text()
    for piece in (
        "People want the library open in the evening",
        "31 of the 94 people who answered made this point: 33 in every 100 people, likely range 24 to 43.",
        "Its place: first.",
        "In someone’s own words “I work until six.",
        "Parent, Northside, answer 17",
        "Someone else put it like this “open sundays pls!!”",
        "Someone who sees it differently “The hours are fine.",
    ):
        assert piece in words


def test_a_narrow_range_is_not_rounded_away() -> None:
    one = theme(1, "One point", 3000, "", answered=100_000)
    content = replace(FINDINGS, board=Board("Why?", 100_000, 100_000, 0, (one,), in_themes=99_994))
    words = section(read(findings.build(content)), "1 One point").text()
    assert "3 in every 100 people, likely range 2.9 to 3.1" in words


def test_a_small_cell_is_never_printed(report: Document) -> None:
    table = rows(section(report, "1 Longer opening hours"))
    assert ["Students", "fewer than 5", "9", "not shown"] in table
    assert ["Others", "not shown", "24", "not shown"] in table
    assert ["Northside", "19", "51", "37.3"] in table


def test_a_cell_hidden_to_guard_another_is_not_said_to_be_small(report: Document) -> None:
    words = section(report, "1 Longer opening hours").text()
    assert "“Not shown” stands where a number could be used to work out a small one." in words
    without = replace(FINDINGS.board.themes[0], by_area=(Breakdown("Northside", None, 51),), by_capacity=())
    other = read(findings.build(replace(FINDINGS, board=replace(FINDINGS.board, themes=(without,)))))
    assert "“Not shown” stands" not in section(other, "1 Longer opening hours").text()


def test_ties_are_declared_on_the_board_and_in_the_annex(report: Document) -> None:
    labels = [node.text() for node in report.all("Lbl") if node.text() != "•"]
    assert labels == ["1", "2", "3", "4=", "4=", "6", "7", "8"]
    assert [row[0] for row in rows(section(report, "Annex: all themes"))][3:6] == ["3", "4=", "4="]


def test_the_board_shows_eight_answers_and_the_annex_all(report: Document) -> None:
    assert "One more theme is in the list at the end." in section(report, "Summary").text()
    assert len(rows(section(report, "Annex: all themes"))) == 1 + len(FINDINGS.board.themes)


def test_several_points_by_one_person_are_explained_only_where_there_are_some(report: Document) -> None:
    sentence = "Some people made several points. They are counted once in each."
    assert sentence in section(report, "Summary").text()
    single = replace(FINDINGS, board=Board("Why?", 100, 94, 3, (theme(1, "One point", 88, ""),), in_themes=88))
    assert sentence not in section(read(findings.build(single)), "Summary").text()


def test_a_view_that_one_person_holds_is_printed_with_its_rule(report: Document) -> None:
    words = section(report, "Close the library").text()
    assert "One person holds this view. In someone’s own words “Shut it. Nobody reads.”" in words
    assert "Why it is printed: It disagrees with the question itself." in words


def test_every_answer_is_accounted_for_in_print(report: Document) -> None:
    table = rows(section(report, "Where every answer went"))
    counts = {row[0]: int(row[1]) for row in table[1:] if len(row) == 2}
    assert counts["Jokes and answers that were not meant seriously"] == 2
    parts = ["In one or more themes", "Only in a view that few people hold", "Jokes and answers that were not meant seriously"]
    assert sum(counts[part] for part in [*parts, "No theme fits"]) == counts["People who answered"] == 94
    assert (
        counts["People who answered"] + counts["Left the question blank"] + counts["Did not reply"] == counts["People we asked"]
    )


def test_a_closed_question_says_its_base(report: Document) -> None:
    part = section(report, "How often do you visit the library?")
    assert "Base: 92 people who answered this question" in part.text()
    assert ["Every week", "41", "44.6"] in rows(part)
    assert ["Never", "fewer than 5", "not shown"] in rows(part)


def test_the_method_lists_the_record_and_the_fingerprint(report: Document) -> None:
    table = rows(section(report, "How this was done"))
    assert ["Software", "Our Survey Said 0.1.0, seed 1"] in table
    assert ["Fingerprint of the data (SHA-256)", FINDINGS.dataset_hash] in table
    assert ["Published", "14 September 2026"] in table


def test_the_method_says_how_many_signs_could_not_be_printed(report: Document) -> None:
    assert "square brackets" not in section(report, "How this was done").text()
    replaced = read(findings.build(only(QuotedAnswer("Lovely 👍👍", "1"))))
    assert "In 2 places the name of the sign stands in square brackets" in section(replaced, "How this was done").text()
    assert "“Lovely [thumbs up][thumbs up]”" in replaced.root.text()


@pytest.mark.parametrize("words", ["<b>bold</b> & <unclosed", "{0} %s \\n", "a\tb", "“quoted”", "It’s <a href='x'>here</a>"])
def test_somebodys_words_are_printed_as_they_wrote_them(words: str) -> None:
    quote = read(findings.build(only(QuotedAnswer(words, "1")))).all("BlockQuote")[0]
    assert quote.kids[0].text() == f"“{' '.join(words.split())}”"


def test_paragraphs_of_an_answer_stay_paragraphs() -> None:
    quote = read(findings.build(only(QuotedAnswer("One.\n\nTwo.\r\nThree.", "1")))).all("BlockQuote")[0]
    assert [kid.text() for kid in quote.kids] == ["“One.", "Two.", "Three.”", "answer 1"]


def test_bookmarks_lead_to_every_section_and_theme() -> None:
    with pikepdf.open(BytesIO(findings.build(with_themes(40)))) as file, file.open_outline() as outline:
        sections = outline.root[0].children
        assert [item.title for item in sections][:3] == ["Contents", "Summary", "What people said, theme by theme"]
        assert len(sections[2].children) == 40


def test_a_long_list_of_themes_stays_out_of_the_contents() -> None:
    few, many = (read(findings.build(with_themes(number))).all("TOCI") for number in (20, 40))
    assert len(few) == len(many) + 20 + 3  # and one minority view, one closed question, one part of the method


def test_every_font_is_embedded() -> None:
    with pikepdf.open(BytesIO(findings.build(hostile_findings()))) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_large_print_has_nothing_under_sixteen_points() -> None:
    with pikepdf.open(BytesIO(findings.build(FINDINGS, LARGE_PRINT))) as file:
        steps = [step for page in file.pages for step in pikepdf.parse_content_stream(page)]
        sizes = {float(step.operands[1]) for step in steps if str(step.operator) == "Tf"}
    assert min(sizes) == 16


def test_the_document_says_which_english_its_words_are_in() -> None:
    with pikepdf.open(BytesIO(findings.build(replace(FINDINGS, language="en")))) as file:
        assert str(file.Root.Lang) == "en-GB"


def test_keys_that_look_alike_or_hold_markup_lead_to_their_own_places() -> None:
    names = ("a&b", 'a"b', "a<b>", "a-b")
    themes = tuple(replace(theme(rank, f"Theme {rank}", 40 - rank, ""), key=key) for rank, key in enumerate(names, start=1))
    with pikepdf.open(BytesIO(findings.build(replace(FINDINGS, board=replace(FINDINGS.board, themes=themes))))) as file:
        links = {str(link.Contents): link for link in file.pages[1].Annots}
        targets = {
            (link.Dest[0].objgen, float(link.Dest[3]))  # page and height
            for words, link in links.items()
            if words.startswith("Theme ")
        }
    assert len(targets) == len(names)


def test_a_language_without_words_is_refused_by_name() -> None:
    with pytest.raises(LanguageNotOffered, match="'fr'"):
        findings.build(replace(FINDINGS, language="fr"))


def test_many_views_of_one_person_each_are_one_list_and_nobody_is_left_out() -> None:
    said = [f"Point {number} that nobody else made." for number in range(30)]
    rule = "A lone voice is kept."
    lone = [MinorityFinding(f"m{at}", f"View {at}", 1, rule, (QuotedAnswer(text, str(at)),)) for at, text in enumerate(said)]
    silent = MinorityFinding("m99", "A view held by one person", 1, rule, ())
    shared = MinorityFinding("m100", "Quieter corridors", 2, "Few, but they agree.", (QuotedAnswer("Less noise, please.", "77"),))
    report = read(findings.build(replace(FINDINGS, minority=(shared, *lone, silent))))
    part = section(report, "Views that few people hold")
    assert [node.text() for node in part.walk() if node.role == "H3"] == ["Quieter corridors", "Views of one person each"]
    words = part.text()
    assert all(f"“{text}”" in words for text in said)
    assert "31 people each made a point that no one else made." in words
    assert "One more did not allow us to quote them." in words
    assert words.count(rule) == 1
