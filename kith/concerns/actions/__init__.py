"""The verbs of the front door."""

from kith.concerns.actions.looking import look

__all__ = ["look"]
