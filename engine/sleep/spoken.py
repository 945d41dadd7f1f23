"""How a question speaks of somebody: as doer, object and owner, in agreement with its verbs.

Promises: pure; seen from the user ("my sister Priya", "I"). Refuses to know questions and patterns.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.sleep.wording import Sentence


@dataclass(frozen=True)
class Subject:
    """How a question speaks of somebody: as doer, object, owner and in short; `self` agrees like "I"."""

    doer: str
    object: str
    owner: str
    short: str
    short_owner: str
    plural: bool = False
    past: bool = False

    def words(self) -> dict[str, str]:
        """The placeholders that the subject decides."""
        first = self.doer == "I"
        many = self.plural or first
        past = self.past
        return {
            "s": self.doer, "o": self.object, "p": self.owner, "n": self.short, "np": self.short_owner,
            "N": self.short[:1].upper() + self.short[1:],
            "do": "did" if past else "do" if many else "does",
            "is": "was" if past and not self.plural else "were" if past else "am" if first else "are" if many else "is",
            "was": "were" if self.plural else "was", "have": "had" if past else "have" if many else "has",
        }  # fmt: skip


def owned(phrase: str) -> str:
    """The possessive of a noun phrase."""
    return f"{phrase}'" if phrase.endswith("s") else f"{phrase}'s"


def subject_of(sentence: Sentence) -> Subject:
    """The sentence's own subject, seen from the user."""
    if sentence.about_user:
        return Subject("I", "me", "my", "me", "my", past=sentence.past and sentence.verb not in ("was", "had"))
    phrase = sentence.mine(sentence.subject)
    if sentence.together:
        other = phrase.removeprefix("me and ")
        return Subject(f"{other} and I", f"{other} and me", "our", f"{other} and I", "our", True, sentence.past)
    short = sentence.name if sentence.name and sentence.kind in ("person", "pet") else phrase
    return Subject(phrase, phrase, owned(phrase), short, owned(short), sentence.plural, sentence.past)


def named(phrase: str, short: str = "", plural: bool = False) -> Subject:
    """Somebody else: "my cousin Amara", in short "Amara"."""
    return Subject(phrase, phrase, owned(phrase), short or phrase, owned(short or phrase), plural)


def owner_words(sentence: Sentence) -> dict[str, str]:
    """The placeholders of a thing's or favourite's owner, and of its topic."""
    owner = sentence.owner
    if not owner or owner.casefold() == "the user":
        return {"w": "I", "wo": "me", "wp": "my", "x": sentence.topic, "do": "do", "have": "have"}
    phrase = sentence.mine(owner)
    return {"w": phrase, "wo": phrase, "wp": owned(phrase), "x": sentence.topic, "do": "does", "have": "has"}
