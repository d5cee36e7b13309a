"""What Kith asks of the sign-in library: no sign-up, no messages, and a session the database itself can check."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import Account, How
from kith.agencies.queries import usual_purpose
from kith.config.cookies import PASS, keep
from kith.lib.sealing import KeyRing, open_sealed, seal

SECOND = "mfa"


def _ring() -> KeyRing:
    return KeyRing({"k1": settings.KITH_IDENTITY_KEY}, "k1")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types here
    """Accounts are made by their agency, never by a stranger."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give no address: limits are kept by account and by the whole, not by following people."""
        return "0.0.0.0"  # noqa: S104 - not bound to anything

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Write the password and nothing else."""
        user.set_password(password)
        agencies.change_password(account=user.pk, encoded=user.password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of our own accord: pages say what happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing until an installation names a mail service."""

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **rest: Any) -> HttpResponse:
        """Begin the session that the database checks, and hand the browser its token."""
        response: HttpResponse = super().post_login(request, user, **rest)
        begin(request, response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """End both sessions."""
        if token := request.COOKIES.get(PASS, ""):
            agencies.sign_out(token=token)
        super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keep the secrets of second factors sealed, and say nothing by mail."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key that the database does not have."""
        return base64.b64encode(seal(text, _ring(), place=SECOND)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret again."""
        return open_sealed(base64.b64decode(encrypted_text), _ring(), place=SECOND)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing until an installation names a mail service."""


class AgencySignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Let an agency's own sign-in in, for accounts that exist."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: an unknown person is not made an account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the agency's sign-in to the account with the same verified address."""
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        account = Account.objects.filter(email__in=verified, is_active=True).first()
        if account is not None and not sociallogin.is_existing:
            # Not the library's own way, which would write the whole account: the web may not.
            sociallogin.user = sociallogin.account.user = account
            agencies.join_agency_sign_in(account=account, keep=sociallogin.account.save, at=timezone.now())


def begin(request: HttpRequest, response: HttpResponse, user: AbstractBaseUser, *, how: str = "") -> None:
    """Make the sign-in row and give the browser its token."""
    methods = get_authentication_records(request, user)
    second = how == How.DEMO or any(one.get("method") == SECOND for one in methods)
    oidc = any(one.get("method") == "socialaccount" for one in methods)
    token = agencies.sign_in(
        account=user.pk,
        how=how or (How.OIDC if oidc else How.PASSWORD),
        second_factor=second,
        purpose=usual_purpose(user.pk, timezone.now()),
    )
    keep(response, PASS, token)
    if not second:
        messages.info(request, "Set up a second way to prove it is you. Then sign in again.")
