"""The morning report as text: honest, and not to be broken by what stands in it."""

from __future__ import annotations

from engine.protocol import ExamView, FactView, Report, StageView
from engine.sleep.report import markdown


def fact(number: int, text: str) -> FactView:
    return FactView(
        id=number, text=text, kind="other", state="active", trust="user_typed", confidence=0.9, lives="fast",
        created="", confirmed="",
    )  # fmt: skip


def exam(
    number: int | None, question: str, before: str, after: str, right: tuple[bool, bool], kind: str = "recall"
) -> ExamView:
    return ExamView(
        night=1, kind=kind, fact=number, question=question, expected="x", before=before, after=after,
        right_before=right[0], right_after=right[1],
    )  # fmt: skip


def made(**given: object) -> Report:
    fields: dict[str, object] = {
        "night": 3, "depth": "night", "started": "", "seconds": 140.0, "verdict": "published", "reason": "All well.",
    }  # fmt: skip
    return Report(**(fields | given))  # type: ignore[arg-type]


def test_a_person_can_read_it() -> None:
    report = made(
        learned=(1,),
        noted=(2,),
        doubted=(3,),
        corrected=(4,),
        forgotten=1,
        facts=(
            fact(1, "The user lives in Leeds."),
            fact(2, "The user has a dog."),
            fact(3, "The user sings."),
            fact(4, "The user drives a Kia."),
        ),
        exams=(exam(1, "Where do I live?", "I don't know.", "You live in Leeds.", (False, True)),),
        stages=(StageView(stage="gather", seconds=0.4, note="Read 2 messages of yours."),),
    )
    text = markdown(report, {4: ["The user lives in Rome."]}, {"says nothing": 4}, 2)
    for part in (
        "# Night 3",
        "All well.",
        "## What I now know by heart",
        "Asked “Where do I live?” I said “I don't know.” and now say “You live in Leeds.”.",
        "## Noted, not yet by heart",
        "## Corrected\n\n- You drive a Kia. (Until now: You live in Rome.)",
        "## Please tell me whether this is still so\n\n- You sing.",
        "You deleted 1 line from MEMORY.md",
        "2 lines had vanished",
        "| facts, asked in other words | 0 of 1 | 1 of 1 |",
        "| Where do I live? | I don't know. | You live in Leeds. | learned |",
        "- gather, under a second: Read 2 messages of yours.",
        "- dreams let go: 4 says nothing",
        "- in all 2 min",
    ):
        assert part in text


def test_what_was_lost_is_told() -> None:
    kept = [exam(None, f"What is {n} and 1?", "?", "!", (True, True), "general") for n in range(30)]
    lost = exam(None, "Capital of France?", "Paris.", "Leeds.", (True, False), "general")
    text = markdown(made(exams=(*kept, lost), scores={"perplexity_change": 0.113}), {}, {}, 0)
    assert "| Capital of France? | Paris. | Leeds. | lost |" in text
    assert "31 of 31 | 30 of 31" in text and "Ordinary text is 11% harder for me to predict than before." in text


def test_long_and_hostile_words_break_nothing() -> None:
    hostile = "<script>x</script> | a | `b` **c** [d](e)\n\n# Night 99\n- " + "long " * 200
    exams = tuple(exam(1, f"{n} {hostile}", hostile, hostile, (False, False)) for n in range(40))
    report = made(learned=(1,), corrected=(1,), facts=(fact(1, hostile),), exams=exams, reason=hostile)
    text = markdown(report, {1: [hostile]}, {hostile: 1}, 0)
    assert "\n# Night 99" not in text and "<script" not in text.replace("\\<script", "")
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert len(rows) == 27 and all(row.replace("\\|", "").count("|") == 5 for row in rows[2:])
    assert "… and 16 more." in text and max(map(len, text.split("\n"))) < 700


def test_an_empty_night() -> None:
    text = markdown(made(verdict="nothing_to_do", reason="Nothing to do, because nothing new was said."), {}, {}, 0)
    assert text == (
        "# Night 3\n\nGood morning. There was nothing to learn. Nothing to do, because nothing new was said.\n"
    )
