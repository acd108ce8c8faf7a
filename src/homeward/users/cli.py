"""`homeward users`: the first administrator, and approvals where nobody else can give them."""

from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from homeward.access.choices import OrganisationKind

app = typer.Typer(no_args_is_help=True)
KINDS = ", ".join(OrganisationKind.values)


@app.command()
def add(
    email: Annotated[str, typer.Option(prompt="E-mail of the administrator")],
    name: Annotated[str, typer.Option(prompt="Name")],
    organisation: Annotated[str, typer.Option(prompt="Name of the organisation")],
    country: Annotated[str, typer.Option(prompt="Its country, by two letters such as GH")],
    kind: Annotated[str, typer.Option(prompt=f"Kind of organisation ({KINDS})")] = "ngo",
    language: Annotated[str, typer.Option(help="Language of their pages.")] = "en",
) -> None:
    """Invites the first administrator of an organisation, and prints the link."""
    # The models are ready only once the database is.
    from homeward.access.models import User  # noqa: PLC0415
    from homeward.users import queries  # noqa: PLC0415
    from homeward.users.actions import as_owner  # noqa: PLC0415

    _check_address(email)
    if kind not in OrganisationKind.values:
        raise typer.BadParameter(f"{kind} is no kind of organisation; it is one of {KINDS}.")
    if User.objects.filter(email__iexact=email).exists():
        raise typer.BadParameter(f"{email} has a sign-in already.")
    org = as_owner.organisation(organisation, kind=kind, country=country.upper())
    if org is None:
        words = f"{country} is no country that is known here: give its code, such as GH."
        raise typer.BadParameter(words)
    if queries.has_administrator(org.pk):
        raise typer.BadParameter(f"{org} has an administrator, who invites the others.")
    link = as_owner.add_administrator(
        email=email, name=name, organisation=org, language=language, at=timezone.now()
    )
    typer.echo(f"Give this link to {name}. It works once, for seven days:\n{link}")


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise typer.BadParameter(f"{email} is not an e-mail address.") from error


@app.command()
def approve() -> None:
    """Shows each approval that waits, and asks for your word."""
    from homeward.users import queries  # noqa: PLC0415
    from homeward.users.actions import as_owner  # noqa: PLC0415

    waiting = list(queries.approvals().filter(decided_at__isnull=True))
    if not waiting:
        typer.echo("Nothing waits for approval.")
    for approval in waiting:
        roles = ", ".join(queries.labels(approval.roles))
        typer.echo(f"\n{approval} ({approval.organisation}) {roles}")
        typer.echo(f"asked by {approval.asked_by}: {approval.reason}")
        if typer.confirm("Approve?"):
            done = as_owner.approve(approval, at=timezone.now())
            typer.echo("Approved." if done else "Not approved: whoever asked may no longer ask.")
