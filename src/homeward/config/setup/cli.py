"""Guided steps at a terminal; each option may be given instead of being asked for."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from homeward.config import embedded
from homeward.config.setup import secrets
from homeward.users.cli import KINDS

app = typer.Typer(no_args_is_help=True)
console = Console()


def _say(text: str) -> None:
    console.print(text, highlight=False, soft_wrap=True)


def _stop(text: str) -> typer.Exit:
    console.print(text, style="red", highlight=False, soft_wrap=True)
    return typer.Exit(1)


@app.command("secrets")
def write_secrets(
    folder: Annotated[Path, typer.Argument(help="Where they are written, closed to others.")],
    compose: Annotated[
        bool,
        typer.Option("--compose", help="For compose.yaml, whose containers read them as others."),
    ] = False,
    database: Annotated[
        str, typer.Option(help="host:port/name of the data's server.")
    ] = "127.0.0.1:5432/homeward",
    keys: Annotated[
        str, typer.Option(help="host:port/name of the keys' server.")
    ] = "127.0.0.1:5433/homeward_keys",
) -> None:
    """Writes every secret of an installation, once: never over one that is there."""
    if compose:
        database, keys = "database:5432/homeward", "keys:5432/homeward_keys"
    mode = secrets.OPEN_INSIDE if compose else secrets.CLOSED
    try:
        written = secrets.write(folder, database=database, keys=keys, mode=mode)
    except secrets.Exists as there:
        raise _stop(f"Nothing was written: {there} stand in {folder} already.") from there
    _say(f"{len(written)} secrets written to {folder}.")
    _say(
        "Keep a copy of master_key elsewhere, under lock: lost, every name is lost. smtp_password"
        " is empty; put the mail server's password in."
    )


@app.command()
def administrator(
    email: Annotated[str, typer.Option(prompt="E-mail of the first administrator")],
    name: Annotated[str, typer.Option(prompt="Name")],
    organisation: Annotated[str, typer.Option(prompt="Name of the organisation")],
    country: Annotated[str, typer.Option(prompt="Its country, by two letters such as GH")],
    kind: Annotated[str, typer.Option(prompt=f"Kind of organisation ({KINDS})")] = "authority",
    language: Annotated[str, typer.Option(help="Language of their pages.")] = "en",
) -> None:
    """Invites the first administrator of an organisation, by a link that works once."""
    with embedded.running():
        _set_up(as_owner=True)
        from homeward.users import cli as users  # noqa: PLC0415

        users.add(
            email=email, name=name, organisation=organisation, country=country, kind=kind,
            language=language,
        )  # fmt: skip
    _say("Then: `homeward setup mail`, and `homeward configure FOLDER --template`.")


@app.command()
def mail(
    to: Annotated[str, typer.Option(prompt="Your own e-mail address, for a trial")],
) -> None:
    """Sends a message as the installation does, and tells what the mail server answers."""
    _set_up()
    from django.conf import settings  # noqa: PLC0415

    from homeward.config.setup import mailing  # noqa: PLC0415

    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if settings.DEMO:
        raise _stop("This is a demo, whose mail goes into files of HOMEWARD_HOME/mail.")
    talk, refusal = mailing.send_trial(to)
    for line in talk:
        console.print(f"  {line}", style="dim", highlight=False, soft_wrap=True)
    if refusal:
        raise _stop(
            f"{where} did not take the message: {refusal}. HOMEWARD_SMTP_HOST, _PORT, _USER,"
            " _PASSWORD_FILE, _TLS and HOMEWARD_MAIL_FROM say how it is reached (docs/settings.md)."
        )
    _say(f"{where} took the message for {to}. Look whether it arrives, and not among the spam.")


@app.command()
def sms(
    to: Annotated[str, typer.Option(prompt="Your own telephone number, with its country")],
    organisation: Annotated[str, typer.Option(prompt="Name of the organisation")],
) -> None:
    """Hands a trial to an organisation's SMS gateway, and tells what the provider answers."""
    with embedded.running():
        _set_up(as_owner=True)
        from homeward.config.setup import mailing  # noqa: PLC0415

        name, answer = mailing.send_sms(to, organisation)
    if not name:
        raise _stop(
            f"{organisation} has no SMS gateway in use. An administrator adds one on the page"
            " Gateways, or gateways.csv does (`homeward configure`)."
        )
    if answer:
        raise _stop(f"{name} did not take the message: {answer}.")
    _say(f"{name} took the message for {to}. Look whether it arrives.")


@app.command("sign-in")
def sign_in() -> None:
    """Asks the identity provider (OIDC) who it is, and tells what is set up here."""
    _set_up()
    from django.conf import settings  # noqa: PLC0415

    from homeward.config.setup import provider  # noqa: PLC0415

    if not settings.OIDC_ISSUER:
        raise _stop(
            "No provider is set. Register Homeward there with the redirect address"
            f" {settings.BASE_URL}{provider.CALLBACK}, then give HOMEWARD_OIDC_ISSUER,"
            " HOMEWARD_OIDC_CLIENT and HOMEWARD_OIDC_SECRET_FILE."
        )
    faults = provider.faults()
    for fault in faults:
        console.print(f"- {fault}", style="red", highlight=False, soft_wrap=True)
    if faults:
        raise typer.Exit(1)
    believed = "is believed" if settings.OIDC_SECOND_FACTOR else "is not believed; ours is asked"
    _say(f"{settings.OIDC_ISSUER} answers. Its second factor {believed}.")
    _say("Only users who are here already are let in, by the e-mail that it says is verified.")


def _set_up(*, as_owner: bool = False) -> None:
    import os  # noqa: PLC0415

    import django  # noqa: PLC0415

    if as_owner:
        os.environ["HOMEWARD_DB_AS"] = "owner"
    django.setup()
