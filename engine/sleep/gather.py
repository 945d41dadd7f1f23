"""Light sleep: reads what the user said and brings back the facts about the user's world, in third person.

Extract before you abstract: clauses are selected and shifted by rules (`clauses`, `asides`, `person`), and the model
judges which of them last (`judge`); a model that is large enough reads for itself (`reader`). Promises: only turns that
the user typed or confirmed are read, never a secret, every value stands in the turn, work is bounded per turn, and what
is left out keeps its reason. Refuses to know the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.memory import trust
from engine.memory.words import stems
from engine.protocol import Turn
from engine.sleep import judge, reader
from engine.sleep.antecedents import resolve, spliced
from engine.sleep.asides import AsideReader, newest_name
from engine.sleep.attributes import about, canonical
from engine.sleep.changes import says_now
from engine.sleep.clauses import EVERYBODYS, Clause, ClauseReader
from engine.sleep.entities import known_people
from engine.sleep.loose import loose
from engine.sleep.mentions import People
from engine.sleep.sentences import MAX_TURN, Frame, Sentence, sentences
from engine.sleep.words import Words, english
from engine.store.facts import Evidence

__all__ = ["Candidate", "extract", "introduced", "known_people", "weigh"]

MAX_JUDGED = 24  # clauses of one turn that the model is asked about; more than that is a tale
LARGE = 1_000_000_000  # parameters from which a model reads for itself, with `resources/prompts/read_turn.txt`


_PASSED_ON = re.compile(r"^The user's [\w' -]+? (?:tells|told|says to|writes to) the user\b")


@dataclass(frozen=True)
class Candidate:
    """A sentence that may become a fact, the words it was read from, and why it was kept or left out."""

    text: str
    kind: str
    subject: str
    attribute: str
    value: str
    evidence: Evidence
    confidence: float
    reason: str
    accepted: bool = True


@dataclass(frozen=True)
class _Read:
    """One clause with the turn it stands in."""

    clause: Clause
    turn: Turn


def extract(
    turns: Sequence[Turn],
    language: reader.Reads,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    known: Mapping[str, str] | None = None,
    noted: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """The facts in `turns` (of any conversations, in order). Returns early with what it has when `should_stop` says so.

    `known` maps names to relations ("Dilani": "sister"), as `known_people` reads them off the ledger's sentences. Where
    it holds names besides that were only said ("introduced"), `noted` are the ledger's alone: whose name stands there
    need not be noted again.
    """
    return [each for each in weigh(turns, language, should_stop, progress, known, noted) if each.accepted]


def weigh(
    turns: Sequence[Turn],
    language: reader.Reads,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    known: Mapping[str, str] | None = None,
    noted: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """All candidates of `turns`, those left out among them, each with its reason."""
    own = [turn for turn in turns if turn.role == "user" and trust.may_be_fact(turn.trust)]
    people = {**introduced(own), **(known or {})}
    found: list[Candidate] = []
    reads = _read(own, people) if language.parameters < LARGE else []
    for place, turn in enumerate(own):
        if should_stop():
            break
        if len(turn.text) > MAX_TURN:
            found.append(_left_out(turn, "too long to be one's own words"))
        elif language.parameters >= LARGE:
            found += _by_model(turn, language, people)
        else:
            found += _by_rules([each for each in reads if each.turn is turn], language)
        progress(place + 1, len(own))
    return _without_repeats(found, (known or {}) if noted is None else noted)


def introduced(turns: Sequence[Turn]) -> dict[str, str]:
    """The names that `turns` give to the user's people, animals and things, read without the model."""
    people = People(english())
    _read_with(people, [turn for turn in turns if turn.role == "user" and trust.may_be_fact(turn.trust)])
    return {name: entity.relation for name, entity in people.names.items() if entity.relation}


def clauses_of(turns: Sequence[Turn], known: Mapping[str, str]) -> list[tuple[str, Clause]]:
    """The clauses that the judge would be asked about, each with its canonical text: for fitting its weights."""
    reads = _read(turns, {**introduced(turns), **known})
    return [(canonical(each.clause.text, english()), each.clause) for each in reads if not each.clause.refused]


def _read(turns: Sequence[Turn], known: Mapping[str, str]) -> list[_Read]:
    return _read_with(People(english(), known), turns)


def _read_with(people: People, turns: Sequence[Turn]) -> list[_Read]:
    words: Words = english()
    clauses, asides = ClauseReader(words, people), AsideReader(words, people)
    found: list[_Read] = []
    conversation, frame = 0, ""
    before: Sentence | None = None
    for turn in turns:
        if turn.conversation != conversation:
            conversation, frame, before = turn.conversation, "", None
            clauses.new_conversation()
        for place, sentence in enumerate(sentences(turn.text, _as_frame(frame))):
            frame = sentence.frame
            bare = newest_name(people)
            resolved = resolve(sentence, before, words)
            said = resolved or sentence
            read = [*clauses.read(said), *asides.read(said, bare)]
            if resolved and before and place:  # its words stand in two sentences: both are the evidence
                end = sentence.start + len(sentence.text)
                read = [replace(each, start=before.start, end=end, pointed=True) for each in read]
            tail = spliced(sentence, words)
            if tail:
                end = sentence.start + len(sentence.text)
                more = [replace(each, start=sentence.start, end=end, pointed=True) for each in clauses.read(tail)]
                read = [each for each in read if each.start < tail.start] + more
            found += [_Read(each, turn) for each in read]
            before = sentence
    return found


def _as_frame(frame: str) -> Frame:
    return "role-play" if frame == "role-play" else ""


# --- by rules, judged by the model ------------------------------------------------------------------------------


def _by_rules(reads: Sequence[_Read], language: reader.Reads) -> list[Candidate]:
    found: list[Candidate] = []
    for count, read in enumerate(reads):
        text = canonical(read.clause.text, english())
        if read.clause.verb == "whole" and any(_within(each, read) or _barred(each, read) for each in found):
            found.append(_candidate(read, text, 0.0, "said more shortly beside it", False))
        elif read.clause.refused:
            found.append(_candidate(read, text, 0.0, read.clause.refused, False))
        elif trust.is_secret(read.clause.text) or trust.is_secret(read.turn.text[read.clause.start : read.clause.end]):
            found.append(_candidate(read, "", 0.0, "a secret", False))
        elif not read.clause.explicit and (why := loose(text, read.clause.pointed)):
            found.append(_candidate(read, text, 0.0, why, False))
        elif count >= MAX_JUDGED:
            found.append(_candidate(read, text, 0.0, "one of too many in one message", False))
        else:
            judged = judge.judge(replace(read.clause, text=text), language)
            found.append(_candidate(read, text, judged.probability, judged.reason(), judged.accepted))
    return _without_echoes(_without_asides(_so_now(found, reads), reads))


def _within(each: Candidate, read: _Read) -> bool:
    """Whether an accepted candidate was read from the same sentence."""
    return each.accepted and each.evidence.start < read.clause.end and read.clause.start < each.evidence.end


def _barred(each: Candidate, read: _Read) -> bool:
    """Whether a clause of the same sentence was refused for what it speaks of."""
    return each.reason == EVERYBODYS and each.evidence.start < read.clause.end and read.clause.start < each.evidence.end


def _candidate(read: _Read, text: str, confidence: float, reason: str, accepted: bool) -> Candidate:
    start, end = read.clause.start, read.clause.end
    evidence = Evidence(read.turn.id, start, end, read.turn.text[start:end])
    parts = about(text, english())
    return Candidate(text, *parts, evidence, round(confidence, 3), reason, accepted)


def _left_out(turn: Turn, reason: str) -> Candidate:
    return Candidate("", "other", "", "", "", Evidence(turn.id, 0, 0, ""), 0.0, reason, False)


def _without_asides(found: Sequence[Candidate], reads: Sequence[_Read]) -> list[Candidate]:
    """An aside is left out where a clause of the same message says its value already."""
    stated = " ".join(
        each.text.lower()
        for each, read in zip(found, reads, strict=True)
        if each.accepted and read.clause.subject != "aside" and not _PASSED_ON.match(each.text)
    )
    kept = []
    for each, read in zip(found, reads, strict=True):
        value = each.value.lower().removeprefix("a ").removeprefix("an ")
        if each.accepted and read.clause.subject == "aside" and value and value in stated:
            each = replace(each, accepted=False, reason="said more fully beside it")
        kept.append(each)
    return kept


def _so_now(found: Sequence[Candidate], reads: Sequence[_Read]) -> list[Candidate]:
    """Where the same words tell a change and what is so now, the second stays ("took over as my manager")."""
    now = [each for each, read in zip(found, reads, strict=True) if says_now(read.clause.verb)]
    kept = []
    for each, read in zip(found, reads, strict=True):
        if each.accepted and not says_now(read.clause.verb) and any(_within(other, read) for other in now):
            each = replace(each, accepted=False, reason="said as it is now beside it")
        kept.append(each)
    return kept


def _without_echoes(found: Sequence[Candidate]) -> list[Candidate]:
    """What a fuller sentence of the same message says in all its words is left out; of two alike the surer stays.
    Of what somebody tells the user, what is told stays, and not that it was."""
    said = [frozenset(stems(each.text)) if each.accepted else frozenset() for each in found]
    passed_on = [bool(_PASSED_ON.match(each.text)) for each in found]
    kept = []
    for at, each in enumerate(found):
        others = [(place, other) for place, other in enumerate(found) if other.accepted and place != at]
        fuller = any(
            said[at] <= said[place] and not passed_on[place]
            and (said[at] < said[place] or (other.confidence, -place) > (each.confidence, -at))
            for place, other in others
        ) or (passed_on[at] and any(said[place] <= said[at] for place, _ in others))  # fmt: skip
        echo = each.accepted and fuller and (each.confidence < 1 or passed_on[at])
        kept.append(replace(each, accepted=False, reason="said more fully beside it") if echo else each)
    return kept


def _without_repeats(found: Sequence[Candidate], known: Mapping[str, str]) -> list[Candidate]:
    """One sentence once; a mere introduction only where nothing else tells of that name, and the name is new."""
    seen: set[str] = set()
    out = []
    for at, each in enumerate(found):
        if each.accepted and each.text.lower() in seen:
            each = replace(each, accepted=False, reason="said before")
        elif each.accepted and each.attribute == "name":
            told = any(
                other.accepted
                and other is not each
                and re.search(rf"\b{re.escape(each.value)}\b", other.text)
                and (other.attribute != "name" or at > place)
                for place, other in enumerate(found)
            )
            if told or known.get(each.value) == each.subject.removeprefix("the user's "):
                each = replace(each, accepted=False, reason="the name is known")
        if each.accepted:
            seen.add(each.text.lower())
        out.append(each)
    return out


# --- by a large model -------------------------------------------------------------------------------------------


def _by_model(turn: Turn, language: reader.Reads, people: Mapping[str, str]) -> list[Candidate]:
    found = []
    for line in reader.read_turn(turn.text, language, people):
        evidence = Evidence(turn.id, line.start, line.end, turn.text[line.start : line.end])
        parts = about(line.text, english())
        secret = trust.is_secret(line.text) or trust.is_secret(evidence.quote)
        reason = "a secret" if secret else line.reason
        text = "" if secret else line.text
        found.append(
            Candidate(
                text,
                line.kind or parts.kind,
                parts.subject,
                parts.attribute,
                line.value or parts.value,
                evidence,
                line.confidence,
                reason,
                line.accepted and not secret,
            )
        )
    return found
