"""The commands of `kith token`."""

from typing import Annotated
from uuid import UUID

import typer

from kith.config.terminal import as_owner, say

tokens = typer.Typer(help="Let a system of an agency call by itself, and end that.", no_args_is_help=True)
A_YEAR = 365


@tokens.command("new")
def new_token(
    agency: Annotated[str, typer.Argument(help="Whose system it is, such as council.")],
    system: Annotated[str, typer.Argument(help="Which system, in words the agency uses.")],
    scope: Annotated[list[str], typer.Option(help="What it may do, such as deposits:write. More than once for more.")],
    days: Annotated[int, typer.Option(min=1, max=2 * A_YEAR, help="How long it lasts.")] = A_YEAR,
) -> None:
    """Make a token. It is shown once and kept nowhere."""
    with as_owner():
        from kith.config import tokens as acts

        say(acts.new(agency, system, scope, days))


@tokens.command("list")
def list_tokens(agency: Annotated[str, typer.Option(help="Of this agency alone, such as council.")] = "") -> None:
    """List tokens by number, with their scopes and when each was last used."""
    with as_owner():
        from kith.config import tokens as acts

        say(acts.told(agency))


@tokens.command("revoke")
def revoke_token(token: Annotated[UUID, typer.Argument(help="The number that `kith token list` shows.")]) -> None:
    """End a token now."""
    with as_owner():
        from kith.config import tokens as acts

        say(acts.revoke(token))
