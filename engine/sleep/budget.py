"""The dial: what a nap, a night and a deep night may take, and the plan that is told before one begins.

Rows, steps and rank follow from the depth and the number of facts by the dreamer's and the trainer's own tables.
Refuses to know how rows are made.
"""

from __future__ import annotations

from engine.protocol import Depth, NightPlan
from engine.sleep.context import NightContext

MINUTES: dict[Depth, float] = {"nap": 5.0, "night": 30.0, "deep": 90.0}  # on two cores with the starter model


def plan(context: NightContext) -> NightPlan:
    """What the coming night will take at most; each unread message is counted as one fact more."""
    messages, _ = context.turns.unread(context.nights.last_turn(), most=1_000_000)
    known = len(context.ledger.facts("active"))
    unfinished = context.nights.unfinished()
    return plan_for(unfinished.depth if unfinished else context.depth, known, messages)


def plan_for(depth: Depth, known: int, messages: int) -> NightPlan:
    """The plan for so many facts and unread messages."""
    from engine.sleep.dream import budget_for
    from engine.sleep.train import recipe_for  # imports MLX

    facts = known + messages
    budget, recipe = budget_for(depth, facts), recipe_for(depth, 0)
    rows = facts * (budget.views + budget.contrasts + budget.contexts) + budget.replay if facts else 0
    return NightPlan(
        depth=depth,
        minutes=MINUTES[depth],
        messages=messages,
        facts=known,
        rows=rows,
        steps=recipe.epochs * -(-rows // recipe.batch),
        rank=recipe.rank,
    )
