"""What a case tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# case. A receiver returns a list of reasons (its own TextChoices) why the case can't close now.
closing = Signal()

# case, arrived_on, by, at. Sent when the reception desk has confirmed the arrival and the
# case-management organisation has taken the case over.
taken_over = Signal()
