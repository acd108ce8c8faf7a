"""The link for a new password. By itself, since allauth reads it while it is being imported."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetToken(PasswordResetTokenGenerator):
    """It falls with the sessions: at a change of roles, a suspension, a new second factor."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_stamp}{user.is_active}"
