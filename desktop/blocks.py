"""The widgets inside a message: a run of prose and a block of code, each with a height for a given width.

Promises: neither fetches or opens anything (`loadResource` answers with nothing); a clicked link is only reported.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.highlight import Highlighter
from desktop.markdown import style
from desktop.style import mark
from desktop.theme import BASE_SIZE, Theme

PLAIN_LINE = 145.0  # percent: the height of a line of the user's own words
MEASURED_LINES, MEASURED_LETTERS = 60, 400  # enough to know that a text is wider than any bubble


class Prose(QTextBrowser):
    """Rendered prose, selectable, as tall as its text."""

    link_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = ""
        self._measured = (-1, 0)  # a width, and the height for it
        self._dressed = ""  # the style sheet in force
        mark(self, "bare")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )  # fmt: skip
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Message text"))
        self.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))

    def show_html(self, source: str) -> None:
        """Show `source`, the HTML of one `markdown.Block`."""
        self._source, self._measured = source, (-1, 0)
        sheet = style(self._theme.colours, self._theme.px(BASE_SIZE), self._theme.mono)
        if sheet != self._dressed:  # a growing answer comes here twenty times a second
            self._dressed = sheet
            self.document().setDefaultStyleSheet(sheet)
            self.document().setDefaultFont(self._theme.font())
        self.setHtml(f"<body>{source}</body>")
        self._drop_last_margin()

    def show_plain(self, text: str) -> None:
        """Show `text` as it is: the user's own words."""
        self._measured = (-1, 0)
        self.document().setDefaultFont(self._theme.font())
        self.setPlainText(text)
        form = QTextCursor(self.document()).blockFormat()
        form.setLineHeight(PLAIN_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _drop_last_margin(self) -> None:
        """No gap under the last line; the empty line that Qt keeps after a table is made as thin as can be."""
        last = self.document().lastBlock()
        cursor = QTextCursor(last)
        form = cursor.blockFormat()
        form.setBottomMargin(0)
        if not last.text() and last.previous().isValid():
            form.setTopMargin(0)
            form.setLineHeight(1, 2)
        cursor.setBlockFormat(form)

    def overhang(self) -> int:
        """How much of plain text's last line is air below its letters, more than above the first one."""
        return round(QFontMetrics(self.document().defaultFont()).height() * (PLAIN_LINE / 100 - 1))

    def ideal_width(self) -> int:
        """How wide plain text would be without wrapping, in logical pixels."""
        metrics = QFontMetrics(self.document().defaultFont())
        lines = self.toPlainText().split("\n")[:MEASURED_LINES]
        return 3 + max(metrics.horizontalAdvance(line[:MEASURED_LETTERS]) for line in lines)

    def height_for(self, width: int) -> int:
        """The height that the text needs at `width`."""
        if self._measured[0] != width:
            self.setLineWrapColumnOrWidth(width)  # not setTextWidth: a hidden widget sets that back to its own width
            self._measured = (width, math.ceil(self.document().size().height()))
        return self._measured[1]

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever loaded: not from the net, not from the disk, not from the text itself."""
        return ""

    def doSetSource(
        self, name: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.HtmlResource
    ) -> None:
        """Navigation inside the widget is refused."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The conversation scrolls, not its parts."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, and copy the address where there is one."""
        menu = QMenu(self)
        chosen = QAction(self.tr("Copy"), menu)
        chosen.setEnabled(self.textCursor().hasSelection())
        chosen.triggered.connect(self.copy)
        menu.addAction(chosen)
        menu.addAction(self.tr("Select all"), self.selectAll)
        address = self.anchorAt(event.pos())
        if address:
            menu.addAction(self.tr("Copy link address"), lambda: QGuiApplication.clipboard().setText(address))
        menu.exec(event.globalPos())


class _CodeText(QPlainTextEdit):
    """The text of a code block: scrolls sideways by itself, never up and down."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways here, up and down to the conversation."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()


class Code(QFrame):
    """A block of code with its language, a copy button and colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = ""
        mark(self, "code-block")
        self._bar = self._make_bar()
        self.text = _CodeText()
        mark(self.text, "code")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setFont(theme.font(13, mono=True))
        self.text.document().setDocumentMargin(0)
        self.text.setMinimumHeight(1)  # a single line is less than Qt would ask for
        self.text.setAccessibleName(self.tr("Code"))
        self._lines = Highlighter(self.text.document(), theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(6))
        inner.addWidget(self.text)
        layout.addLayout(inner)

    def _make_bar(self) -> QFrame:
        theme = self._theme
        bar = QFrame()
        mark(bar, "code-bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(*theme.mirrored(14, 2, 6, 2))
        self._name = QLabel()
        mark(self._name, "small")
        self._copy = QToolButton()
        self._copy.setIconSize(QSize(theme.px(14), theme.px(14)))
        self._copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._copy.setCursor(Qt.CursorShape.PointingHandCursor)
        self._copy.setAccessibleName(self.tr("Copy code"))
        self._copy.clicked.connect(self._copy_all)
        self._show_copy(copied=False)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._copy)
        bar.setFixedHeight(theme.px(34))
        return bar

    def show_code(self, code: str, language: str, complete: bool = True) -> None:
        """Show `code`; colours come with `complete`, because half a program has no sure tokens."""
        if self.text.toPlainText() != code:
            self.text.setPlainText(code)
        self._language = language
        self._name.setText(language or self.tr("code"))
        if complete and language:
            self._lines.show(code, language)

    def height_for(self, width: int) -> int:
        """The height of all lines, the bar and the sideways scroll bar where one is needed."""
        metrics, document = self.text.fontMetrics(), self.text.document()
        longest = max(metrics.horizontalAdvance(line) for line in self.text.toPlainText().split("\n")[:400])
        blocks = [document.findBlockByNumber(number) for number in range(min(document.blockCount(), 400))]
        heights = [document.documentLayout().blockBoundingRect(block).height() for block in blocks]
        lines = math.ceil(sum(heights) + (document.blockCount() - len(blocks)) * heights[0])
        scroll = self._theme.px(14) if longest > width - self._theme.px(32) else 0
        edges = 8  # of the frame, and what Qt leaves free below a last line that it does not scroll to
        return self._bar.height() + lines + self._theme.px(16) + edges + scroll

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._show_copy(copied=True)
        QTimer.singleShot(1600, self, lambda: self._show_copy(copied=False))

    def _show_copy(self, *, copied: bool) -> None:
        self._copy.setText(self.tr("Copied") if copied else self.tr("Copy"))
        self._copy.setIcon(icons.icon(self._theme, "check" if copied else "copy", "muted", 14))

    def changeEvent(self, event: QEvent) -> None:
        """New words when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show_copy(copied=False)
        super().changeEvent(event)
