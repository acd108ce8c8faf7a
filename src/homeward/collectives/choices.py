from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectKind(TextChoices):
    COOPERATIVE = "cooperative", _("Cooperative")
    GROUP = "group", _("Group of producers or traders")
    COMMUNITY = "community", _("Community intervention")
    VOCATIONAL = "vocational", _("Investment in local training")


# Kinds with members, shares and payouts; the others serve people who join nothing.
WITH_MEMBERS = {ProjectKind.COOPERATIVE, ProjectKind.GROUP}


class ProjectStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Under way")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Origin(TextChoices):
    RETURNEE = "returnee", _("Returnee")
    RESIDENT = "resident", _("Local resident")


class PayoutRule(TextChoices):
    EQUAL = "equal", _("The same to each member")
    SHARES = "shares", _("By shares held")
    LABOUR = "labour", _("By days worked in the season")


class ExitRule(TextChoices):
    NOTHING = "nothing", _("Nothing: what was put in stays with the group")
    CONTRIBUTION = "contribution", _("The money put in")
    PART = "part", _("The money put in, and a part of the season’s result so far")


class ContributionKind(TextChoices):
    MONEY = "money", _("Money")
    LABOUR = "labour", _("Days of work")
    LAND = "land", _("Land")
    GOODS = "goods", _("Tools or goods")


class EntryKind(TextChoices):
    GRANT = "grant", _("Support received")
    PURCHASE = "purchase", _("Inputs bought")
    DISTRIBUTION = "distribution", _("Inputs handed out")
    COST = "cost", _("Other cost")
    HARVEST = "harvest", _("Harvest or production")
    SALE = "sale", _("Sale")


# Entries that move money; the others move goods alone.
OF_MONEY = {EntryKind.GRANT, EntryKind.PURCHASE, EntryKind.COST, EntryKind.SALE}
OF_GOODS = {EntryKind.PURCHASE, EntryKind.DISTRIBUTION, EntryKind.HARVEST, EntryKind.SALE}


class AssetOrigin(TextChoices):
    BOUGHT = "bought", _("Bought with the group’s money")
    GIVEN = "given", _("Given in kind by a programme or donor")


class Condition(TextChoices):
    GOOD = "good", _("Works well")
    WORN = "worn", _("Works, worn")
    BROKEN = "broken", _("Does not work")


class Disposal(TextChoices):
    SOLD = "sold", _("Sold")
    LOST = "lost", _("Lost or stolen")
    WRITTEN_OFF = "written_off", _("Broken for good")
    GIVEN_AWAY = "given_away", _("Given away")


class MeetingKind(TextChoices):
    MEMBERS = "members", _("Meeting of the members")
    COMMITTEE = "committee", _("Meeting of the committee")
    CONSULTATION = "consultation", _("Consultation with the community")


class Reason(TextChoices):
    """Why something about a project is refused."""

    NOT_OURS = "not_ours", _("Another organisation keeps this project.")
    HAS_ENDED = "has_ended", _("The project has ended.")
    WRONG_STATUS = "wrong_status", _("The project can’t go from its present state to this one.")
    HAS_NO_MEMBERS = "has_no_members", _("A project of this kind has no members.")
    MEMBER_ALREADY = "member_already", _("This person is a member already.")
    CASE_NOT_OF_PERSON = "case_not_of_person", _("Choose a person of this case.")
    NOT_AGREED = "not_agreed", _("A local resident is recorded only after agreeing to it.")
    NOBODY_NAMED = "nobody_named", _("Choose at least one returnee, or write one resident.")
    NAMED_TWICE = (
        "named_twice",
        _("A local resident of this name is in the group already; a namesake joins alone."),
    )
    HAS_LEFT = "has_left", _("This member has left the group.")
    JOINS_LATER = "joins_later", _("The day lies before the member joined.")
    SEASON_CLOSED = "season_closed", _("The season is closed.")
    SEASON_OPEN = "season_open", _("A season is open already. Close it first.")
    NO_SEASON = "no_season", _("No season is open. Begin one first.")
    OUTSIDE_SEASON = "outside_season", _("The day lies outside the season.")
    IN_THE_FUTURE = "in_the_future", _("The day lies in the future.")
    NO_AMOUNT = "no_amount", _("Give an amount above nothing.")
    NO_QUANTITY = "no_quantity", _("Give a quantity and its unit.")
    NO_WHAT = "no_what", _("Say what it is.")
    NOT_IN_STORE = "not_in_store", _("There is less of it in store than that.")
    NOT_IN_CASH = "not_in_cash", _("There is less money in the group’s book than that.")
    MORE_THAN_RESULT = "more_than_result", _("The season has not earned that much.")
    NO_WEIGHT = "no_weight", _("By the group’s rule nobody has a part: no shares, or no days.")
    PAID_ALREADY = "paid_already", _("This payout was made already.")
    CANCELLED_ALREADY = "cancelled_already", _("This entry was cancelled already.")
    IS_A_CANCELLATION = "is_a_cancellation", _("A cancellation is not cancelled; enter it anew.")
    CURRENCY_FIXED = "currency_fixed", _("The book has entries: its currency stays.")
    STILL_OWED = "still_owed", _("Money is still owed to members who left.")
    NO_AGREEMENT = "no_agreement", _("No agreement is in force with this organisation.")
    PARTNER_ALREADY = "partner_already", _("This organisation is a partner already.")
    GONE_ALREADY = "gone_already", _("The group does not have this any more.")
    MORE_VOTES = "more_votes", _("More votes than people who came.")
    SHOWS_SOMEBODY = "shows_somebody", _("Say that nobody can be recognised, or that all agreed.")
    NOT_A_PHOTO = "not_a_photo", _("Choose a photo.")
