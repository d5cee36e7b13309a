"""The school census as a council gets it back from COLLECT: one set of CSV files a term.

``terms`` says which censuses and which columns; ``schools`` fills the tables of schools, ``pupils`` those of pupils,
``absences`` suspensions and sessions missed; ``extract`` puts them together.
"""

from kith.county.formats.school_census.extract import FORMAT

__all__ = ["FORMAT"]
