"""How the findings came about, in plain words, from the frozen facts. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from consult.wording import count, date_words, datetime_words, wording_text
from reports.data import Fact

Json = dict[str, Any]

CHANNELS = {
    "web": "on the web",
    "paper": "on paper",
    "email": "by e-mail",
    "letter": "by letter",
    "meeting": "at a meeting",
    "telephone": "by telephone",
    "petition": "by petition",
    "import": "from a file",
}
CHANGES = {"renamed": ("{} theme was given another name or description", "{} themes were given another name or description")}
"""Kinds of change by people: what happened to one theme, and to several."""
DUTIES_NOT_MET = {
    "still-open": "The body could not show that the decision was still open.",
    "reasons": "The body could not show that it had told people all its reasons.",
    "time": "People had less time to answer than six weeks outside the holidays.",
}
"""The duties before opening that an officer may override, as the report says that one was not met."""


def method(dataset: Json, language: str = "en") -> Iterator[Fact]:
    """The method statement: who was asked and how, what the program did, what people did, and how to repeat it."""
    yield from _asking(dataset)
    yield from _finding(dataset)
    yield from _judging(dataset["method"])
    yield from _left_out(dataset, language)
    yield from _repeating(dataset)
    yield from _rules(dataset["method"]["run"])


def people(number: int) -> str:
    """A number of people in words: "1 person", "1,204 people"."""
    return f"{count(number)} {'person' if number == 1 else 'people'}"


def _asking(dataset: Json) -> Iterator[Fact]:
    consultation = dataset["consultation"]
    if consultation["opened_at"] and consultation["closed_at"]:
        opened, closed = (date_words(_moment(consultation[name]).date()) for name in ("opened_at", "closed_at"))
        yield Fact("When people could answer", opened if opened == closed else f"From {opened} to {closed}")
    ways = [f"{_number(one)} {CHANNELS.get(one['channel'], one['channel'])}" for one in dataset["method"]["channels"]]
    if ways:
        yield Fact("How answers reached us", "; ".join(ways))
    yield from beside_the_count(dataset["method"])
    yield from _wording(dataset["questionnaire"])
    for one in dataset.get("overrides", ()):
        yield Fact("Not done before opening", f"{DUTIES_NOT_MET[one['duty']]} {one['officer']} decided this. {one['reason']}")


def _wording(questionnaire: Json) -> Iterator[Fact]:
    """Which questions people saw. Where they changed on the way, not everybody saw the same, and that is said."""
    versions = questionnaire.get("versions", ())
    if not versions:
        yield Fact("Wording of the questions", f"Version {questionnaire['version']}, the same for everybody")
        return
    yield Fact(
        "Wording of the questions",
        f"The questions changed while people answered: there were {count(len(versions))} versions. Answers to all of them are "
        "counted together, question by question. The words printed here are those of the newest.",
    )
    for one in versions[1:]:
        since = datetime_words(_moment(one["since"])) if one["since"] else ""
        yield Fact(f"Version {one['number']}, since {since}", wording_text(one["what_changed"]))


def beside_the_count(record: Json) -> Iterator[Fact]:
    """Petitions and late answers: what the numbers of people do not hold."""
    signed, late = record.get("signatories", 0), record.get("late", 0)
    if signed != 0:
        number = "Fewer than 5 people" if signed is None else people(signed).capitalize()
        yield Fact("Petitions", f"{number} signed petitions. Each petition counts as one answer, however many people signed it.")
    if late != 0:
        number = "Fewer than 5 answers" if late is None else f"{count(late)} answers"
        yield Fact("Too late to be counted", f"{number} came after the last day. They are kept, and no figure includes them.")


def _number(one: Json) -> str:
    if one["count"] is not None:
        return str(count(one["count"]))
    return "fewer than 5" if one["hidden"] == "small" else "a number that is not shown"


def _finding(dataset: Json) -> Iterator[Fact]:
    numbers, run = dataset["people"], dataset["method"]["run"]
    base = f"{people(numbers['answered'])}: everybody who wrote an answer. Nobody was left out."
    if numbers["outside"]:
        base += f" {people(numbers['outside']).capitalize()} wrote something that fits no theme. They are counted by reason."
    yield Fact("Who is counted", base)
    yield Fact(
        "How the themes were found",
        "A program compared the words of all answers and put those together that say the same. It counted people, not sentences.",
    )
    wanted = run["settings"].get("themes")
    yield Fact("Number of themes", f"{wanted}, as asked for" if wanted else "Found from the answers, not set beforehand")
    for note in run["notes"]:
        yield Fact("Please note", note)


def _judging(record: Json) -> Iterator[Fact]:
    changes = [_change(kind, number) for kind, number in record["changes"].items()]
    unchanged = "Nothing. People read the themes and let them stand as the program found them."
    yield Fact("What people changed", "; ".join(changes) + "." if changes else unchanged)
    for one in record["signed_off"]:
        yield Fact(
            "Checked and signed off", f"{one['by']}, on {datetime_words(_moment(one['at']))}. They wrote: {one['checked']}"
        )


def _change(kind: str, number: int) -> str:
    one, several = CHANGES.get(kind, (f"{{}} theme was {kind}", f"{{}} themes were {kind}"))
    return (one if number == 1 else several).format(count(number))


def _left_out(dataset: Json, language: str) -> Iterator[Fact]:
    """What was asked and is not in the findings, so that nothing disappears without a word."""
    for one in dataset["without_table"]:
        wording = wording_text(one["wording"], language)
        few = "Fewer than 5 people" if one["people"] is None else people(one["people"])
        if one["why"] == "written":
            yield Fact(
                "Not in these findings", f"{few} wrote an answer to “{wording}”. These findings do not cover those answers."
            )
        else:
            yield Fact(
                "Not in these findings", f"The answers to “{wording}”: so few people answered that they could be recognised."
            )
    few_votes = sum(1 for one in dataset["deliberation"] or () for said in one["statements"] if said["people"] is None)
    if few_votes:
        yield Fact("Votes not shown", f"{count(few_votes)} of the statements had votes by fewer than 5 people.")


def _repeating(dataset: Json) -> Iterator[Fact]:
    record = dataset["method"]
    run = record["run"]
    yield Fact("Made with", f"Our Survey Said {record['software_version']}, method {run['method_version']} ({run['engine']})")
    yield Fact("Settings", f"Seed {run['seed']}, detail {run['settings'].get('detail', 1):g}")
    yield Fact("Fingerprint of the answers (SHA-256)", run["input_sha256"])


def _rules(run: Json) -> Iterator[Fact]:
    for rule in run["rules"]:
        held = "It holds." if rule["held"] else "It does not hold: read the findings with this in mind."
        yield Fact(f"Check: {rule['name']}", f"{rule['rationale']} {held}")


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
