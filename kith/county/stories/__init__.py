"""Stories planted in the county, each with known answers: what somebody who looks well should find.

Every one needs more than one agency's records to be seen. Start reading at ``planting``; ``docs/county.md`` tells them.
"""

from kith.county.stories.planting import plant, tell
from kith.county.stories.stage import Story, line

__all__ = ["Story", "line", "plant", "tell"]
