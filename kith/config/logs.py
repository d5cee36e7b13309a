"""What is written when something fails: what kind of failure and where in our code, never what somebody sent."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Name the failure and its places in the code. Its message, and the values of the moment, can hold typed words."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - the library's own name
        """Give the kind of failure and where it passed."""
        kind, _, trace = ei
        places = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
        return "\n".join([*places, kind.__name__ if kind else ""])
