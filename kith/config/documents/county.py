"""How like the real place the invented county is: pictures and tables, counted anew each time from a county just made."""

from collections.abc import Iterator
from functools import cache

from kith.config.documents import county_drawing as drawing
from kith.config.documents.page import Page
from kith.county import likeness
from kith.county.likeness import Counts, Likeness, Rate, Source
from kith.county.plan import Plan

PLAN = Plan(people=12_000, seed=1)
SEXES = {"F": "girls and women", "M": "boys and men"}
SURNAMES = "county-surnames.svg"


@cache
def counted() -> Counts:
    """Make the county once, without what happens in it, and count."""
    return likeness.measure(likeness.families(PLAN))


def page() -> Page:
    """Write the page."""
    page = Page("How like the real place the invented county is")
    page.words(
        f"Counted in an invented county of {PLAN.people:,} people, seed {PLAN.seed}, on {PLAN.until.day} {PLAN.until:%B %Y}. What the county is",
        "for, and what is not realistic in it, is in [county.md](../county.md). Nothing here is drawn from: the published figures",
        "are in `kith/county/data/published.toml`, and the county is made from other tables, which were set by hand to come near them.",
    )
    page.words(
        "The distance is the share of people or households that would have to change places to make the two alike: 0% is alike,",
        "100% has nothing in common. A test holds it within the limit named.",
    )
    for one in likeness.distributions(counted()):
        _distribution(page, one)
    _rates(page)
    _surnames(page)
    _forenames(page)
    return page


def drawings() -> dict[str, str]:
    """Draw the pictures: each file's name, and the SVG."""
    found = {_file(one): drawing.bars(one) for one in likeness.distributions(counted())}
    source = likeness.source(likeness.published()["surnames"])
    title = "How common each surname is: per cent of people, by rank"
    found[SURNAMES] = drawing.ranks(title, source.area, likeness.ranked(counted()), likeness.surnames(counted()))
    return found


def _file(one: Likeness) -> str:
    return f"county-{one.key}.svg"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _distribution(page: Page, one: Likeness) -> None:
    page.heading(one.source.what)
    page.words(
        f"![{one.source.what}: the county beside {one.source.area}; the table below says the same]({_file(one)})"
    )
    page.table(
        [one.source.what, "The county", one.source.area],
        ([row.label, _percent(row.county), _percent(row.published)] for row in one.rows),
    )
    page.words(f"Distance {_percent(one.distance)}, held within {_percent(one.source.within)}. {_said(one.source)}")


def _said(source: Source) -> str:
    return f"Source ({source.standing}): {source.title}. {source.publisher}, {source.year}. <{source.address}>"


def _rates(page: Page) -> None:
    found = likeness.rates(counted(), cases=False)
    page.heading("Single figures")
    page.table(
        ["What", "The county", "Published", "Of", "Held within a factor of"],
        (
            [
                one.source.what,
                _number(one, one.county),
                _number(one, one.published),
                one.source.area,
                f"{one.source.within:g}",
            ]
            for one in found
        ),
    )
    page.words(
        "In so few people rare things come out by chance: one looked-after child more or less changes the rate by 4 in 10,000.",
        "Cases of children's social care are not counted here, because they take longer to make; [county.md](../county.md)",
        "has them. Sources of the published figures, in the same order:",
    )
    page.points(f"{one.source.what}. {_said(one.source)}" for one in found)


def _number(one: Rate, value: float) -> str:
    return f"{value:.2f}" if one.key == "size" else f"{value:.1f}"


def _surnames(page: Page) -> None:
    source = likeness.source(likeness.published()["surnames"])
    page.heading("Surnames")
    page.words(
        f"![How common each surname is, by rank, beside {source.area}; the table below has the commonest]({SURNAMES})"
    )
    page.table(
        ["Surname", "The county", source.area],
        ([row.label, f"{row.county:.2%}", f"{row.published:.2%}"] for row in likeness.surnames(counted())),
    )
    page.words(
        f"There are {len(counted().surnames):,} surnames among {counted().surnames.total():,} people. A surname comes in whole",
        f"families, so that the rarer ones jump about. {_said(source)}",
    )


def _forenames(page: Page) -> None:
    source = likeness.source(likeness.published()["forenames"])
    page.heading("Forenames")
    page.table(["Born about", "Of", "Commonest in the county", "Most often given"], _cohorts())
    page.words(f"Of the county: those born up to {likeness.ROUND} years before or after. {_said(source)}")


def _cohorts() -> Iterator[list[str]]:
    for year in likeness.COHORTS:
        for sex, of in SEXES.items():
            ours, given = likeness.forenames(counted(), sex, year)
            yield [str(year), of, ", ".join(ours), ", ".join(given)]
