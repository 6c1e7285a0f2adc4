"""What `consult evaluate` writes: evaluation.json, and a drawing of the learning curve, built whole in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from consult import __version__
from consult.theming.curve_drawing import curve_svg, curve_words
from consult.theming.evaluated_file import CodedQuestions
from nlp.beyond_chance import BeyondChance, CodeBeyondChance
from nlp.coders import TwoCoders
from nlp.curve import Curve
from nlp.evaluate import FEWEST_ANSWERS, Evaluation
from nlp.scores import Scores
from nlp.theming import VERSION
from nlp.types import Settings

SCHEMA = "our-survey-said/evaluation/1"
EVALUATION_FILE = "evaluation.json"
CURVE_FILE = "learning-curve.svg"
OUTPUTS = (EVALUATION_FILE, CURVE_FILE)


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """The whole result of one run, ready to be written and shown."""

    coded: CodedQuestions
    codes2: str | None
    drop: frozenset[str]
    settings: Settings
    evaluation: Evaluation
    people: TwoCoders | None
    """The two people beside each other, where a second column of codes was given."""
    curve: Curve | None


def result_files(run: EvaluationRun) -> dict[str, bytes]:
    """Every file of the result by name."""
    files = {EVALUATION_FILE: evaluation_json(run)}
    return files if run.curve is None else {**files, CURVE_FILE: curve_svg(run.curve)}


def evaluation_json(run: EvaluationRun) -> bytes:
    """evaluation.json as UTF-8, indented by two; the same result gives the same bytes."""
    return (json.dumps(evaluation_document(run), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8", "replace")


def evaluation_document(run: EvaluationRun) -> dict[str, Any]:
    """The content of evaluation.json, as docs/evaluation.schema.json describes it."""
    coded, found = run.coded, run.evaluation
    return {
        "schema": SCHEMA,
        "source": {
            "file": coded.source.name,
            **asdict(coded.source.columns),
            "codes2": run.codes2,
            "rows": len(coded.source.rows),
        },
        "answers": found.answers,
        "passed_over": {"uncoded": coded.uncoded, "blank": coded.blank, "small_question": coded.small},
        "engine": found.engine,
        "scores": spread(found),
        "seed_stability": round(found.seed_stability, 4),
        "questions": [
            {"question": one.question, "answers": one.answers, "scores": rounded(asdict(one.scores))} for one in found.by_question
        ],
        "agreement": None if found.agreement is None else {"seed": found.seeds[0], **with_themes(found.agreement, found)},
        "two_coders": None if run.people is None else people_entry(run.people),
        "learning_curve": None if run.curve is None else curve_entry(run.curve),
        "settings": {
            "engine": run.settings.engine,
            "detail": run.settings.detail,
            "seeds": list(found.seeds),
            "dropped": sorted(run.drop),
            "version": __version__,
            "method": VERSION,
        },
        "notes": list(notes(run)),
    }


def spread(found: Evaluation) -> dict[str, dict[str, float]]:
    """Each measure: the mean over questions and seeds, and the lowest and highest of the seeds."""
    every = {field.name: [getattr(one, field.name) for one in found.by_seed] for field in fields(Scores)}
    return {
        name: {
            "mean": round(getattr(found.scores, name), 4),
            "lowest": round(min(values), 4),
            "highest": round(max(values), 4),
        }
        for name, values in every.items()
    }


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """The same figures to four places."""
    return {name: round(value, 4) for name, value in figures.items()}


def with_themes(agreement: BeyondChance, found: Evaluation) -> dict[str, Any]:
    """The agreement of themes with people's codes, each code with the theme that stood for it."""
    entries = []
    for one, match in zip(agreement.codes, found.matched, strict=True):
        theme = {"theme_id": match.theme_id, "theme_name": match.theme_name}
        entries.append({**code_entry(one, "only_person", "only_machine"), **theme})
    return {**overall(agreement), "codes": entries}


def people_entry(people: TwoCoders) -> dict[str, Any]:
    """Two people beside each other: the second scored as if a machine, and their agreement code by code."""
    codes = [code_entry(one, "only_first", "only_second") for one in people.agreement.codes]
    return {"scores": rounded(asdict(people.scores)), **overall(people.agreement), "codes": codes}


def overall(agreement: BeyondChance) -> dict[str, Any]:
    """How many answers, and kappa and alpha over all codes."""
    return {
        "answers": agreement.answers,
        "kappa": rounded(asdict(agreement.kappa)),
        "alpha": rounded(asdict(agreement.alpha)),
    }


def code_entry(one: CodeBeyondChance, only_first: str, only_second: str) -> dict[str, Any]:
    """One code in numbers of answers and beyond chance."""
    return {
        "question": one.question,
        "code": one.code,
        "both": one.both,
        only_first: one.only_first,
        only_second: one.only_second,
        "f1": round(one.f1, 4),
        "kappa": rounded(asdict(one.kappa)),
        "alpha": rounded(asdict(one.alpha)),
    }


def curve_entry(curve: Curve) -> dict[str, Any]:
    """The learning curve, and the same in a few sentences."""
    return {
        "answers": curve.answers,
        "codes": curve.codes,
        "held_out": curve.held_out,
        "seeds": list(curve.seeds),
        "points": [
            {
                "way": one.way,
                "read": one.read,
                "f1": round(one.f1, 4),
                "lowest": round(one.lowest, 4),
                "highest": round(one.highest, 4),
            }
            for one in curve.points
        ],
        "text": curve_words(curve),
    }


def notes(run: EvaluationRun) -> Iterator[str]:
    """Plain sentences that a reader of the figures must know."""
    yield from run.coded.source.notes
    if run.coded.uncoded:
        yield passed_over(run.coded.uncoded, " without a code")
    if run.coded.blank:
        yield passed_over(run.coded.blank, " with a code but without words")
    if run.coded.small:
        yield passed_over(run.coded.small, f" to questions with fewer than {FEWEST_ANSWERS} coded answers")
    if run.evaluation.engine != run.settings.engine:
        yield f"The {run.settings.engine} engine was asked for; {run.evaluation.engine} ran."


def passed_over(number: int, which: str) -> str:
    """A sentence about so many answers that were not measured on."""
    return f"1 answer{which} was passed over." if number == 1 else f"{number:,} answers{which} were passed over."
