"""What surveys ask the floors above, inside their own transaction."""

from django.dispatch import Signal

# case, on: the case is closed. A receiver returns (follower, owner), the ids of the organisation
# that follows it on that day and of the one that lets it, or nothing.
asking_who_follows = Signal()
