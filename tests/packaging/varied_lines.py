"""A thousand lines of every sort a tokenizer can stumble over, the same on every machine."""

import random

PROSE = (
    "the of and Dormouse's they've I'LL don't naïve Ünïcödé façade Straße Łódź smörgåsbord coöperate Ærø"
    " ĲSSEL İstanbul ﬁne résumé e\u0301tude sleep-learning SELECT lambda αβγ Σίσυφος Привет мир שלום مرحبا नमस्ते"
    " สวัสดี 你好世界 日本語の文 カタカナ 한국어 Tiếng Việt 𝒳𝒴 𐍈 x_y camelCase SHOUT MiXeD antidisestablishmentarianism"
)
WORDS = PROSE.split()
EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇫🇷", "❤️", "☕", "🦫💤", "1️⃣", "🫠"]
NUMBERS = [
    "0",
    "7",
    "42",
    "2024",
    "3.14159",
    "1,234,567.89",
    "1e-9",
    "0xDEADBEEF",
    "½",
    "Ⅷ",
    "²",
    "٣٤٥",
    "１２３",
    "१२",
    "㊿",
]
SPACES = [" ", "  ", "   ", "\t", "\n", "\r\n", "\n\n  ", " \t ", "        ", "\u00a0", "\u3000", "\u200b", "\u2003 "]
PUNCTUATION = [
    ".",
    ",",
    "!?",
    "...",
    "—",
    "“quoted”",
    "(x)",
    "[0]",
    "{};",
    "==",
    "->",
    "//",
    "#",
    "@user",
    "$5",
    "%",
    "'s",
]
CODE = [
    "def f(x: int) -> int:\n\treturn x ** 2  # square",
    "for (int i = 0; i < 10; ++i) { a[i] += b[i]; }",
    "SELECT * FROM turns WHERE id = 12 AND text LIKE '%a%';",
    '{"name": "Ada", "age": 36, "tags": ["a", "b"], "null": null}',
    "<div class='x'>\n    <p>Hi &amp; bye</p>\n</div>",
    "    if not x:\n        raise ValueError(f'{x!r}')\n\n\n",
    "git commit -m 'fix #123' && make -j8 || exit 1",
    r"re.compile(r'^\s*(\w+)\s*=\s*(.*?)\s*$')",
    "https://example.org/a/b?c=1&d=%20#frag",
    "C:\\Users\\me\\file.txt\r\nD:\\",
]
SPECIAL = [
    "<|im_start|>",
    "<|im_end|>",
    "<|endoftext|>",
    "<repo_name>",
    "<|im_start|>user\n",
    "<|im_en",
    "|>",
    "<jupyter_code>",
]
SCRIPTS = [
    (0x20, 0x7E),
    (0xA1, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0x1F300, 0x1F64F),
]


def noise(dice: random.Random) -> str:
    """One to twelve characters out of one script, in no order."""
    low, high = dice.choice(SCRIPTS)
    return "".join(chr(dice.randint(low, high)) for _ in range(dice.randint(1, 12)))


def number(dice: random.Random) -> str:
    """A run of one to fifteen digits."""
    return str(dice.randrange(10 ** dice.randint(1, 15)))


def varied_lines(count: int = 1000, seed: int = 20) -> list[str]:
    """`count` distinct texts: the fixed pieces each alone, then mixtures of everything with every kind of space."""
    dice = random.Random(seed)
    fixed = [*WORDS, *EMOJI, *NUMBERS, *SPACES, *PUNCTUATION, *CODE, *SPECIAL]
    lines = dict.fromkeys(["", *fixed])
    while len(lines) < count:
        parts = []
        for _ in range(dice.randint(2, 14)):
            source = dice.choice([WORDS, WORDS, EMOJI, NUMBERS, PUNCTUATION, CODE, SPECIAL, None, None])
            parts.append(dice.choice(source) if source else dice.choice([noise, number])(dice))
            parts.append(dice.choice([*SPACES, " ", " ", " ", ""]))
        lines["".join(parts)] = None
    return list(lines)[:count]
