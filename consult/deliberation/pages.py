"""The voting page of the public, and the page on which staff open and close a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.accounts.access import staff
from consult.accounts.frame import staff_frame
from consult.accounts.models import Role
from consult.consultations.access import for_change, for_staff, public_consultation
from consult.consultations.public import PublicFacts, facts_of, frame_of
from consult.deliberation.models import Position, Round
from consult.deliberation.rounds import (
    cast_all,
    close_round,
    in_order_for,
    latest_round,
    open_round,
    statement_text,
    statements_of,
    tally,
    themes_to_vote_on,
    voters,
    votes_of,
)
from consult.deliberation.voter import Voter, new_token, read_ballot, remember, voter_of
from consult.errors import FormExpired, NotNow
from consult.security import check_csrf, check_origin
from consult.templating import language_of, make_environment, page
from surveys.definition import newest_frozen

POSITIONS = tuple(position.value for position in Position)


async def vote(request: Request) -> Response:
    """The statements to vote on, in this voter's order, and how people voted, for those who have."""
    facts, languages, voted = await _round(request)
    return await _ballot(request, facts, languages, voted, voter_of(request))


async def save_votes(request: Request) -> Response:
    """Store what was chosen; or give the page back with it."""
    facts, languages, voted = await _round(request)
    async with request.form(max_files=0, max_fields=500, max_part_size=64 * 1024) as form:
        chosen = {name.removeprefix("statement-"): value for name, value in form.items() if isinstance(value, str)}
    positions = {int(id_): Position(value) for id_, value in chosen.items() if id_.isdecimal() and value in POSITIONS}
    try:
        check_origin(request)
        voter, round_id = read_ballot(request, chosen.get("form_token", ""))
        if round_id != voted.id:
            raise FormExpired("This page belongs to an earlier round.")
    except FormExpired:
        return await _ballot(request, facts, languages, voted, voter_of(request), positions, "expired", 403)
    if not positions:
        return await _ballot(request, facts, languages, voted, voter, positions, "nothing-chosen", 422)
    await cast_all(voted, voter.hash, positions, now=request.state.now)
    asked = request.query_params.get("lang")
    address = f"/consultations/{facts.slug}/vote" + (f"?lang={language_of(request)}" if asked else "")
    return remember(RedirectResponse(address, status_code=303), request, voter)


async def _round(request: Request) -> tuple[PublicFacts, tuple[str, ...], Round]:
    """The consultation, the languages it speaks and its newest round. Raises NotFound, or NotNow before the first round."""
    facts = facts_of(await public_consultation(request.path_params["slug"]))
    newest = await newest_frozen(facts.questionnaire_id)
    voted = await latest_round(facts.id)
    if voted is None:
        raise NotNow(
            "There is nothing to vote on yet. Voting begins when the answers have been read and put into themes.",
            "Come back to this page later.",
        )
    return facts, tuple(newest.languages) if newest else ("en",), voted


async def _ballot(
    request: Request,
    facts: PublicFacts,
    languages: tuple[str, ...],
    voted: Round,
    voter: Voter,
    typed: Mapping[int, Position] | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    statements = await statements_of(voted)
    if voted.closed_at is None:
        statements = in_order_for(statements, voter.hash)
    mine = await votes_of(voted, voter.hash)
    words: Any = make_environment(language_of(request, languages)).get_template("deliberation/words.html").module
    response = page(
        request,
        "deliberation/vote.html",
        {
            **frame_of(facts, languages),
            "round": voted,
            "statements": statements,
            "mine": mine,
            "chosen": {f"statement-{id_}": position.value for id_, position in {**mine, **(typed or {})}.items()},
            "tallies": await tally(voted) if mine or voted.closed_at else {},
            "voters": await voters(voted) if mine or voted.closed_at else 0,
            "errors": {"" if fault == "expired" else f"statement-{statements[0].id}": words.fault(fault)} if fault else {},
            "form_token": new_token(request.state.keys, voter, voted.id),
            "action": f"/consultations/{facts.slug}/vote" + (f"?{request.url.query}" if request.url.query else ""),
        },
        status,
    )
    return response if voted.closed_at else remember(response, request, voter)


async def desk(request: Request) -> Response:
    """For staff: the round as it stands, and the button that opens or closes it."""
    account = staff(request)
    consultation = await for_staff(request.path_params["slug"], account)
    voted = await latest_round(consultation.id)
    statements = await statements_of(voted) if voted else []
    return page(
        request,
        "deliberation/desk.html",
        {
            **staff_frame(account),
            "consultation": consultation,
            "notice": consultation.notice,
            "round": voted,
            "statements": statements,
            "tallies": await tally(voted) if voted else {},
            "voters": await voters(voted) if voted else 0,
            "to_come": [statement_text(theme) for theme in await themes_to_vote_on(consultation)],
            "may_change": account.role in (Role.lead, Role.analyst),
        },
    )


async def change_round(request: Request) -> Response:
    """Open or close a round, as the pressed button says."""
    account = staff(request)
    async with request.form(max_files=0, max_fields=20, max_part_size=64 * 1024) as form:
        check_csrf(request, form.get("csrf"))
        wanted = form.get("round")
    consultation = await for_change(request.path_params["slug"], account, Role.analyst)
    if wanted == "open":
        await open_round(consultation, account, now=request.state.now)
    elif wanted == "close":
        await close_round(consultation, account, now=request.state.now)
    return RedirectResponse(f"/manage/{consultation.slug}/voting", status_code=303)
