"""Facts and exams as a face shows them: the ledger's rows with their evidence and their questions.

Promises: three queries however many facts there are. Refuses to decide which facts are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from engine.protocol import EvidenceView, ExamView, FactView
from engine.store.database import Database, Row
from engine.store.facts import Fact
from engine.store.shelf import id_list

EXAM = "SELECT night, kind, fact, question, expected, before, right_before, after, right_after FROM exams"
_AMONG = "fact IN (SELECT value FROM json_each(?))"


def exam_view(row: Row) -> ExamView:
    """A row of `EXAM`; a side that was not asked is empty and not right."""
    return ExamView(
        night=row[0],
        kind=row[1],
        fact=row[2],
        question=row[3],
        expected=row[4],
        before=row[5],
        right_before=bool(row[6]),
        after=row[7],
        right_after=bool(row[8]),
    )


def fact_views(db: Database, facts: Sequence[Fact], details: bool = True) -> list[FactView]:
    """`facts` in their order; without `details`, evidence and exams stay empty."""
    evidence: dict[int, list[EvidenceView]] = defaultdict(list)
    exams: dict[int, list[ExamView]] = defaultdict(list)
    if details:
        ids = (id_list(fact.id for fact in facts),)
        quotes = (
            "SELECT e.fact, e.turn, t.conversation, e.quote, e.created FROM evidence e JOIN turns t ON t.id = e.turn"
        )
        for fact, turn, conversation, quote, created in db.execute(f"{quotes} WHERE e.{_AMONG} ORDER BY e.id", ids):
            evidence[fact].append(EvidenceView(turn=turn, conversation=conversation, quote=quote, created=created))
        for row in db.execute(f"{EXAM} WHERE {_AMONG} ORDER BY id", ids):
            exams[row[2]].append(exam_view(row))
    return [_view(fact, evidence[fact.id], exams[fact.id]) for fact in facts]


def _view(fact: Fact, evidence: Sequence[EvidenceView], exams: Sequence[ExamView]) -> FactView:
    return FactView(
        id=fact.id,
        text=fact.text,
        kind=fact.kind,
        state=fact.state,
        trust=fact.trust,
        confidence=fact.confidence,
        created=fact.created,
        confirmed=fact.confirmed,
        lives=fact.lives,
        superseded_by=fact.superseded_by,
        pinned=fact.pinned,
        evidence=tuple(evidence),
        exams=tuple(exams),
    )
