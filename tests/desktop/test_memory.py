from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop import fact_actions, fact_porter
from desktop.drafts import WAIT
from desktop.fact_model import FactFilter, FactModel
from desktop.fact_news import QUIET
from desktop.memory_panel import MemoryPanel
from desktop.theme import Theme
from engine import protocol
from tests.desktop.fake_engine import FakeEngine

FACTS = list(FakeEngine(60).facts.values())


def open_panel(open_window, *arguments):
    user = open_window(*arguments)
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel.model.rows)
    return user, panel


def test_ten_thousand_facts_cost_what_is_seen_of_them(open_window, monkeypatch):
    """The newest are there with the first part of the answer; no cell is asked for that is not on the screen."""
    asked, first, data, show = [0], [], FactModel.data, FactModel.show_facts

    def counted(model, index, role=0):
        asked[0] += 1
        return data(model, index, role)

    def shown(model, facts):
        show(model, facts)
        first.append(len(model._all))

    monkeypatch.setattr(FactModel, "data", counted)
    monkeypatch.setattr(FactModel, "show_facts", shown)
    user, panel = open_panel(open_window, "--facts", "10000")
    user.until(lambda: panel.model.counts() == (8333, 10_000))
    panel.repaint()
    assert first[0] == 1000
    assert 100 < asked[0] < 30_000, "ten thousand rows of six cells were asked for"


def test_one_fact_after_the_other_leaves_nothing_of_the_first(open_window):
    def shown(title: str) -> int:
        return sum(each.text() == title and each.isVisible() for each in panel.detail.findChildren(QLabel))

    user, panel = open_panel(open_window)
    for row in range(3):
        panel.table.selectRow(row)
        user.until(lambda text=panel.model.rows[row].text: shown(text))
    assert shown("Source") == shown("Confidence") == 1


def test_edit_and_undo(open_window, monkeypatch):
    user, panel = open_panel(open_window)
    fact = panel.model.rows[0]
    panel.table.selectRow(0)
    monkeypatch.setattr(fact_actions, "ask_text", lambda *_: "The user's cat is called Tom.")
    panel.detail.asked.emit("edit", fact.id)
    user.until(lambda: panel.model.fact(fact.id).text == "The user's cat is called Tom.")
    panel.undo_stack.undo()
    user.until(lambda: panel.model.fact(fact.id).text == fact.text)
    panel.undo_stack.redo()
    user.until(lambda: panel.model.fact(fact.id).text == "The user's cat is called Tom.")


def test_delete_many_and_undo(open_window):
    user, panel = open_panel(open_window)
    shown = len(panel.model.rows)
    panel.table.selectAll()
    panel._asked("delete", 0)
    user.until(lambda: not panel.model.rows)
    assert panel._stack.currentIndex() == 1
    panel.undo_stack.undo()
    user.until(lambda: len(panel.model.rows) == shown)


def test_pin_goes_to_the_top(open_window):
    user, panel = open_panel(open_window)
    last = panel.model.rows[-1]
    panel.table.selectRow(len(panel.model.rows) - 1)
    panel.detail.asked.emit("pin", last.id)
    user.until(lambda: panel.model.rows[0].id == last.id)


def test_add_by_hand(open_window, monkeypatch):
    user, panel = open_panel(open_window)
    monkeypatch.setattr(fact_porter, "ask_text", lambda *_: "The user's boat is called Otter.")
    panel.porter.add()
    user.until(lambda: any("Otter" in fact.text for fact in panel.model.rows))


def test_evidence_opens_the_conversation(open_window):
    user, panel = open_panel(open_window, "--turns", "4")
    panel.table.selectRow(0)
    user.until(lambda: panel.detail.fact is not None and panel.detail.fact.evidence)
    panel.detail.turn_wanted.emit(1, 1)
    user.until(lambda: user.window.session.id == 1)
    assert user.window.stack.currentWidget() is user.window.chat


def test_memory_file_is_edited(open_window):
    user, panel = open_panel(open_window)
    panel.tabs.setCurrentWidget(panel.file)
    user.until(lambda: "Bramble" in panel.file.text.toPlainText())
    assert not panel.file.save.isEnabled()
    panel.file.text.appendPlainText("- The user likes rain.")
    assert panel.file.save.isEnabled()
    panel.file.save.click()
    user.until(lambda: not panel.file.changed)
    assert "rain" in panel.file.text.toPlainText()


def test_an_edited_memory_file_outlives_its_window_and_can_be_discarded(open_window):
    user, panel = open_panel(open_window)
    kept: list[str] = []

    def hear(event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.MemoryText):
            kept.append(event.draft)

    panel.tabs.setCurrentWidget(panel.file)
    user.until(lambda: "Bramble" in panel.file.text.toPlainText())
    panel.file.text.appendPlainText("- The user likes rain.")
    user.until(lambda: panel.file._kept.endswith("rain."))
    fresh = MemoryPanel(user.window.theme, user.window.link, user.window.library)
    user.bot.addWidget(fresh)
    fresh.tabs.setCurrentWidget(fresh.file)
    user.until(lambda: fresh.file.text.toPlainText().endswith("likes rain."))
    assert fresh.file.changed and "here again" in fresh.banner.text.text()
    fresh.file._again.click()
    user.until(lambda: not fresh.file.changed)
    assert "rain" not in fresh.file.text.toPlainText()
    user.bot.wait(2 * WAIT)
    user.window.link.ask(protocol.MemoryFile, hear)
    user.until(lambda: kept == [""])


def test_what_was_forgotten_is_not_kept_again_from_an_open_page(open_window, monkeypatch):
    user, panel = open_panel(open_window)
    panel.tabs.setCurrentWidget(panel.file)
    user.until(lambda: "Bramble" in panel.file.text.toPlainText())
    panel.file.text.appendPlainText("- The user's secret is Quillfeather.\n- The user likes rain.")
    user.until(lambda: "rain" in panel.file._kept)
    user.window.link.ask(protocol.KeepMemoryDraft, text="- The user likes rain.")  # as a forgetting leaves it
    panel.file._kept = ""  # as if what was typed last had not arrived
    sent, ask = [], user.window.link.ask

    def watched(kind, *given, **fields):
        sent.extend([fields["text"]] if kind is protocol.KeepMemoryDraft else [])
        return ask(kind, *given, **fields)

    monkeypatch.setattr(user.window.link, "ask", watched)
    panel.heard(protocol.ForgetReceipt(counts={}, left=0))
    assert panel.file.text.isReadOnly() and not panel.file.save.isEnabled()
    user.until(lambda: panel.file.text.toPlainText() == "- The user likes rain.")
    user.bot.wait(2 * WAIT)
    assert not [text for text in sent if "Quillfeather" in text] and panel.file.changed


def test_nothing_can_be_typed_before_the_memory_file_is_read(open_window):
    user, panel = open_panel(open_window)
    user.bot.keyClicks(panel.file.text, "- a page of one line")
    assert panel.file.text.toPlainText() == "" and not panel.file.save.isEnabled()
    panel.tabs.setCurrentWidget(panel.file)
    user.until(lambda: "Bramble" in panel.file.text.toPlainText())
    user.bot.keyClicks(panel.file.text, "# ")
    assert panel.file.save.isEnabled()


def test_what_is_typed_while_the_memory_file_is_read_stays(open_window):
    user, panel = open_panel(open_window)
    panel.tabs.setCurrentWidget(panel.file)
    user.until(lambda: "Bramble" in panel.file.text.toPlainText())
    panel.file.refresh()
    panel.file.text.appendPlainText("- The user likes rain.")
    user.bot.wait(100)
    assert panel.file.text.toPlainText().endswith("likes rain.") and panel.file.changed


def test_the_prompt_is_shown_with_its_tokens(open_window):
    user, panel = open_panel(open_window)
    panel.tabs.setCurrentWidget(panel.prompt)
    user.until(lambda: "<|im_start|>" in panel.prompt.text.toPlainText())
    assert "24 tokens" in panel.prompt._count.text()


@given(
    words=st.sampled_from(["", "dog", "note 1", "USER"]),
    kind=st.sampled_from(["", "pets", "work"]),
    state=st.sampled_from(["", "all", "active", "deleted"]),
    lives=st.sampled_from(["", "fast"]),
    days=st.sampled_from([0, 1]),
)
def test_filter_keeps_exactly_what_fits(words, kind, state, lives, days):
    fits = FactFilter(words=words, kind=kind, state=state, lives=lives, days=days).test(datetime.now(UTC))
    for fact in FACTS:
        expected = all(word in fact.text.lower() for word in words.lower().split())
        expected = expected and kind in ("", fact.kind) and lives in ("", fact.lives)
        hidden = fact.state in ("deleted", "superseded")
        expected = expected and ((not hidden) if not state else state in ("all", fact.state))
        age = datetime.now(UTC) - datetime.fromisoformat(fact.confirmed)
        expected = expected and (not days or age.days < days)
        assert fits(fact) == expected


@pytest.mark.parametrize("column", range(6))
def test_every_column_sorts_both_ways(column, qapp):
    from PySide6.QtCore import Qt

    model = FactModel(Theme("light"))
    model.show_facts(FACTS)
    keys = (lambda f: f.text.casefold(), lambda f: f.kind, lambda f: f.state, lambda f: f.lives,
            lambda f: f.confidence, lambda f: f.confirmed)  # fmt: skip
    for order, falling in ((Qt.SortOrder.AscendingOrder, False), (Qt.SortOrder.DescendingOrder, True)):
        model.sort(column, order)
        found = [keys[column](fact) for fact in model.rows]
        assert found == sorted(found, reverse=falling)
        assert len(set(found)) > 1


def test_gates_say_why_a_fact_is_where_it_is(open_window):
    from PySide6.QtWidgets import QLabel

    user, panel = open_panel(open_window)
    panel.table.selectRow(0)
    user.until(lambda: any("examined" in label.text() for label in panel.detail.findChildren(QLabel)))


def squeezed(widget):
    """Wrapped text that is lower than it needs to be at its width."""
    from PySide6.QtWidgets import QLabel

    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.wordWrap()
            and each.height() < each.heightForWidth(each.width()) - 1]  # fmt: skip


def test_the_page_leaves_the_sidebar_its_width(open_window):
    user = open_window()
    user.window.resize(1160, 780)
    user.bot.wait(20)
    before = user.window.splitter.sizes()[0]
    for page in ("memory", "settings", "night", "models"):
        user.window.show_page(page)
        user.bot.wait(20)
        assert user.window.splitter.sizes()[0] == before
    user.window.toggle_sidebar()
    user.window.theme.flip()
    user.window.toggle_sidebar()
    user.bot.wait(20)
    assert user.window.splitter.sizes()[0] == before


def test_forget_dialog_says_where_it_lives(open_window):
    from PySide6.QtWidgets import QLabel

    from desktop.forget_dialog import ForgetDialog

    user, panel = open_panel(open_window)
    fact = panel.model.rows[0]
    dialog = ForgetDialog(user.window.theme, user.window.link, fact.id, fact.text, user.window)
    dialog.show()
    user.until(dialog.accept_button.isEnabled)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("dreams: 6", "backups: 2", "out of use at once", "cannot be undone"):
        assert words in shown
    user.until(lambda: not squeezed(dialog))
    dialog.accept_button.click()
    user.until(lambda: panel.model.fact(fact.id) is None)
    dialog.close()


def test_memories_go_out_and_come_in(open_window, tmp_path, monkeypatch):
    from desktop.fact_exchange import read_lines, write_facts

    user, panel = open_panel(open_window)
    for name in ("m.md", "m.json"):
        assert write_facts(panel.model.rows, tmp_path / name)
        assert read_lines(tmp_path / name) == [fact.text for fact in panel.model.rows]
    assert not write_facts(panel.model.rows, tmp_path / "no" / "m.md")
    (tmp_path / "broken.json").write_text('{"a": ')
    assert read_lines(tmp_path / "broken.json") == []
    monkeypatch.setattr(fact_porter, "ask_text", lambda *arguments: arguments[-1])
    panel.porter.import_lines([panel.model.rows[0].text, "The user has a kayak."])
    user.until(lambda: any("kayak" in fact.text for fact in panel.model.rows))
    assert panel.model.counts()[1] == 13  # what was known is not added again


def test_an_answer_says_what_it_knew(open_window):
    from PySide6.QtWidgets import QLabel

    from desktop.used_memories import UsedMemories

    user = open_window()
    user.say("hello dog")
    popup = UsedMemories(user.window.theme, user.window.link, 2, user.window)
    popup.show()
    user.until(lambda: any("bears on" in label.text() for label in popup.findChildren(QLabel)))
    popup.close()


def watch(user):
    """The requests from now on."""
    sent, ask = [], user.window.link.ask

    def watched(kind, *given, **fields):
        sent.append((kind, fields))
        return ask(kind, *given, **fields)

    user.window.link.ask = watched
    return sent


def test_a_hidden_page_asks_once_for_what_has_changed(open_window):
    """With a memory selected; it asked for ever, and the engine never had quiet."""
    user, panel = open_panel(open_window)
    panel.table.selectRow(2)
    user.until(lambda: panel.detail.fact is not None and panel.detail.fact.exams)
    user.window.show_page("chat")
    user.bot.wait(100)
    sent = watch(user)
    user.window.link.said.emit(protocol.Changed(facts=(panel.model.rows[4].id,)))
    user.bot.wait(4 * QUIET)
    assert [kind for kind, _ in sent] == [protocol.GetFact]


def test_many_changes_are_read_and_drawn_together(open_window, monkeypatch):
    user, panel = open_panel(open_window, "--facts", "400")
    user.until(lambda: panel.model.counts()[1] == 400)
    rows = len(panel.model.rows)
    panel.table.selectRow(0)
    first = panel.model.rows[0].id
    user.until(lambda: panel.detail.fact is not None and panel.detail.fact.exams)
    drawn, fill = [], FactModel._fill
    monkeypatch.setattr(FactModel, "_fill", lambda model: (drawn.append(1), fill(model)))
    sent = watch(user)
    panel.table.choose([fact.id for fact in panel.model.rows[:80]])
    panel._asked("delete", 0)
    user.until(lambda: len(panel.model.rows) == rows - 80)
    user.until(lambda: panel.detail.fact.id == first and panel.detail.fact.state == "deleted")
    asked = [kind for kind, _ in sent]
    assert asked.count(protocol.ChangeFact) == 80
    assert asked.count(protocol.GetFact) < 10 and len(drawn) < 10, "every one was read and drawn by itself"


def test_choosing_many_again_does_not_turn_to_another_memory(open_window):
    _, panel = open_panel(open_window)
    panel.table.selectRow(4)
    shown = panel.model.rows[4].id
    panel.table.choose([panel.model.rows[row].id for row in (2, 3, 7)])
    panel._set_filter(words="user")
    assert len(panel._chosen()) == 4 and panel.detail.shown == shown


def test_edit_and_forget_act_on_the_memory_that_is_shown(open_window, monkeypatch):
    _, panel = open_panel(open_window)
    panel.table.selectRow(4)
    shown = panel.model.rows[4]
    panel.table.choose([panel.model.rows[row].id for row in (2, 3)])
    done = []
    monkeypatch.setattr(panel._actions, "do", lambda action, facts: done.append((action, [f.id for f in facts])))
    for action in ("edit", "forget", "pin"):
        panel.detail.asked.emit(action, shown.id)
    assert done == [("edit", [shown.id]), ("forget", [shown.id]), ("pin", panel._chosen())]
    assert len(panel._chosen()) == 3
    panel.table.clearSelection()
    panel.table.choose([panel.model.rows[0].id])
    panel.detail.asked.emit("delete", shown.id)  # no more among the chosen
    assert done[-1] == ("delete", [shown.id])


def test_the_keys_of_undo_and_redo_are_the_tables_own(open_window):
    user, panel = open_panel(open_window)
    fact = panel.model.rows[0].id
    panel.table.selectRow(0)
    panel.table.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    user.bot.keyClick(panel.table, Qt.Key.Key_Delete)
    user.until(lambda: panel.model.fact(fact).state == "deleted")
    user.bot.keyClick(panel.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.until(lambda: panel.model.fact(fact).state == "active")
    sent = watch(user)
    user.bot.keyClick(panel.table, Qt.Key.Key_Z, both)  # the window's own key for a night
    user.until(lambda: panel.model.fact(fact).state == "deleted")
    assert protocol.Sleep not in [kind for kind, _ in sent] and user.window.page == "memory"
