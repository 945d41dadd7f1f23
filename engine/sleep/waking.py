"""The last stage: publish what the night has earned, or keep what there was, and tidy up.

Promises: files first, read back and verified; then one transaction that publishes and says where each fact lives. Until
then the old adapter answers. What the user deleted is never answered from an old adapter. Refuses to know how a verdict
is found.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from engine import files
from engine.model import adapters
from engine.protocol import PUBLISHED, Verdict
from engine.sleep.bench import Bench, Finish, many
from engine.sleep.context import StageResult
from engine.sleep.crew import TOLD
from engine.sleep.evening import picture
from engine.store import retired
from engine.store.nights import AdapterRow

KEPT = 4  # published adapters whose files stay, for undoing a night; older ones are rebuilt from the ledger if wanted
TWICE = 2  # failed exams in a row after which the report says that a fact is looked up and not known by heart


class FactsChanged(Exception):
    """The ledger is no longer what was learned tonight: the user changed it meanwhile, here or in another process."""


def wake(bench: Bench) -> Finish:
    """Publish or keep; graduates live in the weights from now on, all others in the prompt."""
    bench.context.progress("wake")(0, 1, "waking")
    exam = bench.journal.payload("exam")
    if exam["verdict"] in PUBLISHED:
        _copy(bench)
    return Finish(lambda: _decide(bench, exam["verdict"], exam["graduates"]), lambda: tidy(bench))


def _copy(bench: Bench) -> None:
    """The adapter's files at their final place, verified by reading them as the model will."""
    made = bench.journal.payload("train")
    source = bench.context.folder.root / made["folder"]
    target = bench.context.folder.adapters / made["adapter"]
    if source != target:
        files.make_folder(target)
        for name in (adapters.WEIGHTS, adapters.MANIFEST):
            files.write_atomic(target / name, (source / name).read_bytes())
    adapters.load(target, bench.context.language.model_id)


def _decide(bench: Bench, verdict: Verdict, graduates: Sequence[int]) -> StageResult:
    if picture(bench)["content"] != bench.journal.payload("consolidate")["content"]:
        raise FactsChanged
    if verdict not in PUBLISHED:
        note = f"Kept what was there. {_out_of_use(bench)}".strip()
        return StageResult(note, {}, {"adapter": _current(bench)})
    made = bench.journal.payload("train")["adapter"]
    nights, facts = bench.context.nights, bench.facts()
    settled = bench.journal.payload("consolidate")
    kind, beneath = settled.get("kind", "fast"), settled.get("beneath", "")
    dreamt = {fact for row in nights.dreams(bench.context.night) if row.state == "kept" for fact in row.parents}
    kept_up = [fact.id for fact in bench.settled("known") if fact.id in dreamt]
    nights.add_adapter(made, bench.context.night, f"adapters/{made}", bench.context.language.model_id,
                       [*(fact.id for fact in facts), *kept_up], kind, beneath)  # fmt: skip
    nights.publish(made, {fact.id for fact in facts}.intersection(graduates))
    learned, returned = _graduate(bench, set(graduates))
    retired.retire_stale(nights, bench.ledger)
    examined = len({fact.id for fact in (*facts, *bench.settled("checked"))})
    note = f"Published; {many(len(graduates), 'fact')} answered by heart, {examined - len(graduates)} still looked up."
    return StageResult(
        note, {"graduates": float(len(graduates))}, {"adapter": made, "learned": learned, "returned": returned}
    )


def _graduate(bench: Bench, graduates: set[int]) -> tuple[list[int], list[int]]:
    """Set where each fact lives; the ids of those that moved into the weights tonight, and of those that have now
    failed twice in a row and are looked up from the prompt."""
    learned, returned = [], []
    kind = bench.journal.payload("consolidate").get("kind", "fast")
    examined = {fact.id for fact in (*bench.facts(), *bench.settled("checked"))}
    beneath = {fact.id for fact in bench.settled("known")}
    resting = beneath - examined  # in the slow adapter, and not asked tonight
    asked = {each.fact for each in bench.context.nights.exams(bench.context.night) if each.kind in TOLD}
    for fact in bench.ledger.facts():
        if fact.id in graduates and fact.state in ("active", "uncertain"):
            if fact.lives == "prompt":
                learned.append(fact.id)
            slow = kind == "slow" or fact.id in beneath
            bench.ledger.set_lives(fact.id, "slow" if slow else "fast", "passed the exam")
            bench.ledger.set_fails(fact.id, 0)
        elif fact.id not in resting:
            if fact.lives != "prompt":
                bench.ledger.set_lives(fact.id, "prompt", "did not pass the exam" if fact.id in examined else "changed")
            if fact.id in asked:
                bench.ledger.set_fails(fact.id, fact.fails + 1)
                if fact.fails + 1 == TWICE:
                    returned.append(fact.id)
    return learned, returned


def _current(bench: Bench) -> str:
    row = bench.context.nights.current_adapter(bench.context.language.model_id)
    return row.id if row else ""


def _out_of_use(bench: Bench) -> str:
    """Old adapters that know what the user has deleted since go out of use, even when nothing better is at hand."""
    count = retired.retire_stale(bench.context.nights, bench.ledger)
    return f"{many(count, 'older adapter')} with a deleted fact went out of use." if count else ""


def _published(bench: Bench) -> list[AdapterRow]:
    return [row for row in bench.context.nights.adapters() if row.state == "published"]


def nothing_left(bench: Bench) -> str:
    """What is to be done when there is nothing to learn: the weights must not know what the ledger does not."""
    with bench.context.db.transaction():
        return _out_of_use(bench)


def tidy(bench: Bench) -> None:
    """Remove the night's work, and adapter files that nobody can want back."""
    folder = bench.context.folder
    shutil.rmtree(folder.work / str(bench.context.night), ignore_errors=True)
    published = _published(bench)
    worn = bench.context.nights.worn(bench.context.language.model_id)
    wanted = {each for row in (*published[-KEPT:], *worn) for each in (row.id, row.beneath)}
    with bench.context.db.transaction():
        for row in published:
            if row.id not in wanted:
                bench.context.nights.revoke(row.id, "its files were removed to save space")
    if folder.adapters.is_dir():
        for each in sorted(folder.adapters.iterdir()):
            if each.name not in wanted and each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
