"""What a case tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# case. A receiver returns a list of reasons (its own TextChoices) why the case can't close now.
closing = Signal()
# case. The same, why its arrival can't be announced now.
announcing = Signal()
