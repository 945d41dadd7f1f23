"""Markdown of an untrusted author as a list of blocks: prose as a small, safe HTML subset, and code as it is.

Promises: HTML in the text is shown, not interpreted; an image becomes its address in words; no link or image is ever
fetched, and only http, https and mailto links can be clicked. Refuses to know any widget.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from desktop.theme import Colours

SCHEMES = ("http:", "https:", "mailto:")
MAX_RENDERED = 400_000  # characters; more than any answer, less than what makes layout take seconds


@dataclass(frozen=True)
class Block:
    """`source` is HTML for "prose" and plain text for "code"; `language` is what stood after the fence."""

    kind: Literal["prose", "code"]
    source: str
    language: str = ""


class _Renderer(RendererHTML):
    """The default renderer, with everything that Qt's rich text needs told differently."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        address = html.escape(str(tokens[idx].attrs.get("src", "")))
        return f"<span class='aside'>[image: {html.escape(tokens[idx].content)} {address}]</span>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<pre>{html.escape(tokens[idx].content)}</pre>"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<table cellspacing='0' cellpadding='6' border='1'>"

    def blockquote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<table cellspacing='0' cellpadding='0' border='0'><tr><td class='bar' width='3'></td><td class='quote'>"

    def blockquote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</td></tr></table>"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        address = str(tokens[idx].attrs.get("href", ""))
        allowed = address.lower().startswith(SCHEMES)
        return f"<a href='{html.escape(address, quote=True)}'>" if allowed else "<a>"


def parser() -> MarkdownIt:
    """A parser as we want it: no HTML, tables and strikethrough, bare addresses left as text."""
    made = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in link_open, where it stays readable
    return made


def blocks(markdown: MarkdownIt, text: str) -> list[Block]:
    """The blocks of `text`, top-level code apart from what is around it."""
    tokens = markdown.parse(text[:MAX_RENDERED])
    made: list[Block] = []
    prose: list[Token] = []
    for token in tokens:
        if token.level == 0 and token.type in ("fence", "code_block"):
            _add_prose(markdown, prose, made)
            language = token.info.strip().split(" ")[0] if token.info.strip() else ""
            made.append(Block("code", token.content.rstrip("\n"), language))
            prose = []
        else:
            prose.append(token)
    _add_prose(markdown, prose, made)
    return made


def _add_prose(markdown: MarkdownIt, tokens: list[Token], made: list[Block]) -> None:
    if tokens:
        made.append(Block("prose", str(markdown.renderer.render(tokens, markdown.options, {}))))


def stable_length(text: str) -> int:
    """How much of a growing text will not change its meaning any more: up to the last blank line outside a fence."""
    stable = place = 0
    fence = ""
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if fence:
            fence = "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
            if not fence:
                stable = place + len(line)
        elif bare.startswith(("```", "~~~")):
            fence = bare[0] * (len(bare) - len(bare.lstrip(bare[0])))
        elif not bare and line.endswith("\n"):
            stable = place + len(line)
        place += len(line)
    return stable


@cache
def style(colours: Colours, size: int, mono: str) -> str:
    """The style sheet of prose; `size` is the body's height in pixels."""
    return f"""
    body, p, li, td, th {{ color: {colours.text}; }}
    p {{ margin-top: 0px; margin-bottom: {round(size * 0.7)}px; line-height: 150%; }}
    li {{ margin-bottom: {round(size * 0.15)}px; line-height: 145%; }}
    ul, ol {{ margin-top: 0px; margin-bottom: {round(size * 0.7)}px; -qt-list-indent: 1; margin-left: 6px; }}
    h1 {{ font-size: {round(size * 1.5)}px; font-weight: 600; margin-top: {size}px; margin-bottom: {size // 2}px; }}
    h2 {{ font-size: {round(size * 1.25)}px; font-weight: 600; margin-top: {size}px; margin-bottom: {size // 2}px; }}
    h3, h4, h5, h6 {{ font-size: {round(size * 1.08)}px; font-weight: 600; margin-top: {round(size * 0.8)}px;
      margin-bottom: {size // 3}px; }}
    a {{ color: {colours.link}; text-decoration: underline; }}
    code, pre {{ font-family: '{mono}'; font-size: {round(size * 0.93)}px; background-color: {colours.code}; }}
    td.bar {{ background-color: {colours.border}; }}
    td.quote {{ padding-left: {size}px; padding-top: {size // 3}px; }}
    td.quote p {{ color: {colours.muted}; margin-bottom: {size // 3}px; }}
    .aside {{ color: {colours.muted}; }}
    table {{ border-collapse: collapse; border-color: {colours.pressed}; border-style: solid;
      margin-top: {round(size * 0.4)}px; margin-bottom: {round(size * 0.7)}px; }}
    th {{ background-color: {colours.sunken}; font-weight: 600; text-align: left; }}
    """
