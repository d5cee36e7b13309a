"""The verbs of the pool."""

from kith.records.actions.importing import AlreadyBeingRead, Imported, import_file

__all__ = ["AlreadyBeingRead", "Imported", "import_file"]
