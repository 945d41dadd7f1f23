"""Why an answer is as it is, and why a fact is where it is: read from the same rows and rules that decided it.

Promises: it asks `recall` itself, so what it says is used is what is used; each fact that speaks of the question has
its one reason. Refuses to ask the model: an explanation that is made up is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.clock import Clock
from engine.errors import Trouble
from engine.memory import recall, trust
from engine.memory.words import stems
from engine.protocol import Explanation, FactView, Gate, Reason, WhyAnswer
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.nights import AdapterRow, Nights

MOST = 40  # reasons told; the nearest first
_OVER = {
    "superseded": "it is over",
    "suspended": "you have put it aside",
    "deleted": "you have deleted it",
}


def why(db: Database, clock: Clock, question: str, model: str = "") -> WhyAnswer:
    """What is used to answer `question`, and why the rest that speaks of it is not.

    `model` is the id of the model that answers: its adapter counts; "" is a prompt without any adapter.
    """
    ledger, nights = Ledger(db, clock), Nights(db, clock)
    adapter = nights.current_adapter(model) if model else None
    weights = adapter is not None
    used = {fact.id for fact in recall.recall(ledger, question, weights=weights)}
    hits = recall.rank(ledger, question, weights=False)
    near = {hit.fact.id: hit.score for hit in hits}
    facts = [hit.fact for hit in hits] + [fact for fact in _speaking(ledger, question) if fact.id not in near]
    reasons = [_reason(fact, fact.id in used, near.get(fact.id), adapter, ledger) for fact in facts]
    return _answer(question, adapter, reasons, ledger)


def why_turn(db: Database, clock: Clock, turn: int) -> WhyAnswer:
    """What the answer `turn` was made of; raises `Trouble` where it is no answer."""
    asked = "SELECT t.role, t.adapter, coalesce(p.text, '') FROM turns t LEFT JOIN turns p ON p.id = t.parent"
    row = db.one(f"{asked} WHERE t.id = ?", (turn,))
    if row is None or row[0] != "assistant":
        raise Trouble("not_an_answer", "Only an answer can be explained.", "Choose an answer.")
    ledger, nights = Ledger(db, clock), Nights(db, clock)
    adapter = nights.adapter(row[1]) if row[1] else None
    used = [ledger.get(number) for (number,) in db.execute("SELECT fact FROM turn_facts WHERE turn = ?", (turn,))]
    reasons = [
        Reason(fact=fact.id, text=fact.text, by="prompt", why="It stood in the prompt.", state=fact.state)
        for fact in used
    ]
    told = {fact.id for fact in used}
    known = [ledger.get(number) for number in (adapter.parents if adapter else ()) if number not in told]
    words = set(stems(row[2]))
    reasons += [
        Reason(fact=fact.id, text=fact.text, by=adapter.kind, why=_learned(adapter), state=fact.state)
        for fact in known
        if adapter and words & set(stems(fact.text))
    ]
    return _answer(row[2], adapter, reasons, ledger)


def _answer(question: str, adapter: AdapterRow | None, reasons: Sequence[Reason], ledger: Ledger) -> WhyAnswer:
    """Used ones first; with their evidence."""
    chosen = sorted(reasons, key=lambda reason: not reason.by)[:MOST]
    views = {view.id: view for view in ledger.views([reason.fact for reason in chosen])}
    return WhyAnswer(
        question=question,
        adapter=adapter.id if adapter else "",
        night=adapter.night if adapter else 0,
        facts=tuple(_with_evidence(reason, views[reason.fact]) for reason in chosen),
    )


def _with_evidence(reason: Reason, view: FactView) -> Reason:
    return Reason(
        fact=reason.fact, text=reason.text, by=reason.by, why=reason.why, state=reason.state, evidence=view.evidence
    )


def _speaking(ledger: Ledger, question: str) -> list[Fact]:
    """Facts of any state that share a word with the question, newest first: those that might have been expected."""
    asked = set(stems(question))
    everything = [*ledger.facts(), *ledger.facts("deleted")]
    return [fact for fact in everything if asked & set(stems(fact.text))][:MOST]


def _reason(fact: Fact, used: bool, score: float | None, adapter: AdapterRow | None, ledger: Ledger) -> Reason:
    by, told = "", ""
    if used:
        by, told = "prompt", "It bears on the question and stands in the prompt."
    elif fact.state in _OVER:
        told = f"It is not used: {_over(fact, ledger)}."
    elif adapter and fact.lives != "prompt" and fact.id in adapter.parents:
        by, told = adapter.kind, _learned(adapter)
    elif score is None:
        told = "It is not used: it does not meet the question well enough."
    else:
        told = f"It is not used: others meet the question better, or there was no room (at most {recall.MOST} facts)."
    if fact.state == "uncertain":
        told += f" It is not sure any more: {fact.uncertain_because or 'something has changed'}."
    return Reason(fact=fact.id, text=fact.text, by=by, why=told, state=fact.state)  # type: ignore[arg-type]  # one of the four


def _learned(adapter: AdapterRow) -> str:
    return f"It was learned by heart in night {adapter.night} and is answered by the {adapter.kind} adapter."


def _over(fact: Fact, ledger: Ledger) -> str:
    if fact.state == "superseded" and fact.superseded_by is not None:
        return f"it is over; now: {ledger.get(fact.superseded_by).text.rstrip('.')}"
    return _OVER[fact.state]


# --- one fact ---------------------------------------------------------------------------------------------------


def explain(db: Database, clock: Clock, number: int) -> Explanation:
    """The gates that `number` has passed or not, in the order in which they decide; raises `Trouble`."""
    ledger = Ledger(db, clock)
    fact = ledger.get(number)
    view = ledger.views([number])[0]
    adapters = [row for row in Nights(db, clock).adapters() if number in row.parents]
    gates = (
        _said(fact, view),
        _trusted(fact),
        Gate(name="secret", passed=not trust.is_secret(fact.text), sentence=_secret(fact)),
        _sure(fact),
        _current(fact, ledger),
        _dreamt(db, fact),
        _examined(view),
        _lives(fact, adapters, ledger),
    )
    return Explanation(fact=view, gates=gates)


def _said(fact: Fact, view: FactView) -> Gate:
    days = sorted({piece.created[:10] for piece in view.evidence})
    if days:
        times = f"{len(view.evidence)} message{'s' * (len(view.evidence) != 1)}"
        return Gate(name="evidence", passed=True, sentence=f"Read from {times} of yours ({', '.join(days[:5])}).")
    if fact.trust == "user_confirmed":
        return Gate(name="evidence", passed=True, sentence="You wrote it down yourself.")
    return Gate(name="evidence", passed=False, sentence="The messages that it was read from are gone.")


def _trusted(fact: Fact) -> Gate:
    by = "typed" if fact.trust == "user_typed" else "confirmed"
    return Gate(
        name="trust", passed=trust.may_be_fact(fact.trust), sentence=f"You {by} it: your own word ({fact.trust})."
    )


def _secret(fact: Fact) -> str:
    return "It looks like a secret and is not learned." if trust.is_secret(fact.text) else "It is no secret."


def _sure(fact: Fact) -> Gate:
    sentence = f"{fact.confidence:.0%} sure when it was read."
    if fact.state == "uncertain":
        return Gate(name="certainty", passed=False, sentence=f"In doubt: {fact.uncertain_because or 'ask about it'}.")
    return Gate(name="certainty", passed=True, sentence=sentence)


def _current(fact: Fact, ledger: Ledger) -> Gate:
    if fact.state in _OVER:
        sentence = f"Not current: {_over(fact, ledger)}."
        return Gate(name="current", passed=False, sentence=sentence)
    took = [change for change in ledger.history() if change.after.get("superseded_by") == fact.id]
    olds = [ledger.get(change.fact).text.rstrip(".") for change in took]
    return Gate(
        name="current", passed=True, sentence=f"It took the place of: {'; '.join(olds)}." if olds else "It is current."
    )


def _dreamt(db: Database, fact: Fact) -> Gate:
    rows = db.execute(
        "SELECT d.state, d.reason FROM dreams d JOIN dream_facts f ON f.dream = d.id WHERE f.fact = ?"
        " AND d.night = (SELECT max(e.night) FROM dreams e JOIN dream_facts g ON g.dream = e.id WHERE g.fact = ?)",
        (fact.id, fact.id),
    )
    if not rows:
        return Gate(name="dreams", passed=None, sentence="No night has dreamt of it yet.")
    kept = sum(state == "kept" for state, _ in rows)
    reasons = sorted({reason for state, reason in rows if state == "dropped" and reason})
    because = f" ({'; '.join(reasons[:3])})" if reasons else ""
    sentence = f"The last night made {len(rows)} dreams of it, kept {kept}, dropped {len(rows) - kept}{because}."
    return Gate(name="dreams", passed=kept > 0, sentence=sentence)


def _examined(view: FactView) -> Gate:
    if not view.exams:
        return Gate(name="exam", passed=None, sentence="No exam has asked about it yet.")
    night = max(exam.night for exam in view.exams)
    asked = [exam for exam in view.exams if exam.night == night]
    before, after = (sum(side) for side in zip(*((e.right_before, e.right_after) for e in asked), strict=True))
    sentence = f"Exam of night {night}: {before} of {len(asked)} right before it, {after} of {len(asked)} after."
    return Gate(name="exam", passed=after == len(asked), sentence=sentence)


def _lives(fact: Fact, adapters: Sequence[AdapterRow], ledger: Ledger) -> Gate:
    moves = [change for change in ledger.history(fact.id) if "lives" in change.after]
    because = f" ({moves[-1].why})" if moves and moves[-1].why else ""
    if fact.lives == "prompt":
        failed = f" It has failed {fact.fails} exam{'s' * (fact.fails != 1)} in a row." if fact.fails else ""
        revoked = [row for row in adapters if row.state == "revoked" and row.reason]
        gone = f" An adapter that knew it is out of use: {revoked[-1].reason}." if revoked and not failed else ""
        return Gate(name="weights", passed=False, sentence=f"It is answered from the prompt{because}.{failed}{gone}")
    nights = [row.night for row in adapters if row.state == "published"]
    since = (
        f" since night {moves[-1].night}" if moves and moves[-1].night else f" by night {nights[-1]}" if nights else ""
    )
    return Gate(
        name="weights", passed=True, sentence=f"It is known by heart{since}, in the {fact.lives} adapter{because}."
    )
