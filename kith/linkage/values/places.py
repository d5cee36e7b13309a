"""Addresses as typed on one line: postcode, door and line, and what stands for none."""

from __future__ import annotations

import polars as pl

_POSTCODE = r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$"
_AT_END = r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][ABD-HJLNP-UW-Z]{2})\W*$"
_NO_HOME = r"\b(?:confidential|withheld|disclosed|c o|care of|nfa|no fixed|sofa surfing|not known|unknown)\b"
_KINDS = r"\b(?:flat|apartment|apt|unit|room|the|no)\b"


def postcode(typed: pl.Series, address: pl.Series) -> pl.Series:
    """Give postcodes without a space: as typed where the form is right, else as the address ends."""
    closed = typed.str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")
    good = closed.str.contains(_POSTCODE) & ~closed.str.starts_with("ZZ99")
    end = address.str.to_uppercase().str.extract_groups(_AT_END).struct
    inside = (end.field("1") + end.field("2")).fill_null("")
    return closed.zip_with(good, inside.zip_with(~closed.str.starts_with("ZZ99"), _none(typed)))


def _none(like: pl.Series) -> pl.Series:
    return pl.repeat("", len(like), eager=True)


def _words(address: pl.Series) -> pl.Series:
    bare = address.str.to_uppercase().str.replace(_AT_END, "").str.to_lowercase()
    words = bare.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    return words.zip_with(~words.str.contains(_NO_HOME), _none(address))


def _numbers(words: pl.Series) -> pl.Series:
    """Give the numbers of an address, or the first word of one that has none."""
    numbers = words.str.replace_all(r"\b[a-z]+\b", " ").str.replace_all(r" +", " ").str.strip_chars()
    first = words.str.replace_all(_KINDS, " ").str.strip_chars().str.extract(r"^([a-z]+)").fill_null("")
    return numbers.zip_with(numbers != "", first)


def within(address: pl.Series) -> pl.Series:
    """Give what names a door within its postcode: the numbers, or the first word."""
    return _numbers(_words(address))


def line(address: pl.Series) -> pl.Series:
    """Give the numbers and the beginning of the street, for addresses whose postcode is missing or wrong."""
    words = _words(address)
    at = _numbers(words)
    street = words.str.replace_all(r"\b[0-9]+[a-z]?\b", " ").str.replace_all(_KINDS, " ").str.strip_chars()
    begun = street.str.extract(r"^([a-z]{4,})").fill_null("")
    return (at + "/" + begun).zip_with((at != "") & (begun != ""), _none(address))
