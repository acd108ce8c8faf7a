from homeward.access.choices import Role
from homeward.access.models import User


def demo_sign_ins() -> list[tuple[str, str]]:
    """One generated sign-in for each role, for the demo's own sign-in page."""
    generated = User.objects.filter(is_generated=True, is_active=True).order_by("pk")
    found = [(role, generated.filter(roles__contains=[role]).first()) for role in Role]
    return [(str(role.label), user.email) for role, user in found if user]
