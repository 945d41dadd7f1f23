"""Answers about nights: begin or resume one, undo one, tell how they went."""

from __future__ import annotations

import msgspec

from engine.call import Call, parts
from engine.desk import Desk
from engine.errors import Trouble
from engine.protocol import (
    Changed,
    GetReport,
    JudgeInsight,
    NightList,
    Nights,
    Report,
    ReportReady,
    Sleep,
    SleepEnded,
    UndoNight,
)
from engine.store import retired

_reports: msgspec.json.Decoder[Report] = msgspec.json.Decoder(Report)


def sleep(desk: Desk, request: Sleep, call: Call) -> None:
    """One night, in this process; an unfinished one is resumed."""
    from engine.sleep.context import NightContext
    from engine.sleep.cycle import run_night

    language = desk.language(call.reply)
    context = NightContext(
        db=desk.db,
        turns=desk.turns,
        ledger=desk.ledger,
        nights=desk.nights,
        language=language,
        folder=desk.folder,
        clock=desk.clock,
        seed=desk.seed,
        depth=request.depth,
        emit=call.reply,
        should_stop=call.stop,
    )
    try:
        end = run_night(context)
    finally:  # whatever happened, answer from what is published
        desk.wear()
    call.reply(Changed(facts=_ids(desk), memory_file=True, nights=(end.night,), adapter=desk.adapter))
    call.reply(SleepEnded(night=end.night, verdict=end.verdict, reason=end.reason, adapter=end.adapter))


def _ids(desk: Desk) -> tuple[int, ...]:
    return tuple(fact.id for fact in desk.ledger.facts())


def undo_night(desk: Desk, request: UndoNight, call: Call) -> None:
    """Back to the adapter from before; what this night had put into the weights is answered from the prompt again."""
    made = [row for row in desk.nights.adapters() if row.night == request.night and row.state == "published"]
    if not made:
        raise Trouble("nothing_to_undo", "That night has published nothing that is in use.", "Choose another night.")
    with desk.db.transaction():
        back = retired.retire(desk.nights, desk.ledger, made, "undone by the user", "the night was undone")
    desk.wear()
    call.reply(Changed(facts=tuple(back), nights=(request.night,), adapter=desk.adapter))


def get_report(desk: Desk, request: GetReport, call: Call) -> None:
    """One morning report."""
    found = desk.nights.report(request.night)
    if found is None:
        raise Trouble("no_report", "There is no report of such a night.", "Let Dormouse sleep first: dormouse sleep")
    call.reply(ReportReady(report=_today(desk, _reports.decode(found))))


def _today(desk: Desk, report: Report) -> Report:
    """The report with its insights as the user has judged them since."""
    return msgspec.structs.replace(report, insights=desk.nights.insights(report.night))


def judge_insight(desk: Desk, request: JudgeInsight, call: Call) -> None:
    """Keep or refuse one insight; it becomes no fact by this."""
    call.reply(Changed(nights=(desk.nights.judge_insight(request.insight, request.keep),)))


def nights(desk: Desk, request: Nights, call: Call) -> None:
    """All reports, newest first, in parts."""
    found = [desk.nights.report(row.id) for row in desk.nights.nights(request.limit) if row.ended]
    for some, more in parts([_today(desk, _reports.decode(report)) for report in found if report]):
        call.reply(NightList(reports=some, more=more))
