"""Tokens are ours or refused, receipts are the same for the same response, and other sites cannot send our forms."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from consult.errors import FormExpired
from consult.security import RECEIPT_LETTERS, Keyring, check_origin

KEYS = Keyring("a secret of forty characters, for tests only")


def asked(**headers: str) -> Request:
    pairs = [(k.replace("_", "-").encode(), v.encode()) for k, v in {"host": "survey.example", **headers}.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": pairs, "query_string": b""})


def test_a_token_is_read_back_as_it_was_signed() -> None:
    facts = {"response": "x", "version": 3}
    assert KEYS.read("answer", KEYS.sign("answer", facts)) == facts


@given(st.integers(0, 10_000), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_token_with_any_letter_changed_is_refused(place: int, letter: str) -> None:
    token = KEYS.sign("answer", {"version": 3})
    place %= len(token) - 1  # the last letter of base64 carries spare bits
    altered = token[:place] + letter + token[place + 1 :]
    if altered != token:
        with pytest.raises(FormExpired):
            KEYS.read("answer", altered)


def test_a_token_for_one_purpose_opens_no_other() -> None:
    with pytest.raises(FormExpired):
        KEYS.read("vote", KEYS.sign("answer", {}))


def test_a_token_grows_too_old() -> None:
    with pytest.raises(FormExpired):
        KEYS.read("answer", KEYS.sign("answer", {}), lifetime=-1)


def test_a_receipt_is_the_same_for_the_same_response_and_other_for_another() -> None:
    one, other = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
    assert KEYS.receipt(one) == KEYS.receipt(one) != KEYS.receipt(other)
    assert set(KEYS.receipt(one)) <= set(RECEIPT_LETTERS) | {"-"}
    assert Keyring("another secret of forty characters, ok?").receipt(one) != KEYS.receipt(one)


@pytest.mark.parametrize(
    "headers",
    [{"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"}, {"origin": "https://elsewhere.example"}],
)
def test_a_form_that_another_site_sent_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(FormExpired):
        check_origin(asked(**headers))


@pytest.mark.parametrize(
    "headers", [{}, {"sec_fetch_site": "same-origin"}, {"origin": "https://survey.example"}, {"sec_fetch_site": "none"}]
)
def test_our_own_form_passes_with_or_without_a_modern_browser(headers: dict[str, str]) -> None:
    check_origin(asked(**headers))
