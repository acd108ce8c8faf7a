"""The steps of the way as indicators that come with the software; no models, so that a migration
may read it. Their texts are kept in English and shown in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

CITED = "Step 9 of the operational framework (common indicators): people reached, step by step"
MEANING = gettext_noop(
    "How many of all returns came so far on the way, whoever answers for them today. It says where"
    " people wait or leave, not whether the help was good."
)
DENOMINATOR = gettext_noop("All returns whose day of arrival is known.")
DATED_BY = gettext_noop("the day of arrival")


@dataclass(frozen=True)
class Step:
    code: str
    kind: str
    name: str
    numerator: str


STEPS = (
    Step(
        "way-returned",
        "returned",
        gettext_noop("Returned"),
        gettext_noop("Returns with a day of arrival."),
    ),
    Step(
        "way-assessed",
        "assessed",
        gettext_noop("Assessed"),
        gettext_noop("Returns with an assessment that was submitted."),
    ),
    Step(
        "way-planned",
        "planned",
        gettext_noop("Plan drafted"),
        gettext_noop("Returns with a plan that was begun."),
    ),
    Step(
        "way-approved",
        "approved",
        gettext_noop("Plan approved"),
        gettext_noop("Returns with an approved plan."),
    ),
    Step(
        "way-delivered",
        "delivered",
        gettext_noop("First delivery"),
        gettext_noop("Returns whose first goods, voucher, payment or service is in hand."),
    ),
    Step(
        "way-surveyed",
        "surveyed",
        gettext_noop("Surveyed"),
        gettext_noop("Returns of which a survey was filled in."),
    ),
    Step(
        "way-settled",
        "settled",
        gettext_noop("Settled"),
        gettext_noop("Returns of which somebody began to work or a business of their own."),
    ),
)
DIMENSIONS = ["programme", "corridor", "area", "organisation", "donor", "sex", "age_band"]
PERIODS = ["all", "year", "quarter"]
