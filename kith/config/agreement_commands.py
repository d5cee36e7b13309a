"""The commands of `kith agreements`."""

from typing import Annotated

import typer

from kith.config.terminal import as_owner, say

agreements = typer.Typer(help="See what agencies have signed, and withdraw it.", no_args_is_help=True)


@agreements.command("list")
def list_agreements() -> None:
    """List agreements with their parties, clauses and feeds."""
    with as_owner():
        from kith.config import agreements as acts

        say(acts.told())


@agreements.command("withdraw")
def withdraw_agreement(
    title: str,
    version: str,
    why: Annotated[str, typer.Option(help="Why, for the audit.", prompt="Why is it withdrawn?")],
    *,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Withdraw an agreement. At once nothing is taken, shown or found under it."""
    if not sure:
        typer.confirm("This cannot be undone: sign a new version to share again. Withdraw it?", abort=True)
    with as_owner():
        from kith.config import agreements as acts

        say(acts.withdraw(title, version, why))
