"""The scores of a night's exam: which of them come in pairs, before and after, and what they are called."""

from __future__ import annotations

from desktop.i18n import translate
from engine.protocol import Report


def score_pairs(report: Report) -> list[tuple[str, float | None, float]]:
    """(name, before, after) of each score of a report that is a share between 0 and 1."""
    scores, made = report.scores, []
    for name in scores:
        if name.endswith("_before"):
            continue
        base = name.removesuffix("_after")
        before = scores.get(f"{base}_before")
        if 0.0 <= scores[name] <= 1.0:
            made.append((base, before, scores[name]))
    order = {"recall": 0, "indirect": 1, "near": 2, "near_miss": 2, "context": 3, "general": 4}
    return sorted(made, key=lambda pair: order.get(pair[0], 9))


def score_name(name: str) -> str:
    """The words for a score."""
    return {
        "recall": translate("Scores", "Recall"),
        "indirect": translate("Scores", "Recall, asked indirectly"),
        "near": translate("Scores", "Look-alikes told apart"),
        "near_miss": translate("Scores", "Look-alikes told apart"),
        "context": translate("Scores", "Context wins"),
        "general": translate("Scores", "General kept"),
    }.get(name, name.replace("_", " "))
