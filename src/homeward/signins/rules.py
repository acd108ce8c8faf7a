"""When a code is made. Facts in, reasons out."""

from dataclasses import dataclass

from homeward.signins.choices import Kind, Reason


@dataclass(frozen=True, kw_only=True)
class MakingFacts:
    kind: Kind
    # The maker's organisation keeps the file or is accountable for the case; the person themselves.
    may_give: bool
    of_household: bool
    # For a child: is the one named as guardian a grown-up of the same household?
    has_adult: bool
    names_helper: bool
    names_parts: bool
    has_address: bool
    # An SMS goes by a gateway of the maker's organisation alone.
    has_gateway: bool


def reasons_not_to_make(facts: MakingFacts) -> list[Reason]:
    is_helper = facts.kind == Kind.HELPER
    checks = [
        (facts.may_give, Reason.CLOSED_FILE),
        (facts.of_household, Reason.NOT_OF_CASE),
        (facts.has_adult or facts.kind != Kind.GUARDIAN, Reason.NO_ADULT),
        (facts.names_helper or not is_helper, Reason.NO_HELPER),
        (facts.names_parts or not is_helper, Reason.NO_PART),
        (facts.has_address, Reason.NO_ADDRESS),
        (facts.has_gateway, Reason.NO_GATEWAY),
    ]
    return [reason for holds, reason in checks if not holds]
