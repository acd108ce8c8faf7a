from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(TextChoices):
    NEWS = "news", _("News and events")
    WORK = "work", _("Work and trade")
    MENTORS = "mentors", _("Mentors and questions")
    INVESTING = "investing", _("Investing at home")
    SUPPORT = "support", _("Mutual help")


class PostState(TextChoices):
    WAITING = "waiting", _("Waits for a moderator")
    APPROVED = "approved", _("Approved, goes out")
    REFUSED = "refused", _("Refused")
    SENT = "sent", pgettext_lazy("a post", "Sent")


class MemberState(TextChoices):
    ASKED = "asked", _("Asked to join")
    MEMBER = "member", _("Member")


class Reason(TextChoices):
    """Why something about lists is refused."""

    OWN_POST = "own_post", _("Another moderator than the writer decides.")
    NOT_A_MODERATOR = "not_a_moderator", _("Only moderators of this list decide.")
    DECIDED = "decided", _("It was decided already.")
    CLOSED = "closed", _("This list is closed.")
    NO_REASON = "no_reason", _("Say why, so that it can be written better.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Moderators are active colleagues.")
