"""Answers about why something is known, and about forgetting it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.call import Call
from engine.desk import Desk
from engine.memory import forget as forgetting
from engine.memory import forget_all as anew
from engine.memory import why as reasons
from engine.model.message import Message
from engine.protocol import Changed, Explain, Forget, ForgetEverything, ForgetReceipt, PreviewForget, Why


def preview_forget(desk: Desk, request: PreviewForget, call: Call) -> None:
    """What would go."""
    call.reply(forgetting.preview(desk.db, desk.folder, desk.clock, request.wish))


def forget(desk: Desk, request: Forget, call: Call) -> None:
    """Let it go: from the folder first, then from what this process holds."""
    conversations = [each.id for each in desk.turns.conversations()]
    _told(desk, call, forgetting.forget(desk.db, desk.folder, desk.clock, request.wish), conversations)


def forget_everything(desk: Desk, request: ForgetEverything, call: Call) -> None:
    """Begin anew, with an empty ledger and a bare model."""
    conversations = [each.id for each in desk.turns.conversations()]
    _told(desk, call, anew.forget_all(desk.db, desk.folder), conversations)


def _told(desk: Desk, call: Call, receipt: ForgetReceipt, conversations: Sequence[int]) -> None:
    """What this process holds lets go of it, too; then the faces hear."""
    desk.log.info("forgotten: %s; left: %d", receipt.counts, receipt.left)
    desk.forget_words()
    if desk.loaded:
        desk.wear()
        desk.language(call.reply).forget_prompts()
    desk.memory_file.sync()
    changed = Changed(conversations=tuple(conversations), facts=receipt.facts, memory_file=True, adapter=desk.adapter)
    call.reply(changed)
    call.reply(receipt)


def why(desk: Desk, request: Why, call: Call) -> None:
    """Why a question is answered as it is, or why an answer was given."""
    if request.turn is not None:
        call.reply(reasons.why_turn(desk.db, desk.clock, request.turn))
    else:
        call.reply(reasons.why(desk.db, desk.clock, request.question, _model(desk, request, call)))


def _model(desk: Desk, request: Why, call: Call) -> str:
    """The model whose adapter would answer: the loaded one, "" where the question is outside its adapter's scope; else
    the newest adapter's, since nothing is loaded for a question."""
    if desk.loaded:
        language = desk.language(call.reply)
        return language.model_id if language.speaks([Message("user", request.question)]) else ""
    return next((row.model for row in reversed(desk.nights.adapters()) if row.state == "published"), "")


def explain(desk: Desk, request: Explain, call: Call) -> None:
    """Why a fact is where it is."""
    call.reply(reasons.explain(desk.db, desk.clock, request.fact))
