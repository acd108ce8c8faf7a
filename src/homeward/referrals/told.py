"""What a referral tells the floors above, inside its own transaction."""

from django.dispatch import Signal

# referral, by, at: a draft was written.
drafted = Signal()
