"""The user's own sentences of a turn, and the frame each stands in.

Promises: offsets are into the turn's own text; words that the user shows but does not say (quotations, code, text
handed over for translation or proofreading) are blanked with `BLANK`, one for one; work is bounded by `MAX_TURN`.
Refuses to know what a sentence claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

BLANK = "\u2591"
MAX_TURN = 8_000  # characters; a longer turn is pasted or dictated matter, and nobody states a fact about himself in it
MAX_SENTENCE = 600  # characters; longer "sentences" are lists, logs and tables

Frame = Literal["", "hypothetical", "role-play", "fiction", "task", "after fiction"]


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words (blanked where quoted), where it stands, whether it asks, and its frame."""

    text: str
    start: int
    question: bool
    frame: Frame


_HANDED_OVER = re.compile(
    r"\b(?:translat\w+|proof-?read\w*|correct (?:the|this|my)|summari[sz]e|rewrite|re-?word|rephrase|"
    r"paraphrase|polish|shorten|"
    r"tidy up|improve|edit|fix (?:this|the|my) \w*|check (?:this|my|the)|make (?:this|it) (?:\w+ )?(?:more|"
    r"less|sound|shorter|"
    r"formal|polite|funn)\w*|turn this into|classify|sentiment|grammar|spelling|complete (?:this|the)|"
    r"continue (?:this|the)|"
    r"finish (?:this|the)|put (?:this|these|it) in\w*|change (?:this|these)|convert (?:this|the)|please "
    r"check|what language is|tl;?dr|is this (?:sentence|paragraph|text|email|right|correct)|does this "
    r"(?:sentence|read|sound)|"
    r"here(?:'s| is) (?:the|a|an|my) (?:review|text|paragraph|email|draft|letter|passage|article|poem|lyric|"
    r"sentence|essay|"
    r"excerpt|message|transcript)|the following|how (?:would|do|should) (?:you|i|we) (?:say|write|spell)|"
    r"(?:what does|meaning of)|quote of|caption for)\b",
    re.I,
)
_POINTS_AHEAD = re.compile(r"\b(?:this|these|the following|below|here(?:'s| is))\b", re.I)
_QUOTES = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`|^[ \t]*>.*$|^ {4,}\S.*$"
    r"|\"[^\"\n]{1,2000}\"|“[^”\n]{1,2000}”|«[^»\n]{1,2000}»|„[^“”\n]{1,2000}[“”]"
    r"|(?<!\w)[‘'](?=\w)(?:[^'’\n]|(?<=\w)['’](?=\w)){3,2000}['’](?!\w)",
    re.S | re.M,
)
_HYPOTHETICAL = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|right|now|but|hmm)[, ]+)?(?:(?:just )?suppos(?:e|ing)\b|assum(?:e|ing)\b|"
    r"what if\b|let(?:'|’)?s (?:say|imagine|assume|"
    r"suppose)\b|say (?:i|my|we|our|you|he|she|there|someone)\b|hypothetical|in theory\b|imagin(?:e|ing) "
    r"(?:that |if )?(?:i|my|we|our|you|he|she|"
    r"there|a|the|being|having|[A-Z])|picture this|in a parallel|in another life|thought experiment|for the "
    r"sake of argument|"
    r"if only\b)",
    re.I,
)
_ROLE_PLAY = re.compile(
    r"\brole[- ]?play|\bpretend(?:ing)? (?:you|to be|i|i'm|we|that)|\b(?:act|behave|respond|answer|talk) "
    r"(?:as|like) (?:a|an|my|the|if)\b|"
    r"\bplay the (?:part|role)|\bin character\b|^\W*(?:you are|you're|you’re) (?:a|an|my|the|now)\b(?! "
    r"(?:star|lifesaver|legend|genius|gem|angel|"
    r"treasure|hero|life|great|good|big|bit|real|very|absolute))|"
    r"\bi(?:'|’)?m (?:a|an|the) (?:wizard|witch|pirate|knight|dragon|vampire|elf|king|queen|ghost|warlock|"
    r"detective called|spy|goblin|robot)\b|"
    r"\bas though (?:i|you) were\b|\bbe my (?:evil|imaginary|interviewer|opponent|boss for)|\blet's play "
    r"(?:a|the)\b|\b(?:starship|dungeon|tavern|kingdom)\b|\byou be the\b|\byou(?:'|’)re (?:a|an|the) "
    r"(?:dragon|wizard|pirate|knight|detective|innkeeper|interviewer)",
    re.I,
)
_FICTION = re.compile(
    r"\b(?:write|tell|continue|compose|invent|make up|draft|give me|need|want|start|begin)\b[^.?!]{0,"
    r"60}\b(?:stor(?:y|ies)|tale|scene|novel|diary|journal entry|"
    r"screenplay|script|limerick|fan ?fic\w*|dialogue|monologue|sketch|chapter|fable|haiku|sample sentence|"
    r"example sentence)\b|"
    r"\b(?:song|poem|rap|ballad|letter|speech|monologue|text) in which\b|"
    r"\bin (?:my|the|our|this|a) (?:\w+ )?(?:novel|story|book|game|campaign|screenplay|dream|film|movie|scene|scenario|"
    r"play|series|video game|d&d)\b|"
    r"\b(?:my|the|our) (?:\w+ )?(?:character|protagonist|hero|heroine|villain|narrator|avatar|sim|dream)\b|"
    r"\bi dream(?:t|ed)\b|\bfictional\b|"
    r"\bonce upon a time\b|^\W*chapter \w+\b|\bin the voice of\b|\bi'm the hero|^\W*scene:|\bmy persona\b|\bd&d\b",
    re.I,
)
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|No|vs|e\.g|i\.e|etc|approx|a\.m|p\.m|[A-Z]))\.$")
_SPLIT = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n+|(?<=\S)\s+(?=[😀-🙏🌀-🗿🚀-🛿🤀-🧿])")
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|also|hey|hi|hello|oh|right|anyway|quick question|please|then|well)[,:! ]+)*"
    r"(?:what|which|who|whose|whom|when|where|why|how|is|are|am|was|were|do|does|did|can|could|will|would|"
    r"should|shall|may|"
    r"might|must|has|have|any|what's|"
    r"whats|how's|who's|where's|when's|why's)\b(?!'t\b)(?! (?:to|a) \w+ (?:is|was))",
    re.I,
)
_DECLARES = re.compile(r"^\W*(?:have|had|has|when|where|may)\b[^?]*$", re.I)


_PUZZLE = re.compile(
    r"\b(?:times as|twice|mph|km/h|altogether|in total|how many|how far|how old|how fast|all but)\b.*"
    r"\bhow (?:many|far|old|fast|much|long)\b"
    r"|\bhow (?:many|far|old|fast)\b[^?]*\b(?:left|keep|have now|altogether|in total|get|is (?:he|she))\b",
    re.I | re.S,
)


_NAMED = re.compile(r"\b(?:called|named|titled|entitled|nicknamed|dubbed|known as|name is|motto is|word is)\s*$", re.I)
LONG_NAME = 8  # words of a name or a title in quotation marks, which is told and not cited


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "".join("\n" if c == "\n" else BLANK for c in text[start:end]) + text[end:]


def own_words(text: str) -> str:
    """`text` with what is quoted, or handed over to be worked on, blanked; same length."""
    for match in _QUOTES.finditer(text):
        shown = match.group().strip("\"'“”‘’«»„ ")
        named = _NAMED.search(text[: match.start()]) and len(shown.split()) <= LONG_NAME
        if (len(shown.split()) > 3 and not named) or match.group()[0] in "`> ":
            text = _blank(text, match.start(), match.end())
    for match in _HANDED_OVER.finditer(text):
        stop = re.compile(r"[.?!\n]").search(text, match.end())
        end = stop.start() if stop else len(text)
        colon = text.find(":", match.start(), end + 1)
        if colon >= 0:
            return _blank(text, colon + 1, len(text))
        sentence = text[text.rfind(".", 0, match.start()) + 1 : end]
        if _POINTS_AHEAD.search(sentence) or (
            len(sentence.split()) <= 4 and sentence.lower().startswith(("transl", "proof", "summ"))
        ):
            return _blank(text, end, len(text))
    return text


_MARKUP = re.compile(r"</?[A-Za-z][\w-]{0,20} ?/?>|\b(?:BEGIN|START|END|STOP)(?: [A-Z]{3,}){1,3}\b")


def _without_markup(text: str) -> str:
    """Tags and shouted brackets around words blanked; what closes ends the sentence. Same length."""
    return _MARKUP.sub(
        lambda found: ("." if re.match(r"</|END|STOP", found[0]) else " ") + " " * (len(found[0]) - 1), text
    )


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """(start, end, closing mark) of each sentence."""
    found, start = [], 0
    for match in _SPLIT.finditer(text):
        if match.group().startswith(".") and _ABBREVIATION.search(text[start : match.end()]):
            continue
        found.append((start, match.start(), match.group()))
        start = match.end()
    found.append((start, len(text), ""))
    return [(a, b, mark) for a, b, mark in found if text[a:b].strip()]


def _frame(sentence: str, before: Frame) -> Frame:
    if _ROLE_PLAY.search(sentence):
        return "role-play"
    if _HYPOTHETICAL.search(sentence):
        return "hypothetical"
    if _FICTION.search(sentence):
        return "fiction"
    if before in ("role-play", "hypothetical"):
        return before
    if before in ("fiction", "after fiction"):
        return "after fiction"
    if re.match(
        r"\W*(?:please )?(?:translate|proofread|summari[sz]e|rewrite|rephrase|paraphrase|correct)\b", sentence, re.I
    ):
        return "task"
    return ""


def sentences(text: str, frame: Frame = "") -> list[Sentence]:
    """The sentences of a turn. `frame` is the one that the turn before ended in; only a role-play outlives a turn."""
    words = _without_markup(own_words(text[:MAX_TURN].replace("’", "'")))
    frame = frame if frame == "role-play" else ""
    puzzle = len(re.findall(r"\d+|\btwice\b|\btimes as\b|\ball but\b", words)) > 1 and bool(_PUZZLE.search(words))
    found = []
    for start, end, mark in _pieces(words):
        body = words[start:end]
        lead = len(body) - len(body.lstrip())
        body = body.strip()
        frame = _frame(body, frame)
        if len(body) <= MAX_SENTENCE:
            asks = "?" in mark or bool(_ASKS.match(body))
            found.append(Sentence(body, start + lead, asks, "task" if puzzle else frame))
    return found
