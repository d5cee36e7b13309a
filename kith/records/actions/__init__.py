"""The verbs of the pool."""

from kith.records.actions.depositing import Handed, NotTaken, deposit
from kith.records.actions.drafting import begin_map, correct_map, leave_map, open_map, try_map
from kith.records.actions.feeding import Terms, close_feed, open_feed
from kith.records.actions.forgetting import forget_expired
from kith.records.actions.importing import AlreadyBeingRead, Imported, import_file
from kith.records.actions.judging import Said, judge, undo
from kith.records.actions.mapping import LaidOut, TrialPoor, keep_profile, profile_for, save_profile, try_on
from kith.records.actions.reading import read_deposit, take_up_left
from kith.records.actions.removing import remove_withdrawn, withdraw_batch, withdraw_feed
from kith.records.actions.taking import NoFeed, Withdrawn
from kith.records.actions.trying import tend_maps, work_on_map
from kith.records.actions.withdrawing import BeingRead, stop_feed, take_back_feed, take_back_file

__all__ = [
    "AlreadyBeingRead",
    "BeingRead",
    "Handed",
    "Imported",
    "LaidOut",
    "NoFeed",
    "NotTaken",
    "Said",
    "Terms",
    "TrialPoor",
    "Withdrawn",
    "begin_map",
    "close_feed",
    "correct_map",
    "deposit",
    "forget_expired",
    "import_file",
    "judge",
    "keep_profile",
    "leave_map",
    "open_feed",
    "open_map",
    "profile_for",
    "read_deposit",
    "remove_withdrawn",
    "save_profile",
    "stop_feed",
    "take_back_feed",
    "take_back_file",
    "take_up_left",
    "tend_maps",
    "try_map",
    "try_on",
    "undo",
    "withdraw_batch",
    "withdraw_feed",
    "work_on_map",
]
