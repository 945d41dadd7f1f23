"""A fact's sentence taken apart: about whom, in what respect, which value, and whether it says no.

Promises: pure and deterministic; built for short third-person English sentences ("The user's sister Priya lives in
Lisbon."), and honest about all others (`attribute` is then the bare verb, which can hold many values). It decides what
can contradict what, so it prefers to see no contradiction where it is unsure. Refuses to know about the ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.memory.words import FILLER, stem, stems, words

# Attributes that hold one value at a time: a newer one replaces the older.
SINGLE = frozenset(
    str.split(
        "lives job employer born raised drives diet birthday age married favourite prefers time colour place reading"
    )
)
# A verb that says by itself that something is over; what follows is the thing. "left" only where a thing follows.
_CEASED = (
    r"(?:has |have )?(?:stopped|quit|given up|gave up|packed in|dropped out of|ended|cancelled"
    r"|left(?= (?:the|his|her|their|my|our)\b))"
)
_NEGATION = re.compile(
    r"\b(?:no longer|not any ?more|never|not|(?:is|are|was|were|do|does|did|has|have|wo)n['’]?t"
    r"|can(?:['’]t|not)(?! (?:stand|bear|abide|wait|help))"
    rf"|{_CEASED})\b",
    re.IGNORECASE,
)
_CEASING = re.compile(rf"\b{_CEASED}\b", re.IGNORECASE)
# What is over once this has happened, whatever the verb of the older sentence was.
_ENDING = re.compile(
    r"\b(?:(?:has |have |was |were )?(?:sold|given away|gave away|lost|died|passed away|put to sleep|got rid of"
    r"|gotten rid of|scrapped|thrown out|broken up with|broke up with|split up with|divorced|closed down))\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:died|dead|passed away|put to sleep)\b", re.IGNORECASE)
# (pattern over the folded rest of the sentence after its subject, attribute); the first that matches wins.
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), attribute)
    for pattern, attribute in (
        (r"^(?:is|are|was|were) (?:called|named|known as)\b", "name"),
        (r"^(?:lives?|is living|moved|has moved|resides?|is based|settled) (?:to|in|at|on|near)\b", "lives"),
        (r"^(?:works?|is working) as\b|^(?:has )?(?:became|become) an?\b", "job"),
        (r"^(?:works?|is working|is employed) (?:at|for|with)\b", "employer"),
        (r"^(?:was|were) born\b", "born"),
        (r"^grew up\b", "raised"),
        (r"^(?:drives?|is driving)\b(?! to)", "drives"),
        (r"^(?:is|are|calls? \w+sel(?:f|ves)|(?:has )?(?:became|become|gone|turned)) (?:an? )?(?:strict )?"
         r"(?:vegan|vegetarian|pescatarian|pescetarian|omnivore|teetotal)\b", "diet"),
        (r"^(?:is|are) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
         r"eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)(?: years old)?$", "age"),
        (r"^(?:has|celebrates) (?:his|her|their|its) birthday\b", "birthday"),
        (r"^(?:is|are) (?:married|engaged) to\b", "married"),
        (r"^(?:is|are) painted\b", "colour"),
        (r"^(?:is|are) reading\b", "reading"),
        (r"^prefers?\b", "prefers"),
        (r"^(?:opens?|closes?|shuts?|starts?|begins?|ends?|finishes?|meets?) (?:at|on)\b", "time"),
        (r"^(?:is|are) (?:on|at) (?:\w+ )?(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?"
         r"|\d|january|february|march|april|may|june|july|august|september|october|november|december)", "time"),
        (r"^(?:is|are) (?:in|at|on|near)\b", "place"),
        (r"^(?:keeps?|has|have|holds?|looks? after)\b", "keeps"),
        (r"^(?:takes?|is taking|is on)\b", "takes"),
        (r"^(?:likes?|loves?|enjoys?|is fond of|is keen on)\b", "likes"),
        (r"^(?:dislikes?|hates?|stand|bear|loathes?)\b", "dislikes"),
        (r"^(?:is|are) (?:flying|going|travell?ing|driving|sailing|taking the train)\b", "trip"),
        (r"^(?:is|are) (?:an?|the)\b", "is"),
        (r"^(?:is|are) allergic\b", "allergic"),
    )
)  # fmt: skip
# Their verb is filler ("is", "has") or part of the value, so all stems are value.
_VERBLESS = frozenset(str.split("name time place colour is favourite diet age"))
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|will|would|does|do|did|lives?|works?|takes?|keeps?|plays?|drives?|owns?"
    r"|likes?|loves?|hates?|prefers?|goes|sings?|swims?|collects?|studied|studies|grew|broke|moved|sold|got|gives?|gave"
    r"|supervises?|closes|opens|starts|ends|meets|speaks?|eats?|drinks?|enjoys?|dislikes?|reads?|runs?|rides?|teaches"
    r"|wants?|needs?|uses?|wears?|makes?|attends?|curls|lost|quit|stopped|left|retired|bought|married|died|no longer"
    r"|never|always|usually|often|sometimes|ca|isn['’]t|doesn['’]t|can['’]t|celebrates|resides?|[a-z]+(?<!s)s)\b"
)


@dataclass(frozen=True)
class Statement:
    """One sentence taken apart. `owner` and `head` are the stems of the subject's links ("the user's sister Priya":
    owner nothing, head {sister, priya}); of the user alone, head is empty. `rest` are the stems after the subject.
    """

    owner: frozenset[str]
    head: frozenset[str]
    attribute: str
    verb: str
    rest: frozenset[str]
    negated: bool
    ended: bool
    died: bool

    @property
    def about_user(self) -> bool:
        """Whether the subject is the user and nobody else."""
        return not self.head and not self.owner

    @property
    def value(self) -> frozenset[str]:
        """The stems that carry the value: all after the subject but the verb."""
        return self.rest - {self.verb}

    @property
    def single(self) -> bool:
        """Whether this attribute holds one value at a time."""
        return self.attribute in SINGLE


@lru_cache(maxsize=4096)
def parse(text: str) -> Statement:
    """The parts of one sentence; raises nothing, whatever the text."""
    sentence = text.strip().rstrip(".!")
    subject, rest = _split(sentence)
    negated = bool(_NEGATION.search(rest))
    positive = " ".join(re.sub(r"\bfor good\b", " ", _NEGATION.sub(" ", rest)).split())
    links = [words(each) for each in re.split(r"['’]s?\s", subject)]
    heads = [frozenset(stem(each) for each in link if each not in FILLER) for link in links]
    attribute = "favourite" if heads and "favourit" in heads[-1] else _attribute(positive)
    content = stems(positive)
    return Statement(
        owner=frozenset().union(*heads[:-1]) if len(heads) > 1 else frozenset(),
        head=heads[-1] if heads else frozenset(),
        attribute=attribute,
        verb=content[0] if content and attribute not in _VERBLESS and not _CEASING.search(rest) else "",
        rest=frozenset(content),
        negated=negated,
        ended=bool(_ENDING.search(rest)),
        died=bool(_DEATH.search(rest)),
    )


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Statement, ...]:
    """The statements of a sentence with several verbs: "X has new hours and closes at 6:15" says two things of X."""
    sentence = text.strip().rstrip(".!")
    subject, rest = _split(sentence)
    cuts = [found.start() for found in re.finditer(r",? (?:and|but) ", rest) if _VERB.match(rest[found.end() :])]
    ends = [*cuts, len(rest)]
    pieces = [re.sub(r"^,? (?:and|but) ", "", rest[start:end]) for start, end in zip([0, *cuts], ends, strict=True)]
    return (parse(text), *(parse(f"{subject} {piece}") for piece in pieces if len(pieces) > 1))


def _split(sentence: str) -> tuple[str, str]:
    """Subject and the rest: cut before the first verb that is not inside the opening noun phrase."""
    start = re.match(r"(?:the user|i)\b(?!['’])\s*", sentence, re.IGNORECASE)
    if start and not re.match(r"and\b", sentence[start.end() :], re.IGNORECASE):
        return sentence[: start.end()].strip(), sentence[start.end() :]
    for found in _VERB.finditer(sentence):
        before, word = sentence[: found.start()], found.group()
        possessive_next = sentence[found.end() : found.end() + 1] in ("'", "’")
        if before.strip() and not before.endswith(("'", "’", "-")) and not possessive_next and word != "s":
            return before.strip(), sentence[found.start() :]
    return "", sentence


def _attribute(rest: str) -> str:
    plain = " ".join(words(rest))
    for pattern, attribute in _SHAPES:
        if pattern.search(plain):
            return attribute
    content = stems(rest)
    return content[0] if content else ""


def same_subject(one: Statement, other: Statement) -> bool:
    """Whether both sentences are about the same one: equal last links, or one named more fully than the other."""
    if one.about_user or other.about_user:
        return one.about_user and other.about_user
    if bool(one.owner) != bool(other.owner) or (one.owner and not (one.owner & other.owner)):
        return False  # the user's pie is not Solveig's
    return bool(one.head and other.head) and (one.head <= other.head or other.head <= one.head)
