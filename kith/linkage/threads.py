"""How many threads the loops may use: they hold no lock of Python, and give the same whatever their number."""

from __future__ import annotations

import os

THREADS = max(1, min(os.cpu_count() or 1, 8))
