"""What the engine does for each kind of request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine import protocol
from engine.answers import care, conversations, forgetting, memory, models, nights, updates
from engine.call import Call
from engine.desk import Desk

__all__ = ["ANSWERS", "ELSEWHERE", "WHILE_ASLEEP", "Call"]

Answer = Callable[[Desk, Any, Call], None]  # (desk, the request, how to reply and when to stop)

ANSWERS: dict[type[protocol.Request], Answer] = {
    protocol.Say: conversations.say,
    protocol.Regenerate: conversations.regenerate,
    protocol.ShowPrompt: conversations.show_prompt,
    protocol.Conversations: conversations.conversations,
    protocol.OpenConversation: conversations.open_conversation,
    protocol.ChangeConversation: conversations.change_conversation,
    protocol.DeleteConversation: conversations.delete_conversation,
    protocol.Rate: conversations.rate,
    protocol.KeepDraft: conversations.keep_draft,
    protocol.GetDrafts: conversations.get_drafts,
    protocol.ImportConversation: conversations.import_conversation,
    protocol.Facts: memory.facts,
    protocol.GetFact: memory.get_fact,
    protocol.AddFact: memory.add_fact,
    protocol.ChangeFact: memory.change_fact,
    protocol.MemoryFile: memory.read_memory_file,
    protocol.WriteMemoryFile: memory.write_memory_file,
    protocol.KeepMemoryDraft: memory.keep_memory_draft,
    protocol.Check: memory.check,
    protocol.PreviewForget: forgetting.preview_forget,
    protocol.Forget: forgetting.forget,
    protocol.ForgetEverything: forgetting.forget_everything,
    protocol.Why: forgetting.why,
    protocol.Explain: forgetting.explain,
    protocol.Sleep: nights.sleep,
    protocol.UndoNight: nights.undo_night,
    protocol.GetReport: nights.get_report,
    protocol.JudgeInsight: nights.judge_insight,
    protocol.Nights: nights.nights,
    protocol.GetConditions: care.get_conditions,
    protocol.ChangeWishes: care.change_wishes,
    protocol.GetMayRemember: care.get_may_remember,
    protocol.ChangeMayRemember: care.change_may_remember,
    protocol.MakeBackup: care.make_backup,
    protocol.MakeRecoveryCode: care.make_recovery_code,
    protocol.ListModels: models.list_models,
    protocol.FindModel: models.find_model,
    protocol.DownloadModel: models.download_model,
    protocol.PauseDownload: models.pause_download,
    protocol.CancelDownload: models.cancel_download,
    protocol.RemoveModel: models.remove_model,
    protocol.UseModel: models.use_model,
    protocol.SetHubToken: models.set_hub_token,
    protocol.CheckUpdates: updates.check_updates,
}

# What is begun here and answered from another thread, because it waits for a network.
ELSEWHERE = (protocol.DownloadModel, protocol.FindModel, protocol.CheckUpdates)

# What only reads, and drafts; answered between the tokens of an answer.
WHILE_ANSWERING = (
    protocol.Conversations,
    protocol.OpenConversation,
    protocol.KeepDraft,
    protocol.GetDrafts,
    protocol.Facts,
    protocol.GetFact,
    protocol.MemoryFile,
    protocol.KeepMemoryDraft,
    protocol.Why,
    protocol.Explain,
    protocol.GetConditions,
    protocol.GetMayRemember,
    protocol.GetReport,
    protocol.Nights,
    protocol.ListModels,
)

# What only reads, or touches nothing that a night works on; answered between a night's units.
WHILE_ASLEEP = (
    protocol.Hello,
    protocol.Conversations,
    protocol.OpenConversation,
    protocol.KeepDraft,
    protocol.GetDrafts,
    protocol.Facts,
    protocol.GetFact,
    protocol.MemoryFile,
    protocol.KeepMemoryDraft,
    protocol.Why,
    protocol.Explain,
    protocol.GetConditions,
    protocol.ChangeWishes,
    protocol.GetMayRemember,
    protocol.ChangeMayRemember,
    protocol.GetReport,
    protocol.Nights,
    protocol.ListModels,
    protocol.FindModel,
    protocol.DownloadModel,
    protocol.PauseDownload,
    protocol.CancelDownload,
)
