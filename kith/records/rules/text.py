"""Text as people meant it: spaces, accents and stand-ins put right, each change told."""

import re
import unicodedata

_NBSP = re.compile("[\u00a0\u2007\u202f\u3000]")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DOUBLED = re.compile(r"[ \t]{2,}")
_FORMULA = re.compile(r"[=@]|[+\-][A-Za-z(=]")
_ERRORS = frozenset({"#n/a", "#na", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!"})
_FILLERS = frozenset(
    {
        "-",
        "--",
        ".",
        "?",
        "n/a",
        "na",
        "n/k",
        "nk",
        "not known",
        "notknown",
        "unknown",
        "not recorded",
        "not stated",
        "not applicable",
        "not specified",
        "nan",
        "<na>",
        "tbc",
        "null",
    }
)

Told = tuple[str, tuple[str, ...]]
"""A value put right, and the codes of what had to be done."""

_PLAIN = re.compile(r"[!-<>?A-~](?:[!-~]| (?! ))*(?<! )")


def clean(raw: str) -> Told:
    """Put right what can be put right without guessing."""
    if _PLAIN.fullmatch(raw) and raw[0] not in "#+-":
        return raw, ()
    if not raw:
        return "", ()
    if raw.strip().casefold() in _ERRORS:
        return "", ("error-value",)
    return _cleaned(raw)


def _cleaned(raw: str) -> Told:
    codes = []
    text = raw
    for code, change in _CHANGES:
        changed = change(text)
        if changed != text:
            codes.append(code)
            text = changed
    if _FORMULA.match(text):
        codes.append("formula-text")
    return text, tuple(codes)


def _plain_spaces(text: str) -> str:
    return _NBSP.sub(" ", text)


def _visible(text: str) -> str:
    return _HIDDEN.sub("", text)


def _joined(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _trimmed(text: str) -> str:
    return _DOUBLED.sub(" ", text).strip()


_CHANGES = (("nbsp", _plain_spaces), ("control-characters", _visible), ("unicode-form", _joined), ("spaces", _trimmed))


def is_filler(text: str) -> bool:
    """Know the words that mean 'we do not know'. `None` is left alone: it is a surname."""
    return text.casefold() in _FILLERS


def one_line(text: str) -> str:
    """Write an address of several lines on one."""
    parts = (part.strip(" ,") for part in re.split(r"[\r\n]+", text))
    return ", ".join(part for part in parts if part)
