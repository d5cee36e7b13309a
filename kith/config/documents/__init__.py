"""Documents written from the code, so that they cannot say anything else than what runs.

`write` puts them in docs/generated; a test writes them again and compares. `access` is a page that
somebody who answers for information governance can read and sign. Nothing here needs a database.
"""

from kith.config.documents.page import Page
from kith.config.documents.writing import pages, write

__all__ = ["Page", "pages", "write"]
