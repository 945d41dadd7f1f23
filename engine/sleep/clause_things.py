"""Subjects that are things, days and events of the user's, and an "I" that was dropped: "my book club", "the boiler at
ours", "Tuesday is choir", "Started as a park ranger".

Promises: a subject comes with the place of its verb. Refuses to know people and pronouns.
"""

from __future__ import annotations

import re

from engine.sleep import person
from engine.sleep.clause_verbs import Subject, VerbFinder
from engine.sleep.entities import FUNCTION, Entity
from engine.sleep.sentences import Sentence
from engine.sleep.tokens import Token
from engine.sleep.words import AUXILIARIES, Words

_CARERS = frozenset(
    str.split("doctor gp consultant nurse dentist vet physio midwife optician dietitian surgeon specialist")
)


class ThingFinder:
    """Finds the subjects that are no people."""

    def __init__(self, words: Words, verbs: VerbFinder) -> None:
        self.words, self.verbs = words, verbs

    def noun_phrase(self, found: list[Token], at: int, owner: str, kind: str = "mine") -> Subject | None:
        """ "my book club's doing", "our front door is": the words up to the first verb."""
        for verb in range(at + 2, min(at + 8, len(found))):
            token = found[verb]
            if not token.word or token.norm in ("and", "or", "but", "so", "who", "which", "that", "i", "we"):
                return None
            if token.norm == "'s" and not self.verbs.copula(found, verb):
                continue
            if self.verbs.verb_of_noun(found, verb):
                body = person.shift_rest(found[at + 1 : verb], self.words)
                while body and body[-1].lower() in self.words.sections["adverb"]:
                    body.pop()
                shown = person.join([owner, *body])
                entity = Entity("", " ".join(t.norm for t in found[at + 1 : verb]), "n", person=False)
                return self.verbs.with_verb(found, verb, shown, entity, kind) if body else None
            if token.norm in FUNCTION - AUXILIARIES - {"of", "in", "at", "on", "for", "from", "the", "to"}:
                return None
        return None

    def the(self, found: list[Token], at: int) -> Subject | None:
        """ "The kids are with…", "The boiler at ours is…", "Tuesday is choir", "Bins go out on Thursday"."""
        words = self.words
        if found[at].norm == "there":
            return self._there(found, at)
        start = at + 1 if found[at].norm == "the" else at
        start += start + 1 < len(found) and found[start].norm in ("whole", "entire")
        for size in (3, 2, 1):
            noun = " ".join(t.norm for t in found[start : start + size])
            home = (
                words.gender(noun) in ("group", "n")
                or noun in words.sections["household"]
                or noun in words.sections["event"]
                or noun in words.sections["thing"]
                or noun in words.sections["home"]
                or noun in words.sections["occasion"]
                or (noun in _CARERS and start > at)
            )
            if home and start + size < len(found):
                end = start + size
                if " ".join(t.norm for t in found[end : end + 2]) in ("at ours", "at home", "at mine"):
                    end += 2
                elif (
                    found[end].norm in ("for", "to", "of", "in", "with", "at")
                    and end + 2 < len(found)
                    and found[end + 1].norm in ("the", "my", "our")
                ):
                    noun = (
                        f"{noun} {found[end].norm} "
                        f"{'the user' + chr(39) + 's' if found[end + 1].norm != 'the' else 'the'} "
                        f"{found[end + 2].norm}"
                    )
                    end += 3
                carer = noun in _CARERS
                gender = "x" if carer else "group" if words.gender(noun) == "group" else "n"
                entity = Entity("", noun, gender, person=carer)
                return self.verbs.with_verb(found, end, f"The user's {noun}", entity, "ours")
        at_home = re.match(
            r"the ((?:[\w-]+ ){1,3}?)(?:at (?:ours|home|mine|work)|(?:of|to|for|behind) (?:our|my) [\w-]+|(?:at|in|"
            r"on) (?:our|my) (?:house|home|family|village|street|flat|garden|"
            r"kitchen|office|school|town|church|club|band|building|road|parish|team|library|shop|farm|boat|hall|"
            r"estate))\b",
            " ".join(t.norm for t in found[at : at + 7]),
        )
        if at_home:
            noun = at_home[1].strip()
            end = at + len(at_home.group().split())
            place = at_home.group()[len("the " + at_home[1]) :].replace("our", "the user's").replace("my", "the user's")
            shown = f"The {noun} {place}" if "user" in place else f"The user's {noun}"
            return self.verbs.with_verb(found, end, shown, Entity("", noun, "n", person=False), "ours")
        used = re.match(
            r"(?:the )?[\w -]{2,40}? (?:we|i) (?:use|have|go to|like)\b", " ".join(t.norm for t in found[at : at + 8])
        )
        if used and found[at].norm == "the":
            end = at + len(used.group().split())
            noun = " ".join(t.norm for t in found[start:end])
            return self.verbs.with_verb(
                found, end, f"The user's {re.sub(r' (?:we|i) .*', '', noun)}", Entity("", noun, "x"), "ours"
            )
        if (
            found[at].norm in words.sections["day"]
            and at + 1 < len(found)
            and found[at + 1].norm in ("is", "are", "'s", "means")
        ):
            return Subject(
                f"The user's {found[at].text}", Entity("", found[at].norm, "n", person=False), "day", at + 1, False
            )
        return None

    def _there(self, found: list[Token], at: int) -> Subject | None:
        """ "There are five hens in my back garden": what is there with the user is the user's."""
        being = at + 2 < len(found) and found[at + 1].norm in ("is", "are", "'s", "'re")
        body = " ".join(t.norm for t in found[at + 2 : at + 14])
        here = re.match(
            r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?!(?:lots?|bit|way|reason|problem)\b)"
            r"(?:[\w-]+ ){1,4}?(?:in|at|on|under|behind|next to|over) (?:my|our) [\w-]+",
            body,
        )
        if not being or here is None:
            return None
        shown = "There is" if found[at + 1].norm in ("is", "'s") else "There are"
        return Subject(shown, Entity("", "", "n", person=False), "there", at + 2, False)

    def dropped(self, found: list[Token], at: int, sentence: Sentence) -> Subject | None:
        """ "Started as a park ranger", "Been learning Welsh", "Off to Lisbon": a statement of "I" without the "I"."""
        middle = ""
        while found[at].norm in ("never", "finally", "just", "still", "recently", "only", "always") and at + 1 < len(
            found
        ):
            middle, at = f" {found[at].norm}", at + 1
        token = found[at]
        form = self.words.form(token.norm)
        after = found[at + 1].norm if at + 1 < len(found) else ""
        if token.norm == "up" and after in ("at", "by", "from") and at + 2 < len(found):
            return Subject("The user is", None, "dropped bare", at, False)
        fan = re.match(
            r"(?:(?:a )?(?:big|huge|massive|great|lifelong|keen|not much of a|not a|no) )?(?:fan|lover|supporter) of\b|"
            r"(?:keen|mad|hooked) on\b|(?:mad|crazy|passionate) about\b|(?:more of )?a \w+ person\b",
            " ".join(t.norm for t in found[at : at + 7]),
        )
        if fan:
            article = (
                "a " if re.match(r"(?:big|huge|massive|great|lifelong|keen|fan|lover|supporter)", token.norm) else ""
            )
            article = "" if after in ("on", "about") else article
            return Subject(f"The user is {article}".strip(), None, "dropped bare", at, False)
        if token.norm == "back" and any(t.norm in ("i", "we") for t in found[at:]):
            return None
        if sentence.question and "?" not in sentence.text and not form:
            return None
        if token.norm in ("can't", "don't", "haven't", "won't", "couldn't") and after not in (
            "you",
            "we",
            "i",
            "forget",
            "worry",
            "be",
            "bother",
            "tell",
            "mind",
            "use",
            "make",
            "give",
        ):
            return Subject("The user", None, "dropped", at, True)
        if token.norm in (
            "allergic",
            "off",
            "married",
            "addicted",
            "vegan",
            "vegetarian",
            "born",
            "pregnant",
            "retired",
        ):
            return Subject(
                "The user is" if token.norm not in ("born",) else "The user was", None, "dropped bare", at, False
            )
        if "ing" in form and token.norm not in (
            "thinking",
            "wondering",
            "asking",
            "looking",
            "trying",
            "being",
            "going",
            "hoping",
            "feeling",
            "planning",
            "making",
            "considering",
            "writing",
            "reading",
            "speaking",
            "talking",
            "having",
            "using",
            "assuming",
            "supposing",
            "imagining",
            "seeing",
            "given",
            "according",
            "starting",
            "judging",
            "depending",
            "talking",
        ):
            return Subject("The user is", None, "dropped bare", at, False)
        if token.norm in ("been", "got", "had") or (
            form.keys() & {"past"} and "base" not in form and "third" not in form
        ):
            perfect = token.norm == "been" or (token.norm == "got" and after in ("a", "an", "two", "three"))
            shown = ("The user has" if perfect else "The user") + middle
            return Subject(shown, None, "dropped bare", at, False)
        return None
