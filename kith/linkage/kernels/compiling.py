"""How a loop is compiled: once on each machine, kept beside the code or in the user's cache, and free of Python's lock.

What was compiled lies under a name made from all the loops' sources: each is compiled into those that call it, so a
change in one makes every other stale, which numba alone does not see.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., object])
HERE = Path(__file__).parent
OWN_PLACE = "KITH_KERNELS"
"""Names a folder to keep what is compiled in, for those who ship it."""


def _place() -> Path:
    told = sha256(numba.__version__.encode())
    for path in sorted(HERE.glob("*.py")):
        told.update(path.read_bytes())
    name = f"kernels-{told.hexdigest()[:16]}"
    chosen = os.environ.get(OWN_PLACE)
    if chosen:
        return Path(chosen) / name
    beside = HERE / "__pycache__"
    writable = os.access(beside if beside.exists() else HERE, os.W_OK)
    return (beside if writable else Path(os.environ.get("XDG_CACHE_HOME", gettempdir())) / "kith") / name


numba.config.CACHE_DIR = str(_place())  # type: ignore[attr-defined]


def compiled(function: F) -> F:
    """Compile a loop, and keep what was compiled."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("F", made)


def inlined(function: F) -> F:
    """Put a small part of a loop bodily into whatever calls it."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy", inline="always")(function)
    return cast("F", made)


@inlined
def signed(value: int | np.integer[Any]) -> int:
    """Give a number with room for a sign: what is told apart by subtracting must not wrap round."""
    return np.int64(value)  # type: ignore[return-value]
