"""Names as they are written, said and shortened."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’`]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_CODES = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_LENGTH = 4
BEGINS_ALIKE = 3

# Short forms that share too few letters with the long one to be seen otherwise. One line, one person's names.
_SHORT_FORMS = """
abigail abby gail|albert bert bertie|alexander alex sandy xander|alexandra alex sandra lexi|alfred alf alfie fred
andrew andy drew|anthony tony|antoinette toni|barbara babs|benjamin ben benji|catherine kate katie cathy kitty cath
charles charlie chuck|charlotte charlie lottie|christine chris tina|christopher chris kit|daniel dan danny|david dave
deborah debbie debs|dorothy dot dolly|edward ed eddie ted teddy ned|elizabeth liz lizzie beth betty eliza libby bess
eleanor ellie nell nora|emily em milly|florence flo florrie flossie|frances fran frankie|francis frank frankie
frederick fred freddie|gabriel gabe|george georgie|harold harry hal|harry henry|helen nell nellie|isabella bella izzy
isabel izzy bella|jacob jake|jacqueline jackie|james jim jimmy jamie|jennifer jen jenny|jessica jess jessie
john jack johnny ian|jonathan jon jonny|joseph joe joey|joshua josh|katherine kate katie kathy kitty|kathleen kath kathy
kimberley kim|lawrence larry laurie|leonard len lenny leo|lewis lew|louise lou|margaret maggie peggy meg madge rita
martin marty|mary molly polly may|matilda tilly maud|matthew matt|maximilian max|michael mike mick mickey
mohammed muhammad mohamed mohammad mo|natalie nat|natasha tasha|nathaniel nat nate|nicholas nick nicky|nicola nicky
olivia liv livvy|oliver ollie|pamela pam|patricia pat trish patsy|patrick pat paddy|peter pete|philip phil pip
rachel rach|rebecca becky becca|richard rick dick ricky rich|robert bob rob bobby robbie|ronald ron ronnie|rosemary rose
samantha sam sammy|samuel sam sammy|sarah sally sadie|stephanie steph|steven stephen steve stevie|susan sue susie
teresa theresa tess terry|terence terry|thomas tom tommy|timothy tim|victoria vicky tori|vincent vince
walter wally walt|william bill will billy liam willie|yousef yusuf joseph youssef|zachary zac zack
"""
_FAMILIES = [frozenset(line.split()) for line in _SHORT_FORMS.replace("\n", "|").split("|") if line.strip()]


def plain(text: str) -> str:
    """Write words without accents, case and marks, as the database does."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", bare.lower())).strip()


def sound(name: str) -> str:
    """Write how a name sounds (Soundex)."""
    letters = plain(name).replace(" ", "")
    if not letters:
        return ""
    code, last = letters[0], _CODES.get(letters[0], "")
    for letter in letters[1:]:
        digit = _CODES.get(letter, "")
        if digit and digit != last:
            code += digit
        if letter not in "hw":
            last = digit
    return code[:_LENGTH].ljust(_LENGTH, "0")


def alike(one: str, other: str) -> float:
    """Say how much of two words' threes of letters is shared, from 0 to 1, as PostgreSQL reckons it."""
    mine, theirs = _threes(plain(one)), _threes(plain(other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _threes(text: str) -> set[str]:
    return {padded[i : i + 3] for word in text.split() for padded in [f"  {word} "] for i in range(len(padded) - 2)}


def short_for(one: str, other: str) -> bool:
    """Say whether both are names that one person is called by."""
    mine, theirs = plain(one), plain(other)
    return any(mine in family and theirs in family for family in _FAMILIES)


def begins_alike(one: str, other: str) -> bool:
    """Say whether one name is the beginning of the other."""
    mine, theirs = plain(one), plain(other)
    return min(len(mine), len(theirs)) >= BEGINS_ALIKE and (mine.startswith(theirs) or theirs.startswith(mine))


def one_persons_names(one: str, other: str) -> bool:
    """Say whether two first names are more likely one person's than two twins'."""
    return (
        short_for(one, other) or begins_alike(one, other) or bool(set(plain(one).split()) & set(plain(other).split()))
    )
