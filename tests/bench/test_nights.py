"""The bench of many nights on a made-up life, with the small crew: its plan, its columns and its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from engine.model.language import Language
from tests.bench import measure, plot
from tests.bench.nights import PLOTTED, Life, days, drawn, run
from tests.engine.sleep.small import AnyAdapter, SmallCrew

FACTS: list[dict[str, Any]] = [
    {"id": f"f{n}", "fact": f"The user's friend Abe{n} lives in Rome.", "ask": [f"Where does Abe{n} live?"],
     "expect": [f"abe{n}"]}
    for n in range(6)
]  # fmt: skip
UPDATES: list[dict[str, Any]] = [
    {"id": "u0", "of": "f1", "fact": "The user's friend Abe1 lives in Oslo.", "ask": ["Where does Abe1 live now?"],
     "expect": ["abe1"], "stale": ["rome"]},
    {"id": "u1", "of": None, "fact": "x", "ask": ["?"], "expect": ["x"], "stale": []},
]  # fmt: skip


def test_every_fact_is_told_once_and_no_update_before_its_fact() -> None:
    plan = days(FACTS, UPDATES, 4)
    assert len(plan) == 4 and len(plan[0].facts) == 2
    assert [row["id"] for day in plan for row in day.facts] == [row["id"] for row in FACTS]
    told = {row["id"]: night for night, day in enumerate(plan) for row in day.facts}
    changed = {row["of"]: night for night, day in enumerate(plan) for row in day.updates}
    assert len(plan[1].facts) == len(plan[3].facts) == 1, "night 2 and the last one are compared at equal new facts"
    assert changed == {"f1": changed["f1"]} and changed["f1"] > told["f1"]


def test_few_facts_are_drawn_with_those_that_change_after_those_that_stay() -> None:
    few = [row["id"] for row in drawn(FACTS, UPDATES, 4)]
    assert len(few) == len(set(few)) == 4 and few.index("f1") == 1, "one stays, one changes, the others stay"
    assert len(drawn(FACTS, [], 4)) == 4 and len(drawn(FACTS, UPDATES, 6)) == 6


def test_a_life_of_three_nights(tmp_path: Path) -> None:
    language = cast(Language, AnyAdapter())  # an echo: every answer holds its question's name and never an old value
    life = Life(tmp_path, language, SmallCrew())
    data = measure.Data([], [{"ask": "Say abc.", "expect": ["abc"]}])
    rows = run(life, days(FACTS, UPDATES, 3), data, 3, lambda text: None)
    life.db.close()
    assert [row["verdict"] for row in rows] == ["published"] * 3 and [row["depth"] for row in rows][-1] == "deep"
    assert [row["facts"] for row in rows] == [2, 4, 6], "a replaced fact counts once"
    assert rows[-1]["by heart"] == 6 and rows[-1]["retention"] == rows[-1]["general kept"] == 1.0
    assert rows[-1]["current"] == 1.0 and rows[-1]["stale"] == 0.0
    assert all(row["rows"] > 0 and row["seconds"] > 0 for row in rows) and "current" not in rows[0]
    picture = tmp_path / "nights.png"
    plot.lines(picture, "night", [1, 2, 3], {name: [row.get(name) for row in rows] for name in PLOTTED})
    assert picture.read_bytes()[:4] == b"\x89PNG" and picture.stat().st_size > 2000
