"""What a committee tells rooms above, inside the transaction: a receiver that fails undoes it."""

from django.dispatch import Signal

# A decision was closed. Sent with `decision`, `subjects` (a list of committees.subjects.Subject),
# `by` and `at`. A receiver acts on its own kinds, and only on what was carried (choices.CARRIED).
decided = Signal()
