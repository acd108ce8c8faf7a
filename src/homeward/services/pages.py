"""What the pages of the directory are filled with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.panels import Panels
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.services import entries, queries
from homeward.services.choices import Listing
from homeward.services.filters import Filter
from homeward.services.models import Service
from homeward.services.queries import Found

# At the side of an entry's page, by features above.
BESIDE = Panels()


class Known(Sequence[int]):
    """So many things, of which one page is at hand: what a paginator asks of a list."""

    def __init__(self, total: int) -> None:
        self.total = total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted: Any) -> Any:
        return range(self.total)[wanted]


def listed(
    asked: Filter, number: str | None, *, at: datetime, per_page: int, published: bool = False
) -> tuple[Found, Page[int]]:
    """One page of what is found; past the last page, the last."""
    page = int(number) if number and are_digits(number) and len(number) < 6 else 1  # noqa: PLR2004
    wanted = asked.asked(published=published)

    def ask(start: int) -> Found:
        return queries.find(wanted, at=at, order=asked.by, start=start, most=per_page)

    found = ask(max(0, page - 1) * per_page)
    shown = Paginator(Known(found.total), per_page).get_page(page)
    if found.total and not found.pks:
        found = ask((shown.number - 1) * per_page)
    return found, shown


def entries_of(found: Found) -> list[entries.Entry]:
    """The services of the page as the list shows them, in the order in which they were found."""
    services = {s.pk: s for s in queries.for_list(found.pks)}
    names = entries.group_names()
    return [
        entries.entry(
            services[pk],
            km=found.distances.get(pk),
            hours=entries.open_line(found.states[pk]),
            names=names,
        )
        for pk in found.pks
        if pk in services
    ]


def step_of_list(user: User) -> NextStep | None:
    """For who keeps entries: what of them has to be confirmed."""
    if not can(user, "services.write") or user.organisation_id is None:
        return None
    number = queries.own_to_confirm(user.organisation_id).count()
    if not number:
        return None
    return NextStep(
        title=ngettext(
            "%(n)d of your entries waits to be confirmed",
            "%(n)d of your entries wait to be confirmed",
            number,
        )
        % {"n": number},
        why=_("What was confirmed of late is referred to first."),
        holder=_("Your organisation"),
        url=reverse("services:own"),
        label=_("Go through them"),
        mine=True,
    )


def step_of_own(user: User) -> NextStep:
    """Of the page of an organisation's own entries: the oldest one, or nothing."""
    oldest = queries.own_to_confirm(user.organisation_id or 0).first()
    if oldest is None:
        return NextStep(title=_("Everything is confirmed"), nothing=True)
    return NextStep(
        title=_("Confirm “%(name)s”") % {"name": queries.title(oldest)},
        why=entries.freshness(oldest, timezone.localdate()).text,
        holder=_("Your organisation"),
        url=reverse("services:confirm", args=[oldest.pk]),
        label=_("Open the entry"),
        mine=True,
    )


def step_of_entry(user: User, service: Service) -> NextStep | None:
    """What this reader does next with the entry: decide, mend, confirm, or refer somebody."""
    if can(user, "services.write") and queries.keeps(user, service):
        return _step_of_keeper(user, service)
    if service.listing != Listing.LISTED:
        return NextStep(
            title=_("Somebody decides on this proposal"),
            why=_("Nobody else finds it before."),
            holder=str(service.organisation),
            waiting_for=str(service.organisation),
        )
    # The verb is of a floor above; its name is all that is known here.
    if can(user, "referrals.draft"):
        return NextStep(
            title=_("Refer somebody to it"),
            why=_("Open the person's case and choose this service there."),
            holder=_("You"),
            url=reverse("desk:cases"),
            label=_("Choose a case"),
            mine=True,
        )
    return None


def _step_of_keeper(user: User, service: Service) -> NextStep:
    if service.listing == Listing.PROPOSED:
        return NextStep(
            title=_("Decide on this proposal"),
            why=_("A colleague knows of a service that the directory does not have."),
            holder=_("Your organisation"),
            url=reverse("services:decide", args=[service.pk]),
            label=_("Read and decide"),
            mine=True,
        )
    if report := queries.faults(service).first():
        return NextStep(
            title=_("Look at what is said to be wrong"),
            why=report.get_fault_display(),
            holder=_("Your organisation"),
            url=reverse("services:fault", args=[report.pk]),
            label=_("Open the report"),
            mine=True,
        )
    today = timezone.localdate()
    if queries.own_to_confirm(service.organisation_id, today).filter(pk=service.pk).exists():
        return NextStep(
            title=_("Say whether this entry still holds"),
            why=entries.freshness(service, today).text,
            holder=_("Your organisation"),
            url="#places",
            label=_("Confirm it"),
            mine=True,
        )
    return NextStep(title=_("This entry is confirmed"), nothing=True)
