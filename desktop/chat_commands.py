"""What can be done with a conversation from menus, shortcuts and the command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow


class ChatCommands(QObject):
    """Acts on the window's open conversation."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session

    def rename(self) -> None:
        """Edit the title in the list."""
        if self._session.id:
            self._window.show_sidebar(True)
            self._window.sidebar.list.rename(self._session.id)

    def pin(self) -> None:
        """Pin or unpin."""
        if self._session.conversation:
            self._window.change(self._session.conversation.id, pinned=not self._session.conversation.pinned)

    def delete_open(self) -> None:
        """Delete, after asking."""
        if self._session.id:
            self.delete(self._session.id)

    def _last(self, role: str) -> protocol.Turn | None:
        return next((turn for turn in reversed(self._session.turns) if turn.role == role), None)

    def regenerate_last(self) -> None:
        """Answer once more."""
        turn = self._last("assistant")
        if turn is not None:
            self._session.regenerate(turn.id)

    def edit_last(self) -> None:
        """Open the editor of the user's last message."""
        turn = self._last("user")
        if turn is None:
            return
        self._window.chat.view.to_turn(turn.id)  # far above, it has no widget yet
        view = self._window.chat.view.message(turn.id)
        if view is not None:
            view.open_box("", turn.text, self.tr("Send"), "edited")

    def copy_last(self) -> None:
        """Copy the newest answer."""
        turn = self._last("assistant")
        if turn is not None:
            QGuiApplication.clipboard().setText(turn.text)

    def rate_last(self, action: str) -> None:
        """Thumbs "up" or "down" for the newest answer."""
        turn = self._last("assistant")
        if turn is not None and turn.id > 0:
            self._window.show_page("chat")
            self._window.chat.view.to_turn(turn.id)
            self._window.chat.view.asked.emit(turn.id, action, None)

    def step(self, by: int) -> None:
        """Open the conversation below (1) or above (-1) the open one in the list."""
        ids = [each.id for each in self._window.conversations]
        here = ids.index(self._session.id) if self._session.id in ids else -1 if by > 0 else len(ids)
        if 0 <= here + by < len(ids):
            self._window.open_conversation(ids[here + by])

    def delete(self, number: int) -> None:
        """Delete, after asking in plain words."""
        title = next((each.title for each in self._window.conversations if each.id == number), "")
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Delete this conversation?"), title, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("Its messages are removed from this machine. What was learned from it stays in Memory.")
        box.setInformativeText(words)
        box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.buttonRole(box.clickedButton()) == QMessageBox.ButtonRole.DestructiveRole:
            self._window.link.ask(protocol.DeleteConversation, self._window.hear_trouble, conversation=number)
            if self._session.id == number:
                self._window.new_chat()

    def export(self, number: int) -> None:
        """Write a conversation to a file."""
        from desktop.exchange import export_dialog

        if number:
            export_dialog(self._window, self._window.link, number)

    def export_open(self) -> None:
        """Write the open conversation to a file."""
        self.export(self._session.id or 0)

    def import_file(self) -> None:
        """Read a conversation from a file."""
        from desktop.exchange import import_dialog

        import_dialog(self._window, self._window.link)

    def edit_system(self) -> None:
        """Edit the open conversation's system prompt, or that of the one which begins with the next message."""
        from desktop.dialogs import ask_text

        conversation = self._session.conversation
        before = conversation.system if conversation else self._session.system
        words = self.tr("Instructions for this conversation only, such as a tone or a role.")
        text = ask_text(self._window, self._window.theme, self.tr("System prompt"), words, before)
        if text is not None and conversation is not None:
            self._window.change(conversation.id, system=text)
        elif text is not None:
            self._session.system = text
