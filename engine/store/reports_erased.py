"""A night's report without what is forgotten: its facts, their questions, and every line that tells of them.

Promises: pure; a report that says nothing of it comes back byte for byte. Refuses to know the database.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from engine.protocol import Report
from engine.store.doomed import Scrub

ANSWER = 4  # characters from which an exam's answer is telling enough to be looked for in a report
_LISTS = ("learned", "noted", "corrected", "doubted", "returned")


def report_without(raw: bytes, facts: Collection[int], turns: Collection[int], scrub: Scrub) -> bytes:
    """The report `raw` (JSON) without `facts`, what was put right in `turns`, and lines that tell of either."""
    try:
        report = msgspec.json.decode(raw, type=Report)
    except msgspec.DecodeError:
        return scrub.json(raw)
    gone, tells = set(facts), scrub.mentions
    exams = [exam for exam in report.exams if exam.fact in gone or tells(repr(exam))]
    told = [fact for fact in report.facts if fact.id in gone or tells(repr(fact))]
    insights = [each for each in report.insights if gone.intersection(each.facts) or tells(each.text)]
    rehearsed = [each for each in report.rehearsed if each.turn in set(turns) or tells(repr(each))]
    texts = [part for exam in exams for part in (exam.question, exam.before, exam.after, exam.expected)]
    texts += [*(fact.text for fact in told), *(insight.text for insight in insights)]
    texts += [part for each in rehearsed for part in (each.question, each.before, each.after, each.corrected)]
    telling = [part.strip() for part in texts if len(part.strip()) >= ANSWER]
    kept = {name: [n for n in getattr(report, name) if n not in gone] for name in _LISTS}
    lines = [line for line in report.text.split("\n") if not any(part in line for part in telling)]
    changed = msgspec.structs.replace(
        report,
        facts=tuple(fact for fact in report.facts if fact not in told),
        exams=tuple(exam for exam in report.exams if exam not in exams),
        insights=tuple(each for each in report.insights if each not in insights),
        rehearsed=tuple(each for each in report.rehearsed if each not in rehearsed),
        text="\n".join(lines),
        **{name: tuple(numbers) for name, numbers in kept.items()},
    )
    return scrub.json(raw if changed == report else msgspec.json.encode(changed))
