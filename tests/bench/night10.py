"""Ten facts, one night, nothing about the user in the prompt: `python -m tests.bench.night10 --data DIR [--block a]`.

Closed-book recall on the held-out questions before and after, from the files' `fact` sentences and, with `--say`, from
what the extraction makes of the `say` messages alone; look-alikes and general probes beside it, however bad; and with
`--twice`, whether a second night of the same facts gives the same adapter.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.model.language import Language
from engine.paths import model_folder
from engine.protocol import Turn
from engine.sleep import gather
from engine.store.ledger import Fact
from tests.bench import learning, measure


def turns_of(data: measure.Data) -> list[Turn]:
    """The rows' `say` messages as turns of the user's."""
    words = [text for row in data.facts for text in row["say"]]
    return [
        Turn(
            id=place, conversation=1, parent=None, role="user", text=text, state="whole", trust="user_typed", created=""
        )
        for place, text in enumerate(words, 1)
    ]


def said(language: Language, data: measure.Data, whole: measure.Data) -> list[Fact]:
    """The facts that the night's own reader finds in the `say` messages of `data`, as the ledger would hold them; the
    names that the `whole` block tells ("my husband Gareth") are known, since its user has told them."""
    found = gather.extract(
        turns_of(data), language, lambda: False, lambda *_, **__: None, gather.introduced(turns_of(whole)), {}
    )
    model = measure.as_facts(data)[0]
    texts = dict.fromkeys(each.text for each in found)
    return [
        replace(model, id=number, text=text, kind="other", trust="user_typed") for number, text in enumerate(texts, 1)
    ]


def row_of(
    name: str, language: Language, data: measure.Data, facts: Sequence[Fact], base: measure.Answers, folder: Path
) -> dict[str, Any]:
    """One night over `facts`, asked the questions of `data`."""
    took, adapter = learning.night(language, facts, 0, folder)
    language.use_adapter(adapter)
    after = measure.answers(language, data)
    language.use_adapter(None)
    for place, (question, answer) in enumerate(zip(data.questions, after.texts, strict=True)):
        if place < 6 * len(data.facts):
            print(f"    {question}  ->  {answer}")
    return {"arm": name, "facts": len(facts), **measure.columns(data, base, after), **took}


def main() -> None:
    """Read the arguments, sleep once or more, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--block", default="a")
    parser.add_argument("--facts", type=int, default=10)
    parser.add_argument("--skip", type=int, default=0, help="leave out the block's first rows (seen while writing)")
    parser.add_argument("--general", type=int, default=40)
    parser.add_argument("--say", action="store_true")
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    data = measure.load(chosen.data, chosen.block, chosen.facts, chosen.general, chosen.skip)
    whole = measure.load(chosen.data, chosen.block)
    language = Language.load(model_folder())
    base = measure.answers(language, data)
    rows: list[dict[str, Any]] = [{"arm": "before", "facts": 0, **measure.columns(data, base, base)}]
    with tempfile.TemporaryDirectory() as folder:
        rows.append(row_of("night", language, data, measure.as_facts(data), base, Path(folder)))
        if chosen.say:
            rows.append(row_of("night, from say", language, data, said(language, data, whole), base, Path(folder)))
        if chosen.twice:
            again, _ = learning.night(language, measure.as_facts(data), 0, Path(folder))
            same = rows[1]["adapter"] == again["adapter"]
            print(f"same data, same seed: {rows[1]['adapter']} and {again['adapter']}: {same}")
    names = ("arm", "facts", *(name for name in learning.COLUMNS if name not in ("arm", "seed", "peak GB")))
    print(measure.table(rows, names))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
