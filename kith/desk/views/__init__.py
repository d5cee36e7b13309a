"""The pages of the front desk, by what they are about."""

from kith.desk.views.emergencies import emergencies, emergency, review
from kith.desk.views.files import feed, feed_news, files
from kith.desk.views.home import home, keep, missing, notices, purpose
from kith.desk.views.looking import audit, looked
from kith.desk.views.mapping import map_columns, map_draft, map_leave, map_news, map_saved, map_start
from kith.desk.views.quality import feed_findings, feed_quality
from kith.desk.views.restricting import bar, conflict, restrict, restrictions, review_bar, review_seal, seal, unseal
from kith.desk.views.statements import accessibility, privacy
from kith.desk.views.withdrawing import close_feed, withdraw_feed, withdraw_file

__all__ = [
    "accessibility",
    "audit",
    "bar",
    "close_feed",
    "conflict",
    "emergencies",
    "emergency",
    "feed",
    "feed_findings",
    "feed_news",
    "feed_quality",
    "files",
    "home",
    "keep",
    "looked",
    "map_columns",
    "map_draft",
    "map_leave",
    "map_news",
    "map_saved",
    "map_start",
    "missing",
    "notices",
    "privacy",
    "purpose",
    "restrict",
    "restrictions",
    "review",
    "review_bar",
    "review_seal",
    "seal",
    "unseal",
    "withdraw_feed",
    "withdraw_file",
]
