"""What a case tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# case. A receiver returns a list of reasons (its own TextChoices) why the case can't close now.
closing = Signal()
# case, by, at: the arrival was announced to the desk and to the case-management organisation.
announced = Signal()
