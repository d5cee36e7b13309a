"""The verbs of the ladder."""

from kith.sharing.actions.opening import NotHere, break_glass, open_record, review_emergency
from kith.sharing.actions.refusing import note_refusal
from kith.sharing.actions.restricting import agree_to_unseal, ask_to_unseal, bar, lift_bar, seal

__all__ = [
    "NotHere",
    "agree_to_unseal",
    "ask_to_unseal",
    "bar",
    "break_glass",
    "lift_bar",
    "note_refusal",
    "open_record",
    "review_emergency",
    "seal",
]
