"""Standing wishes: how the user wants to be called and answered, and corrections of what was said before.

"Always answer in Spanish", "Call me Kit", "No pork for me, please", "Ignore what I said about the dentist; it is on
Friday." Promises: only wishes that are meant to last (always, never, from now on, a name, a unit, a way of answering);
every word stands in the sentence. Refuses to know whether a wish is granted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_START = r"^\W*(?:(?:please|just|so|and|oh|hey|hi|hello|ok|okay|by the way|remember|note|also|new rule)[ ,:]+)*"
_DOING = (
    r"(?:answer|reply|respond|write|speak|talk|use|suggest|recommend|give|keep|remind|tell|show|explain|assume|address|"
    r"refer|include|add|put|book|plan|offer|spell|sign|avoid|skip|stop|start|ask|check|mention|make|quote|format|"
    r"begin|end|"
    r"cook|order|schedule|calculate|convert|round|translate|warn|treat)"
)
_REST = (
    r"((?:[^.;:!?\n]|(?<=\d)[.:](?=\d)){2,90}?)"
    r"(?=[.;:!?](?!(?<=\d.)\d)|$|, (?:i|because|as|since|my|we|it|so|what|how|can|please)\b)"
)
_LATER = (
    r"(?:from now on|from here on(?: in| out)?|in (?:the )?future|going forward|henceforth|from today(?: on)?|"
    r"starting (?:today|now)|by default|as a (?:rule|default))"
)
_WAY = (  # a way of answering that nobody wants once only
    r"(?:(?:british|american|uk|us) (?:spelling|english)|metric|imperial|celsius|fahrenheit|kilometres|kilos|"
    r"(?:24|twenty-four)[- ]hour (?:time|clock))"
)


class _Wish(NamedTuple):
    pattern: re.Pattern[str]
    form: str


def _wish(pattern: str, form: str) -> _Wish:
    return _Wish(re.compile(pattern, re.I), form)


_WISHES = (
    _wish(_START + rf"(?:{_LATER},? )?(always|never) ({_DOING}) {_REST}", "{1} {2} {3}"),
    _wish(_START + rf"(?:don't|do not) ever ({_DOING}) {_REST}", "never {1} {2}"),
    _wish(
        _START + r"((?:don't|do not) (?:use|call|send|suggest|recommend|offer|assume|address|give|tell|show|write|ask|"
        r"talk|bother|expect|book|put|make)) ([^.;:!?\n]{0,60}?\b(?:with|to|for|from) (?:me|us)\b[^.;:!?,\n]{0,30})",
        "{1} {2}",
    ),
    _wish(_START + rf"you (?:must|should) (always|never) ({_DOING}) {_REST}", "{1} {2} {3}"),
    _wish(_START + rf"{_LATER}[ ,]+(?:please )?((?:don't )?{_DOING}) {_REST}", "{1} {2} from now on"),
    _wish(_START + rf"((?:don't )?{_DOING}) ([^.;:!?,\n]{{2,70}}?),? {_LATER}", "{1} {2} from now on"),
    _wish(
        _START + r"(keep|make) ((?:your |the |all )*(?:answers?|replies|responses?|explanations|messages|sentences|"
        r"words|paragraphs) [a-z][a-z -]{2,40}?)(?=[.;:!?,]|$| please)",
        "{1} {2}",
    ),
    _wish(
        _START + r"use ((?:metric|imperial|celsius|fahrenheit|british|american|24-hour|24 hour|formal|informal|plain)"
        r"[a-z ]{0,25}?)(?=[.;:!?,]|$| please| with me| for me)",
        "use {1}",
    ),
    _wish(
        _START + rf"({_WAY})(?: units?| only| please| for me| always)* (?:only|for me)\b",
        "use {1} only",
    ),
    _wish(_START + rf"([a-z][a-z -]{{2,30}}?)(?: only| just)?(?: for me| please)*,? {_LATER}", "use {1} from now on"),
    _wish(
        _START + rf"(?:always )?(answer|reply|respond|write|talk|speak)(?: to)?(?: me)? (in|using|with) "
        rf"({_WAY}[a-z -]{{0,20}}?)(?=[.;:!?,]|$| please| because| as)",
        "{1} {2} {3}",
    ),
    _wish(
        _START + rf"(?:i'd|i would|we'd) (?:rather|prefer it if|prefer if|like it if) you (?:always )?(used|wrote|"
        rf"answered|kept|gave|spoke|called|stuck|avoided|skipped|left|didn't|never|put) {_REST}",
        "{1} {2}",
    ),
    _wish(
        _START + rf"i(?:'d| would)? (?:like|prefer|want|need|love) (?:you to|it when you) (?:always )?({_DOING}) "
        rf"((?:in|with|to|your|me|my|short|things) [^.;:!?,\n]{{2,60}}?)(?=[.;:!?,]|$| please)",
        "{1} {2}",
    ),
    _wish(
        _START + r"(?:skip|drop|lose|ditch|spare me|cut out|enough with|no more) (?:the |all the |all |your )*"
        r"(emojis?|smileys|small talk|"
        r"exclamation marks?|jargon|flattery|apologies|waffle|disclaimers?|bullet points|jokes|puns|greetings|long "
        r"intros?|lectures)\b",
        "leave out {1}",
    ),
    _wish(
        _START + r"no (emojis?|smileys|small talk|exclamation marks?|jargon|flattery|waffle|disclaimers|bullet points|"
        r"puns|greetings)(?:,? (?:please|ever|for me|thanks?))*(?=[.;:!?,]|$)",
        "leave out {1}",
    ),
)  # fmt: skip
_BASE = {"used": "use", "wrote": "write", "answered": "answer", "kept": "keep", "gave": "give", "spoke": "speak",
         "called": "call", "stuck": "stick", "avoided": "avoid", "skipped": "skip", "left": "leave",
         "didn't": "not to"}  # fmt: skip
_CALLED = re.compile(
    r"(?i:\b(?:call|called|calling|address) me(?: as)?|use my (?:full |first |real )?name,|\b(?:everyone|everybody|"
    r"people|friends|they all) calls? me|\bi go by|"
    r"\bi'm known as) "
    r"(?!(?i:when|if|back|later|tomorrow|on|at|a|an|the|crazy|old|stupid|mad|names)\b)"
    r"([A-Z][\w'-]*(?: [A-Z][\w'-]*)?)"
)
_NOT_CALLED = re.compile(  # a pet name that is refused needs no capital
    r"\b(?:don't|do not|never|stop|please stop|quit)(?: ever)? (?:call|calling|address|addressing) me(?: as)? "
    r"(?!(?:when|if|back|later|tomorrow|on|at|the)\b)(?:an? )?[\"']?([a-z]+)[\"']?(?=[.,;:!?]|$| please| again| any)"
)
_NONE_FOR_ME = re.compile(
    r"^\W*(?:and |so )?no (?!one\b|idea|problem|worries|way|thanks|doubt|need|rush|offence)([a-z][a-z -]{2,30}?)"
    r"(?: for (?:me|us))(?:,? please)?(?=[,.;:!?]|$)",
    re.I,
)
_RIGHTED = re.compile(
    r"\b(?:ignore|forget|disregard|scratch|delete|correct|drop) (?:what i (?:said|told you|wrote)|(?:the|my|that) "
    r"(?:earlier |"
    r"last )?(?:thing|bit|part|message|note|line|stuff)(?: (?:i said|you have))?) about (the |my |our )?([\w'-]+(?: "
    r"[\w'-]+){0,2}?)"
    r"[,;:—–-]+ ?(?:because |since )?(?:it|he|she|they|that)('s|'re| is| are| was| were| has| have| \w+s) "
    r"([^.;!?]{2,80})",
    re.I,
)
_FROM_MY = re.compile(
    r"^\W*(?:new |strict |latest |doctor's )?(instructions|orders|"
    r"rules) from (my [a-z][a-z -]{2,30}?)[:,] ([^.;!?]{4,90})",
    re.I,
)
_WHENEVER = re.compile(
    r"^\W*(?:whenever|when|if) i (?:ever )?(?:say|mention|write|talk about|ask (?:for|about)|speak of) [^,.;!?]{1,40}, "
    r"(?:i mean|i'm talking about|always|never|please|assume|remember) [^.;!?]{3,80}",
    re.I,
)
_WHEN_YOU = re.compile(
    rf"^\W*(?:when|whenever|every time|each time) you (?:ever )?(?:write|answer|reply|speak|talk|suggest|recommend|"
    rf"explain|address|mention|draft|translate|plan|quote|list)\b[^.;!?,]{{2,60}}, (?:please |then )?(?:always |never |"
    rf"don't |do not )?{_DOING}\b [^.;!?]{{3,80}}",
    re.I,
)
_NEW_ONE = re.compile(
    r"\b(?:ignore|forget|disregard|delete|scratch) (?:my|our|the) (?:old|previous|former|other) "
    r"([a-z][\w-]*(?: [a-z][\w-]*)?)"
    r"[,;:—–-]+ ?(?:because )?(?:the|my|our) (?:new|right|current) one((?:'s| is| ends| starts| begins) [^.;!?]{1,60})",
    re.I,
)
_APPOSED = re.compile(
    r"^\W*(the [^,;:?!.]{3,60}|our [^,;:?!.]{3,60}), ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?), (is|was) (?:also |actually )?"
    r"(?:my|our) ([a-z][a-z -]{2,30}?)(?=[,.;!?]|$| and\b| but\b)",
    re.I,
)
_BEING = {"'s": "is", "'re": "is", "are": "is", "were": "was", "have": "has"}

Wished = tuple[str, int, int, str]  # sentence ("me", "my" unshifted), first character, one after the last, sort


def wishes(text: str) -> Iterator[Wished]:
    """The standing wishes and corrections of one sentence, in third person but for "me" and "my" inside."""
    for called in _CALLED.finditer(text):
        never = re.search(r"\b(?:never|don't|do not|not|nobody|no one)(?: ever)?\W*$", text[: called.start()], re.I)
        wanted = "does not want" if never else "wants"
        yield f"The user {wanted} to be called {called[1]}", *called.span(), "wish"
    if match := _NOT_CALLED.search(text):
        yield f"The user does not want to be called {match[1]}", *match.span(), "wish"
    if match := _NONE_FOR_ME.search(text):
        yield f"The user wants no {match[1]}", *match.span(), "wish"
    if match := _FROM_MY.search(text):
        yield f"The {match[1]} from {match[2]} are {match[3]}", *match.span(), "wish"
    if match := _NEW_ONE.search(text):
        yield f"My new {match[1]}{match[2].replace(chr(39) + 's', ' is', 1)}", *match.span(), "righted"
    if match := _WHENEVER.search(text) or _WHEN_YOU.search(text):
        yield match[0].strip(" ,.!"), *match.span(), "wish"
    for each in _WISHES:
        if (match := each.pattern.search(text)) and not re.search(r"\bcall me\b", match.group(), re.I):
            told = f"to {_formed(each.form, match)}"
            told = re.sub(r"^to (?:don't|do not|not) ", "not to ", told)
            yield f"The user wants the assistant {told}", *match.span(), "wish"
            break
    if match := _RIGHTED.search(text):
        being = match[3].strip().lower()
        whose = "The user's " if match[1] else ""
        yield f"{whose}{match[2]} {_BEING.get(being, being)} {match[4]}", *match.span(), "righted"


def apposed(text: str) -> tuple[str, str, str, str] | None:
    """ "The assistant at our library, Ingrid, is my aunt": ("aunt", "Ingrid", "is", "the assistant at our library")."""
    match = _APPOSED.search(text)
    return (match[4], match[2], match[3].lower(), match[1][0].lower() + match[1][1:]) if match else None


def _formed(form: str, match: re.Match[str]) -> str:
    told = form
    for number, group in enumerate(match.groups(), 1):
        word = group.strip().lower() if number == 1 else group.strip()
        told = told.replace(f"{{{number}}}", _BASE.get(word, word) if number == 1 else word, 1)
    return told.replace("not to", "not", 1)
