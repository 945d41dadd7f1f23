"""The style sheet: one text made of a theme. Widgets say what they are by a `kind` property, never by a colour.

Refuses to know any widget's place or purpose; a rule here is about a kind of thing ("primary button", "card").
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desktop.theme import COLOUR_NAMES, Theme

SIZES = (1, 2, 3, 4, 6, 8, 10, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48)

SHEET = Template("""
QWidget { color: $text; font-size: ${p14}px; }
QMainWindow, QDialog, QWidget[kind="page"] { background: $window; }
QWidget[kind="sidebar"] { background: $sidebar; border: none; border-$end: 1px solid $border; }
QWidget[kind="clear"], QScrollArea, QAbstractScrollArea[kind="clear"] { background: transparent; border: none; }
QToolTip { background: $text; color: $window; border: none; padding: ${p4}px ${p8}px; font-size: ${p12}px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${p24}px; font-weight: 600; }
QLabel[kind="heading"] { font-size: ${p16}px; font-weight: 600; }
QLabel[kind="figure"] { font-size: ${p28}px; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: ${p12}px; }
QLabel[kind="over"] { color: $muted; font-size: ${p12}px; font-weight: 600; }
QLabel[kind="good"] { color: $good; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="danger"] { color: $danger; }
QLabel[kind="pill"] { background: $accent_soft; color: $on_accent_soft; border-radius: ${p8}px;
  padding: ${p2}px ${p10}px; font-size: ${p12}px; }
QLabel[kind="pill-quiet"] { background: $sunken; color: $muted; border-radius: ${p8}px; padding: ${p2}px ${p10}px;
  font-size: ${p12}px; }
QLabel[kind="pill-good"] { background: $good_soft; color: $good; border-radius: ${p8}px; padding: ${p2}px ${p10}px;
  font-size: ${p12}px; }
QLabel[kind="pill-warning"] { background: $warning_soft; color: $warning; border-radius: ${p8}px;
  padding: ${p2}px ${p10}px; font-size: ${p12}px; }
QLabel[kind="pill-danger"] { background: $danger_soft; color: $danger; border-radius: ${p8}px;
  padding: ${p2}px ${p10}px; font-size: ${p12}px; }

QPushButton { background: $surface; border: 1px solid $border; border-radius: ${p8}px; padding: ${p6}px ${p14}px;
  min-height: ${p20}px; icon-size: ${p16}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; background: $sunken; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover;
  border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: ${p6}px ${p13}px; }
QPushButton[kind="primary"]:disabled { background: $hover; color: $muted; border-color: $hover; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="danger"]:disabled { color: $faint; }
QPushButton[kind="fold"] { background: transparent; border: 1px solid transparent; color: $muted; padding: ${p4}px 0;
  border-radius: ${p6}px; text-align: left; icon-size: ${p14}px; }
QPushButton[kind="fold"]:hover { color: $text; }
QPushButton[kind="fold"]:focus { border: 1px solid $accent; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $muted; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus { border: 1px solid $accent; }
QPushButton[kind="nav"] { background: transparent; border: 1px solid transparent; border-radius: ${p8}px;
  text-align: left; padding: ${p6}px ${p8}px; color: $text; icon-size: ${p18}px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $pressed; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 1px solid $accent; }
QPushButton[kind="chip"] { background: $sunken; border: 1px solid $border; border-radius: ${p10}px; color: $muted;
  padding: ${p2}px ${p10}px; font-size: ${p12}px; min-height: ${p18}px; icon-size: ${p14}px; }
QPushButton[kind="chip"]:hover { color: $text; background: $hover; }
QPushButton[kind="chip"]:checked { background: $accent_soft; color: $on_accent_soft; border-color: $accent_soft; }
QPushButton[kind="chip"]:focus { border: 1px solid $accent; }
QPushButton[kind="suggestion"] { background: $surface; border: 1px solid $border; border-radius: ${p12}px;
  text-align: left; padding: ${p12}px ${p16}px; color: $text; }
QPushButton[kind="suggestion"]:hover { background: $hover; }
QPushButton[kind="suggestion"]:focus { border: 1px solid $accent; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${p6}px; padding: ${p4}px;
  color: $muted; font-size: ${p12}px; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accent_soft; color: $on_accent_soft; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="send"] { background: $accent; border-radius: ${p15}px; }
QToolButton[kind="send"]:hover { background: $accent_hover; }
QToolButton[kind="send"]:disabled { background: $hover; }
QToolButton[kind="send"]:focus { border: 2px solid $text; }
QToolButton[kind="float"] { background: $surface; border: 1px solid $border; border-radius: ${p16}px; }
QToolButton[kind="float"]:hover { background: $hover; }

QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QSpinBox, QTimeEdit { background: $surface;
  border: 1px solid $border; border-radius: ${p8}px; padding: ${p6}px ${p10}px; selection-background-color: $selection;
  selection-color: $text; placeholder-text-color: $muted; }
QLineEdit, QSpinBox, QTimeEdit { min-height: ${p20}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QTimeEdit:focus { border: 1px solid $accent; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; min-height: 0; }
QLineEdit[kind="search"] { background: $surface; }
QLineEdit[kind="bare"], QPlainTextEdit[kind="bare"], QTextBrowser[kind="bare"], QPlainTextEdit[kind="code"] {
  background: transparent; border: none; border-radius: 0; padding: 0; }
QPlainTextEdit[kind="code"] { font-family: '$mono'; font-size: ${p13}px; }
QComboBox { background: $surface; border: 1px solid $border; border-radius: ${p8}px; padding: ${p6}px ${p10}px;
  min-height: ${p20}px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url($chevron); width: ${p16}px; height: ${p16}px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: ${p4}px; outline: none;
  selection-background-color: $hover; selection-color: $text; }

QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: ${p12}px; }
QFrame[kind="composer"] { background: $surface; border: 1px solid $border; border-radius: ${p20}px; }
QFrame[kind="composer"][active="true"] { border: 1px solid $accent; }
QFrame[kind="bubble"] { background: $bubble; border: none; border-radius: ${p16}px; }
QFrame[kind="code-block"] { background: $code; border: 1px solid $border; border-radius: ${p10}px; }
QFrame[kind="code-bar"] { background: $code_bar; border: none; border-top-left-radius: ${p10}px;
  border-top-right-radius: ${p10}px; }
QFrame[kind="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="banner-danger"] { background: $danger_soft; border: none; border-radius: ${p10}px; }
QFrame[kind="banner-warning"] { background: $warning_soft; border: none; border-radius: ${p10}px; }
QFrame[kind="banner-note"] { background: $accent_soft; border: none; border-radius: ${p10}px; }
QFrame[kind="banner-good"] { background: $good_soft; border: none; border-radius: ${p10}px; }
QFrame[kind="popup"] { background: $surface; border: 1px solid $border; border-radius: ${p14}px; }

QListView, QTableView, QTreeView, QListWidget { background: transparent; border: none; outline: none;
  selection-background-color: $hover; selection-color: $text; }
QTableView { gridline-color: $border; alternate-background-color: transparent; }
QTableView::item { border: none; border-bottom: 1px solid $border; padding: 0 ${p8}px; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTableView::item:hover:!selected { background: $sunken; }
QListWidget::item { border-radius: ${p8}px; padding: ${p8}px ${p10}px; }
QListWidget::item:selected { background: $hover; color: $text; }
QHeaderView { background: transparent; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: ${p6}px ${p10}px; font-size: ${p12}px; font-weight: 600; }
QTableCornerButton::section { background: $window; border: none; }

QMenu { background: $surface; border: 1px solid $border; border-radius: ${p8}px; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p6}px; }
QMenu::item:selected { background: $hover; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: ${p4}px ${p8}px; }
QMenu::icon { padding-left: ${p8}px; }
QMenuBar { background: $window; }
QMenuBar::item:selected { background: $hover; border-radius: ${p6}px; }

QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border-radius: ${p3}px; margin: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }

QProgressBar { background: $hover; border: none; border-radius: ${p3}px; max-height: ${p6}px; min-height: ${p6}px; }
QProgressBar::chunk { background: $accent; border-radius: ${p3}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; padding: ${p2}px; border: 1px solid transparent; border-radius: ${p6}px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox::indicator { width: ${p16}px; height: ${p16}px; border: 1px solid $outline; border-radius: ${p4}px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url($tick); }
QCheckBox[kind="switch"] { spacing: 0; padding: ${p2}px; border-radius: ${p12}px; }
QCheckBox[kind="switch"]::indicator { width: ${p36}px; height: ${p20}px; border: none; border-radius: ${p10}px;
  background: $outline; image: url($knob_off); }
QCheckBox[kind="switch"]::indicator:checked { background: $accent; image: url($knob_on); }
QCheckBox[kind="switch"]::indicator:disabled { background: $hover; }
QRadioButton::indicator { width: ${p14}px; height: ${p14}px; border: 1px solid $outline; border-radius: ${p8}px;
  background: $surface; }
QRadioButton::indicator:checked { background: $accent; border: ${p4}px solid $surface; width: ${p8}px;
  height: ${p8}px; outline: 1px solid $accent; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: ${p8}px 0; margin-$end: ${p24}px; }
QTabBar::tab:last { margin-$end: 0; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabWidget::pane { border: none; }
""")


def sheet(theme: Theme, drawings: dict[str, str] | None = None) -> str:
    """The style sheet of `theme`; `drawings` gives files for its pictures in its colours."""
    values = {name: getattr(theme.colours, name) for name in COLOUR_NAMES}
    values |= {f"p{size}": str(theme.px(size)) for size in SIZES}
    values |= {"mono": theme.mono, "chevron": "", "tick": "", "knob_on": "", "knob_off": ""} | (drawings or {})
    values["end"] = "left" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else "right"
    return SHEET.substitute(values)


def dress(app: QApplication, theme: Theme, drawings: dict[str, str] | None = None) -> None:
    """Give the whole application the theme."""
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(theme.palette())
    app.setFont(theme.font())
    app.setStyleSheet(sheet(theme, drawings))


def mark(widget: QWidget, kind: str, **more: str) -> None:
    """Say what `widget` is to the style sheet, and have it drawn so at once where it has been drawn before."""
    widget.setProperty("kind", kind)
    for name, value in more.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
