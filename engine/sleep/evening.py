"""The first two stages: what was said since the last night becomes facts in the ledger and lines in the memory file.

Promises: only the user's own turns are evidence; the user's edits of the memory file come before what was said; the
order of the facts, their hash and the night's seed follow from what the facts say and from nothing else. Refuses to
know how sentences are read and weighed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from engine.memory import trust
from engine.memory.may_remember import Bounds, bounds
from engine.memory.memory_file import Draft, MemoryChange
from engine.protocol import Turn
from engine.sleep import budget, consolidate, speeds
from engine.sleep.bench import Bench, Finish, many, within
from engine.sleep.consolidate import Change
from engine.sleep.context import StageResult
from engine.sleep.crew import Candidate
from engine.sleep.dial import Dial, dial
from engine.sleep.rehearsing import put_right
from engine.sleep.supersession import Heard, Known
from engine.store.facts import same_key
from engine.store.ledger import Evidence, Fact, Ledger
from engine.store.tombstones import Tombstones

PIECE = 6  # turns that are read at once where reading more has ended a sleeper

# --- gather -----------------------------------------------------------------------------------------------------


def gather(bench: Bench) -> Finish:
    """Light sleep: read the episodes since the last night, one after the other; what is read is put aside at once."""
    context = bench.context
    context.language.use_adapter(None)
    turns = context.turns.since(bench.since, bench.until) if bounds(context.db).chats else []
    entry = bench.journal.entry("gather")
    episodes, aside = _episodes(turns, PIECE if entry.lesser else len(turns)), entry.aside
    read: list[int] = list(aside.get("read", []))
    found: list[dict[str, Any]] = list(aside.get("candidates", []))
    known = [fact.text for fact in _current(bench.ledger)]
    progress = context.progress("gather")
    for place, episode in enumerate(episodes):
        progress(place, len(episodes), "reading what you said")
        if episode[0].id in read:
            continue
        holds = [*known, *(each["text"] for each in found)]
        part = within(progress, place, len(episodes))
        candidates = bench.crew.read(episode, turns, holds, context.language, context.should_stop, part)
        context.check_stop()
        found += [_packed(each) for each in candidates]
        read.append(episode[0].id)
        bench.journal.put_aside("gather", {"read": read, "candidates": found})
    said = sum(turn.role == "user" for turn in turns)
    note = f"Read {many(said, 'message')} of yours and found {many(len(found), 'possible fact')}."
    counts = {"messages": float(said), "candidates": float(len(found)), "episodes": float(len(episodes))}
    return Finish(lambda: StageResult(note, counts, {"candidates": found, "messages": said}))


def _episodes(turns: Sequence[Turn], longest: int) -> list[list[Turn]]:
    """The turns of each conversation, in pieces of at most `longest` turns."""
    grouped: dict[int, list[Turn]] = {}
    for turn in turns:
        grouped.setdefault(turn.conversation, []).append(turn)
    return [part[at : at + longest] for part in grouped.values() for at in range(0, len(part), longest)]


def _packed(candidate: Candidate) -> dict[str, Any]:
    where = candidate.evidence
    return {
        "text": candidate.text, "kind": candidate.kind, "subject": candidate.subject,
        "attribute": candidate.attribute, "value": candidate.value, "confidence": float(candidate.confidence),
        "turn": where.turn, "start": where.start, "end": where.end, "quote": where.quote,
    }  # fmt: skip


# --- consolidate ------------------------------------------------------------------------------------------------


def settle(bench: Bench) -> Finish:
    """Deep sleep: the user's edits first, then the day's candidates, then the memory file; all of it or nothing."""
    bench.context.progress("consolidate")(0, 1, "putting the day in order")
    drafts: list[Draft | None] = []
    pace = budget.pace(bench.context)
    early = _day(bench, MemoryChange())
    planned = early.plan()  # before the transaction: chat writes beside it, and waits for none for seconds

    def write() -> StageResult:
        edited = bench.memory_file.learn()
        day = _day(bench, edited)
        changes = planned if day == early else day.plan()
        done = consolidate.apply(changes, bench.ledger)
        drafts.append(bench.memory_file.draft(bench.context.night))
        over = [(change.key, change.why) for change in changes if change.what == "supersede"]
        payload = {
            "added": done["add"], "confirmed": done["confirm"], "over": done["supersede"],
            "doubted": done["doubt"], "edited": list(edited.edited), "deleted": list(edited.deleted),
            "by_hand": list(edited.added), "restored": edited.restored, "pace": pace,
            "model": bench.context.language.model_id, **picture(bench, pace),
        }  # fmt: skip
        counts = {
            "new": float(len(done["add"])), "said again": float(len(done["confirm"])), "replaced": float(len(over)),
            "doubted": float(len(done["doubt"])), "by hand": float(len(edited.facts)), "dropped": float(day.left_out),
        }  # fmt: skip
        return StageResult(_order_note(counts, edited), counts, payload)

    def after() -> None:
        if drafts[0] is not None and not bench.memory_file.put(drafts[0]):
            bench.memory_file.sync()  # the user saved the file this very moment

    return Finish(write, after)


def picture(bench: Bench, pace: int | None = None) -> dict[str, Any]:
    """The facts to be learned, in canonical order, with the hash of what all say and the seed that follows from it.

    `pace` is tonight's; by default the one that the journal holds.
    """
    context, model = bench.context, bench.context.language.model_id
    active = sorted((each for each in _current(bench.ledger) if each.state == "active"), key=_saying)
    plan = speeds.plan(active, bench.ledger, context.nights, model, context.depth, context.night, context.seed)
    facts, right = list(plan.facts), put_right(bench.ledger, context.turns, plan.facts)
    content = content_hash(facts, model, [*plan.marker, *right.said])
    seed = hashlib.sha256(f"{content} {bench.context.depth} {bench.context.seed}".encode()).digest()
    chosen = _fitting(bench, facts, bench.dial("dream") if pace is None else dial(bench.context.depth, pace))
    return {
        "facts": [each.id for each in chosen], "content": content, "seed": int.from_bytes(seed[:4]) >> 1,
        "kind": plan.kind, "beneath": plan.beneath, "checked": [each.id for each in plan.checked],
        "known": [each.id for each in plan.known],
    }  # fmt: skip


def _fitting(bench: Bench, facts: list[Fact], on: Dial) -> list[Fact]:
    """The facts that were heard of last, where a night has not room for all; the others stay in the prompt. A nap
    learns all or none, since a night comes after it."""
    fits = budget.room(on)
    if len(facts) <= fits or on.depth == "nap":
        return facts
    heard = {fact.id: max((each.turn for each in bench.ledger.evidence(fact.id)), default=0) for fact in facts}
    newest = {fact.id for fact in sorted(facts, key=lambda fact: -heard[fact.id])[:fits]}
    return [fact for fact in facts if fact.id in newest]


def _saying(fact: Fact) -> tuple[str, ...]:
    return (fact.text, fact.kind, fact.subject, fact.attribute, fact.value)


def content_hash(facts: Sequence[Fact], model: str, right: Sequence[str] = ()) -> str:
    """The SHA-256 of what `facts`, and what was put `right`, say to the model `model`; ids, dates and numbers of nights
    are not in it."""
    said = [model, sorted(map(_saying, facts)), *([list(right)] if right else [])]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _current(ledger: Ledger) -> list[Fact]:
    return [*ledger.facts("active"), *ledger.facts("uncertain")]


@dataclass(frozen=True)
class _Day:
    """What a plan is made of: the ledger as it stands, what was heard and may enter, what was told, and how much may
    not enter."""

    known: list[Known]
    heard: list[Heard]
    told: dict[tuple[int, int], str]
    left_out: int

    def plan(self) -> list[Change]:
        """What it means for the ledger; takes seconds where there is much of both."""
        changes = consolidate.plan(self.known, self.heard)
        return changes + consolidate.doubts(self.known, changes, self.told)


def _day(bench: Bench, edited: MemoryChange) -> _Day:
    heard, dropped = consolidate.hear(*_heard(bench))
    may, aside = bounds(bench.context.db), _put_aside(bench)
    wanted = [each for each in heard if not _forgotten(bench, each) and not _unwanted(may, each)
              and (each.order[0], same_key(each.text)) not in aside]  # fmt: skip
    known = consolidate.known_of(_current(bench.ledger), _orders(bench, edited))
    return _Day(known, wanted, _told(bench), len(dropped) + len(heard) - len(wanted))


def _orders(bench: Bench, edited: MemoryChange) -> dict[int, tuple[int, int]]:
    """Per fact its newest evidence; what the user has put down by hand is newer than all that was said until then."""
    orders, by_hand = dict[int, tuple[int, int]](), bench.ledger.by_hand()
    said = [(turn.created, turn.id) for turn in bench.context.turns.since(bench.since, bench.until)]
    for fact in _current(bench.ledger):
        evidence = [(each.turn, each.start) for each in bench.ledger.evidence(fact.id)]
        until = by_hand.get(fact.id, "")
        evidence += [(turn, consolidate.NOW) for created, turn in said if created <= until]
        orders[fact.id] = max(evidence, default=(0, 0))
    return orders | dict.fromkeys((*edited.added, *edited.edited, *edited.confirmed), (consolidate.NOW, 0))


def _put_aside(bench: Bench) -> set[tuple[int, str]]:
    """Turns with the keys of sentences that the user has deleted or suspended since: what was said before that is no
    reason to take them in again."""
    by_hand = bench.ledger.by_hand()
    aside = [(same_key(fact.text), by_hand.get(fact.id, ""))
             for state in ("deleted", "suspended") for fact in bench.ledger.facts(state)]  # fmt: skip
    turns = bench.context.turns.since(bench.since, bench.until) if aside else []
    return {(turn.id, key) for turn in turns for key, when in aside if turn.created <= when}


def _heard(bench: Bench) -> tuple[list[Heard], dict[int, date]]:
    """The gathered candidates with their turns' trust and text, and the day each turn was said.

    Left out is what no longer stands where it was read (the user has deleted it since, or a reader erred), what others
    than the user said, whatever a reader makes of it, and what was forgotten.
    """
    turns = {turn.id: turn for turn in bench.context.turns.since(bench.since, bench.until) if turn.role == "user"}
    heard = []
    for each in bench.journal.payload("gather").get("candidates", []):
        turn, evidence = turns.get(each["turn"]), Evidence(each["turn"], each["start"], each["end"], each["quote"])
        if turn is None or not evidence.quote or turn.text[evidence.start : evidence.end] != evidence.quote:
            continue
        one = Heard(
            each["text"], each["kind"], each["subject"], each["attribute"], each["value"], turn.trust,
            each["confidence"], (turn.id, evidence.start), turn.text, (evidence,),
        )  # fmt: skip
        if not _forgotten(bench, one):
            heard.append(one)
    zone = bench.context.clock.local().tzinfo  # "tomorrow" is the user's tomorrow
    return heard, {turn.id: datetime.fromisoformat(turn.created).astimezone(zone).date() for turn in turns.values()}


def _told(bench: Bench) -> dict[tuple[int, int], str]:
    """What the user said in their own words since the last night, by order."""
    turns = bench.context.turns.since(bench.since, bench.until) if bounds(bench.context.db).chats else []
    return {(turn.id, 0): turn.text for turn in turns if turn.role == "user" and trust.may_be_fact(turn.trust)}


def _forgotten(bench: Bench, heard: Heard) -> bool:
    return Tombstones(bench.context.db).is_forgotten(heard.text, [each.turn for each in heard.evidence])


def _unwanted(may: Bounds, heard: Heard) -> bool:
    """Whether the user's bounds keep it out."""
    return bool(may.refusal(heard.kind, heard.text, *(each.quote for each in heard.evidence)))


def _order_note(counts: dict[str, float], edited: MemoryChange) -> str:
    told = [
        f"{int(counts[key])} {words}"
        for key, words in (
            ("new", "new"), ("said again", "said again"), ("replaced", "replaced by newer ones"),
            ("doubted", "no longer sure"), ("by hand", "changed by your own hand"),
        )
        if counts[key]
    ]  # fmt: skip
    note = f"Facts: {', '.join(told)}." if told else "No fact has changed."
    return note + (f" {many(edited.restored, 'line')} missing from MEMORY.md came back." if edited.restored else "")
