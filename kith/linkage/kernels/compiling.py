"""How a loop is compiled: once on each machine, kept beside the code or in the user's cache, and free of Python's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a loop, and keep what was compiled."""
    made: F = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return made


def inlined(function: F) -> F:
    """Compile a small part of a loop into whatever calls it."""
    made: F = numba.njit(cache=True, nogil=True, error_model="numpy", inline="never")(function)
    return made
