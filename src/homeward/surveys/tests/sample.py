"""The published calculator's sample, as answer codes, and its published scores."""

from fractions import Fraction

from homeward.surveys.instruments import Kind, Sheet

SAMPLE = {
    "econ_satisfaction": "satisfied",
    "food_reduction": "often",
    "can_borrow": "yes",
    "borrow_freq": "often",
    "debt_vs_spending": "no_debt",
    "access_opportunities": "good",
    "working": "yes",
    "assets": "land",
    "job_search": "yes",
    "housing_access": "good",
    "housing_standard": "good",
    "education_access": "good",
    "children_school": "all",
    "justice_access": "very_good",
    "has_id": "yes",
    "documentation_access": "very_good",
    "water_access": "very_good",
    "health_access": "good",
    "health_quality": "poor",
    "social_activities": "rarely",
    "support_network": "bad",
    "belonging": "strongly_disagree",
    "safety": "unsafe",
    "family_conflict": "sometimes",
    "discrimination": "never",
    "distress": "often",
    "psych_support_wish": "yes",
    "able_to_stay": "no",
    "need_vs_wish": "need",
}
PUBLISHED = {
    "economic": Fraction("0.635"),
    "social": Fraction("0.745"),
    "psychosocial": Fraction("0.2625"),
    "composite": Fraction("0.515"),
}


def answers_worth(sheet: Sheet, points: int, **others: str) -> dict[str, str]:
    """A survey with every item answered at these points, but for the others named."""
    chosen = {
        item.id: next(a.code for a in item.answers if a.points in {points, None})
        for item in sheet.asked
        if item.kind != Kind.COMPUTED
    }
    chosen["able_to_stay"] = "yes" if points else "no"
    chosen["need_vs_wish"] = "wish" if points else "need"
    return chosen | others
