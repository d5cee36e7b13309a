"""`kith token`: making, listing and revoking the tokens with which agencies' systems call."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kith.agencies import actions
from kith.agencies.models import Agency, MachineToken
from kith.audit.models import Event


def new(agency: str, system: str, scopes: list[str], days: int) -> Iterator[str]:
    """Make a token, and say it once."""
    owner = Agency.objects.filter(slug=agency).first()
    if owner is None:
        known = ", ".join(Agency.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise actions.NoToken(f"No agency is called {agency!r}. The agencies are: {known}.")
    at = datetime.now(UTC)
    made, secret = actions.make_token(
        agency=owner, system=system, scopes=scopes, ends_at=at + timedelta(days=days), by="", at=at
    )
    yield f"{made.pk}  {system} of {owner}: {made.scopes}, until {made.ends_at:%d %b %Y}"
    yield f"The token, shown this once: {secret}"


def told(agency: str) -> Iterator[str]:
    """List the tokens of one agency or of all. Never the token itself: nobody has it but the system."""
    at = datetime.now(UTC)
    tokens = MachineToken.objects.select_related("agency").order_by("agency__slug", "system", "starts_at")
    for one in tokens.filter(agency__slug=agency) if agency else tokens:
        yield f"{one.pk}  {one.agency.slug}  {one.system}: {one.scopes}; {_state(one, at)}; {_last(one)}"


def _state(one: MachineToken, at: datetime) -> str:
    if one.revoked_at:
        return f"revoked on {one.revoked_at:%d %b %Y}"
    return f"{'until' if one.ends_at > at else 'over since'} {one.ends_at:%d %b %Y}"


def _last(one: MachineToken) -> str:
    last = Event.objects.filter(actor=one.words).order_by("-at").values_list("at", flat=True).first()
    return f"last used {last:%d %b %Y}" if last else "never used"


def revoke(token: UUID) -> Iterator[str]:
    """End a token now."""
    one = actions.revoke_token(token=token, by="", at=datetime.now(UTC))
    yield f"Revoked: {one.system}. A call that carries it is refused from now on."
