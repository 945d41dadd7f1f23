"""What the fake engine knows of models, bounds and insights; `fetch` takes as many steps as a test can watch."""

from __future__ import annotations

from typing import Any

import msgspec

from engine import protocol as p

GB = 10**9
STEPS = 40


def offer(repository: str, name: str, billions: float, state: Any, **more: Any) -> p.ModelOffer:
    size = int(billions * 0.57 * GB)
    given = {
        "parameters": int(billions * GB), "size": size, "memory": size + 2 * GB, "disk": size, "licence": "Apache-2.0",
        "fits": True, "recommended": False, "sentence": "",
    } | more  # fmt: skip
    return p.ModelOffer(repository=repository, name=name, state=state, **given)


def fake_models() -> dict[str, p.ModelOffer]:
    return {
        "": offer("", "SmolLM2 135M Instruct", 0.135, "in_use", folder="/models/starter",
                  sentence="Comes with Dormouse and works at once. Small: good for trying things out."),
        "lab/small-4bit": offer("lab/small-4bit", "Qwen2.5 1.5B Instruct", 1.5, "downloadable", recommended=True,
                                sentence="The most able one that leaves half of this machine's 16 GB of memory free."),
        "lab/middle-4bit": offer("lab/middle-4bit", "Qwen3 4B Instruct", 4.0, "paused", done=900_000_000,
                                 sentence="A good balance from 16 GB of memory on."),
        "lab/large-4bit": offer("lab/large-4bit", "Qwen2.5 7B Instruct", 7.6, "downloadable", fits=False,
                                sentence="It needs 6.3 GB of memory; this machine can spare about 4.0 GB."),
    }  # fmt: skip


class FakeShelf:
    """Mixed into the fake engine."""

    models: dict[str, p.ModelOffer]
    bounds: dict[str, Any]
    token: bool

    def set_model(self, repository: str, **fields: Any) -> None:
        self.models[repository] = msgspec.structs.replace(self.models[repository], **fields)

    def list_models(self, re: int, *models: p.ModelOffer) -> None:
        self.send(
            p.ModelList(
                re=re, models=models or tuple(self.models.values()), memory=16 * GB, free_disk=200 * GB,
                chip="Test chip", token=self.token,
            )
        )  # fmt: skip

    def on_ListModels(self, r: p.ListModels) -> None:
        self.list_models(r.id)

    def on_FindModel(self, r: p.FindModel) -> None:
        if r.repository.startswith("no/"):
            self.send(p.TroubleEvent(re=r.id, kind="no_such_model", sentence="The hub knows no such model."))
            return
        self.list_models(r.id, offer(r.repository, r.repository.split("/")[1], 3.0, "downloadable"))

    def on_DownloadModel(self, r: p.DownloadModel) -> None:
        if r.repository not in self.models:
            self.models[r.repository] = offer(r.repository, r.repository.split("/")[1], 3.0, "downloadable")
        total = self.models[r.repository].size
        for step in range(1, STEPS + 1):
            done = total * step // STEPS
            self.set_model(r.repository, state="downloading", done=done)
            self.send(p.DownloadProgress(re=r.id, repository=r.repository, done=done, total=total, speed=12e6))
            line = self.line(0.02)
            asked = p.decode_request(line) if line else None
            if isinstance(asked, p.PauseDownload | p.CancelDownload):
                kind = "paused" if isinstance(asked, p.PauseDownload) else "cancelled"
                self.set_model(r.repository, **{"state": "paused"} if kind == "paused" else
                               {"state": "downloadable", "done": 0})  # fmt: skip
                self.send(p.TroubleEvent(re=r.id, kind=kind, sentence="It was stopped."))
                self.send(p.Done(re=asked.id))
                return
            if asked is not None:
                self.answer(asked)
        self.set_model(r.repository, state="installed", folder="/models/x")
        self.send(p.Done(re=r.id))

    def on_PauseDownload(self, r: p.PauseDownload) -> None:
        self.send(p.Done(re=r.id))

    def on_CancelDownload(self, r: p.CancelDownload) -> None:
        self.set_model(r.repository, state="downloadable", done=0)
        self.send(p.Done(re=r.id))

    def on_RemoveModel(self, r: p.RemoveModel) -> None:
        self.set_model(r.repository, state="downloadable", done=0, folder="")
        self.send(p.Done(re=r.id))

    def on_UseModel(self, r: p.UseModel) -> None:
        if r.folder == "/empty":
            self.send(p.TroubleEvent(re=r.id, kind="not_mlx", sentence="There is no MLX model in that folder."))
            return
        for repository, each in self.models.items():
            if each.state == "in_use":
                self.set_model(repository, state="installed")
        name = "Local" if r.folder not in ("", "/models/starter") else self.models[r.repository].name
        if name != "Local":
            self.set_model(r.repository, state="in_use")
        self.send(p.ModelReady(re=r.id, model="other", name=name, parameters=1_500_000_000, context=4096))
        self.send(p.Done(re=r.id))

    def on_SetHubToken(self, r: p.SetHubToken) -> None:
        self.token = bool(r.token)
        self.send(p.Done(re=r.id))

    def on_CheckUpdates(self, r: p.CheckUpdates) -> None:
        self.updates = self.updates if r.automatic is None else r.automatic
        state: Any = "newer" if self.updates else "off"
        sentence = "Dormouse 9.0 is there." if self.updates else "Dormouse does not ask for updates."
        self.send(p.UpdateNews(re=r.id, state=state, sentence=sentence, automatic=self.updates, version="9.0",
                               notes="It dreams better.", page="https://example.org/dormouse"))  # fmt: skip

    updates = False

    def on_GetMayRemember(self, r: Any) -> None:
        self.send(p.MayRemember(re=r.id, **self.bounds))

    def on_ChangeMayRemember(self, r: p.ChangeMayRemember) -> None:
        self.bounds |= {name: value for name in self.bounds if (value := getattr(r, name)) is not None}
        self.on_GetMayRemember(r)

    def on_JudgeInsight(self, r: p.JudgeInsight) -> None:
        state: Any = "kept" if r.keep else "refused"
        self.nights = [
            msgspec.structs.replace(night, insights=tuple(
                msgspec.structs.replace(each, state=state) if each.id == r.insight else each for each in night.insights
            )) for night in self.nights
        ]  # fmt: skip
        self.done(r.id, nights=(1,))

    def on_ForgetEverything(self, r: p.ForgetEverything) -> None:
        counts = {"facts": len(self.facts), "conversations": len(self.conversations), "turns": len(self.turns)}
        gone = tuple(self.conversations)
        self.facts, self.conversations, self.turns, self.nights = {}, {}, {}, []
        self.send(p.Changed(re=r.id, conversations=gone, memory_file=True, adapter=""))
        self.send(p.ForgetReceipt(re=r.id, counts=counts, left=0))
