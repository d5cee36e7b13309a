"""The command `kith map`."""

from pathlib import Path
from typing import Annotated

import typer

from kith.config.terminal import as_owner, out, with_apps


def map_(  # noqa: PLR0913 - what an operator may ask
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    agency: Annotated[str, typer.Option(envvar="KITH_AGENCY", help="Whose file it is, such as council.")] = "",
    save: Annotated[str, typer.Option(help="Save the description under this name.")] = "",
    write: Annotated[Path | None, typer.Option(dir_okay=False, help="Write it here, to be corrected by hand.")] = None,
    profile: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Try this one, no guess.")] = None,
    reason: Annotated[str, typer.Option(help="Why it will do, though many rows find no place.")] = "",
    *,
    whole: Annotated[
        bool, typer.Option("--whole", help="Each file is all there is: what is not in it is over.")
    ] = False,
) -> None:
    """Guess what the columns of a file are, and show twenty rows as they would be read."""
    from kith.config import mapping

    wanted = mapping.Wanted(agency, save, write, profile, reason, whole)
    if save:
        with as_owner():
            mapping.run(file, wanted, out=out)
    else:
        with_apps()
        mapping.run(file, wanted, out=out)
