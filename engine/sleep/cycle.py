"""One night: six stages in their order, begun or gone on with, and ended with a verdict and a reason.

Promises: each stage ends in one transaction together with its journal row, so a night that is stopped or killed at any
instruction goes on where it was and ends with the same adapter; a trouble ends the night as failed, with its reason,
and the old adapter stays; "nothing to do, because …" is a result of its own. Refuses to know what the stages do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import msgspec

from engine.errors import Trouble
from engine.protocol import Depth, Stage, Verdict
from engine.sleep import budget, dreaming, evening, practising, speeds, waking
from engine.sleep.bench import Bench, Finish
from engine.sleep.context import STAGES, NightContext, NightEnd, StageResult, Stopped
from engine.sleep.crew import Crew
from engine.sleep.dial import dial
from engine.sleep.journal import Journal
from engine.sleep.report import make_report
from engine.store.adapters import folders
from engine.store.nights import NightRow

WORK: dict[Stage, Callable[[Bench], Finish]] = {
    "gather": evening.gather,
    "consolidate": evening.settle,
    "dream": dreaming.dream,
    "train": dreaming.train,
    "exam": dreaming.exam,
    "wake": waking.wake,
}
DEPTHS: tuple[Depth, ...] = ("nap", "night", "deep")
RENEWALS = 3  # how often a night starts over because facts change under it
LESS = "Done with less: the machine had ended this stage before."
HEAVY: tuple[Stage, ...] = ("gather", "dream", "train", "exam")  # what can be done with less
STOPPED = "You stopped it; the next sleep goes on from there."


def run_night(context: NightContext, crew: Crew | None = None, lesser: Stage | None = None) -> NightEnd:
    """Begin a night, or go on with the unfinished one (which keeps its own depth), up to its end or a stop.

    `lesser` names a stage that is to be done with less, since it has ended a sleeper: the journal keeps it.
    Raises `Trouble` only when not even the end can be written down (a full disk); the night then stays unfinished.
    """
    row = _open(context)
    context = replace(context, night=row.id, depth=row.depth)
    bench = Bench(
        context, crew or the_crew(), Journal(context.nights, row.id), context.nights.last_turn(), row.last_turn
    )
    try:
        if lesser and not bench.journal.done(lesser):
            bench.journal.lessen(lesser)
        return _go(bench)
    except Stopped:
        return NightEnd("stopped", STOPPED, row.id, _published(context))
    except Trouble as trouble:
        return _end(bench, "failed", str(trouble))
    finally:
        _wear(context)


def give_up(context: NightContext, reason: str) -> NightEnd:
    """End the unfinished night as failed because of `reason`; what its finished stages have written stands."""
    row = _open(context)
    context = replace(context, night=row.id, depth=row.depth)
    nobody = cast(Crew, None)  # nothing is done any more
    bench = Bench(context, nobody, Journal(context.nights, row.id), context.nights.last_turn(), row.last_turn)
    return _end(bench, "failed", reason)


def the_crew() -> Crew:
    """Those who do the work of a true night."""
    from engine.sleep.night_crew import NightCrew  # imports MLX: not before it is needed

    return NightCrew()


def _open(context: NightContext) -> NightRow:
    unfinished = context.nights.unfinished()
    if unfinished is not None:
        return unfinished
    since = context.nights.last_turn()
    turns = context.turns.since(since)
    messages = [turn.id for turn in turns if turn.role == "user"]
    depth = speeds.depth_of(context.nights, context.language.model_id, context.depth)
    most = dial(depth).messages
    last = messages[most] - 1 if len(messages) > most else None  # the next night reads on from there
    newest = max((turn.id for turn in turns if last is None or turn.id <= last), default=since)
    context.nights.begin(depth, newest, context.seed)
    begun = context.nights.unfinished()
    assert begun is not None  # just begun
    return begun


def _go(bench: Bench) -> NightEnd:
    _catch_up(bench)
    for _ in range(RENEWALS):
        try:
            return _stages(bench)
        except waking.FactsChanged:
            _renew(bench)
    raise Stopped


def _stages(bench: Bench) -> NightEnd:
    for stage in STAGES:
        if not bench.journal.done(stage):
            _stage(bench, stage)
        if stage == "consolidate":
            why, out = nothing_to_do(bench), ""
            if why and (out := waking.nothing_left(bench)):
                why = nothing_to_do(bench)  # what had been learned may not stand any more
            if why:
                _practise(bench)
                return _end(bench, "nothing_to_do", f"{why} {out}".strip())
    exam = bench.journal.payload("exam")
    return _end(bench, exam["verdict"], exam["reason"])


def _practise(bench: Bench) -> None:
    """A night without training still gives the answers that were put right once more, for its report."""
    if not practising.fresh(bench):
        return
    _wear(bench.context)
    rehearsed = practising.again(bench)
    with bench.context.db.transaction():
        bench.journal.renew("consolidate", bench.journal.payload("consolidate") | {"rehearsed": rehearsed})
        practising.note(bench)


def _stage(bench: Bench, stage: Stage) -> None:
    context, began = bench.context, bench.context.clock.monotonic()
    energy = context.joules()
    bench.journal.begin(stage)
    try:
        context.check_stop()
        context.progress(stage)(0, 1)  # who watches this process knows the stage, should it end the process
        finish = WORK[stage](bench)
    except Stopped:
        bench.journal.pause(stage, context.clock.monotonic() - began)
        raise
    with context.db.transaction():
        result = _with_energy(finish.write(), energy, context.joules())
        if stage in HEAVY and bench.journal.entry(stage).lesser:
            result = replace(result, note=f"{result.note} {LESS}")
        bench.journal.finish(stage, result, context.clock.monotonic() - began)
    finish.after()
    _tell(bench, stage, result.note)


def _with_energy(result: StageResult, before: float | None, after: float | None) -> StageResult:
    """`result` with what it took, where the machine tells; a counter that has begun anew tells nothing."""
    if before is None or after is None or after < before:
        return result
    return replace(result, counts={**result.counts, "joules": round(after - before, 1)})


def _tell(bench: Bench, stage: Stage, note: str) -> None:
    """The last word on a stage. A wish to stop waits for the next stage: this one is on disk."""
    try:
        bench.context.progress(stage)(1, 1, note)
    except Stopped:
        if stage != STAGES[-1]:
            raise


def _catch_up(bench: Bench) -> None:
    """After a stop or a crash: finish the memory file's write, and look whether the facts are still the same."""
    if not bench.journal.done("consolidate") or bench.journal.done("wake"):
        return
    bench.memory_file.sync()
    if evening.picture(bench)["content"] != bench.journal.payload("consolidate")["content"]:
        _renew(bench)


def _renew(bench: Bench) -> None:
    """The user changed facts meanwhile: what was dreamt of the old ones is void, and is dreamt anew."""
    with bench.context.db.transaction():
        bench.journal.renew("consolidate", bench.journal.payload("consolidate") | evening.picture(bench))
        for stage in ("dream", "train", "exam"):
            bench.journal.reset(stage)
            bench.context.nights.clear_stage(bench.context.night, stage)


def nothing_to_do(bench: Bench) -> str:
    """Why this night need not go on after consolidation; "" when it must."""
    payload = bench.journal.payload("consolidate")
    said = bench.journal.payload("gather").get("messages", 0)
    heard = "nothing new was said" if not said else f"in {said} new message{'s' * (said != 1)} there was nothing new"
    if not payload["facts"] and payload.get("known"):
        return f"Nothing to do, because {heard} and all facts are known by heart since the last deep night."
    if not payload["facts"]:
        return f"Nothing to do, because {heard} and there is no fact to learn."
    before, fits = _built(bench, payload["content"]), budget.room(bench.dial("dream"))
    if before is None and bench.context.depth == "nap" and len(payload["facts"]) > fits:
        return f"What is new was noted; a nap has room for {fits} facts by heart, so the next night will learn them."
    if before is None:
        return ""
    return f"Nothing to do, because {heard} and no fact has changed since night {before.id}."


def _built(bench: Bench, content: str) -> NightRow | None:
    """The night that has already learned just these facts, as deeply, and whose outcome still stands."""
    context = bench.context
    if context.nights.taught() not in ("", context.language.model_id):
        return None  # another model slept last: what graduated was its doing
    current = context.nights.current_adapter(context.language.model_id)
    for row in context.nights.nights():
        journal = Journal(context.nights, row.id)
        if row.ended is None or not journal.done("wake"):
            continue
        same = journal.payload("consolidate").get("content") == content
        deep = DEPTHS.index(row.depth) >= DEPTHS.index(context.depth)
        outcome = journal.payload("wake").get("adapter", "")
        stands = outcome == (current.id if current else "") or _undone(context, outcome)
        return row if same and deep and stands else None
    return None


def _undone(context: NightContext, adapter: str) -> bool:
    """Whether the user took this adapter out of use: it is not built again until something changes."""
    row = context.nights.adapter(adapter)
    return row is not None and row.state == "revoked" and "undone" in row.reason


def _end(bench: Bench, verdict: Verdict, reason: str) -> NightEnd:
    """Close the night with its report. A failed one leaves no work behind: the next night starts afresh."""
    adapter = _published(bench.context)
    with bench.context.db.transaction():
        report = make_report(bench, verdict, reason, adapter)
        bench.context.nights.end(bench.context.night, verdict, reason, msgspec.json.encode(report))
    if verdict in ("failed", "nothing_to_do"):
        waking.tidy(bench)
    return NightEnd(verdict, reason, bench.context.night, adapter)


def _published(context: NightContext) -> str:
    row = context.nights.current_adapter(context.language.model_id)
    return row.id if row else ""


def _wear(context: NightContext) -> None:
    """Answer from what is published; a file that does not load is for the engine to deal with."""
    worn = context.nights.worn(context.language.model_id)
    try:
        context.language.use_adapter(*folders(worn, context.folder.root))
    except Trouble:
        context.language.use_adapter(None)
