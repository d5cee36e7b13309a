"""The verbs of the pool."""

from kith.records.actions.importing import AlreadyBeingRead, Imported, import_file
from kith.records.actions.judging import Said, judge, undo

__all__ = ["AlreadyBeingRead", "Imported", "Said", "import_file", "judge", "undo"]
