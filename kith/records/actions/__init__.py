"""The verbs of the pool."""

from kith.records.actions.depositing import Handed, NotTaken, deposit
from kith.records.actions.feeding import Terms, close_feed, open_feed
from kith.records.actions.forgetting import forget_expired
from kith.records.actions.importing import AlreadyBeingRead, Imported, import_file
from kith.records.actions.judging import Said, judge, undo
from kith.records.actions.mapping import LaidOut, TrialPoor, keep_profile, profile_for, save_profile, try_on
from kith.records.actions.reading import read_deposit, take_up_left
from kith.records.actions.taking import NoFeed, Withdrawn
from kith.records.actions.withdrawing import withdraw_batch, withdraw_feed

__all__ = [
    "AlreadyBeingRead",
    "Handed",
    "Imported",
    "LaidOut",
    "NoFeed",
    "NotTaken",
    "Said",
    "Terms",
    "TrialPoor",
    "Withdrawn",
    "close_feed",
    "deposit",
    "forget_expired",
    "import_file",
    "judge",
    "keep_profile",
    "open_feed",
    "profile_for",
    "read_deposit",
    "save_profile",
    "take_up_left",
    "try_on",
    "undo",
    "withdraw_batch",
    "withdraw_feed",
]
