"""From "I" to "the user": shifts the person of a clause, word for word, and makes its verbs agree.

Promises: only pronouns and the verbs that belong to them change, so every value stays as the user wrote it. Refuses to
know whether the clause is worth keeping.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.sleep.tokens import Token
from engine.sleep.words import Words, third

_AUXILIARY = {
    "am": "is", "are": "is", "'m": "is", "'re": "is", "were": "was", "have": "has", "'ve": "has", "do": "does",
    "don't": "doesn't", "haven't": "hasn't", "aren't": "isn't", "weren't": "wasn't", "ain't": "isn't", "'ll": "will",
}  # fmt: skip
_CONTRACTED = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}
_PRONOUN = {
    "my": "the user's", "our": "the user's", "mine": "the user's", "ours": "the user's", "me": "the user",
    "us": "the user", "myself": "themself", "ourselves": "themself", "i": "the user", "we": "the user",
}  # fmt: skip
_SAME_IN_PAST = frozenset(str.split("put set let cut hurt cost quit split shed hit"))


def agree(token: Token, follows: Token | None, words: Words) -> str:
    """The verb `token` of "I" or "we", as it is for "the user"; `follows` is the word after it, to tell "I'd"."""
    norm = token.norm
    if norm in _AUXILIARY:
        return _AUXILIARY[norm]
    if norm == "'d":
        return "had" if follows is not None and "participle" in words.form(follows.norm) else "would"
    if norm == "'s":
        return "is"
    form = words.form(norm)
    if norm in _SAME_IN_PAST or (form and "base" not in form):
        return token.text.lower()
    if form or not norm.endswith(("ed", "ing", "ould", "ay", "ight", "ust", "an", "n't")):
        modal = norm in ("can", "will", "may", "must", "cannot", "shall", "used")
        return norm if modal else third(norm)
    return token.text.lower()


def is_present(token: Token, words: Words) -> bool:
    """Whether the verb form is a plain present ("paint"), so that a verb joined by "and" wants an -s too."""
    return token.norm in ("'m", "am") or ("base" in words.form(token.norm) and token.norm not in _AUXILIARY)


def shift_rest(
    span: Sequence[Token], words: Words, place: str = "", subject_is_user: bool = False, present: bool = False
) -> list[str]:
    """The words after the verb, shifted. `place` is put for "there"; `present` as `is_present` said of the verb."""
    out: list[str] = []
    ours = False  # whether the word before was "I" or "we"
    for at, token in enumerate(span):
        after = span[at + 1] if at + 1 < len(span) else None
        before = span[at - 1].norm if at else ""
        if ours and token.norm not in words.sections["adverb"] and token.norm not in _PRONOUN:
            out.append(agree(token, after, words))
            ours = False
        elif token.norm in ("mine", "us") and before in ("a", "the", "an"):
            out.append(token.text)
        elif token.norm in _PRONOUN:
            ours = token.norm in ("i", "we")
            out.append("the user" if token.norm == "i" and before == "and" else _PRONOUN[token.norm])
        elif token.norm == "there" and place and before not in ("is", "are", "'s", "and"):
            out.append(place if before in ("from", "to", "near") else f"in {place}")
        elif (
            before == "and"
            and subject_is_user
            and present
            and "base" in words.form(token.norm)
            and not token.capital
            and (
                after is None
                or after.capital
                or after.norm in ("a", "an", "the", "my", "it", "in", "at", "to", "with", "on")
            )
        ):
            out.append(third(token.norm))
        else:
            out.append(token.text)
    return out


def spell_out(token: Token, follows: Token | None, words: Words) -> str:
    """The verb of a third person, contraction taken apart: "'s" is "has" before a participle that cannot be passive."""
    norm = token.norm
    if norm == "'s":
        return "has" if follows is not None and _has(follows, words) else "is"
    if norm == "'d":
        return "had" if follows is not None and "participle" in words.form(follows.norm) else "would"
    return _CONTRACTED.get(norm, token.text.lower() if norm in _AUXILIARY else token.text)


def _has(follows: Token, words: Words) -> bool:
    """Whether "'s" before this word means "has": "'s got", "'s been", "'s moved", but "'s called", "'s allergic"."""
    norm = follows.norm
    if norm in (
        "called",
        "named",
        "known",
        "retired",
        "based",
        "married",
        "divorced",
        "engaged",
        "made",
        "painted",
        "parked",
        "moored",
        "gone",
        "qualified",
        "finished",
        "done",
        "stored",
        "kept",
        "buried",
        "employed",
        "registered",
        "trained",
        "booked",
    ):
        return norm in ("gone", "made", "finished")
    return norm in ("got", "been", "had", "no") or "participle" in words.form(norm)


def join(parts: Sequence[str]) -> str:
    """Shifted words as a sentence without its full stop: spacing as in print, first letter large."""
    text = ""
    for part in parts:
        glue = (
            ""
            if not text
            or part[:1] in (",", ".", ";", ":", "!", "?", ")", "%", "'")
            or text.endswith(("(", "£", "$", "€", "/"))
            or part == "/"
            else " "
        )
        text += glue + part
    text = text.strip(" ,;:-–—(")
    if '"' in text:
        text += '"' * (text.count('"') % 2)
        text = re.sub(r'" ?([^"]*?) ?"', r'"\1"', text)
    return text[:1].upper() + text[1:]
