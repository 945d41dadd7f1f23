"""The window's language: the system's, or one that was chosen. German is complete; English is in the code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
translate = QCoreApplication.translate  # where there is no class whose `tr` could be used; lupdate knows the name
LANGUAGES = (("", "System"), ("en_US", "English"), ("de", "Deutsch"))


def isolated(text: str) -> str:
    """`text` of the user or the model for a place that is drawn as the window's language runs: it keeps its own way."""
    return f"\u2068{text}\u2069" if QLocale().textDirection() == Qt.LayoutDirection.RightToLeft else text


class Translation:
    """The translators that are installed now; `use` takes them out and puts others in."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Speak `language` ("" is the system's) from now on; whoever shows text must show it anew."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        locale = QLocale(language) if language else QLocale.system()
        QLocale.setDefault(locale)
        self._load("qtbase", locale, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._load("dormouse", locale, str(FOLDER))
        self._app.setLayoutDirection(locale.textDirection())

    def _load(self, name: str, locale: QLocale, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(locale, name, "_", folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
