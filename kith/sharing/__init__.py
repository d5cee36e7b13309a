"""Who may see what, and why: the ladder.

``access.py`` says what an access rule is (a reason and a filter) and is used by every floor above. ``models`` holds the
register of protected records and the tables the ladder reads: agreements, links, bars, seals, break-glass, tickets.
The same ladder stands in PostgreSQL (``migrations/ladder.sql``) as the second wall. Start reading at ``access.py``.
"""
