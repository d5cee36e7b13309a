"""XML read in pieces: no document type, no entities, no network, no huge trees."""

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from kith.outside.files.limits import FileRefused

_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_declarations(head: bytes, where: str) -> None:
    """Refuse a document type before any parser sees it: entities are how XML attacks."""
    if _DECLARED.search(head.replace(b"\0", b"")):
        raise _declared(where)


def pieces(
    source: IO[bytes], *, where: str, events: tuple[str, ...] = ("end",), tag: str | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """Give the parts of an XML stream as they close, or refuse it with its line."""
    parser = etree.iterparse(
        source,
        events=events,
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    judged = False
    try:
        for event, element in parser:
            if not judged:
                judged = True
                if _has_type(element):
                    raise _declared(where)
            yield event, element
    except etree.XMLSyntaxError as error:
        raise FileRefused(
            f"The XML breaks off or is not well formed: {_plain(error)}",
            where=f"{where}, line {error.lineno}",
            do="Mend that line or export the file again.",
        ) from error


def local(element: etree._Element) -> str:
    """Give the name without its namespace; software differs in the namespace it writes."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _has_type(element: etree._Element) -> bool:
    found: object = element.getroottree().docinfo.internalDTD
    return found is not None


def _plain(error: etree.XMLSyntaxError) -> str:
    # The parser quotes bytes of the file; a message must not carry a child's name.
    return re.sub(r"[^A-Za-z ,:-]+.*", "", (error.msg or "").split(",")[0]).strip().lower() or "unreadable"


def _declared(where: str) -> FileRefused:
    return FileRefused(
        "The XML carries a document type or entities, which can hide an attack",
        where=where,
        do="Export it without a DOCTYPE line.",
    )
