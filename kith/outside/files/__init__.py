"""Files that other agencies send us: commas, workbooks, XML and JSON, read row by row.

Start with `read`: it gives each row exactly as received, with its place, and a
`Note` for whatever was odd about the file. Nothing here knows what a row means:
that is `kith.records.rules`. A file that cannot be read safely raises `FileRefused`,
whose words are fit to show to the person who sent it.
"""

from kith.outside.files.limits import LIMITS, FileRefused, Found, Headings, Limits, Note, Progress, Row, printable
from kith.outside.files.opening import Kind, fingerprint, kind_of, read
from kith.outside.files.tables import normal_heading

__all__ = [
    "LIMITS",
    "FileRefused",
    "Found",
    "Headings",
    "Kind",
    "Limits",
    "Note",
    "Progress",
    "Row",
    "fingerprint",
    "kind_of",
    "normal_heading",
    "printable",
    "read",
]
