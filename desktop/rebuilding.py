"""The window's parts made anew, in another look, size or language, without what is being done in them being lost.

A page that has something to lose tells it by `kept` and gets it back by `take_back`; a page that is not shown yet gets
it when it is made. A dialog that is open is waited for: it belongs to a page and would go with it, typed words and all.
Refuses to know what it carries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication

from desktop.actions import make_actions

if TYPE_CHECKING:
    from desktop.window import MainWindow


@runtime_checkable
class Keeping(Protocol):
    """A page with something to lose."""

    def kept(self) -> dict[str, Any]:
        """What is being done in it."""
        ...

    def take_back(self, kept: dict[str, Any]) -> None:
        """Go on with it."""
        ...


def rebuild(window: MainWindow) -> None:
    """Make every part again in the theme's new look."""
    if QApplication.activeModalWidget() is not None:
        window.rebuild_later.start()
        return
    window.session.keep_draft()
    searched = window.sidebar.search.text()
    page, old = window.page, window.splitter
    window.kept |= {name: each.kept() for name, each in window.pages.items() if isinstance(each, Keeping)}
    for action in window.actions_by_name.values():
        window.removeAction(action)
        action.deleteLater()
    make_actions(window)
    window.make_parts()
    old.deleteLater()
    window.show_sidebar(window.sidebar_shown)
    give_back(window, "chat")
    window.sidebar.show_search(searched, searched.strip() == window.library.searched)
    window.show_list()
    window.news.state(window.link.state)
    window.show_page(page)


def give_back(window: MainWindow, name: str) -> None:
    """Give a page that was just made what its predecessor was doing."""
    page, kept = window.pages[name], window.kept.pop(name, None)
    if kept is not None and isinstance(page, Keeping):
        page.take_back(kept)
