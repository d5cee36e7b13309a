"""What an agency has agreed to send."""

from uuid import UUID

from kith.api import queries
from kith.api.forms import FeedOut, FeedsOut, ProblemOut
from kith.api.views.door import ALWAYS, MachineRequest, act, door
from kith.records.models import Channel, Feed, Schedule


@door.get("/feeds", response={200: FeedsOut, **ALWAYS}, operation_id="list_feeds", summary="List your agency's feeds")
@act("feeds_listed")
def feeds(request: MachineRequest) -> FeedsOut:
    """List the feeds of the token's agency, newest first. Needs the scope `feeds:read`."""
    return FeedsOut(items=[described(one) for one in queries.feeds(request.auth)])


@door.get(
    "/feeds/{feed_id}",
    response={200: FeedOut, 404: ProblemOut, **ALWAYS},
    operation_id="see_feed",
    summary="See one feed",
)
@act("feed_seen")
def feed(request: MachineRequest, feed_id: UUID) -> FeedOut:
    """See one feed of the token's agency. Needs the scope `feeds:read`."""
    return described(queries.feed(request.auth, feed_id))


def described(one: Feed) -> FeedOut:
    """Say what is said of a feed."""
    return FeedOut(
        id=one.pk,
        system=one.system,
        format=one.profile,
        channel=Channel(one.channel),
        schedule=Schedule(one.schedule),
        keeps_days=one.keeps_days,
        state=one.state,
        agreement=str(one.agreement),
        opened_at=one.opened_at,
    )
