"""Signing in and out."""

from __future__ import annotations

import datetime as dt

import pytest

from consult.accounts.access import COOKIE
from consult.accounts.accounts import FAILURES_BEFORE_LOCK, CannotSignIn, add_account, sign_in, signed_in_account
from consult.accounts.models import Account, SignedIn
from consult.accounts.pages import DESK, local_path
from consult.app import create_app
from consult.audit import first_broken
from tests.conftest import NOW, Service
from tests.consult.desk import at_the_desk, faults, log_of, typed_in
from tests.factories import PASSWORD, an_account, an_organisation
from tests.visitor import Visitor

EMAIL = "lead@anytown.example"


async def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_the_page_that_was_wanted(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    page = await visitor.go("/manage/new")
    assert page.h1 == "Sign in"
    page = await visitor.press("Sign in", email=EMAIL, password=PASSWORD)
    assert page.url.endswith("/manage/new")
    assert page.h1 == "New consultation"


async def test_capital_letters_and_spaces_around_the_address_do_not_matter(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    await visitor.go("/sign-in")
    assert (await visitor.press("Sign in", email=" Lead@Anytown.Example ", password=PASSWORD)).h1 == "Consultations"


async def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends_after_twelve_hours(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    page = await visitor.go("/sign-in")
    form = page.form_with("Sign in").values | {"email": EMAIL, "password": PASSWORD}
    response = await visitor.client.post("/sign-in", data=form)
    facts = {part.strip().lower() for part in response.headers["set-cookie"].split(";")[1:]}
    assert facts == {"httponly", "samesite=lax", "path=/", "max-age=43200"}
    assert response.headers["set-cookie"].startswith(f"{COOKIE}=")


async def test_behind_tls_the_cookie_is_never_sent_in_the_clear(service: Service) -> None:
    from dataclasses import replace

    await an_account()
    app = create_app(replace(service.settings, secure_cookies=True))
    token = app.state.keys.sign("sign-in", {})
    visitor = await service.visitor()
    visitor.client._transport.app = app  # type: ignore[attr-defined]
    form = {"form_token": token, "email": EMAIL, "password": PASSWORD, "next": ""}
    response = await visitor.client.post("/sign-in", data=form)
    assert "; secure" in response.headers["set-cookie"].lower()


async def test_an_unknown_address_and_a_wrong_password_read_the_same(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    texts = []
    for email, password in ((EMAIL, "not the password"), ("nobody@anytown.example", PASSWORD)):
        await visitor.go("/sign-in?next=/manage/new")
        page = await visitor.press("Sign in", status=422, email=email, password=password)
        texts.append(page.text)
        assert set(faults(page)) == {"email"}
        kept = typed_in(page, "Sign in")
        assert (kept["email"], kept["password"], kept["next"]) == (email, "", "/manage/new")
        assert password not in page.html
    assert texts[0] == texts[1]


async def test_empty_fields_are_named(service: Service) -> None:
    visitor = await service.visitor()
    await visitor.go("/sign-in")
    page = await visitor.press("Sign in", status=422)
    assert faults(page) == {"email": "Enter your e-mail address", "password": "Enter your password"}


async def test_after_ten_wrong_passwords_even_the_right_one_has_to_wait(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    for _ in range(FAILURES_BEFORE_LOCK):
        await visitor.go("/sign-in")
        wrong = await visitor.press("Sign in", status=422, email=EMAIL, password="not the password")
    await visitor.go("/sign-in")
    locked = await visitor.press("Sign in", status=422, email=EMAIL, password=PASSWORD)
    assert locked.text == wrong.text, "a lock must not tell a stranger that there is such an account"
    assert "15 minutes" in locked.text
    until = (await Account.get(email=EMAIL)).locked_until
    assert until is not None
    with pytest.raises(CannotSignIn):
        await sign_in(EMAIL, PASSWORD, now=until - dt.timedelta(seconds=1))
    assert await sign_in(EMAIL, PASSWORD, now=until + dt.timedelta(seconds=1))


async def test_wrong_tries_during_a_lock_do_not_make_it_longer(service: Service) -> None:
    await an_account()
    for _ in range(FAILURES_BEFORE_LOCK):
        with pytest.raises(CannotSignIn):
            await sign_in(EMAIL, "not the password", now=NOW)
    until = (await Account.get(email=EMAIL)).locked_until
    with pytest.raises(CannotSignIn):
        await sign_in(EMAIL, "not the password", now=NOW + dt.timedelta(minutes=5))
    assert (await Account.get(email=EMAIL)).locked_until == until


async def test_signing_in_forgets_earlier_wrong_tries(service: Service) -> None:
    await an_account()
    for _ in range(FAILURES_BEFORE_LOCK - 1):
        with pytest.raises(CannotSignIn):
            await sign_in(EMAIL, "not the password", now=NOW)
    await sign_in(EMAIL, PASSWORD, now=NOW)
    assert (await Account.get(email=EMAIL)).failed_sign_ins == 0


async def test_signing_out_ends_the_session_wherever_its_cookie_is(service: Service) -> None:
    await an_account()
    visitor = await at_the_desk(service)
    token = visitor.client.cookies[COOKIE]
    page = await visitor.press("Sign out")
    assert "You are signed out." in page.text
    assert COOKIE not in visitor.client.cookies
    thief = await service.visitor()
    thief.client.cookies.set(COOKIE, token)
    assert (await thief.go("/manage")).h1 == "Sign in"
    assert [action for _, action, _ in await log_of(f"account:{EMAIL}")] == ["account added", "signed in", "signed out"]
    assert await first_broken() is None


async def test_signing_out_takes_the_forms_token(service: Service) -> None:
    await an_account()
    visitor = await at_the_desk(service)
    assert (await visitor.client.post("/sign-out", data={"csrf": "made up"})).status_code == 403
    assert (await visitor.go("/manage")).h1 == "Consultations"


async def test_somebody_whose_session_has_ended_can_still_press_sign_out(service: Service) -> None:
    await an_account()
    visitor = await at_the_desk(service)
    await SignedIn.all().delete()
    assert (await visitor.press("Sign out")).h1 == "Sign in"


async def test_a_session_ends_after_twelve_hours(service: Service) -> None:
    await an_account()
    token = await sign_in(EMAIL, PASSWORD, now=NOW)
    assert await signed_in_account(token, now=NOW + dt.timedelta(hours=11, minutes=59))
    assert await signed_in_account(token, now=NOW + dt.timedelta(hours=12)) is None


async def test_only_a_hash_of_the_sessions_token_is_stored(service: Service) -> None:
    await an_account()
    token = await sign_in(EMAIL, PASSWORD, now=NOW)
    row = await SignedIn.get()
    assert token not in row.token_hash


async def test_somebody_signed_in_who_opens_the_sign_in_page_goes_straight_on(service: Service) -> None:
    await an_account()
    visitor = await at_the_desk(service)
    assert (await visitor.go("/sign-in?next=/manage/new")).h1 == "New consultation"


async def test_a_sign_in_form_that_is_not_ours_is_refused(service: Service) -> None:
    await an_account()
    visitor = await service.visitor()
    form = {"email": EMAIL, "password": PASSWORD, "next": ""}
    assert (await visitor.client.post("/sign-in", data=form)).status_code == 403
    assert (await visitor.client.post("/sign-in", data=form | {"form_token": "made-up"})).status_code == 403
    other = service.keys.sign("another purpose", {})
    assert (await visitor.client.post("/sign-in", data=form | {"form_token": other})).status_code == 403
    assert not await SignedIn.exists()


async def test_a_sign_in_form_that_another_site_sends_is_refused(service: Service) -> None:
    await an_account()
    visitor: Visitor = await service.visitor()
    page = await visitor.go("/sign-in")
    form = page.form_with("Sign in").values | {"email": EMAIL, "password": PASSWORD}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert (await visitor.client.post("/sign-in", data=form, headers=headers)).status_code == 403
    assert not await SignedIn.exists()


@pytest.mark.parametrize(
    "wanted",
    [
        "//elsewhere.example",
        "https://elsewhere.example/manage",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/manage\n",
        "javascript:alert(1)",
        "manage",
        "",
        "/sign-out",
        "/sign-in?next=/sign-in",
        "/[not an address",
    ],
)
def test_nobody_is_led_away_after_signing_in(wanted: str) -> None:
    assert local_path(wanted).startswith("/")
    assert not local_path(wanted).startswith(("//", "/\\", "/\t"))
    if wanted != "/[not an address":
        assert local_path(wanted) == DESK


def test_a_page_of_the_service_is_gone_on_to() -> None:
    assert local_path("/manage/bus-42/questions?saved=added") == "/manage/bus-42/questions?saved=added"


async def test_an_account_needs_a_real_address_a_long_password_and_to_be_new(service: Service) -> None:
    body = await an_organisation()
    for email, password in (("nobody", PASSWORD), ("a@b.example", "short")):
        with pytest.raises(ValueError, match=r"address|characters"):
            await add_account(email, "A Person", password, body, now=NOW)
    await an_account(body)
    with pytest.raises(ValueError, match="already"):
        await add_account(EMAIL.upper(), "A Person", PASSWORD, body, now=NOW)
