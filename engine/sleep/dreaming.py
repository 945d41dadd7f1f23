"""The three stages that learn: rows from the facts, an adapter from the rows, an exam of the adapter.

Promises: dreams and training start from the base model and the ledger's current facts only, so that the same facts give
the same adapter whatever came before; what is trained on is what the database holds. Refuses to know how rows are
worded, how training works and what the questions are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from engine.memory import trust
from engine.model.message import Message
from engine.protocol import PUBLISHED
from engine.sleep import associating, checking, practising, stale, timekeeper
from engine.sleep.bench import Bench, Finish, many, within
from engine.sleep.context import StageResult
from engine.sleep.crew import Answered, Row
from engine.sleep.rehearsing import merged, put_right
from engine.sleep.rehearsing import rows as put_right_rows
from engine.store import retired
from engine.store.adapters import folders
from engine.store.ledger import Fact
from engine.store.nights import DreamRow

Worn = tuple[Path | None, ...]  # folders of adapters, as `Language.use_adapter` takes them
OWN = "the model's own answer"  # a kept dream's reason: training holds such rows to the base model

# --- dream ------------------------------------------------------------------------------------------------------


def dream(bench: Bench) -> Finish:
    """REM: rows from every fact, on the base model."""
    context, facts = bench.context, bench.facts()
    context.language.use_adapter(None)
    progress = context.progress("dream")
    progress(0, len(facts), "dreaming")
    rows = bench.crew.dream(
        facts, context.language, bench.seed(), bench.dial("dream"), context.should_stop, progress,
        bench.settled("known"),
    )  # fmt: skip
    context.check_stop()
    right = put_right(bench.ledger, context.turns, facts)
    known = {fact.id: fact for fact in (*facts, *bench.settled("known"), *(old for old, _ in right.values))}
    rows = checking.round_trip([_sifted(row, known) for row in merged(rows, put_right_rows(right))], known)
    rows, sampled = checking.open_book(rows, known, context.language, bench.seed(), context.should_stop)
    context.check_stop()
    turns = {fact: [each.turn for each in bench.ledger.evidence(fact)] for fact in known}
    thoughts = _thoughts(bench, facts, turns)

    def write() -> StageResult:
        context.nights.clear_stage(context.night, "dream")
        for row in rows:
            context.nights.add_dream(
                context.night, row.kind, row.prompt, row.answer, row.parents,
                sorted({*row.turns, *(turn for fact in row.parents for turn in turns[fact])}), row.trust,
                "kept" if row.kept else "dropped", OWN if row.kept and row.own else row.reason,
            )  # fmt: skip
        for link in thoughts:
            context.nights.add_insight(
                context.night, link.text, link.facts, link.turns, link.novelty, min(1.0, link.strength * link.support)
            )
        more = {**checking.diversity(rows), **sampled, "associations": float(len(thoughts))}
        return _dreamt(rows, more)

    return Finish(write)


def _thoughts(bench: Bench, facts: Sequence[Fact], turns: Mapping[int, Sequence[int]]) -> list[associating.Link]:
    """The night's insights: kept for the report, never trained on."""
    told = {
        (int(pair[0]), int(pair[-1]))
        for key in bench.context.nights.told_pairs(but=bench.context.night)
        if (pair := key.split("-"))
    }
    return associating.insights([associating.Memory(fact, tuple(turns[fact.id])) for fact in facts], told)


def _sifted(row: Row, facts: dict[int, Fact]) -> Row:
    """A dream is as trusted as its least trusted parent, without parents as the model itself; one that carries a
    secret, or strangers' words, is dropped."""
    parents = [facts[fact].trust for fact in row.parents]
    trusted = trust.lowest((*parents, row.trust)) if parents or row.turns else "model"
    reason = row.reason
    if row.kept and (parents or row.turns) and not trust.may_be_studied(trusted):
        reason = "not the user's own word"
    elif row.kept and any(trust.is_secret(text) for text in (row.answer, *(each.content for each in row.messages))):
        reason = "a secret"
    kept = row.kept and reason == row.reason
    return replace(row, trust=trusted, kept=kept, reason=reason)


def _dreamt(rows: Sequence[Row], more: Mapping[str, float]) -> StageResult:
    kept = Counter(row.kind for row in rows if row.kept)
    dropped = Counter(row.reason for row in rows if not row.kept)
    counts = {
        "kept": float(kept.total()), "dropped": float(dropped.total()),
        **{f"{kind} rows": float(number) for kind, number in sorted(kept.items())}, **more,
    }  # fmt: skip
    note = f"Dreamt {many(len(rows), 'row')}, kept {kept.total()}."
    return StageResult(note, counts, {"dropped": dict(sorted(dropped.items()))})


def kept_rows(dreams: Sequence[DreamRow]) -> list[Row]:
    """The kept dreams as rows, in the order they were dreamt."""
    return [
        Row(
            each.kind,
            tuple(Message(role=role, content=content) for role, content in msgspec.json.decode(each.prompt)),
            each.answer,
            each.parents,
            each.trust,
            own=each.reason == OWN,
        )
        for each in dreams
        if each.state == "kept"
    ]


# --- train and exam ---------------------------------------------------------------------------------------------


def train(bench: Bench) -> Finish:
    """An adapter from tonight's rows as the database holds them, so that resumed nights are equal; a fast one upon the
    slow one, which stays as it is."""
    context, beneath, left = bench.context, bench.beneath(), timekeeper.left(bench, "train")
    context.language.use_adapter(*folders([beneath] if beneath else [], context.folder.root))
    rows = kept_rows(context.nights.dreams(context.night))
    progress = context.progress("train")
    made = bench.crew.train(
        rows, context.language, context.folder.work / str(context.night), bench.seed(), bench.dial("train"),
        context.should_stop, progress, left,
    )  # fmt: skip
    context.check_stop()
    note = f"Trained on {many(len(rows), 'row')}."
    if planned := made.figures.get("planned steps"):
        note += f" {made.figures['steps']:.0f} of {planned:.0f} steps: the machine was slower than reckoned."
    counts = {"rows": float(len(rows)), **{name: float(value) for name, value in made.figures.items()}}
    folder = str(made.folder.relative_to(context.folder.root))
    return Finish(lambda: StageResult(note, counts, {"adapter": made.id, "folder": folder}))


def exam(bench: Bench) -> Finish:
    """The same closed-book questions before and after, and what follows from the answers.

    Before is what would answer without this night: an adapter that knows what the user has deleted goes out of use in
    any case. What is not about the user (general probes, plain text) is compared with the base model and not with last
    night's adapter: a little worse every night would otherwise never be seen.
    """
    context, beneath = bench.context, bench.beneath()
    old = [row.id for row in retired.stale(context.nights, context.ledger)]
    current = folders(context.nights.worn(context.language.model_id, but=old), context.folder.root)
    made = (context.folder.root / bench.journal.payload("train")["folder"],
            *(folders([beneath], context.folder.root) if beneath else ()))  # fmt: skip
    before, after = _sat(bench, current, made)
    marked = bench.crew.mark(before, after)
    context.language.use_adapter(*(made if marked.verdict in PUBLISHED else current))
    rehearsed = practising.again(bench)

    def write() -> StageResult:
        context.nights.clear_stage(context.night, "exam")
        _note(bench, "before", before)
        _note(bench, "after", after)
        asked = sum(each.kind != "perplexity" for each in after)
        right = [sum(each.right for each in half if each.kind != "perplexity") for half in (before, after)]
        note = f"{many(asked, 'question')}: {right[0]} right before, {right[1]} after."
        counts = {"questions": float(asked), "right before": float(right[0]), "right after": float(right[1])}
        payload = {
            "verdict": marked.verdict, "reason": marked.reason, "graduates": sorted(marked.graduates),
            "scores": dict(marked.scores), "rehearsed": rehearsed,
        }  # fmt: skip
        return StageResult(note, counts, payload)

    return Finish(write)


def _sat(bench: Bench, current: Worn, made: Worn) -> tuple[list[Answered], list[Answered]]:
    """The exam with what is worn now, and with what was made; what is not about the user has the base's answers."""
    context, seed, dial = bench.context, bench.seed(), timekeeper.exam_dial(bench)
    facts = [*bench.facts(), *bench.settled("checked")]
    progress = context.progress("exam")
    over = stale.questions(put_right(bench.ledger, context.turns, facts).values)
    halves = []
    for number, worn in enumerate((current, made)):
        context.language.use_adapter(*worn)
        half = within(progress, number, 2)
        answers = bench.crew.ask(facts, context.language, seed, dial, context.should_stop, half)
        context.check_stop()
        halves.append([*answers, *stale.ask(over, context.language, context.should_stop, half)])
    before, after = halves
    if current != (None,):
        context.language.use_adapter(None)
        bare = bench.crew.ask((), context.language, seed, dial, context.should_stop, within(progress, 1, 2))
        by_question = {(each.kind, each.question): each for each in bare}
        before = [by_question.get((each.kind, each.question), each) for each in before]
    return before, after


def _note(bench: Bench, when: Literal["before", "after"], answers: Sequence[Answered]) -> None:
    for each in answers:
        bench.context.nights.add_exam(
            bench.context.night, each.kind, each.fact, each.question, each.expected, each.answer, each.right, when
        )
