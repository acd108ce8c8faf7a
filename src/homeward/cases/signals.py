"""What a case tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# case. A receiver returns a list of reasons (its own TextChoices) why the case can't close now.
closing = Signal()
# case, by, at: the case was closed, and all its waits ended.
closed = Signal()
# case. As with closing, why its arrival can't be announced now.
announcing = Signal()
# case, user, on. A receiver returns the address of the form that asks the intake, or nothing.
asking_intake = Signal()
# case, person_id. A receiver returns the categories of programmes' criteria that are known to hold
# of a person, as the actor may see them; what it does not return is unknown.
asking_categories = Signal()
# case, by, at: the arrival was announced to the desk and to the case-management organisation.
announced = Signal()
# arrival, by, at. The desk confirmed it; the case has passed to the case organisation.
arrived = Signal()
# case, by, at. A worker of the accountable organisation took the case.
taken = Signal()
