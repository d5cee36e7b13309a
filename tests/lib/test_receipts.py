"""The receipt: innocent, hard to mishear, hard to guess, and kind to slips."""

import math
import time

import pytest

from kith.lib import receipts
from kith.lib.receipt_words import OMITTED, every_word, receipt_words

SALT = b"sixteen or more!"
RECEIPT = "river lamp velvet piano orange cloud window"


def test_a_receipt_is_seven_different_words_from_the_list() -> None:
    words = receipts.new_receipt().split()
    assert len(set(words)) == receipts.WORDS_IN_A_RECEIPT
    assert set(words) <= set(receipt_words())


def test_two_receipts_differ() -> None:
    assert receipts.new_receipt() != receipts.new_receipt()


def test_a_receipt_cannot_be_guessed() -> None:
    assert receipts.strength_in_bits() >= receipts.LEAST_BITS
    assert receipts.strength_in_bits() <= receipts.WORDS_IN_A_RECEIPT * math.log2(2048)


@pytest.mark.parametrize("word", ["abuse", "victim", "weapon", "police", "drop"])
def test_no_word_tells_what_it_is_for(word: str) -> None:
    assert word not in receipt_words()


def test_every_omitted_word_was_there_to_omit() -> None:
    assert set(every_word()) >= OMITTED


def test_no_two_words_differ_by_one_letter() -> None:
    masks = [word[:at] + "?" + word[at + 1 :] for word in receipt_words() for at in range(len(word))]
    shorter = {word[:at] + word[at + 1 :] for word in receipt_words() for at in range(len(word))}
    assert len(masks) == len(set(masks))
    assert not shorter & set(receipt_words())


@pytest.mark.parametrize(
    "typed",
    [
        RECEIPT,
        "River, Lamp, Velvet, Piano, Orange, Cloud and Window",
        "  river-lamp-velvet - piano orange\tcloud\nwindow. ",
        "1. river 2. lamp 3. velvet 4. piano 5. orange 6. cloud 7. window",
        "rivers lamps velvets pianos oranges clouds windows",
        "RIVER LAMP VELVET PIANO ORANGE CLOUD WINDOW",
        "river\u00a0lamp velvet piano orange cloud window",
    ],
)
def test_slips_in_typing_are_forgiven(typed: str) -> None:
    assert receipts.normalise(typed) == RECEIPT
    assert receipts.looks_complete(typed)


@pytest.mark.parametrize("typed", ["", "river lamp", RECEIPT + " zebra", RECEIPT + "x y", "' OR 1=1"])
def test_what_is_not_seven_known_words_is_noticed(typed: str) -> None:
    assert not receipts.looks_complete(typed)


def test_the_order_counts() -> None:
    turned = " ".join(reversed(RECEIPT.split()))
    assert receipts.normalise(turned) != receipts.normalise(RECEIPT)


def test_it_is_written_with_pauses_for_reading_aloud() -> None:
    assert receipts.spoken(RECEIPT) == "river, lamp, velvet, piano, orange, cloud, window"
    assert receipts.normalise(receipts.spoken(RECEIPT)) == RECEIPT


def test_the_fingerprint_is_the_same_for_the_same_words_and_differs_by_salt() -> None:
    kept = receipts.fingerprint(RECEIPT, SALT)
    assert len(kept) == receipts.FINGERPRINT_BYTES
    assert kept == receipts.fingerprint(RECEIPT.upper(), SALT)
    assert kept != receipts.fingerprint(RECEIPT, SALT[::-1])
    assert kept != receipts.fingerprint("zebra " + RECEIPT, SALT)
    assert b"river" not in kept


def test_the_fingerprint_is_slow_whatever_is_typed() -> None:
    for typed in (RECEIPT, "", "x" * 1_000_000):
        began = time.process_time()
        receipts.fingerprint(typed, SALT)
        assert time.process_time() - began > 0.02


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        receipts.fingerprint(RECEIPT, b"short")
