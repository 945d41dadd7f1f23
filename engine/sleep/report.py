"""The morning report: what a night has learned, noted, corrected and doubted, what it cost, and why it ended as it did.

Promises: plain words, and the truth: what was asked and answered stands there as it was, right or wrong; a long name or
value is cut with "…" and can break neither a line nor a table. Made from rows alone, so that it can be made again.
Refuses to know how a face shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from engine.memory.voice import second_person
from engine.protocol import PUBLISHED, ExamView, FactView, Insight, Rehearsal, Report, Verdict
from engine.sleep import practising
from engine.sleep.bench import Bench, many
from engine.sleep.crew import TOLD
from engine.sleep.dial import TABLE

TITLES: dict[Verdict, str] = {
    "published": "Good morning. I slept, and I know more by heart than yesterday.",
    "published_fewer": "Good morning. I slept, and part of the day has stayed with me.",
    "kept_old": "Good morning. I slept, but what I dreamt was not good enough to keep.",
    "nothing_to_do": "Good morning. There was nothing to learn.",
    "stopped": "The night was stopped.",
    "failed": "Good morning. Something went wrong tonight, and nothing was changed in what I know by heart.",
}
LONGEST = 100  # characters of a sentence in the text
CELL = 44  # characters of a cell in the table of questions
KINDS = {  # in the report's order; what is no question (perplexity) has a sentence of its own
    "recall": "facts, asked in other words",
    "indirect": "facts, asked indirectly",
    "near": "look-alikes (right is not to mix them up)",
    "context": "another value in the prompt (it must win)",
    "stale": "values that are over (right is not to say them)",
    "general": "general knowledge, against the bare model",
}
ROWS = 24  # questions in the text; the window shows all


def make_report(bench: Bench, verdict: Verdict, reason: str, adapter: str) -> Report:
    """The report of the night that is about to end."""
    nights, night = bench.context.nights, bench.context.night
    settled, woken = bench.journal.payload("consolidate"), bench.journal.payload("wake")
    exam = bench.journal.payload("exam")
    learned = tuple(woken.get("learned", ()))
    added = [*settled.get("added", ()), *settled.get("by_hand", ())]
    gone = {fact.id for state in ("superseded", "deleted") for fact in bench.context.ledger.facts(state)}
    corrected = tuple(dict.fromkeys([*_successors(bench, settled.get("over", ())), *settled.get("edited", ())]))
    noted = tuple(fact for fact in added if fact not in {*learned, *corrected, *gone})
    doubted = tuple(fact for fact in settled.get("doubted", ()) if fact not in gone)
    returned = tuple(fact for fact in woken.get("returned", ()) if fact not in gone)
    insights = nights.insights(night)
    told = [*learned, *noted, *corrected, *doubted, *returned, *(fact for each in insights for fact in each.facts)]
    stages = bench.journal.views()
    row = next(each for each in nights.nights() if each.id == night)
    report = Report(
        night=night,
        depth=bench.context.depth,
        started=row.started,
        seconds=round(sum(stage.seconds for stage in stages), 3),
        verdict=verdict,
        reason=reason,
        learned=learned,
        noted=noted,
        corrected=corrected,
        forgotten=len(settled.get("deleted", ())),
        doubted=doubted,
        returned=returned,
        insights=insights,
        rehearsed=practising.of((exam, settled)),
        facts=tuple(bench.context.ledger.views(list(dict.fromkeys(told)))),
        exams=tuple(nights.exams(night)),
        stages=stages,
        scores=dict(exam.get("scores", {})),
        adapter=adapter,
        another_model=_another_model(bench),
    )
    return _with_text(report, bench)


def _successors(bench: Bench, over: Iterable[int]) -> list[int]:
    """The facts that took the place of those that are over."""
    return [_last(bench, fact) for fact in over]


def _last(bench: Bench, fact: int) -> int:
    """The end of the line of facts that replaced one another."""
    row = bench.context.ledger.get(fact)
    while row.superseded_by is not None:
        row = bench.context.ledger.get(row.superseded_by)
    return row.id


def _with_text(report: Report, bench: Bench) -> Report:
    ledger, settled = bench.context.ledger, bench.journal.payload("consolidate")
    before: dict[int, list[str]] = {}
    for fact in settled.get("over", ()):
        before.setdefault(_last(bench, fact), []).append(ledger.get(fact).text)
    dropped = bench.journal.payload("dream").get("dropped", {})
    text = markdown(report, before, dropped, int(settled.get("restored", 0)))
    return msgspec.structs.replace(report, text=text)


def _another_model(bench: Bench) -> bool:
    """Whether the adapter that was published before this night belongs to another model."""
    night, model = bench.context.night, bench.context.language.model_id
    earlier = [row for row in bench.context.nights.adapters() if row.night < night and row.state == "published"]
    return bool(earlier) and earlier[-1].model != model


# --- words ------------------------------------------------------------------------------------------------------


def markdown(report: Report, before: Mapping[int, Sequence[str]], dropped: Mapping[str, int], restored: int) -> str:
    """The report as Markdown. `before`: by fact the sentences it has replaced; `dropped`: dreams by why they went."""
    facts = {fact.id: fact for fact in report.facts}
    parts = [f"# Night {report.night}", f"{TITLES[report.verdict]} {_line(report.reason, 400)}"]
    parts += _section("What I now know by heart", [_learned(facts[each], report) for each in report.learned])
    parts += _section("Noted, not yet by heart (I look these up)", [_said(facts[each]) for each in report.noted])
    parts += _section("Corrected", [_corrected(facts[each], before.get(each, ())) for each in report.corrected])
    parts += _section("Asked twice and not known by heart: I look these up", [_said(facts[n]) for n in report.returned])
    parts += _section("Answers you put right", [_rehearsed(each) for each in report.rehearsed])
    parts += _section("Please tell me whether this is still so", [_said(facts[each]) for each in report.doubted])
    parts += _section("Thoughts that connect what you told me", [_thought(each, facts) for each in report.insights])
    parts += _aside(report, restored) + ([_new_model(report)] if report.another_model else [])
    parts += _table(report)
    parts += _section("What it took", _cost(report, dropped))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _said(fact: FactView) -> str:
    return _line(second_person(fact.text))


def _rehearsed(each: Rehearsal) -> str:
    wanted = f"you said it should be “{_line(each.corrected)}”" if each.corrected else "you marked it down"
    return (
        f"Asked “{_line(each.question)}” I had said “{_line(each.before, CELL)}”; {wanted}."
        f" Asked again, I say “{_line(each.after)}”."
    )


def _thought(insight: Insight, facts: Mapping[int, FactView]) -> str:
    """The thought, with the days on which its sources were said."""
    days = [facts[fact].created[:10] for fact in insight.facts if fact in facts]
    return f"{_line(insight.text, 240)} (Noted {' and '.join(dict.fromkeys(days))}.)"


def _corrected(fact: FactView, before: Sequence[str]) -> str:
    told = "; ".join(_line(second_person(each)) for each in before)
    return f"{_said(fact)} (Until now: {told})" if told else _said(fact)


def _learned(fact: FactView, report: Report) -> str:
    asked = next((each for each in report.exams if each.fact == fact.id and each.right_after), None)
    if asked is None:
        return _said(fact)
    before = _line(asked.before, CELL) or "(nothing)"
    return f"{_said(fact)} Asked “{_line(asked.question)}” I said “{before}” and now say “{_line(asked.after, CELL)}”."


def _new_model(report: Report) -> str:
    if report.verdict in PUBLISHED:
        return "Another model answers since the last night. What the one before knew by heart was taught to it anew."
    return "Another model answers since the last night. What the one before knew by heart, this one looks up for now."


def _aside(report: Report, restored: int) -> list[str]:
    said = []
    if report.forgotten:
        said.append(f"You deleted {many(report.forgotten, 'line')} from MEMORY.md; I no longer use what stood there.")
    if restored:
        said.append(
            f"{many(restored, 'line')} had vanished from MEMORY.md. That looked like an accident, so I put them back."
            " To take out as much as that, delete it in smaller steps, or with “forget”."
        )
    return said


def _table(report: Report) -> list[str]:
    exams = [each for each in report.exams if each.kind in KINDS]
    if not exams:
        return []
    kinds = ["| questions | right before | right after |", "|---|---|---|"]
    for kind in (each for each in KINDS if any(one.kind == each for one in exams)):
        those = [each for each in exams if each.kind == kind]
        right = (sum(each.right_before for each in those), sum(each.right_after for each in those))
        kinds.append(f"| {KINDS[kind]} | {right[0]} of {len(those)} | {right[1]} of {len(those)} |")
    telling = sorted(exams, key=_telling)
    rows = ["| asked | before | after | |", "|---|---|---|---|"]
    rows += [
        f"| {_cell(each.question)} | {_cell(each.before)} | {_cell(each.after)} | {_mark(each)} |"
        for each in telling[:ROWS]
    ]
    more = [f"… and {len(exams) - ROWS} more."] if len(exams) > ROWS else []
    return ["## The exam, closed book", "\n".join(kinds), *_prose(report), "\n".join(rows), *more]


def _telling(exam: ExamView) -> int:
    """What a reader wants to see first: what was asked about facts, what was lost, then the rest."""
    lost = exam.right_before and not exam.right_after
    return 0 if exam.kind in TOLD else 1 if lost else 2


def _prose(report: Report) -> list[str]:
    change = report.scores.get("perplexity_change")
    if change is None:
        return []
    return [f"Ordinary text is {abs(change):.0%} {'harder' if change > 0 else 'easier'} for me to predict than before."]


def _mark(exam: ExamView) -> str:
    return {(False, True): "learned", (True, True): "kept", (True, False): "lost", (False, False): "not yet"}[
        (exam.right_before, exam.right_after)
    ]


def _cost(report: Report, dropped: Mapping[str, int]) -> list[str]:
    lines = [f"{stage.stage}, {_time(stage.seconds)}: {_line(stage.note, 200)}" for stage in report.stages]
    if dropped:
        told = ", ".join(f"{number} {_line(reason, 60)}" for reason, number in sorted(dropped.items()))
        lines.append(f"dreams let go: {told}")
    if lines:
        lines.append(f"in all {_time(report.seconds)} of at most {TABLE[report.depth].minutes:g} min{_spent(report)}")
    return lines


def _spent(report: Report) -> str:
    """Training tokens, and joules where the machine tells; that it does not tell is told, too."""
    tokens, joules = (sum(stage.counts.get(name, 0.0) for stage in report.stages) for name in ("tokens", "joules"))
    told = any("joules" in stage.counts for stage in report.stages)
    energy = f"{joules:,.0f} J" if told else "energy unknown (this machine does not tell)"
    return (f", {tokens:,.0f} training tokens" if tokens else "") + f", {energy}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s" if seconds >= 1 else "under a second"
    return f"{seconds / 60:.0f} min"


def _line(text: str, longest: int = LONGEST) -> str:
    """`text` on one line of at most `longest` characters, with nothing in it that Markdown or HTML acts upon."""
    plain = " ".join(text.split())
    cut = plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"
    for sign in "\\`*_[]<>|":
        cut = cut.replace(sign, f"\\{sign}")
    return cut


def _cell(text: str) -> str:
    return _line(text, CELL) or "–"
