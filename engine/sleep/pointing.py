"""What a pronoun points to, among those spoken of so far.

Promises: the newest one that fits, and none rather than one that does not: "he" is no van, and "it" no knee that a
medicine is for. Refuses to know how mentions are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.sleep.entities import Entity
from engine.sleep.tokens import Token
from engine.sleep.words import Words, singular

_FITS = {"he": "mxn?", "him": "mxn?", "his": "mxn?", "she": "fxn?", "her": "fxn?", "it": "n", "its": "n",
         "they": ("group",), "their": ("group",)}  # fmt: skip
_ALIVE = frozenset(str.split("he him his she her"))  # what is said of people and animals
_TREATED = re.compile(
    r"\b(?:on|takes?|taking|took|prescribed|using|uses?|tried|trying|gave (?:me|us)) (?:[\w-]+ ){1,3}"
    r"for (?:the |an? )?$"
)


def pointed(focus: Sequence[Entity], words: Words, pronoun: str) -> Entity | None:
    """Whom `pronoun` means among `focus`, the newest last; "he" or "she" tells the gender of a bare name."""
    wanted = _FITS.get(pronoun, "")
    known = [entity for entity in focus if entity.relation or entity.stranger]
    for entity in [*reversed(known), *(each for each in reversed(focus) if each not in known)]:
        if entity.gender == "n" and pronoun in _ALIVE and not _alive(entity, words):
            continue
        if entity.gender in wanted:
            if entity.gender in "x?" and pronoun in ("he", "she"):
                entity.gender = "m" if pronoun == "he" else "f"
            return entity
    return None


def _alive(entity: Entity, words: Words) -> bool:
    """Whether "he" or "she" may mean it: an animal, or a thing with a name of its own."""
    return bool(entity.name) or any(words.has("pet", singular(word)) for word in entity.relation.split()[-1:])


def treated(found: Sequence[Token], at: int) -> bool:
    """Whether the noun at token `at` is what a medicine is for ("on naproxen for my bad knee and it's rough")."""
    return _TREATED.search("".join(f"{token.norm} " for token in found[max(at - 7, 0) : at])) is not None
