"""What the user owns, told by "my": "my Skoda", "our Monday French lesson", "my cello", "my shellfish allergy".

Promises: an ordinary "my laptop" tells nothing; a make, a day's event, a notable thing or a specific noun does. Refuses
to know what lasts: the judge does.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.sleep.mentions import FUNCTION, People
from engine.sleep.tokens import Token, phrase
from engine.sleep.words import AUXILIARIES, WH, Words

Owned = tuple[str, int, int, str]  # sentence, first character, character after the last, what was found
_NOT_GOODS = frozenset(
    str.split(
        "phd gp mot cv gcse gcses a-level a-levels excel python java javascript english french german spanish "
        "italian latin maths instagram facebook linkedin wifi wi-fi i.t it "
        "hr ceo god lord lady christmas easter gcse ma ba bsc msc mba tv pc dna id pin uk us eu gmail whatsapp "
        "word powerpoint google chatgpt youtube netflix github sql html css"
    )
)


class GoodsReader:
    """Reads the "my …" of a sentence."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people

    def read(self, found: list[Token], question: bool) -> Iterator[Owned]:
        """All that is told as owned; a specific noun only in a question, where nothing else would tell it."""
        for at, token in enumerate(found[:-1]):
            if token.norm in ("my", "our"):
                yield from self._good(found, at, question)

    def _good(self, found: list[Token], at: int, question: bool) -> Iterator[Owned]:
        end = at + 1
        while (
            end < len(found)
            and end < at + 5
            and found[end].word
            and not found[end].capital
            and not found[end].norm.startswith("'")
            and found[end].norm not in ("and", "is", "was")
        ):
            end += 1
        adjectives, start = found[at + 1 : end], end
        while (
            end < len(found)
            and end < start + 4
            and (found[end].capital or (end > start and found[end].norm[0].isdigit()))
        ):
            end += 1
        lower = [t.norm for t in adjectives]
        if any(
            t.norm in FUNCTION
            or t.norm.endswith("ing")
            or (("ing" in self.words.form(t.norm) or self.words.finite(t.norm)) and not self.words.gender(t.norm))
            for t in adjectives
        ):
            return
        if self._day_event(found, start, end):
            event = " ".join(t.text for t in self._day_event(found, start, end))
            yield (
                f"The user has {event} on {found[start].text.rstrip('s')}s",
                found[at].start,
                found[end - 1].end,
                "event",
            )
            return
        brand = " ".join(t.norm for t in found[start:end])
        if (
            not lower
            and found[at].norm == "our"
            and end == start + 1
            and brand not in self.words.sections["vehicle brand"]
        ):
            return  # "our Irena" is somebody
        vehicle = (
            any(t.norm in self.words.sections["vehicle brand"] for t in found[start:end])
            or brand in self.words.sections["vehicle brand"]
        )
        noun_before = bool(lower) and bool(self.words.gender(lower[-1]) or self.words.finite(lower[-1]))
        if end > start and (vehicle or (not noun_before and self._is_good(found, start, end))):
            words = phrase(found[at + 1 : end])
            verb = "drives" if vehicle and not noun_before else "has"
            yield (f"The user {verb} {an(words)}{words}", found[at].start, found[end - 1].end, "brand")
        elif end == start:
            things = list(self._thing(found, at))
            yield from things or (self._noun(found, at) if question else ())

    def _day_event(self, found: list[Token], start: int, end: int) -> list[Token]:
        if start < len(found) and found[start].norm in self.words.sections["day"]:
            stop = start + 1
            while (
                stop < len(found)
                and stop < start + 4
                and found[stop].word
                and found[stop].norm not in self.words.sections["adverb"]
            ):
                stop += 1
                if found[stop - 1].norm in self.words.sections["event"]:
                    return found[start + 1 : stop]
        return []

    def _is_good(self, found: list[Token], start: int, end: int) -> bool:
        token, after = found[start], found[end].norm if end < len(found) else ""
        bad = (
            token.norm in _NOT_GOODS
            or token.text.isupper()
            or token.norm in self.words.sections["day"] | self.words.sections["month"]
            or self.words.has("title name", token.norm)
            or bool(self.words.gender(token.norm))
        )
        joined = (
            end < len(found)
            and found[end].word
            and not self.words.finite(after)
            and after
            not in (
                "and",
                "in",
                "on",
                "with",
                "for",
                "to",
                "or",
                "from",
                "at",
                "but",
                "so",
                "has",
                "when",
                "if",
                "keep",
                "keeps",
            )
        )
        return not bad and not joined

    def _thing(self, found: list[Token], at: int) -> Iterator[Owned]:
        for skip in range(3):
            for size in (3, 2, 1):
                noun = " ".join(t.norm for t in found[at + 1 + skip : at + 1 + skip + size])
                if (
                    noun in self.words.sections["thing"]
                    and at + skip + size < len(found)
                    and not any(t.capital or not t.word for t in found[at + 1 : at + 1 + skip])
                ):
                    words = phrase(found[at + 1 : at + 1 + skip + size])
                    article = "" if noun.endswith("s") and not noun.endswith("ss") else an(words)
                    yield (f"The user has {article}{words}", found[at].start, found[at + skip + size].end, "thing")
                    return

    def _noun(self, found: list[Token], at: int) -> Iterator[Owned]:
        """ "my shellfish pie stall", "our 1930s semi": a specific possession inside a question."""
        end = at + 1
        while end < len(found) and end < at + 7 and found[end].word and not found[end].norm.startswith("'"):
            token = found[end]
            if (
                token.norm in AUXILIARIES | WH
                or token.norm in FUNCTION - {"of"}
                or (end > at + 2 and self.words.finite(token.norm))
            ):
                break
            end += 1
        core = end
        if (
            end + 1 < len(found)
            and found[end].norm in ("at", "in", "with", "from", "of", "for", "on", "to")
            and (found[end + 1].norm == "the" or found[end + 1].capital or found[end + 1].norm[0].isdigit())
        ):
            end += 2
            while (
                end < len(found)
                and end < core + 6
                and found[end].word
                and found[end].norm not in FUNCTION | AUXILIARIES | WH
                and not self.words.finite(found[end].norm)
            ):
                end += 1
        span = found[at + 1 : end]
        if len(span) < 2 or (end < len(found) and found[end].norm == "'s") or self.people.relation_at(found, at + 1)[0]:
            return
        words = phrase(span)
        yield (f"The user has {article(words)}{words}", found[at].start, span[-1].end, "noun")


def article(noun: str) -> str:
    """The article of a noun phrase with a blank after it; "" for plurals, illnesses and what has one."""
    first, last = noun.split()[0].lower(), noun.split(" to ")[0].split(" in ")[0].split()[-1].lower()
    if (
        first in ("a", "an", "the", "two", "three", "no")
        or last
        in (
            "asthma",
            "diabetes",
            "arthritis",
            "eczema",
            "psoriasis",
            "epilepsy",
            "tinnitus",
            "ibs",
            "adhd",
            "dyslexia",
            "insomnia",
            "sciatica",
            "fever",
            "vertigo",
            "gout",
            "anaemia",
            "angina",
            "lupus",
            "ms",
            "pcos",
            "endometriosis",
            "glaucoma",
            "scoliosis",
            "apnoea",
            "pressure",
        )
        or last.endswith(("s", "choir"))
    ):
        return ""
    return "an " if first[0] in "aeiou" else "a "


def an(words: str) -> str:
    """ "a " or "an ", by the first letter."""
    return "an " if words[:1].lower() in "aeiou" else "a "
