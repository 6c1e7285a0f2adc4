"""How the findings came about, as facts to freeze: the run of the machine, what people changed, who signed off."""

from __future__ import annotations

from typing import Any

from consult import __version__
from consult.consultations.models import Consultation
from consult.findings.breakdowns import is_small
from consult.findings.counting import by_channel, late_responses, petition_signatories
from consult.findings.tables import channel_table
from consult.theming.codebook import last_run
from consult.theming.models import Codebook, Move, Run, SignOff
from consult.theming.moves import BY_THE_MACHINE

Json = dict[str, Any]


async def method_facts(consultation: Consultation, codebook: Codebook) -> Json:
    """Everything that somebody needs to judge the findings or to repeat them. Raises LookupError without a run."""
    run = await last_run(codebook)
    if run is None:
        raise LookupError("the themes of this consultation were never found")
    late = await late_responses(consultation.questionnaire_id)
    signed = await petition_signatories(consultation.questionnaire_id)
    return {
        "channels": channel_table(await by_channel(consultation.questionnaire_id)),
        "late": None if is_small(late) else late,
        "signatories": None if is_small(signed) else signed,
        "run": _run_facts(run),
        "changes": await _changes(codebook),
        "signed_off": await _sign_offs(codebook),
        "software_version": __version__,
    }


def _run_facts(run: Run) -> Json:
    # the details of rules are left out: they hold names of themes as they were before people mended them
    return {
        "engine": run.engine,
        "seed": run.seed,
        "settings": {key: value for key, value in run.settings.items() if key not in ("seed", "engine", "question")},
        "method_version": run.software_version,
        "input_sha256": run.input_hash,
        "finished_at": run.finished_at.isoformat(),
        "notes": list(run.notes),
        "rules": [{"name": rule["name"], "rationale": rule["rationale"], "held": rule["held"]} for rule in run.rules],
    }


async def _changes(codebook: Codebook) -> Json:
    """How many themes people changed after the run that found them, by kind of change."""
    found = await Move.filter(codebook_id=codebook.id, kind__in=BY_THE_MACHINE).order_by("-revision").first()
    since = Move.filter(codebook_id=codebook.id, revision__gt=found.revision if found else 0)
    changed: dict[str, set[str]] = {}
    for kind, key in await since.exclude(kind__in=BY_THE_MACHINE).values_list("kind", "theme_key"):
        changed.setdefault(str(kind), set()).add(str(key))
    return {kind: len(keys) for kind, keys in sorted(changed.items())}


async def _sign_offs(codebook: Codebook) -> list[Json]:
    """Who stands by the themes as they are now."""
    rows = await SignOff.filter(codebook_id=codebook.id, revision=codebook.revision).order_by("id").select_related("account")
    return [{"by": row.account.name, "at": row.at.isoformat(), "checked": row.checked} for row in rows]
