"""The verbs of agencies: signing in, telling, and (by maintenance alone) taking on agencies and people."""

from kith.agencies.actions.employing import add_account, add_agency, add_team, give_role, join, switch_off
from kith.agencies.actions.machines import NoToken, act_as_machine, make_token, revoke_token
from kith.agencies.actions.signing_in import (
    IDLE,
    LASTS,
    act_as,
    act_as_service,
    change_password,
    fingerprint,
    join_agency_sign_in,
    keep_awake,
    sign_in,
    sign_out,
    state_purpose,
)
from kith.agencies.actions.telling import tell_person, tell_role

__all__ = [
    "IDLE",
    "LASTS",
    "NoToken",
    "act_as",
    "act_as_machine",
    "act_as_service",
    "add_account",
    "add_agency",
    "add_team",
    "change_password",
    "fingerprint",
    "give_role",
    "join",
    "join_agency_sign_in",
    "keep_awake",
    "make_token",
    "revoke_token",
    "sign_in",
    "sign_out",
    "state_purpose",
    "switch_off",
    "tell_person",
    "tell_role",
]
