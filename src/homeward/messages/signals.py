"""What is told upwards, inside the transaction: a receiver that fails rolls it back."""

from django.dispatch import Signal

# A message that was queued with a `source` changed its state: source, state, at.
settled = Signal()
