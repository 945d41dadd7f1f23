# ruff: noqa: E501  (data on one line reads better than data on four)
"""A small engine that speaks the protocol from memory: a real process, scripted by what the user says.

"crash" ends it mid-answer, "long N" answers with N words, "trouble" answers with a trouble, "slow" waits between
tokens, "pace N" does both, "markdown" answers with a page of it. `python -m tests.desktop.fake_engine [--facts N] [--turns N] [--refuse KIND]`.
"""

from __future__ import annotations

import os
import select
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from engine import protocol as p
from tests.desktop.fake_models import FakeShelf, fake_models

MARKDOWN = """Here is a short plan for the **weekend in Lisbon**.

## Saturday

1. Breakfast at the market, then tram 28.
2. Lunch with *Priya* near the castle.
3. A walk along the river.

| Place | Opens | Price |
|---|---|---|
| Castle | 9:00 | €15 |
| Tile museum | 10:00 | €8 |

```python
def pack(days: int) -> list[str]:
    \"\"\"What to take.\"\"\"
    shirts = [f"shirt {n}" for n in range(days)]
    return [*shirts, "umbrella"]  # it may rain
```

> Book the tram ticket early.

See [the timetable](https://example.org/tram?line=28) and `pack(2)`."""


class FakeEngine(FakeShelf):
    def __init__(self, facts: int = 12, turns: int = 0) -> None:
        self.now = datetime.now(UTC)
        self.conversations: dict[int, p.Conversation] = {}
        self.turns: dict[int, p.Turn] = {}
        self.drafts: dict[int | None, str] = {}
        self.facts = {n: self.fact(n) for n in range(1, facts + 1)}
        self.memory, self.memory_draft = "# Memory\n\n- The user's dog is called Bramble.\n", ""
        self.pending = b""
        self.wishes: dict[str, Any] = {
            "automatic": True,
            "manner": "careful",
            "hours": (22.5, 6.0),
            "depth": "night",
            "deep_every": 7,
        }
        self.nights: list[p.Report] = []
        self.bounds: dict[str, Any] = {"chats": True, "kinds_off": (), "never": ()}
        self.insights: dict[int, Any] = {}
        self.models = fake_models()
        self.token = False
        if turns:
            self.seed(turns)

    # --- plumbing
    def send(self, event: p.Event) -> None:
        os.write(1, p.encode(event))

    def line(self, wait: float | None) -> bytes | None:
        """The next line, None when there is none within `wait` seconds."""
        end = None if wait is None else time.monotonic() + wait
        while b"\n" not in self.pending:
            left = None if end is None else max(0.0, end - time.monotonic())
            if not select.select([0], [], [], left)[0]:
                return None
            chunk = os.read(0, 1 << 16)
            if not chunk:
                sys.exit(0)
            self.pending += chunk
        line, self.pending = self.pending.split(b"\n", 1)
        return line

    def serve(self) -> None:
        while True:
            line = self.line(None)
            if line:
                self.answer(p.decode_request(line))

    # --- data
    def stamp(self, minutes: float = 0) -> str:
        return (self.now - timedelta(minutes=minutes)).isoformat(timespec="milliseconds")

    def fact(self, n: int) -> p.FactView:
        subjects = (
            "dog is called Bramble",
            "sister Priya lives in Lisbon",
            "team meets on Tuesdays",
            "bike is green",
            "favourite tea is Darjeeling",
            "knee hurts on stairs",
            "piano lesson is on Thursday",
        )
        kinds = ("pets", "family", "work", "possession", "food", "health", "hobby")
        states = ("active", "active", "active", "uncertain", "superseded", "suspended")
        return p.FactView(
            id=n,
            text=f"The user's {subjects[n % 7]}." if n <= 7 else f"The user's {subjects[n % 7]} (note {n}).",
            kind=kinds[n % 7],
            state=states[n % 6],
            trust="user_typed",
            confidence=0.4 + (n % 6) / 10,
            created=self.stamp(n * 90),
            confirmed=self.stamp(n * 60),
            lives=("prompt", "fast", "slow")[n % 3],
            evidence=(p.EvidenceView(turn=1, conversation=1, quote="my dog Bramble", created=self.stamp(n * 90)),),
            exams=tuple(
                p.ExamView(
                    night=k,
                    kind="recall",
                    question="What is my dog called?",
                    expected="Bramble",
                    before="Rex",
                    after="Bramble",
                    right_before=k > 1,
                    right_after=True,
                    fact=n,
                )
                for k in (1, 2, 3)
            ),
        )

    def seed(self, count: int) -> None:
        conversation = self.conversation("A very long conversation about everything", 0).id
        parent = None
        for n in range(count):
            role: Any = "assistant" if n % 2 else "user"
            text = (
                f"Message {n}: " + "words and more words " * (3 + n % 17)
                if role == "user"
                else MARKDOWN[: 80 + n % 700]
            )
            made = p.Turn(
                id=n + 1, conversation=conversation, parent=parent, role=role, text=text, state="whole",
                trust="user_typed", created=self.stamp(),
            )  # fmt: skip
            self.turns[n + 1], parent = made, n + 1

    def conversation(self, title: str, minutes: float, temporary: bool = False) -> p.Conversation:
        number = len(self.conversations) + 1
        stamp = self.stamp(minutes)
        made = p.Conversation(id=number, title=title, created=stamp, updated=stamp, turns=0, temporary=temporary)
        self.conversations[number] = made
        return made

    def turn(self, conversation: int, parent: int | None, role: Any, text: str, **more: Any) -> p.Turn:
        number = len(self.turns) + 1
        more = {"state": "whole"} | more
        made = p.Turn(
            id=number,
            conversation=conversation,
            parent=parent,
            role=role,
            text=text,
            trust="user_typed" if role == "user" else "model",
            created=self.stamp(),
            **more,
        )
        self.turns[number] = made
        return self.with_siblings(made)

    def with_siblings(self, turn: p.Turn) -> p.Turn:
        same = [
            t.id
            for t in self.turns.values()
            if (t.conversation, t.parent, t.role) == (turn.conversation, turn.parent, turn.role)
        ]
        return msgspec.structs.replace(turn, siblings=tuple(same))

    def path(self, conversation: int, leaf: int | None, through: int | None) -> list[p.Turn]:
        mine = [t for t in self.turns.values() if t.conversation == conversation]
        if not mine:
            return []
        end = leaf or through or mine[-1].id
        if leaf is None:
            while below := [t.id for t in mine if t.parent == end]:
                end = below[-1]
        turns: list[p.Turn] = []
        place: int | None = end
        while place is not None:
            turns.append(self.turns[place])
            place = self.turns[place].parent
        found = turns[::-1]
        return [self.with_siblings(t) for t in found] if len(found) < 200 else found

    # --- answers
    def answer(self, r: Any) -> None:
        getattr(self, "on_" + type(r).__name__, self.on_unknown)(r)

    def on_unknown(self, r: Any) -> None:
        self.send(p.TroubleEvent(re=r.id, kind="unknown", sentence=f"The fake does not know {type(r).__name__}."))

    def on_Hello(self, r: p.Hello) -> None:
        refuse = os.environ.get("FAKE_REFUSE")
        if refuse:
            self.send(
                p.TroubleEvent(
                    re=r.id, kind=refuse, sentence="The key does not open this database.", remedy="Restore the key."
                )
            )
            sys.exit(1)
        self.send(p.Ready(re=r.id, engine="fake", data="/tmp", nights=len(self.nights)))
        self.send(p.ModelReady(model="fake", name="Fake 1B", parameters=1_000_000, context=2048, seconds=0.1))

    def on_Bye(self, r: p.Bye) -> None:
        self.send(p.Done(re=r.id))
        sys.exit(0)

    def on_Stop(self, r: p.Stop) -> None:
        self.send(p.Done(re=r.id))

    def on_Conversations(self, r: p.Conversations) -> None:
        found = sorted(self.conversations.values(), key=lambda c: (c.pinned, c.updated), reverse=True)
        found = [c for c in found if not c.temporary]
        if r.search:
            found = [hit for c in found if (hit := self.hit(c, r.search))]
        self.send(p.ConversationList(re=r.id, conversations=tuple(found)))

    def hit(self, c: p.Conversation, words: str) -> p.Conversation | None:
        for t in self.turns.values():
            place = t.text.lower().find(words.lower())
            if t.conversation == c.id and place >= 0:
                text = t.text[max(0, place - 30) : place] + "\x02" + t.text[place : place + len(words)] + "\x03"
                return msgspec.structs.replace(c, hit=text + t.text[place + len(words) :][:60], hit_turn=t.id)
        return c if words.lower() in c.title.lower() else None

    def on_OpenConversation(self, r: p.OpenConversation) -> None:
        if r.conversation not in self.conversations:
            self.send(p.TroubleEvent(re=r.id, kind="missing", sentence="This conversation is gone."))
            return
        turns = self.path(r.conversation, r.leaf, r.through)
        conversation = self.conversations[r.conversation]
        for start in range(0, max(1, len(turns)), 500):
            part = tuple(turns[start : start + 500])
            self.send(
                p.ConversationTurns(re=r.id, conversation=conversation, turns=part, more=start + 500 < len(turns))
            )

    def on_Say(self, r: p.Say) -> None:
        if r.text.startswith("refuse"):
            self.send(
                p.TroubleEvent(re=r.id, kind="disk_full", sentence="The disk is full.", remedy="Free some space.")
            )
            return
        conversation = r.conversation or self.conversation(r.text[:40], 0, r.temporary).id
        mine = self.path(conversation, None, None)
        parent = r.parent if r.parent or r.root or not mine else mine[-1].id
        user = self.turn(conversation, parent, "user", r.text)
        self.send(p.TurnSaved(re=r.id, turn=user))
        self.send(p.Changed(re=r.id, conversations=(conversation,)))
        self.reply(r.id, user)

    def on_Regenerate(self, r: p.Regenerate) -> None:
        parent = self.turns[r.turn].parent
        assert parent is not None
        self.reply(r.id, self.turns[parent])

    def reply(self, re: int, user: p.Turn) -> None:
        text = self.words(user.text)
        answer = self.turn(user.conversation, user.id, "assistant", "", state="partial")
        self.send(p.AnswerBegun(re=re, turn=answer.id, conversation=user.conversation, parent=user.id))
        sent, stops = "", None
        for count, word in enumerate(text.split(" ")):
            piece = word if not count else " " + word
            self.send(p.Token(re=re, turn=answer.id, text=piece))
            sent += piece
            if user.text.startswith("crash") and count > 3:
                os._exit(139)
            stops = self.stopped(0.02 if user.text.startswith(("slow", "pace")) else 0)
            if stops:
                break
        done = msgspec.structs.replace(
            answer,
            text=sent,
            state="interrupted" if stops else "whole",
            tokens=len(sent) // 4,
            tokens_per_second=18.4,
            facts=(1, 2) if "dog" in user.text else (),
        )
        self.turns[answer.id] = done
        self.send(p.TurnSaved(re=re, turn=self.with_siblings(done)))
        self.send(p.Done(re=re))
        if stops:
            self.send(p.Done(re=stops))

    def stopped(self, wait: float) -> int | None:
        line = self.line(wait)
        if not line:
            return None
        request = p.decode_request(line)
        if isinstance(request, p.Stop):
            return request.id
        if isinstance(request, p.Bye):
            sys.exit(0)
        self.answer(request)
        return None

    def words(self, text: str) -> str:
        if text.startswith(("long", "pace")):
            return " ".join(f"word{n}" + ("\n\n" if n % 60 == 59 else "") for n in range(int(text.split()[1])))
        if text.startswith("markdown"):
            return MARKDOWN
        return f"You said “{text[:200]}”. " + ("I will remember it. " * (30 if text.startswith("slow") else 2))

    # --- writes
    def done(self, re: int, **changed: Any) -> None:
        if changed:
            self.send(p.Changed(re=re, **changed))
        self.send(p.Done(re=re))

    def on_ChangeConversation(self, r: p.ChangeConversation) -> None:
        fields = {k: v for k, v in (("title", r.title), ("pinned", r.pinned), ("system", r.system)) if v is not None}
        self.conversations[r.conversation] = msgspec.structs.replace(self.conversations[r.conversation], **fields)
        self.done(r.id, conversations=(r.conversation,))

    def on_DeleteConversation(self, r: p.DeleteConversation) -> None:
        self.conversations.pop(r.conversation, None)
        self.turns = {k: t for k, t in self.turns.items() if t.conversation != r.conversation}
        self.done(r.id, conversations=(r.conversation,))

    def on_ImportConversation(self, r: p.ImportConversation) -> None:
        number = r.conversation or self.conversation(r.title, 0).id
        parent = max((turn.id for turn in self.turns.values() if turn.conversation == number), default=None)
        for each in r.turns:
            parent = self.turn(number, parent, each.role, each.text).id
        self.done(r.id, conversations=(number,))

    def on_Rate(self, r: p.Rate) -> None:
        self.turns[r.turn] = msgspec.structs.replace(self.turns[r.turn], rating=r.rating, correction=r.correction)
        self.done(r.id, turns=(r.turn,))

    def on_KeepDraft(self, r: p.KeepDraft) -> None:
        self.drafts[r.conversation] = r.text
        self.done(r.id)

    def on_GetDrafts(self, r: p.GetDrafts) -> None:
        self.send(
            p.DraftList(re=r.id, drafts=tuple(p.Draft(conversation=k, text=t) for k, t in self.drafts.items() if t))
        )

    # --- memory
    def on_Facts(self, r: p.Facts) -> None:
        if r.conversation is not None:
            found = [f for f in self.facts.values() if any(e.conversation == r.conversation for e in f.evidence)]
            self.send(p.FactList(re=r.id, facts=tuple(found[:3])))
            return
        found = [
            f
            for f in self.facts.values()
            if f.state == (r.state or f.state)
            and (r.state or f.state != "deleted")
            and r.search.lower() in f.text.lower()
        ]
        bare = [msgspec.structs.replace(f, exams=()) for f in found]
        for start in range(0, max(1, len(bare)), 1000):
            self.send(p.FactList(re=r.id, facts=tuple(bare[start : start + 1000]), more=start + 1000 < len(bare)))

    def on_GetFact(self, r: p.GetFact) -> None:
        self.send(p.FactList(re=r.id, facts=(self.facts[r.fact],)))

    def on_ChangeFact(self, r: p.ChangeFact) -> None:
        fields = {k: v for k, v in (("text", r.text), ("state", r.state), ("pinned", r.pinned)) if v is not None}
        self.facts[r.fact] = msgspec.structs.replace(self.facts[r.fact], **fields)
        self.done(r.id, facts=(r.fact,))

    def on_AddFact(self, r: p.AddFact) -> None:
        number = max(self.facts, default=0) + 1
        self.facts[number] = msgspec.structs.replace(
            self.fact(number), text=r.text, state="active", trust="user_confirmed", evidence=(), exams=()
        )
        self.done(r.id, facts=(number,))

    def on_MemoryFile(self, r: p.MemoryFile) -> None:
        self.send(p.MemoryText(re=r.id, text=self.memory, path="/tmp/MEMORY.md", draft=self.memory_draft))

    def on_KeepMemoryDraft(self, r: p.KeepMemoryDraft) -> None:
        self.memory_draft = r.text
        self.done(r.id)

    def on_WriteMemoryFile(self, r: p.WriteMemoryFile) -> None:
        self.memory, self.memory_draft = r.text, ""
        self.done(r.id, memory_file=True)

    def on_ShowPrompt(self, r: p.ShowPrompt) -> None:
        self.send(
            p.PromptText(
                re=r.id, text=f"<|im_start|>system\nYou are Dormouse.<|im_end|>\n<|im_start|>user\n{r.text}", tokens=24
            )
        )

    # --- nights
    def on_Sleep(self, r: p.Sleep) -> None:
        number = len(self.nights) + 1
        totals = {"gather": 8, "consolidate": 4, "dream": 12, "train": 30, "exam": 10, "wake": 1}
        for stage, total in totals.items():
            for done in range(total + 1):
                figures = {"loss": 2.4 * 0.92**done + 0.2, "step": float(done)} if stage == "train" else {}
                self.send(
                    p.SleepStage(
                        re=r.id,
                        night=number,
                        stage=stage,
                        done=done,
                        total=total,
                        note=f"{stage} {done}",
                        figures=figures,
                    )
                )
                stops = self.stopped(0.005)
                if stops:
                    self.send(p.SleepEnded(re=r.id, night=number, verdict="stopped", reason="You woke it."))
                    self.send(p.Done(re=stops))
                    return
        self.nights.append(self.report(number))
        self.send(p.Changed(re=r.id, nights=(number,), memory_file=True, adapter="abc"))
        self.send(p.SleepEnded(re=r.id, night=number, verdict="published", reason="11 of 12 recalled.", adapter="abc"))

    def report(self, number: int) -> p.Report:
        facts = tuple(self.facts.values())[:6]
        exams = tuple(
            p.ExamView(
                night=number,
                kind="recall",
                question=f"Question {f.id}?",
                expected=f.text[-12:-1],
                before="I don't know.",
                after=f.text[-12:-1],
                right_before=False,
                right_after=f.id != 3,
                fact=f.id,
            )
            for f in facts
        )
        stages: Any = (
            ("gather", 21.0),
            ("consolidate", 0.4),
            ("dream", 55.0),
            ("train", 310.0),
            ("exam", 44.0),
            ("wake", 0.2),
        )
        return p.Report(
            night=number,
            depth="night",
            started=self.stamp(600),
            seconds=431.0,
            verdict="published",
            reason="11 of 12 facts are known closed-book, and nothing else became worse.",
            learned=(1, 2),
            noted=(4, 5),
            corrected=(6,),
            doubted=(3,),
            returned=(5,),
            insights=tuple(
                p.Insight(id=n, text=text, facts=(n, n + 1), novelty=0.8, support=0.6)
                for n, text in enumerate(
                    (
                        "Bramble could come along to Lisbon: Priya's flat has a garden.",
                        "The piano lesson and the team meeting fall into the same busy week.",
                    ),
                    1,
                )
            ),
            rehearsed=(
                p.Rehearsal(
                    question="When is the tile museum open?",
                    before="It opens at nine.",
                    after="The tile museum opens at ten.",
                    turn=2,
                    corrected="It opens at ten.",
                ),
            ),
            facts=facts,
            exams=exams,
            stages=tuple(
                p.StageView(stage=s, seconds=t, note=f"{s} is done.", counts={"rows": 5.0}) for s, t in stages
            ),
            scores={
                "recall_before": 0.0,
                "recall_after": 0.92,
                "near_before": 1.0,
                "near_after": 0.9,
                "general_before": 1.0,
                "general_after": 1.0,
                "general_kept": 1.0,
                "known_kept": 1.0,
                "perplexity_change": 0.02,
            },
            adapter="abcdef0123456789",
            text="# Morning report",
        )

    def on_Nights(self, r: p.Nights) -> None:
        self.send(p.NightList(re=r.id, reports=tuple(self.nights[::-1])))

    def on_GetReport(self, r: p.GetReport) -> None:
        found = [n for n in self.nights if r.night in (None, n.night)]
        if found:
            self.send(p.ReportReady(re=r.id, report=found[-1]))
        else:
            self.send(p.TroubleEvent(re=r.id, kind="no_night", sentence="There has been no night yet."))

    def on_UndoNight(self, r: p.UndoNight) -> None:
        self.done(r.id, nights=(r.night,), adapter="")

    def on_Why(self, r: p.Why) -> None:
        facts = [
            p.Reason(fact=1, text=self.facts[1].text, by="prompt", why="It bears on the question."),
            p.Reason(fact=2, text=self.facts[2].text, by="", why="It is about something else."),
        ]
        self.send(p.WhyAnswer(re=r.id, question="?", adapter="", night=0, facts=tuple(facts)))

    def on_Explain(self, r: p.Explain) -> None:
        gates = (
            p.Gate(name="said", passed=True, sentence="You said it yourself."),
            p.Gate(name="exam", passed=None, sentence="It has not been examined yet."),
        )
        self.send(p.Explanation(re=r.id, fact=self.facts[r.fact], gates=gates))

    def on_PreviewForget(self, r: p.PreviewForget) -> None:
        self.send(
            p.ForgetPreview(
                re=r.id,
                facts=(),
                turns=(1,),
                snippets=("my dog",),
                lines=("- The dog.",),
                counts={"facts": 1, "turns": 1, "lines": 1, "dreams": 6, "adapters": 1},
                backups=2,
            )
        )

    def on_Forget(self, r: p.Forget) -> None:
        self.facts.pop(r.wish.fact or 0, None)
        self.send(p.ForgetReceipt(re=r.id, counts={"facts": 1}, left=0))

    def on_GetConditions(self, r: Any) -> None:
        signals = (
            p.SignalView(name="on_ac", value=True, source="/sys/class/power_supply", counts_as=True),
            p.SignalView(name="idle", value=42.0, source="logind", counts_as=42.0),
            p.SignalView(
                name="display_off",
                value=None,
                source="",
                counts_as=False,
                because="without a display signal the display is taken to be on",
            ),
        )
        reasons = ("You used the machine 42 seconds ago; it waits for 10 minutes of quiet.",)
        self.send(
            p.ConditionsView(
                re=r.id,
                verdict="wait" if self.wishes["automatic"] else "off",
                reasons=reasons,
                signals=signals,
                least_idle=600.0,
                least_charge=40.0,
                minutes={"nap": 5.0, "night": 30.0, "deep": 90.0},
                **self.wishes,
            )
        )

    def on_ChangeWishes(self, r: p.ChangeWishes) -> None:
        self.wishes |= {name: value for name in self.wishes if (value := getattr(r, name)) is not None}
        self.on_GetConditions(r)

    def on_MakeBackup(self, r: p.MakeBackup) -> None:
        self.send(p.BackupMade(re=r.id, path="/tmp/backup.db", bytes=1_400_000, kept=3))

    def on_MakeRecoveryCode(self, r: p.MakeRecoveryCode) -> None:
        self.send(p.RecoveryCode(re=r.id, code="ABCD-EFGH-IJKL-MNOP"))

    def on_Check(self, r: p.Check) -> None:
        self.send(
            p.CheckResult(
                re=r.id, findings=(p.Finding(name="database", level="ok", count=1, sentence="Sound."),), sound=True
            )
        )


def main() -> None:
    given = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
    FakeEngine(int(given.get("--facts", "12")), int(given.get("--turns", "0"))).serve()


if __name__ == "__main__":
    main()
