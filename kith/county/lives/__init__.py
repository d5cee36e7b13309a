"""Eight years of what happened to people: school, health, social care, care, police, adults, housing, youth justice.

One module for each subject; each adds its events to the block through ``scene.Scene`` and draws from a stream of its own.
How often things happen is in ``data/lives_*.toml``, with sources. Nobody acts before they were born, after they died, or
while they lived elsewhere.
"""

from kith.county.lives.living import live

__all__ = ["live"]
