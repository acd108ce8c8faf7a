"""The register of decisions, their votes, and what other rooms ask of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.committees import rules
from homeward.committees.choices import CARRIED, STATES, DecisionKind
from homeward.committees.models import Committee, Decision, DecisionSubject, Seat, SignOff
from homeward.committees.queries import agendas, bodies
from homeward.programmes.models import Programme


def decisions() -> QuerySet[Decision]:
    """All that the actor sees; one that is published is seen without its committee."""
    return Decision.objects.select_related("supersedes").prefetch_related(
        "subjects", "signoffs__organisation", "superseded_by"
    )


def committee_of(decision: Decision) -> Committee | None:
    """A published decision is seen by more than its committee."""
    return Committee.objects.filter(pk=decision.committee_id).first()


def register(
    *, committee: UUID | None = None, kind: str = "", subject: str = "", unsigned: bool = False
) -> QuerySet[Decision]:
    found = decisions().order_by("-moved_at", "-number")
    if committee:
        found = found.filter(committee=committee)
    if kind in DecisionKind.values:
        found = found.filter(kind=kind)
    if subject:
        found = found.filter(
            Exists(DecisionSubject.objects.filter(decision=OuterRef("pk"), kind=subject))
        )
    if unsigned:
        found = found.filter(
            Exists(
                SignOff.objects.filter(decision=OuterRef("pk")).filter(
                    Q(signed__isnull=True) | Q(signed=False)
                )
            )
        )
    return found


def committees_in_register() -> list[tuple[str, str]]:
    """Ids and names of those whose decisions the actor sees."""
    rows = Decision.objects.order_by("committee_name").values_list("committee_id", "committee_name")
    return sorted({(str(pk), name) for pk, name in rows}, key=lambda row: row[1].casefold())


def tally(decision: Decision) -> rules.Tally:
    return rules.tally(
        (vote.choice, vote.seat.kind in STATES) for vote in decision.votes.select_related("seat")
    )


def closing_facts(decision: Decision, kind: DecisionKind) -> rules.ClosingFacts:
    meeting = decision.meeting
    counted = agendas.quorum(meeting)
    rule = bodies.procedure(meeting.committee_id, on=meeting.on)
    return rules.ClosingFacts(
        kind=kind,
        is_binding=meeting.committee.is_binding,
        has_rules=rule is not None,
        is_complete=bodies.is_complete(meeting.committee, on=meeting.on),
        seats_here=counted.here,
        seats_needed=counted.needed,
        voting=rule.voting if rule else "",
        votes=tally(decision),
    )


def votes_come_to(decision: Decision) -> DecisionKind:
    facts = closing_facts(decision, DecisionKind.NOTED)
    return rules.outcome(
        carried=rules.is_carried(facts.voting, facts.votes), is_binding=facts.is_binding
    )


def is_signed_by_all(decision: Decision) -> bool:
    return rules.is_signed_by_all([one.signed for one in decision.signoffs.all()])


def about(kind: str, key: object, *, on: date | None = None) -> QuerySet[Decision]:
    """What was decided or recommended about a subject, the newest first; replaced ones are not."""
    found = decisions().filter(
        Exists(DecisionSubject.objects.filter(decision=OuterRef("pk"), kind=kind, key=str(key))),
        kind__in=CARRIED,
    )
    replaced = Decision.objects.filter(supersedes=OuterRef("pk"), kind__in=CARRIED)
    found = found.filter(~Exists(replaced))
    if on is not None:
        found = found.filter(Q(effective_on__isnull=True) | Q(effective_on__lte=on))
    return found.order_by("-closed_at")


def newest_about(kind: str, keys: Iterable[object]) -> dict[str, Decision]:
    """Of each key, the newest decision in force about it."""
    found: dict[str, Decision] = {}
    rows = (
        DecisionSubject.objects.filter(
            kind=kind, key__in=[str(key) for key in keys], decision__kind__in=CARRIED
        )
        .select_related("decision")
        .order_by("decision__closed_at")
    )
    for row in rows:
        found[row.key] = row.decision
    return found


def who_may_answer(decision: Decision) -> QuerySet[Organisation]:
    """Organisations with a seat, and the lead, that are not asked to sign yet."""
    asked = decision.signoffs.values("organisation")
    seated = Seat.objects.filter(committee=decision.committee_id, until_on__isnull=True)
    lead = Programme.objects.filter(
        pk__in=Committee.objects.filter(pk=decision.committee_id).values("programme")
    ).values("lead_org")
    return (
        Organisation.objects.filter(Q(pk__in=seated.values("organisation")) | Q(pk__in=lead))
        .exclude(pk__in=asked)
        .order_by("name")
    )


def signoff_of(decision: Decision, user: User) -> SignOff | None:
    """What the user's organisation is asked to sign here."""
    return decision.signoffs.filter(organisation=user.organisation_id or 0).first()
