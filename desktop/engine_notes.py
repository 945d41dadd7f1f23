"""What the stages of a night say of themselves, for the translators; `engine_words` finds the sentences again.

A test looks each of them up in the engine's own source. "{0}" stands for what is put in.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

NOTES = (
    QT_TRANSLATE_NOOP("Engine", "reading what you said"),
    QT_TRANSLATE_NOOP("Engine", "putting the day in order"),
    QT_TRANSLATE_NOOP("Engine", "dreaming"),
    QT_TRANSLATE_NOOP("Engine", "learning"),
    QT_TRANSLATE_NOOP("Engine", "asking"),
    QT_TRANSLATE_NOOP("Engine", "asking for what is over"),
    QT_TRANSLATE_NOOP("Engine", "waking"),
    QT_TRANSLATE_NOOP("Engine", "Read {0} of yours and found {1}."),
    QT_TRANSLATE_NOOP("Engine", "{0} message"),
    QT_TRANSLATE_NOOP("Engine", "{0} messages"),
    QT_TRANSLATE_NOOP("Engine", "{0} possible fact"),
    QT_TRANSLATE_NOOP("Engine", "{0} possible facts"),
    QT_TRANSLATE_NOOP("Engine", "Facts: {0}, {1}, {2}, {3}, {4}."),
    QT_TRANSLATE_NOOP("Engine", "Facts: {0}, {1}, {2}, {3}."),
    QT_TRANSLATE_NOOP("Engine", "Facts: {0}, {1}, {2}."),
    QT_TRANSLATE_NOOP("Engine", "Facts: {0}, {1}."),
    QT_TRANSLATE_NOOP("Engine", "Facts: {0}."),
    QT_TRANSLATE_NOOP("Engine", "{0} new"),
    QT_TRANSLATE_NOOP("Engine", "{0} said again"),
    QT_TRANSLATE_NOOP("Engine", "{0} replaced by newer ones"),
    QT_TRANSLATE_NOOP("Engine", "{0} no longer sure"),
    QT_TRANSLATE_NOOP("Engine", "{0} changed by your own hand"),
    QT_TRANSLATE_NOOP("Engine", "No fact has changed."),
    QT_TRANSLATE_NOOP("Engine", "{0} missing from MEMORY.md came back."),
    QT_TRANSLATE_NOOP("Engine", "{0} line"),
    QT_TRANSLATE_NOOP("Engine", "{0} lines"),
    QT_TRANSLATE_NOOP("Engine", "Dreamt {0}, kept {1}."),
    QT_TRANSLATE_NOOP("Engine", "Trained on {0}."),
    QT_TRANSLATE_NOOP("Engine", "{0} row"),
    QT_TRANSLATE_NOOP("Engine", "{0} rows"),
    QT_TRANSLATE_NOOP("Engine", "{0}: {1} right before, {2} after."),
    QT_TRANSLATE_NOOP("Engine", "{0} question"),
    QT_TRANSLATE_NOOP("Engine", "{0} questions"),
    QT_TRANSLATE_NOOP("Engine", "Kept what was there."),
    QT_TRANSLATE_NOOP("Engine", "Published; {0} answered by heart, {1} still looked up."),
    QT_TRANSLATE_NOOP("Engine", "{0} fact"),
    QT_TRANSLATE_NOOP("Engine", "{0} facts"),
    QT_TRANSLATE_NOOP("Engine", "{0} with a deleted fact went out of use."),
    QT_TRANSLATE_NOOP("Engine", "{0} older adapter"),
    QT_TRANSLATE_NOOP("Engine", "{0} older adapters"),
    QT_TRANSLATE_NOOP("Engine", "Done with less: the machine had ended this stage before."),
)
