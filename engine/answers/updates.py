"""The answer about updates: whether to ask at all, and then what the signed news says."""

from __future__ import annotations

import engine
from engine import updates
from engine.call import Call
from engine.desk import Desk
from engine.protocol import CheckUpdates, UpdateNews
from engine.store.settings import Settings

SETTING = "updates"  # whether the user wants them looked for; not said is no
OFF = "Dormouse does not look for updates."


def check_updates(desk: Desk, request: CheckUpdates, call: Call) -> None:
    """Keep the choice, then ask, on another thread; no network without the user's wish.

    Raises `Trouble` (no_channel) when it is wished for in a build that has nowhere to ask; else that is an answer.
    """
    channel, settings = updates.channel(), Settings(desk.db)
    if not channel.open:
        if request.automatic:
            raise updates.no_channel()
        call.reply(UpdateNews(state="nowhere", sentence=updates.no_channel().sentence, automatic=False))
        return
    if request.automatic is not None:
        settings.set(SETTING, request.automatic)
    if not settings.get(SETTING, bool, False):
        call.reply(UpdateNews(state="off", sentence=OFF, automatic=False))
        return
    desk.downloads.ask(lambda: _news(channel), call.reply)


def _news(channel: updates.Channel) -> UpdateNews:
    found = updates.fetch(channel)
    state, sentence = updates.judge(found.version, engine.__version__)
    return UpdateNews(
        state=state, sentence=sentence, automatic=True, version=found.version, notes=found.notes, page=found.page
    )
