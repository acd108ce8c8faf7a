"""What a case tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# case. A receiver returns a list of reasons (its own TextChoices) why the case can't close now.
closing = Signal()

# arrival, by, at. The desk confirmed it; the case has passed to the case organisation.
arrived = Signal()

# case, by, at. A worker of the accountable organisation took the case.
taken = Signal()
