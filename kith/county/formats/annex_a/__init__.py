"""Ofsted's Annex A: eleven lists of the children a council works with now, as one workbook with a sheet a list.

Most councils make it weekly, so this is that of the last day. ``layout`` has columns and coded values, ``asking`` whom
each list is about, ``early``, ``protecting``, ``caring`` and ``adopting`` write the rows, and ``workbook`` binds
what the blocks wrote into the workbook, with what spreadsheets do to data. There are no children's names in it.
"""

from kith.county.formats.annex_a.writing import FORMAT

__all__ = ["FORMAT"]
