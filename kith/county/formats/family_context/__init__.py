"""The nine feeds of the Family Context services, in the layouts that Kith imports today (``records/formats``).

One row for each entry of an agency, with its latest involvement. The columns are those two London boroughs published
(Social Finance, MIT licence); ``Restricted`` and ``Address confidential`` are ours. ``layouts`` has the headings,
``cells`` what all feeds share, ``involvements`` which event is shown, ``services`` and ``particular`` make the rows.
"""

from kith.county.formats.family_context.feeds import FORMATS
from kith.county.formats.family_context.particular import rows_of

__all__ = ["FORMATS", "rows_of"]
