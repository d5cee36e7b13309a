"""The Standard Safeguarding Dataset, release 1.4 (Data to Insight): 48 tables of a children's service, one file each.

Read ``table`` first (what a table is), then ``held`` (how an agency's events hang together); each other module declares
the tables of one subject, and ``dataset`` puts them together.
"""

from kith.county.formats.ssd.dataset import FORMAT as FORMAT
from kith.county.formats.ssd.dataset import TABLES as TABLES
