"""The scores of a night's exam that a person is shown: in which order, with what was before, and what they are
called."""

from __future__ import annotations

from desktop.i18n import translate
from engine.protocol import Report

PAIRED = ("recall", "indirect", "near", "context", "stale")  # shares before and after
KEPT = ("known_kept", "general_kept")  # of what was right before, the share that is right still
SHOWN = (*PAIRED, *KEPT)


def shares(report: Report) -> list[tuple[str, float | None, float]]:
    """(name, before, after) of each score that a report is shown with, in the order of `SHOWN`."""
    scores, found = report.scores, list[tuple[str, float | None, float]]()
    for name in SHOWN:
        key = name if name in KEPT else f"{name}_after"
        if key in scores:
            found.append((name, scores.get(f"{name}_before"), scores[key]))
    return found


def score_name(name: str) -> str:
    """The words for a score."""
    return {
        "recall": translate("Scores", "Recall"),
        "indirect": translate("Scores", "Recall, asked indirectly"),
        "near": translate("Scores", "Look-alikes told apart"),
        "context": translate("Scores", "Context wins"),
        "stale": translate("Scores", "Old values left behind"),
        "known_kept": translate("Scores", "Known facts kept"),
        "general_kept": translate("Scores", "General answers kept"),
    }[name]
