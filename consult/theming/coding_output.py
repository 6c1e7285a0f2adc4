"""What `consult code` writes: proposals.csv, next.csv, codebook.json and coding.json, built whole in memory."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from consult import __version__
from consult.theming.codebook_file import BETWEEN_EXAMPLES, TABLE_COLUMNS, Codebook, codebook_json
from consult.theming.coded_file import CodedFile
from consult.theming.output import harmless
from nlp.blind import FEWEST_CHECKED, Agreement
from nlp.codebooks import CodedAnswer, CodingSettings, Proposal
from nlp.sampling import WHY, ToRead
from nlp.stopping import StopAdvice

SCHEMA = "our-survey-said/coding/1"
PROPOSALS_FILE = "proposals.csv"
NEXT_FILE = "next.csv"
CODEBOOK_FILE = "codebook.json"
CODEBOOK_TABLE = "codebook.csv"
CODING_FILE = "coding.json"
OUTPUTS = (PROPOSALS_FILE, NEXT_FILE, CODEBOOK_FILE, CODEBOOK_TABLE, CODING_FILE)


@dataclass(frozen=True, slots=True)
class CodingRun:
    """The whole result of one run, ready to be written and shown."""

    source: CodedFile
    codebook: Codebook
    coded: tuple[CodedAnswer, ...]
    """The answers of the file that a person coded."""
    learnt_from: int
    """Coded answers of an earlier file."""
    blank: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    to_read: tuple[ToRead, ...]
    agreement: Agreement | None
    """Of the machine, proposing for each read answer without having seen its codes, with the person."""
    at_random: bool
    """Whether that is on answers drawn at random as checks, or, while these are too few, on all that were read."""
    advice: StopAdvice
    settings: CodingSettings
    method: str
    """Version of the method."""
    engine: str = "lexical"
    """The engine that really ran."""
    fallback: str = ""
    """The sentence that says why it is not the one asked for."""

    @property
    def unread(self) -> int:
        """Answers that are neither coded nor blank."""
        read = {one.answer_id for one in self.coded}
        return sum(row.comment.id not in read for row in self.source.rows) - len(set(self.blank) - read)


def result_files(coding: CodingRun) -> dict[str, bytes]:
    """Every file of the result by name."""
    return {
        PROPOSALS_FILE: proposals_csv(coding),
        NEXT_FILE: next_csv(coding),
        CODEBOOK_FILE: codebook_json(coding.codebook),
        CODEBOOK_TABLE: codebook_csv(coding.codebook),
        CODING_FILE: coding_json(coding),
    }


def written_codes(source: CodedFile, codebook: Codebook) -> dict[str, str]:
    """How the file writes each code: by its name where any cell does so, else by its key, so that results fit the file."""
    names = {code.key: code.name for code in codebook.codes}
    cells = {code for row in source.rows for code in row.codes}
    by_name = any(key not in cells and names[key] in cells for key in names)
    return names if by_name else {key: key for key in names}


def proposals_csv(coding: CodingRun) -> bytes:
    """One row per unread answer and proposed code, in the order of the file, then from the most to the least certain."""
    written = written_codes(coding.source, coding.codebook)
    found: dict[str, list[Proposal]] = {}
    for one in coding.proposals:
        found.setdefault(one.answer_id, []).append(one)
    rows = (
        (one.answer_id, written[one.code], f"{one.confidence:.4f}")
        for row in coding.source.rows
        for one in found.get(row.comment.id, ())
    )
    return table(("answer_id", "code", "confidence"), rows)


def next_csv(coding: CodingRun) -> bytes:
    """The answers to read next, best first, each with the reason and its own words, so that it can be coded there."""
    texts = {row.comment.id: row.comment.text for row in coding.source.rows}
    rows = ((str(at), one.answer_id, WHY[one.why], texts[one.answer_id]) for at, one in enumerate(coding.to_read, start=1))
    return table(("order", "answer_id", "why", "answer"), rows)


def codebook_csv(codebook: Codebook) -> bytes:
    """The codebook as a table that a spreadsheet opens and `read_codebook` reads; a bar within an example becomes a stroke."""
    rows = (
        (
            code.key,
            code.name,
            code.description,
            BETWEEN_EXAMPLES.join(one.replace(BETWEEN_EXAMPLES, "/") for one in code.examples),
        )
        for code in codebook.codes
    )
    return table(TABLE_COLUMNS, rows)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def coding_json(coding: CodingRun) -> bytes:
    """coding.json as UTF-8, indented by two; the same result gives the same bytes."""
    return (json.dumps(coding_document(coding), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8", "replace")


def coding_document(coding: CodingRun) -> dict[str, Any]:
    """The content of coding.json: what was read and proposed, how far to trust it, and whether to read on."""
    source = coding.source
    return {
        "schema": SCHEMA,
        "source": {"file": source.name, **asdict(source.columns)},
        "answers": len(source.rows),
        "read": len(coding.coded),
        "unread": coding.unread,
        "blank": len(set(coding.blank) - {one.answer_id for one in coding.coded}),
        "blank_ids": sorted(set(coding.blank) - {one.answer_id for one in coding.coded}),
        "learnt_from": coding.learnt_from,
        "engine": coding.engine,
        "codes": list(code_entries(coding)),
        "agreement": None if coding.agreement is None else agreement_entry(coding.agreement, coding),
        "advice": asdict(coding.advice),
        "settings": {**asdict(coding.settings), "version": __version__, "method": coding.method},
        "input_hash": input_hash(coding),
        "notes": list(notes(coding)),
    }


def code_entries(coding: CodingRun) -> Iterable[dict[str, Any]]:
    """Each code with how many answers a person gave it, how many the machine proposes it for, and how many that makes."""
    read = Counter(key for one in coding.coded for key in one.codes)
    proposed = Counter(one.code for one in coding.proposals)
    sure: dict[str, float] = {}
    for one in coding.proposals:
        sure[one.code] = sure.get(one.code, 0.0) + one.confidence
    for code in coding.codebook.codes:
        expected = round(sure.get(code.key, 0.0), 1)
        yield {
            "key": code.key,
            "name": code.name,
            "read": read[code.key],
            "proposed": proposed[code.key],
            "proposed_right": expected,
        }


def agreement_entry(check: Agreement, coding: CodingRun) -> dict[str, Any]:
    """The agreement to expect, overall and per code, with 95 % intervals, rounded to four places."""
    names: Mapping[str, str] = {code.key: code.name for code in coding.codebook.codes}
    return {
        "basis": "random checks" if coding.at_random else "all read answers",
        "answers": check.answers,
        "per_answer_f1": rounded(asdict(check.per_answer)),
        "micro_f1": round(check.micro_f1, 4),
        "codes": [
            {
                "key": one.code,
                "name": names[one.code],
                "both": one.both,
                "only_machine": one.only_first,
                "only_person": one.only_second,
                "f1": rounded(asdict(one.f1)),
                "kappa": round(one.kappa, 4),
            }
            for one in check.codes
        ],
    }


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """The same figures to four places."""
    return {name: round(value, 4) for name, value in figures.items()}


def notes(coding: CodingRun) -> Iterable[str]:
    """Plain sentences that whoever uses the proposals must know."""
    yield from coding.source.notes
    if coding.fallback:
        yield coding.fallback
    if not coding.coded and not coding.learnt_from:
        yield "No answer is coded yet, so there are no proposals. Read the answers of next.csv first."
    elif coding.agreement is not None and not coding.at_random:
        yield (
            f"Fewer than {FEWEST_CHECKED} of the answers drawn at random as checks have been read, so the agreement is that on "
            "all read answers. It holds only if those were picked at random. Read the checks in next.csv to be sure."
        )
    if coding.learnt_from and not coding.coded:
        yield "The proposals rest on another file alone. Read some answers of this one to see how far they can be trusted."


def input_hash(coding: CodingRun) -> str:
    """SHA-256 of the ids, texts, questions and codes of the file, in id order."""
    digest = hashlib.sha256()
    for row in sorted(coding.source.rows, key=lambda one: one.comment.id):
        for part in (row.comment.id, row.comment.text, row.question, *sorted(row.codes)):
            digest.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
        digest.update(b";")
    return digest.hexdigest()
