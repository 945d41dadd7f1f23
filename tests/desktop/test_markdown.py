from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from desktop.blocks import Code, Prose
from desktop.markdown import blocks, parser, stable_length
from desktop.theme import Theme

HOSTILE = [
    "![x](http://127.0.0.1:9/x.png)", "![x](https://example.invalid/x.png)", "![x](file:///etc/passwd)",
    "![x](/etc/passwd)", "![x](data:image/png;base64,iVBORw0KGgo=)", "<img src='http://127.0.0.1:9/x'>",
    "<img src='file:///etc/passwd'>", "<script>alert(1)</script>", "<iframe src='http://127.0.0.1:9'></iframe>",
    "<style>@import url(http://127.0.0.1:9/a.css);</style>", "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>",
    "<object data='file:///etc/passwd'></object>", "<body background='http://127.0.0.1:9/b.png'>",
    "<table background='file:///etc/hostname'><tr><td>x</td></tr></table>", "[x](javascript:alert(1))",
    "[x](file:///etc/passwd)", "[x](vbscript:x)", "[x](data:text/html,<script>1</script>)", "<http://127.0.0.1:9/>",
    "[![x](http://127.0.0.1:9/i.png)](http://127.0.0.1:9/)", "![x][r]\n\n[r]: http://127.0.0.1:9/r.png",
    "<a href='file:///etc/passwd'>x</a>", "<div style='background:url(http://127.0.0.1:9/s.png)'>x</div>",
    "&lt;img src='http://127.0.0.1:9/e.png'&gt;", "```html\n<img src='http://127.0.0.1:9/c.png'>\n```",
    "|a|\n|-|\n|![x](file:///etc/hosts)|", "> ![x](http://127.0.0.1:9/q.png)", "- ![x](qrc:/x.png)",
    "![x](\\\\host\\share\\x.png)", "<svg><image href='http://127.0.0.1:9/s.svg'/></svg>",
]  # fmt: skip


@pytest.fixture
def theme(qapp):
    return Theme("light")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_fetch_and_open_nothing(text, theme, qtbot):
    opened: list[str] = []
    watching = True

    def audit(name: str, arguments: tuple[object, ...]) -> None:
        if watching and name in ("socket.connect", "socket.getaddrinfo"):
            opened.append(name)
        if watching and name == "open" and "/etc/" in str(arguments[0]):
            opened.append(str(arguments[0]))

    sys.addaudithook(audit)
    prose = Prose(theme)
    qtbot.addWidget(prose)
    asked: list[str] = []
    true_load = prose.loadResource
    prose.loadResource = lambda kind, name: asked.append(str(name)) or true_load(kind, name)  # type: ignore[method-assign]
    for block in blocks(parser(), text):
        assert "<img" not in block.source or block.kind == "code"
        assert "<script" not in block.source or block.kind == "code"
        if block.kind == "prose":
            prose.show_html(block.source)
            prose.show()
            prose.grab()
            for scheme in ("file:", "javascript:", "vbscript:", "data:"):
                assert f"<a href='{scheme}" not in block.source
    watching = False
    assert opened == []
    assert not [name for name in asked if name]


def test_resources_are_never_loaded(theme, qtbot, tmp_path):
    (tmp_path / "x.png").write_bytes(b"x")
    prose = Prose(theme)
    qtbot.addWidget(prose)
    assert prose.loadResource(2, QUrl.fromLocalFile(str(tmp_path / "x.png"))) == ""


def test_code_stands_apart(theme):
    found = blocks(parser(), "before\n\n```python\nx = 1\n```\n\nafter `y`")
    assert [block.kind for block in found] == ["prose", "code", "prose"]
    assert (found[1].source, found[1].language) == ("x = 1", "python")


def test_growing_answer_is_never_cut_inside_a_fence():
    text = "One.\n\n```python\na = 1\n\nb = 2\n```\nTwo."
    cut = text.index("b = 2")
    assert text[: stable_length(text[:cut])] == "One.\n\n"
    assert text[: stable_length(text)].endswith("```\n")


@given(st.text(alphabet="ab`~\n #-", max_size=80))
def test_stable_length_is_a_prefix_at_a_line_end(text):
    length = stable_length(text)
    assert 0 <= length <= len(text)
    assert length == 0 or text[length - 1] == "\n"


def test_copy_button_copies_the_code(theme, qtbot, qapp):
    code = Code(theme)
    qtbot.addWidget(code)
    code.show_code("x = 1\ny = 2", "python")
    code._copy.click()
    assert qapp.clipboard().text() == "x = 1\ny = 2"
    assert code.height_for(400) > code.text.fontMetrics().lineSpacing() * 2


@pytest.mark.parametrize("count", [1, 10, 60, 500])
def test_a_block_of_code_is_as_high_as_its_lines(theme, qtbot, count):
    code = Code(theme)
    qtbot.addWidget(code)
    code.show_code("\n".join(f"print({n})  # y" for n in range(count)), "python")
    code.resize(600, code.height_for(600))
    code.show()
    assert code.text.verticalScrollBar().maximum() == 0, "no line is cut off"
    last = code.text.cursorRect(code.text.textCursor())
    spare = code.text.viewport().height() - count * last.height()
    assert -2 <= spare < 2 * last.height(), "and none is left empty"


def test_the_first_measure_is_the_last_one(theme, qtbot):
    """A widget is measured before it is shown; it must not need another height afterwards."""
    prose = Prose(theme)
    qtbot.addWidget(prose)
    prose.show_html("<p>" + "word " * 80 + "</p><table border='1'><tr><td>a</td></tr></table>")
    before = prose.height_for(600)
    prose.setGeometry(0, 0, 600, before)
    prose.show()
    qtbot.wait(20)
    assert prose.height_for(600) == before == pytest.approx(prose.document().size().height(), abs=1)
