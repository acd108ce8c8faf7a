"""What countries tell the floors above, inside their own transaction."""

from django.dispatch import Signal

# version, previous (or None), change (choices.Change), at. Sent when a published security sheet
# says something else than the one before.
security_changed = Signal()
