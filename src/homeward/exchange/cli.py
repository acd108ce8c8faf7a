"""`homeward import` reads files, compares, writes all or nothing and reports; `homeward export`.

One line for each kind of file; what it does stands in `commands`. Django is set up before a
command runs; what needs it is imported only then.
"""

import typer

from homeward.exchange.commands import directory

imports = typer.Typer(no_args_is_help=True)
exports = typer.Typer(no_args_is_help=True)

imports.command("hsds")(directory.import_hsds)
imports.command("services-jordan")(directory.import_services_jordan)
exports.command("hsds")(directory.export_hsds)


@exports.callback()
def _exports() -> None:
    """Keeps `hsds` a command of its own while it is the only one."""
