"""What a programme gives (`packages`, `entitlements`), whom it is for (`criteria`), and what
stands in the way of keeping it. Pure.
"""

from homeward.programmes.rules.keeping import (
    PublishingFacts,
    in_order,
    reasons_not_to_cover,
    reasons_not_to_decide,
    reasons_not_to_except,
    reasons_not_to_join,
    reasons_not_to_keep,
    reasons_not_to_publish,
    reasons_not_to_publish_package,
    reasons_not_to_share,
)
from homeward.programmes.rules.packages import Line, ceiling, times, total

__all__ = [
    "Line",
    "PublishingFacts",
    "ceiling",
    "in_order",
    "reasons_not_to_cover",
    "reasons_not_to_decide",
    "reasons_not_to_except",
    "reasons_not_to_join",
    "reasons_not_to_keep",
    "reasons_not_to_publish",
    "reasons_not_to_publish_package",
    "reasons_not_to_share",
    "times",
    "total",
]
