"""The verbs of the ladder."""

from kith.sharing.actions.opening import NotHere, break_glass, open_record, review_emergency
from kith.sharing.actions.refusing import note_refusal
from kith.sharing.actions.restricting import (
    ReviewTooLate,
    agree_to_unseal,
    ask_to_unseal,
    bar,
    declare_conflict,
    keep_bar,
    keep_seal,
    lift_bar,
    seal,
)

__all__ = [
    "NotHere",
    "ReviewTooLate",
    "agree_to_unseal",
    "ask_to_unseal",
    "bar",
    "break_glass",
    "declare_conflict",
    "keep_bar",
    "keep_seal",
    "lift_bar",
    "note_refusal",
    "open_record",
    "review_emergency",
    "seal",
]
