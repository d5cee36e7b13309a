"""The verbs of the front door."""

from kith.concerns.actions.looking import look
from kith.concerns.actions.raising import Raised, raise_concern

__all__ = ["Raised", "look", "raise_concern"]
