"""The one secret: made once, kept closed, and never shown."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kith.outside.secret import SecretUnsafe, from_text, kept_in


def test_it_is_made_once(tmp_path: Path) -> None:
    assert kept_in(tmp_path / "home") == kept_in(tmp_path / "home")
    assert kept_in(tmp_path / "home") != kept_in(tmp_path / "another")


def test_of_many_first_starts_all_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: kept_in(tmp_path / "home").root, range(64)))
    assert len(set(found)) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secrets"]


def test_each_label_has_a_secret_of_its_own() -> None:
    kept = from_text("0123456789abcdef0123456789abcdef")
    assert kept.derive("a") != kept.derive("b")
    assert kept.word("a") == kept.word("a")
    assert "0123" not in repr(kept)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    kept_in(tmp_path)
    (tmp_path / "secrets").chmod(0o640)
    with pytest.raises(SecretUnsafe, match="chmod 600"):
        kept_in(tmp_path)


def test_a_damaged_file_is_refused_and_not_replaced(tmp_path: Path) -> None:
    kept_in(tmp_path)
    (tmp_path / "secrets").write_text("abc")
    with pytest.raises(SecretUnsafe, match="backup"):
        kept_in(tmp_path)
    assert (tmp_path / "secrets").read_text() == "abc"


def test_a_short_text_is_refused() -> None:
    with pytest.raises(SecretUnsafe, match="32 characters"):
        from_text("short")
