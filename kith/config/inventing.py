"""`kith county`: a bar while the county is made, and then how large it is and where it lies."""

from pathlib import Path

from rich.console import Console

from kith.config.bars import bar
from kith.county.making import make_county
from kith.county.plan import Plan


def run(plan: Plan, into: Path, *, processes: int, out: Console) -> None:
    """Make a county, and say what was made."""
    with bar(out, f"A county of {plan.people:,} people") as told:
        made = make_county(plan, into, processes=processes, told=told)
    out.print(
        f"{plan.people:,} people live in it, and agencies hold {made.agency_records:,} records. All of it is invented."
    )
    out.print(f"What agencies hold is in {into / 'agencies'}, the truth in {into / 'truth'}.", markup=False)
