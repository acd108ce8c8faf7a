from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    RETURN_COUNSELLOR = "return_counsellor", _("Return counsellor")
    HOST_COORDINATOR = "host_coordinator", _("Host authority coordinator")
    RECEPTION_OFFICER = "reception_officer", _("Reception officer")
    BORDER_OFFICER = "border_officer", _("Border officer")
    CASE_MANAGER = "case_manager", _("Case manager")
    COMMISSION_SECRETARY = "commission_secretary", _("Commission secretary")
    COMMISSION_MEMBER = "commission_member", _("Commission member")
    PROVIDER = "provider", _("Service provider")
    PROTECTION_FOCAL_POINT = "protection_focal_point", _("Protection focal point")
    HEALTH_FOCAL_POINT = "health_focal_point", _("Health focal point")
    EMPLOYMENT_ADVISER = "employment_adviser", _("Employment adviser")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    RETURNEE = "returnee", _("Returnee")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    EVALUATOR = "evaluator", _("Evaluator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Two people give these: one asks, another approves (users/policies.sql names them again).
POWERFUL = frozenset(
    {Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR}
)


class OrganisationKind(TextChoices):
    NGO = "ngo", _("Non-governmental organisation")
    AUTHORITY = "authority", _("Public authority")
    COMMISSION = "commission", _("Commission")
    PROVIDER = "provider", _("Service provider")
    FUND = "fund", _("Fund office")
    INTERNATIONAL = "international", _("International organisation")
    EVALUATOR = "evaluator", _("Independent evaluator")
    EMPLOYER = "employer", _("Employer")


class DataClass(IntegerChoices):
    """What a row tells of a person. The number is part of a row's `scope`: never renumber."""

    IDENTITY = 1, _("Identity")
    CONTACT = 2, _("Contact")
    PROFILE = 3, _("Profile")
    CASE = 4, _("Case")
    HEALTH = 5, _("Health")
    PROTECTION = 6, _("Protection")
    ASYLUM = 7, _("Asylum")
    LEGAL = 8, _("Legal")
    FINANCE = 9, _("Finance")
    SURVEY = 10, _("Survey")


class Purpose(IntegerChoices):
    """Why a row is read. A clause and a consent name purposes; never renumber."""

    CASEWORK = 1, _("Counselling and case management")
    ARRIVAL = 2, _("Reception on arrival")
    REFERRAL = 3, _("Referral to a service")
    DECISION = 4, _("Decision on a plan")
    FINANCE = 5, _("Payment and its proof")
    SURVEY = 6, _("Survey of reintegration")
    OVERSIGHT = 7, _("Data protection oversight")
    # Opens no row to anybody: what is allowed is an encoded comparison (crossmatches).
    COMPARISON = 8, _("Encoded comparison with another organisation")


class ActorKind(TextChoices):
    USER = "user", _("Signed-in user")
    LINK = "link", _("Single-purpose link")
    PERSON = "person", _("The person's own pages")
    SUBJECT = "subject", _("A copy made for the person")
    HELPER = "helper", _("A helper on the person's own pages")
    ANONYMOUS = "anonymous", _("Public pages")
    JOB = "job", _("Background job")


# Which classes a role is cleared for inside its own organisation and under its agreements.
# The migration writes this into access_clearance, where the gate reads it.
CLEARANCE: dict[Role, set[DataClass]] = {
    Role.RETURN_COUNSELLOR: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.HEALTH,
        DataClass.ASYLUM,
        DataClass.LEGAL,
    },
    Role.HOST_COORDINATOR: {
        DataClass.IDENTITY,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.LEGAL,
    },
    Role.RECEPTION_OFFICER: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.HEALTH,
    },
    # What the manifest says of an arrival, and no more.
    Role.BORDER_OFFICER: {DataClass.IDENTITY, DataClass.PROFILE},
    Role.CASE_MANAGER: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.HEALTH,
        DataClass.FINANCE,
        DataClass.SURVEY,
    },
    Role.COMMISSION_SECRETARY: {
        DataClass.IDENTITY,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.FINANCE,
    },
    Role.COMMISSION_MEMBER: {
        DataClass.IDENTITY,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.FINANCE,
    },
    Role.PROVIDER: {DataClass.IDENTITY, DataClass.CONTACT, DataClass.PROFILE, DataClass.CASE},
    Role.PROTECTION_FOCAL_POINT: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.HEALTH,
        DataClass.PROTECTION,
        DataClass.LEGAL,
    },
    Role.HEALTH_FOCAL_POINT: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.CASE,
        DataClass.HEALTH,
    },
    Role.EMPLOYMENT_ADVISER: {
        DataClass.IDENTITY,
        DataClass.CONTACT,
        DataClass.PROFILE,
        DataClass.CASE,
    },
    Role.FINANCE_OFFICER: {DataClass.IDENTITY, DataClass.CASE, DataClass.FINANCE},
    Role.RETURNEE: set(),
    Role.PROGRAMME_MANAGER: {DataClass.CASE},
    Role.EVALUATOR: set(),
    Role.DATA_PROTECTION_OFFICER: {DataClass.IDENTITY, DataClass.CASE},
    # Manages users, and sees nobody's file.
    Role.ADMINISTRATOR: set(),
}
