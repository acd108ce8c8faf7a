"""What an assessment tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# assessment, by, at. Sent once it is submitted; a receiver that fails undoes the submission.
submitted = Signal()
