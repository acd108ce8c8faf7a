"""What users tell the floors above, inside the transaction."""

from django.dispatch import Signal

# A colleague takes over what somebody holds: `user`, `to`, `at`.
handed_over = Signal()
