"""The words that the reader of conversations knows: relations, verbs with their forms, days, months, things people own.

Promises: everything comes from `resources/words/english.txt`; asking about an unknown word answers no. Refuses to know
what a sentence says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Form = Literal["base", "third", "past", "participle", "ing"]
AUXILIARIES = frozenset(
    str.split(
        "am is are was were be been being have has had do does did can could will would shall should may might "
        "must 's 'm 're 've "
        "'d 'll isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't can't cannot couldn't "
        "won't wouldn't "
        "shouldn't mustn't mightn't ain't used"
    )
)
WH = frozenset(str.split("what which who whom whose when where why how"))


def third(base: str) -> str:
    """The third person singular of a base form: "carry" → "carries"."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes", "can": "can"}
    if base in special:
        return special[base]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + "s"


def _pasts(base: str) -> set[str]:
    """How a regular verb's past may be spelled: all plausible ones, since this is for recognising only."""
    if base.endswith("e"):
        return {base + "d"}
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return {base[:-1] + "ied"}
    doubled = base + base[-1] + "ed"
    return {base + "ed", doubled}


def _ings(base: str) -> set[str]:
    if base.endswith("ie"):
        return {base[:-2] + "ying"}
    if base.endswith("e") and not base.endswith("ee"):
        return {base[:-1] + "ing", base + "ing"}
    return {base + "ing", base + base[-1] + "ing"}


def singular(noun: str) -> str:
    """A plain guess: "axolotls" → "axolotl", "puppies" → "puppy"."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


@dataclass(frozen=True)
class Words:
    """The lexicon. `sections` are the lists of the file by name; `forms` maps a verb form to (base, what it is)."""

    sections: dict[str, frozenset[str]]
    forms: dict[str, dict[Form, str]] = field(repr=False)

    def has(self, section: str, word: str) -> bool:
        """Whether `word` (lower case) stands in `section`."""
        return word in self.sections[section]

    def form(self, word: str) -> dict[Form, str]:
        """What `word` can be as a verb: {"past": "live"} for "lived"; empty where it is no verb we know."""
        return self.forms.get(word, {})

    def finite(self, word: str) -> bool:
        """Whether `word` can be the finite verb of a clause (so no -ing and no bare participle)."""
        return word in AUXILIARIES or bool(self.form(word).keys() & {"base", "third", "past"})

    def gender(self, relation: str) -> str:
        """f, m, x (either), n (an animal: any pronoun) or group, for a relation noun; "" where it is none."""
        for gender in ("f", "m", "x", "group"):
            if self.has(f"relation {gender}", relation):
                return gender
        return "n" if self.has("pet", relation) else ""


def _forms(bases: frozenset[str], irregular: frozenset[str]) -> dict[str, dict[Form, str]]:
    forms: dict[str, dict[Form, str]] = {}

    def note(word: str, form: Form, base: str) -> None:
        forms.setdefault(word, {}).setdefault(form, base)

    odd = {line.split(":")[0]: line.split(":")[1].split("/") for line in irregular}
    for base in sorted(bases):
        note(base, "base", base)
        note(third(base), "third", base)
        for word in _ings(base):
            note(word, "ing", base)
        if base in odd:
            for word in odd[base][:-1]:
                note(word, "past", base)
            note(odd[base][-1], "participle", base)
        if base not in odd or base in {"learn", "dream", "burn", "smell", "spill"}:
            for word in _pasts(base):
                note(word, "past", base)
                note(word, "participle", base)
    return forms


@cache
def english() -> Words:
    """The lexicon of `resources/words/english.txt`, read once a process."""
    sections: dict[str, set[str]] = {}
    name = ""
    for line in (files("resources") / "words" / "english.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
            sections[name] = set()
        elif line.strip() and not line.startswith("#"):
            sections[name].update(word.strip() for word in line.split(",") if word.strip())
    frozen = {key: frozenset(value) for key, value in sections.items()}
    return Words(frozen, _forms(frozen["verb"] | {"be"}, frozen["irregular past"]))
