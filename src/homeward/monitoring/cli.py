"""`homeward operator`: whose administrators and data protection officers watch the installation."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True)


@app.command()
def name(organisation: Annotated[str, typer.Argument(help="Name of the organisation.")]) -> None:
    """Names an organisation that runs the installation; others see nothing of it any more."""
    # The models are ready only once the database is.
    from homeward.access.models import Organisation  # noqa: PLC0415
    from homeward.monitoring import actions  # noqa: PLC0415

    found = Organisation.objects.filter(name__iexact=organisation.strip()).first()
    if found is None:
        raise typer.BadParameter(f"No organisation is called {organisation}.")
    actions.name_operator(found)
    typer.echo(f"{found} runs the installation.")


@app.command()
def nobody() -> None:
    """Takes all names back: every organisation's administrators watch."""
    from homeward.monitoring import actions  # noqa: PLC0415

    count = actions.name_nobody()
    typer.echo(f"{count} names were taken back. Every organisation's administrators watch.")
