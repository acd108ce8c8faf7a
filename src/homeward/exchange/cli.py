"""`homeward import` reads files, compares, writes all or nothing and reports; `homeward export`.

One line for each kind of file; what it does stands in `commands`. Django is set up before a
command runs; what needs it is imported only then.
"""

import typer

from homeward.archives import cli as archives
from homeward.exchange.commands import (
    directory,
    events,
    figures,
    instruments,
    programmes,
    reference,
    sheets,
)

imports = typer.Typer(no_args_is_help=True)
exports = typer.Typer(no_args_is_help=True)

imports.command("hsds")(directory.import_hsds)
imports.command("services-jordan")(directory.import_services_jordan)
imports.command("pcodes")(reference.import_pcodes)
imports.command("geonames")(reference.import_geonames)
imports.command("esco")(reference.import_esco)
imports.command("returns")(figures.import_returns)
imports.command("xlsform")(instruments.import_xlsform)
imports.command("3w")(sheets.import_3w)
imports.command("actors")(sheets.import_actors)
imports.command("iati")(programmes.import_iati)
imports.command("codelists")(programmes.import_codelists)
imports.command("organisation")(archives.import_organisation)
exports.command("hsds")(directory.export_hsds)
exports.command("iati")(programmes.export_iati)
exports.command("events")(events.export_events)
exports.command("organisation")(archives.export_organisation)
