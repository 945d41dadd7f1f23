"""What a night will take: the plan that is told before it, the minutes to reckon with, and the pace of this machine.

Promises: a night's pace follows from journaled figures (or, on a machine that has never slept, from one short
measurement) and is journaled itself before a dream is made, so that a night gone on with does the same work. Refuses to
know how rows are made and what training is.
"""

from __future__ import annotations

import math
from importlib.resources import files
from statistics import median_low
from typing import TYPE_CHECKING

from engine.protocol import Depth, NightPlan, Stage
from engine.sleep.context import NightContext
from engine.sleep.dial import SLOWEST, Dial, dial
from engine.sleep.dream import budget_for
from engine.sleep.journal import Journal

if TYPE_CHECKING:
    from engine.store.nights import NightRow

# Seconds on two cores with the starter model, from nights of 411 to 782 rows on a machine that did little else; a row's
# in training from 20 steps in two lanes, twice.
MESSAGE = 0.2  # a message read
DREAM = 0.05  # a row dreamt; only what the model answers itself takes time (0.32): 0.05 with ten facts, 0.03 with forty
READY = 0.07  # a row made ready for training: 0.05 to 0.06 through half of the layers, and now it is two thirds
VISIT = 0.12  # a row in one round of training (0.120 and 0.125)
# a question answered once (0.45 sixteen at a time, and 32 take three quarters); each is answered before and after
QUESTION = 0.36
PROBE = 0.9  # the fixed text read once, seconds of computing (0.85 to 0.98)
TRAINED: tuple[Stage, ...] = ("dream", "train", "exam")
LAST = 3  # nights that are looked at
SLACK = 1.2  # a full setting is reckoned to take five sixths of its minutes at most
PROBE_SLACK = 2.0  # one short measurement says less than a night


def dreams(on: Dial, facts: int) -> int:
    """The rows that so many facts come to, at the most."""
    budget = budget_for(on.depth, facts, on.rows)
    return facts * budget.per_fact + budget.replay if facts else 0


def room(on: Dial) -> int:
    """How many facts fit: with more, not even the fewest rows and questions of each would."""
    few, many = 0, on.rows
    while few < many:
        middle = (few + many + 1) // 2
        fits = dreams(on, middle) <= on.rows and 2 * middle + on.probes <= on.questions
        few, many = (middle, many) if fits else (few, middle - 1)
    return few


def reckoned(messages: float, rows: float, visits: float, questions: float) -> float:
    """The seconds that so much work takes on the machine that the dial was made on."""
    return messages * MESSAGE + rows * (DREAM + READY) + visits * VISIT + 2 * questions * QUESTION


# --- the plan ---------------------------------------------------------------------------------------------------


def plan(context: NightContext) -> NightPlan:
    """What the coming night will take at most; each unread message is counted as one fact more."""
    messages, _ = context.turns.unread(context.nights.last_turn(), most=1_000_000)
    known = len(context.ledger.facts("active"))
    unfinished = context.nights.unfinished()
    depth = unfinished.depth if unfinished else context.depth
    return plan_for(depth, known, messages, experience(context) or 1.0)


def plan_for(depth: Depth, known: int, messages: int, slowness: float = 1.0) -> NightPlan:
    """The plan for so many facts and unread messages, on a machine `slowness` times as slow as the dial's."""
    on = dial(depth, halvings(slowness, SLACK))
    messages = min(messages, on.messages)
    facts = min(known + messages, room(on))
    rows = dreams(on, facts)
    questions = on.each(facts) * facts + on.probes if facts else 0
    seconds = slowness * reckoned(messages, rows, rows * on.rounds(rows), questions)
    return NightPlan(
        depth=depth, minutes=on.minutes, messages=messages, facts=known, rows=rows, steps=on.steps(rows), rank=on.rank,
        expected=round(seconds / 60, 1), questions=questions, pace=on.pace,
    )  # fmt: skip


# --- the pace ---------------------------------------------------------------------------------------------------


def pace(context: NightContext) -> int:
    """How often this machine halves its work, by its last nights; by one short measurement where there are none."""
    known = experience(context)
    return halvings(known, SLACK) if known else halvings(_probed(context) / PROBE, PROBE_SLACK)


def halvings(slowness: float, slack: float) -> int:
    """How often the work must be halved for a machine `slowness` times as slow, when `slack` times is well."""
    return min(SLOWEST, max(0, math.ceil(math.log2(max(slowness, 1e-9) / slack))))


def experience(context: NightContext) -> float | None:
    """How many times as slow as reckoned the last nights of this model were; None without such nights."""
    model = context.language.model_id
    rows = [row for row in context.nights.nights() if row.ended and row.id != context.night]
    found = [each for row in rows if (each := slowness(context, row, model)) is not None]
    return median_low(found[:LAST]) if found else None


def slowness(context: NightContext, night: NightRow, model: str) -> float | None:
    """The seconds that a night's dreams, training and exam took, by those reckoned; None where it has not done all."""
    journal = Journal(context.nights, night.id)
    dreamt, trained, asked = (journal.entry(stage) for stage in TRAINED)
    if not asked.counts.get("questions") or journal.payload("consolidate").get("model", model) != model:
        return None
    expected = reckoned(0, rows_dreamt(journal), visits(journal, night.depth), asked.counts["questions"])
    return (dreamt.seconds + trained.seconds + asked.seconds) / max(1e-9, expected)


def rows_dreamt(journal: Journal) -> float:
    """The rows that a night has dreamt, kept ones and dropped ones."""
    counts = journal.entry("dream").counts
    return counts.get("kept", 0.0) + counts.get("dropped", 0.0)


def visits(journal: Journal, depth: Depth) -> float:
    """How many rows a night's training has gone through, those of every round."""
    trained, on = journal.entry("train"), dial(depth)
    return trained.counts.get("steps", 0.0) * (on.lesser() if trained.lesser else on).batch


def _probed(context: NightContext) -> float:
    """The seconds of computing that the fixed text takes to read: the least of three times, the first one warms up."""
    return min(_timed(context, fixed_text()) for _ in range(3))


def fixed_text() -> str:
    """A piece of plain text that fits any model."""
    return files("resources").joinpath("perplexity.txt").read_text(encoding="utf-8")[:600]


def _timed(context: NightContext, text: str) -> float:
    context.check_stop()
    began = context.computed()
    context.language.perplexity(text)
    return context.computed() - began
