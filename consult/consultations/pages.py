"""The public's first pages: all consultations, and one of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.access import public_consultation, public_consultations
from consult.consultations.documents import documents_of
from consult.consultations.evidence import overrides_of
from consult.consultations.public import PublicFacts, facts_of, first_sentence, frame_of, minutes, prose
from consult.consultations.versions import what_changed
from consult.errors import NotFound
from consult.standing import Standing, standing, standings
from consult.templating import language_of, page
from surveys.definition import load_definition, newest_frozen
from surveys.steps import is_one_page

TEXTS = ("background", "can_change", "is_fixed", "decided_by", "legal_duty")


async def front(request: Request) -> Response:
    """All consultations: those that take answers, those with something to read, those in between."""
    every = [facts_of(row).at(request.state.now) for row in await public_consultations()]
    known = await standings(every)
    language = language_of(request)
    groups: dict[str, list[PublicFacts]] = {"open": [], "readable": [], "waiting": []}
    for facts in every:
        groups[_group(facts, known[facts.id])].append(facts)
    about = {facts.id: first_sentence(facts.background, language) for facts in every}
    return page(request, "consultations/front.html", {"groups": groups, "standings": known, "about": about})


def _group(facts: PublicFacts, known: Standing) -> str:
    if facts.is_open:
        return "open"
    return "readable" if known.readable else "waiting"


async def landing(request: Request) -> Response:
    """One consultation: what is asked and why, what can still change, and where it stands."""
    facts = facts_of(await public_consultation(request.path_params["slug"])).at(request.state.now)
    version = await newest_frozen(facts.questionnaire_id)
    if version is None:
        raise NotFound("There is no consultation at this address.")
    definition = await load_definition(version)
    language = language_of(request, definition.languages)
    texts = {name: prose(getattr(facts, name), language) for name in TEXTS}
    about = {"standing": await standing(facts), "questions": len(definition.questions), "minutes": minutes(definition)}
    about["one_page"] = is_one_page(definition)
    duties = {
        "documents": await documents_of(facts.id),
        "overrides": await overrides_of(facts.id),
        "changes": await what_changed(facts.slug) if definition.number > 1 else {},
    }
    return page(request, "consultations/landing.html", {**frame_of(facts, definition.languages), **texts, **about, **duties})
