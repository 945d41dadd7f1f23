"""Words of a sentence, made comparable: lower case, without accents, endings and filler.

Promises: pure, the same everywhere, no language model. English only, as yet; a text in another language still yields
its words, only less well folded together. Refuses to know what a sentence means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Numbers keep their inner dots and colons ("5:45", "4.5"), words their inner hyphens and apostrophes.
_WORD = re.compile(r"\d+(?:[:.,]\d+)*|[^\W\d_]+(?:[’'‑-][^\W\d_]+)*|[^\W_]+")
FILLER = frozenset(
    str.split(
        "a an the this that these those some any and or but so than then as of to for in on at by with from into about "
        "over under up down out off if while during my mine our ours your yours his hers her its their theirs i me we "
        "us you he him she it they them user users is are am was were be been being do does did done has have had "
        "having will would shall should can could might must there here what which who whom whose when where why how "
        "name named called very really just quite also too now currently still one's please tell remind know"
    )
)
_IRREGULAR = {
    "lives": "live", "lived": "live", "living": "live", "went": "go", "goes": "go", "gone": "go", "ate": "eat",
    "eaten": "eat", "drove": "drive", "drives": "drive", "driving": "drive", "taught": "teach", "studies": "study",
    "studied": "study", "children": "child", "kids": "kid", "feet": "foot", "teeth": "tooth", "wives": "wife",
    "took": "take", "taken": "take", "taking": "take", "bought": "buy", "sold": "sell", "kept": "keep",
    "broke": "break", "broken": "break", "grew": "grow", "grown": "grow", "met": "meet", "flew": "fly", "flies": "fly",
    "favorite": "favourite", "color": "colour", "neighbor": "neighbour", "gray": "grey",
    "allergic": "allergy", "allergies": "allergy", "born": "birth", "birthplace": "birth",
}  # fmt: skip


def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight apostrophes: "Škoda" becomes "skoda"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‑", "-"))
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def words(text: str) -> list[str]:
    """The folded words of `text` in order, possessive 's taken off."""
    return [re.sub(r"'s$|'$", "", each) for each in _WORD.findall(fold(text))]


def stem(word: str) -> str:
    """`word` without the commonest English endings; never shorter than three letters. Numbers stay as they are."""
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word[0].isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return _undouble(word[:-3])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 6), ("ed", 5), ("e", 4), ("y", 5)):
        if word.endswith(ending) and len(word) >= least:
            return _undouble(word[: -len(ending)])
    return _undouble(word)


def _undouble(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


def stems(text: str) -> list[str]:
    """The stems of the words of `text` that carry meaning, in order, each once."""
    return list(dict.fromkeys(stem(each) for each in words(text) if each not in FILLER and each))


def surfaces(stemmed: str) -> list[str]:
    """The irregular words that share the stem `stemmed`: an index that stems otherwise must be asked for each."""
    return [word for word in _IRREGULAR if stem(word) == stemmed]


def normal(text: str) -> str:
    """The whole sentence folded for "is it the same sentence": words joined by one space, punctuation gone."""
    return " ".join(words(text))


def contains(text: str, wanted: Sequence[str]) -> bool:
    """Whether all stems in `wanted` occur among those of `text`; of nothing wanted, no."""
    return bool(wanted) and set(wanted) <= set(stems(text))
