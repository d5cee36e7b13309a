"""How hard a page is to read: the Flesch-Kincaid grade, near enough to hold a ceiling by.

Grade 6 (about 11 years old) is the ceiling for public pages, 9 for pages of professionals.
"""

import re
from html import unescape

PUBLIC, PROFESSIONAL = 6.0, 9.0
SILENT = re.compile(r"<(script|style|svg|head|textarea|select|nav|footer)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
BLOCK_ENDS = re.compile(r"</?(p|li|h\d|div|dt|dd|td|th|label|legend|button|summary|br)\b[^>]*>", re.IGNORECASE)
TAGS = re.compile(r"<[^>]+>")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def words_of(html: str) -> str:
    """Take the words out of a page, each block ending as a sentence does."""
    seen = TAGS.sub(" ", BLOCK_ENDS.sub(". ", SILENT.sub(" ", html)))
    return re.sub(r"\s+", " ", unescape(seen)).strip()


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade; text too short to judge is grade 0."""
    sentences = [found for part in re.split(r"[.!?:]+(?:\s|$)", text) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < 20:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def _syllables(word: str) -> int:
    """Count groups of vowels, less a silent e."""
    plain = word.lower().strip("'’-")
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1
    return max(groups - silent, 1)


def assert_readable(html: str, ceiling: float) -> None:
    """Fail when a page is harder to read than its readers can be asked to bear."""
    found = grade(words_of(html))
    assert found <= ceiling, f"reading grade {found}, more than {ceiling}: {words_of(html)[:400]}"
