"""People, who they are to one another, what they are called, and where they lived.

The households of the last day are drawn first, so that ages and sizes come out as the census has them; their history is
then told backwards. Start reading at ``building.build``.
"""

from kith.county.families.building import build

__all__ = ["build"]
