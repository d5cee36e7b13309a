"""Sealed text: opened by its key, in its place, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.lib.sealing import (
    CannotOpen,
    KeyRing,
    draft_name,
    key_from_text,
    key_name,
    key_ring,
    key_to_text,
    new_key,
    open_draft,
    open_file,
    open_sealed,
    reseal,
    seal,
    seal_draft,
    seal_file,
)

KEY = bytes(range(32))
OLD = KeyRing({"k1": KEY}, current="k1")
NEW = KeyRing({"k2": KEY[::-1], "k1": KEY}, current="k2")
PLACE = "concerns.Reporter:7:name"


@given(some.text())
def test_a_draft_opens_with_its_key(text: str) -> None:
    assert open_draft(seal_draft(text, KEY), KEY) == text


def test_a_draft_holds_no_word_of_what_was_typed() -> None:
    assert b"neighbour" not in seal_draft("my neighbour", KEY)
    assert seal_draft("the same", KEY) != seal_draft("the same", KEY)


def test_the_name_of_a_draft_opens_nothing() -> None:
    name = draft_name(KEY)
    assert len(name) == 32
    assert name == draft_name(KEY) != draft_name(new_key())
    with pytest.raises(CannotOpen):
        open_draft(seal_draft("words", KEY), (bytes.fromhex(name) * 2))


def test_a_draft_altered_by_one_bit_does_not_open() -> None:
    sealed = seal_draft("words", KEY)
    for at in range(len(sealed)):
        bent = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(CannotOpen):
            open_draft(bent, KEY)


@pytest.mark.parametrize("sealed", [b"", b"short", b"\0" * 12, b"\0" * 28])
def test_rubbish_does_not_open(sealed: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_draft(sealed, KEY)


@given(some.binary(min_size=32, max_size=32))
def test_a_key_survives_a_cookie(key: bytes) -> None:
    assert key_from_text(key_to_text(key)) == key


@pytest.mark.parametrize("text", ["", "short", "é" * 43, "A" * 42, "A" * 44, "A" * 1000, "!" * 43])
def test_a_forged_cookie_is_no_key(text: str) -> None:
    with pytest.raises(CannotOpen):
        key_from_text(text)


def test_a_field_opens_only_in_its_place() -> None:
    sealed = seal("Ann Reporter", OLD, place=PLACE)
    assert open_sealed(sealed, OLD, place=PLACE) == "Ann Reporter"
    assert open_sealed(memoryview(sealed), OLD, place=PLACE) == "Ann Reporter"  # type: ignore[arg-type]
    with pytest.raises(CannotOpen):
        open_sealed(sealed, OLD, place="concerns.Reporter:8:name")


def test_keys_can_be_changed_without_losing_anything() -> None:
    sealed = seal("Ann Reporter", OLD, place=PLACE)
    assert open_sealed(sealed, NEW, place=PLACE) == "Ann Reporter"
    again = reseal(sealed, NEW, place=PLACE)
    assert (key_name(sealed), key_name(again)) == ("k1", "k2")
    assert open_sealed(again, NEW, place=PLACE) == "Ann Reporter"
    assert reseal(again, NEW, place=PLACE) == again
    with pytest.raises(CannotOpen):
        open_sealed(again, OLD, place=PLACE)


def test_a_ring_is_read_from_a_setting() -> None:
    ring = key_ring(f"k2:{key_to_text(KEY[::-1])}, k1:{key_to_text(KEY)}")
    assert ring == NEW


@pytest.mark.parametrize("text", ["", "k1:short", "k1", f"No Good:{key_to_text(KEY)}"])
def test_a_bad_setting_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        key_ring(text)


def test_a_ring_needs_its_current_key_and_never_prints_one() -> None:
    with pytest.raises(ValueError, match="no key called k9"):
        KeyRing({"k1": KEY}, current="k9")
    assert repr(NEW) == "KeyRing(current='k2', names=['k1', 'k2'])"


def test_a_key_of_the_wrong_length_seals_nothing() -> None:
    with pytest.raises(CannotOpen):
        seal_draft("words", b"short")


def test_a_file_opens_with_its_key_in_its_own_place_alone() -> None:
    key = new_key()
    sealed = seal_file(b"\x00\xffpicture", key, place="one")
    assert b"picture" not in sealed
    assert open_file(sealed, key, place="one") == b"\x00\xffpicture"
    for wrong_key, wrong_place in ((new_key(), "one"), (key, "two")):
        with pytest.raises(CannotOpen):
            open_file(sealed, wrong_key, place=wrong_place)
