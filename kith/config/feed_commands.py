"""The commands of `kith feeds`."""

from typing import Annotated

import typer

from kith.config.terminal import as_owner, say

feeds = typer.Typer(help="See what agencies send, and take it away when its owner asks.", no_args_is_help=True)


@feeds.command("list")
def list_feeds(agency: Annotated[str, typer.Option(help="Of this agency alone, such as council.")] = "") -> None:
    """List feeds, and the files that came by each."""
    with as_owner():
        from kith.config import feeds as acts

        say(acts.told(agency))


@feeds.command("close")
def close_feed(agency: str, profile: str) -> None:
    """Take no more files of a feed. What came is kept for its time."""
    with as_owner():
        from kith.config import feeds as acts

        say(acts.close(agency, profile))


@feeds.command("withdraw")
def withdraw_feed(
    agency: str,
    profile: str,
    batch: Annotated[str, typer.Option(help="One file alone, by the number that `kith feeds list` shows.")] = "",
    *,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take away what an agency sent, for good: one file, or a feed with all that came by it."""
    if not sure:
        typer.confirm("This cannot be undone. Take it away?", abort=True)
    with as_owner():
        from kith.config import feeds as acts

        say(acts.withdraw(agency, profile, batch))
