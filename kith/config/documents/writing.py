"""Which documents there are, and where they lie."""

from pathlib import Path

from kith.config.documents import access, clocks, county, floors, formats, states, walls

HERE = Path(__file__).parents[3]
FOLDER = HERE / "docs" / "generated"


def pages() -> dict[str, str]:
    """Write every document: its file name, and what it says."""
    return {
        "access.md": access.page().text(),
        "states.md": states.page().text(),
        **states.drawings(),
        "floors.md": floors.page(HERE).text(),
        "walls.md": walls.page().text(),
        "clocks.md": clocks.page().text(),
        "formats.md": formats.page().text(),
        "county.md": county.page().text(),
        **county.drawings(),
    }


def write(folder: Path = FOLDER) -> list[Path]:
    """Put them in a folder, and say which they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text)
    return [folder / name for name in pages()]
