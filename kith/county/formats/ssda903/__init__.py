"""SSDA903: a council's yearly return on the children it looks after and those who left its care, as eleven tables.

``layout`` has the tables and their columns, ``care`` gathers one stretch of care with its episodes, ``workers`` who
dealt with the child when, ``children`` and ``episodes`` write the rows. An adopted child's new record is never in it
and nothing in it says who the child became.
"""

from kith.county.formats.ssda903.writing import FORMAT

__all__ = ["FORMAT"]
