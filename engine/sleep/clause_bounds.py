"""Where the clauses of a sentence begin and end: at joining words, marks, and where another thought starts.

Promises: bounds fall between tokens, and a clause never runs into a question or an order that follows it. Refuses to
know who a clause is about.
"""

from __future__ import annotations

import re

from engine.sleep.entities import FUNCTION
from engine.sleep.tokens import Token
from engine.sleep.words import AUXILIARIES, WH, Words

OPENERS = frozenset(
    str.split(
        "so well and but also btw actually honestly oh yes no yeah anyway ok okay right as since because cos cause "
        "'cause given that now then plus "
        "fyi ps seeing considering though although while whereas however except sadly luckily unfortunately "
        "basically which meaning although update "
        "news reminder alas apparently hopefully technically obviously ah hey hi hello morning please remember "
        "note sorry wow hmm too"
    )
)
BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", "."})
JOINERS = frozenset(
    str.split(
        "and but so because since as cos though although while whereas plus except which who given seeing "
        "considering for"
    )
)
FRONT = frozenset(
    str.split(
        "after since ever as in at on for with because being during every back until most once these thirty twenty"
    )
)
TIMES = frozenset(str.split("when whenever while before after until till once where"))
TELLING = frozenset(
    str.split(
        "know told tell mention mentioned say said remember mean forget forgot given seeing now considering fact "
        "is note"
    )
)
FINITE_HERE = frozenset(str.split("is are was were has have can will isn't aren't"))
UNREAL = frozenset(
    str.split("if whether unless lest suppose supposing imagine wish wishes hope hopes say pretend assuming in-case")
)
FORE = re.compile(  # what may stand before a statement without changing it
    r"^\W*(?:(?:let (?:the record show|it be known)(?: that)?|(?:please )?(?:ignore|forget|disregard) my (?:earlier|"
    r"last|previous|other) (?:message|note|question|remark)|(?:as your user )?i (?:inform|authorise|"
    r"authorize) you(?: to know)?(?: that)?|"
    r"i (?:want|need|would like|'d like) you to (?:know|remember|note)(?: that)?|(?:no,? )?i (?:said|"
    r"told you)(?: before)?(?: that)?|"
    r"confidentially|between (?:you and me|us)|in confidence|listen(?: carefully)?|attention|to whom it may concern|"
    r"(?:could|can|would|will) you (?:please )?(?:remember|note)(?: that)?|by the way|for context|for the record|"
    r"fun fact|just so you know|so you know|as you know|as "
    r"i said|like i said|as i mentioned|"
    r"in case it matters|in case you(?: a|')re wondering|full disclosure|it turns out|turns out|turned out|"
    r"did i (?:mention|say|tell you)(?: that)?|have i (?:mentioned|told you)(?: that)?|i should (?:say|"
    r"mention|add)(?: that)?|"
    r"i (?:forgot|forget) to (?:say|mention)(?: that)?|i must (?:say|admit|confess)(?: that)?|you should "
    r"know(?: that)?|i(?: ha|')ve (?:just )?(?:been told|found out|learned|learnt|realised|realized|"
    r"heard)(?: that)?|i (?:just )?(?:found out|learned|learnt|realised|heard)(?: that)?|"
    r"(?:please |do |just )*(?:remember|note|bear in mind|keep in mind|don't forget|make a note|for future "
    r"reference|note to self|note for later|remember this|for your memory|to remember|note for the future|"
    r"(?:save|store|log|memori[sz]e) (?:this|that)|(?:update|correct) (?:your|my) (?:notes|memory|records|file|"
    r"details)|"
    r"(?:you|i) (?:should|must|ought to|need to) know|make sure (?:that )?you (?:remember|know|note)|important|nb|"
    r"scratch that|new rule(?: (?:in|at) our house)?|trust me(?: on this)?|"
    r"print this on your heart|i(?: ha|')ve got to tell you|i have to tell you|my \w+ told me to tell you"
    r")(?: for later)?(?: "
    r"that)?|"
    r"back when|what with|given that|seeing as|seeing that|now that|the thing is|thing is|i'll have you "
    r"know|the trouble is|trouble is|problem is|the problem is|bear with me|"
    r"asking because|i ask because|i'm asking because|only asking because|context|background|quick one|big "
    r"news|good news|bad news|update|small update|correction|change of plan|news|reminder|to be honest|tbh|"
    r"truth be told|i'm told|my news)\s*[,:;-]*\s*)+",
    re.I,
)
TAIL = re.compile(
    r"(?:[\s,;:(-]+\b(?:btw|by the way|tbh|to be honest|honestly|you know|i know|for my sins|lol|haha|if "
    r"that helps|if it matters|if that matters|just so you know|so there|sadly|finally|as well|though|"
    r"fyi|obviously|of course|god help (?:me|us)|i'm afraid|i think|i guess|i suppose|apparently|actually|"
    r"bless (?:him|her|them)|i'm told|and all|after all|and so on|or so|at last|in fact|mind you|then|asap|"
    r"please|thanks|thank you|cheers|for my sins|would you believe|believe it or not|as you know|and|but|"
    r"so|and (?:for once|this time) (?:it|that|they)(?:'s| is| was|'re| are) [a-z]+)\b[\W]*)+$",
    re.I,
)
EXPLICIT = re.compile(
    r"\b(?:please |do |just )*(?:remember (?:that|my|i|we|for|this|:)|note (?:that|for later|to self|down|for the "
    r"future|this)|"
    r"make a note|let (?:the record show|it be known)|i (?:inform|authorise|authorize) you|attention\b|"
    r"i (?:want|need|would like|"
    r"'d like) you to "
    r"(?:know|remember|note)|you to remember|don't forget (?:that )?(?:my|i|our|we)|bear in mind|keep in mind|"
    r"for (?:your |the )?(?:future "
    r"reference|memory|record|file)|(?:save|store|log|record|memori[sz]e) (?:this|that|it)\b[^.?!]{0,12}[:,]|write "
    r"(?:this|it) "
    r"down|(?:you|i) (?:should|must|ought to|need to) (?:also )?know|make sure (?:that )?you (?:remember|know|note)|"
    r"scratch that|add (?:this )?to (?:your|my) (?:notes|memory|file)|update (?:your (?:notes|memory|"
    r"records)|my (?:file|details))|in your (?:notes|memory|records)|^\W*(?:important|nb|n\.b\.|reminder|correction|"
    r"new rule|for the record)\b)",
    re.I,
)


class Bounds:
    """Finds the bounds of clauses in tokens."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def may_start(self, found: list[Token], at: int, opened: bool) -> bool:
        """Whether a clause may begin at `at`; `opened`: one stands before it already."""
        previous, before = found[at - 1].norm, found[at - 2].norm if at > 1 else ""
        if previous in TIMES or (
            previous == "since"
            and before not in BREAKS
            and at + 1 < len(found)
            and "past" in self.words.form(found[at + 1].norm)
        ):
            return not opened or before in BREAKS  # "… when I was nine" stays with what stands before it
        if previous == "that":
            return before in TELLING
        if previous == "for" and before not in BREAKS and found[at].norm == "the":
            return False  # "gabapentin for the dog's arthritis"
        if previous in BREAKS or previous in OPENERS or previous in JOINERS or previous in UNREAL:
            return True
        hurried = (
            found[at].norm in ("i", "we") and at + 1 < len(found) and found[at + 1].norm in ("'m", "'ve", "am", "have")
        )
        return hurried and previous not in FUNCTION | AUXILIARIES | {"like", "than"}

    def lead(self, found: list[Token], at: int) -> str:
        """The word that joins this clause to what stands before: "if", "because", …; "" at a comma."""
        for back in range(at - 1, max(at - 4, -1), -1):
            if found[back].norm in UNREAL or found[back].norm in (
                "when",
                "that",
                "than",
                "what",
                "where",
                "how",
                "why",
            ):
                return found[back].norm
            if found[back].norm not in OPENERS and found[back].norm not in self.words.sections["adverb"]:
                break
        return found[at - 1].norm if at and found[at - 1].norm in JOINERS else ""

    def inverted(self, found: list[Token], at: int) -> bool:
        """Whether the sentence asks by its order of words: "are", "what", "did" at token `at`."""
        norm = found[at].norm
        return (norm in WH and norm not in ("when",)) or (
            norm in AUXILIARIES - {"had", "used", "been", "being", "can't", "having"}
        )

    def end(self, found: list[Token], at: int, limit: int) -> int:
        """Where the clause that has its verb before `at` ends: at the next clause, or where something else begins."""
        while at < limit:
            token, after = found[at], found[at + 1] if at + 1 < limit else None
            if token.norm in (";", "—", "–", ":", "(", ")", "?") or (token.norm == "-" and at > 0):
                break
            if token.norm in ("so", "but", "because", "cos", "which", "though", "although", "whereas") and self.breaks(
                found, at, limit
            ):
                break
            if token.norm in ("and", ",") and after is not None and self.new_thought(found, at + 1, limit):
                break
            if (
                token.norm in WH
                and after is not None
                and after.norm in AUXILIARIES
                and token.norm not in ("who", "which")
            ):
                break
            at += 1
        while at > 1 and (
            found[at - 1].norm in JOINERS - {"for"} | UNREAL
            or found[at - 1].norm in ("then", "plus")
            or not found[at - 1].word
        ):
            at -= 1
        return at

    def breaks(self, found: list[Token], at: int, limit: int) -> bool:
        """Whether the joining word at token `at` ends a clause."""
        if found[at].norm == "so" and found[at - 1].norm != ",":  # not "so tall that", "or so"
            ahead = found[at + 1 : min(at + 4, limit)]
            return bool(ahead) and (ahead[0].norm in FUNCTION | WH or any(t.norm in AUXILIARIES for t in ahead))
        return True

    def new_thought(self, found: list[Token], at: int, limit: int) -> bool:
        """Whether a thing of its own begins at `at`, after "and" or a comma: a question, an order, another subject."""
        token = found[at]
        if token.norm in ("and", "but", "so", "or") and at + 1 < limit:
            return token.norm in ("but", "so") or self.new_thought(found, at + 1, limit)
        after = found[at + 1] if at + 1 < limit else None
        if token.norm in WH or token.norm in (
            "any",
            "can",
            "could",
            "would",
            "should",
            "is",
            "are",
            "do",
            "does",
            "did",
            "will",
            "shall",
            "help",
            "ideas",
            "suggestions",
            "please",
            "you",
            "you'd",
            "tell",
            "give",
            "recommend",
            "suggest",
            "neither",
        ):
            return True
        if (
            after is not None
            and token.word
            and not token.capital
            and after.norm in FINITE_HERE
            and token.norm not in FUNCTION | AUXILIARIES
        ):
            return True  # "headphones are a pain"
        early = at
        while token.norm in self.words.sections["adverb"] and token.norm != "no" and at + 1 < limit:
            at += 1
            token = found[at]
        if at > early and "base" in self.words.form(token.norm):
            return True
        if token.norm.endswith("n't") or token.norm == "am":
            return True
        if token.norm in (
            "he",
            "she",
            "it",
            "they",
            "everyone",
            "everybody",
            "nobody",
            "this",
            "that",
            "there",
            "people",
        ):
            return after is not None and (self.words.finite(after.norm) or after.norm in self.words.sections["adverb"])
        if token.norm in ("the", "every", "each", "all", "a", "an", "his", "her", "their", "its", "my", "our"):
            return any(
                self.words.finite(t.norm) and not t.capital and t.norm not in ("like", "back", "left", "right")
                for t in found[at + 2 : min(at + 5, limit)]
                if t.word
            ) and not any(t.norm in ("and", ",") for t in found[at + 1 : min(at + 4, limit)])
        return False

    def when(self, found: list[Token], at: int) -> list[str]:
        """A time that stands in front of the whole sentence ("Every Sunday I make…"), to be put behind."""
        front = found[:at]
        if front and front[-1].norm == ",":
            front = front[:-1]
        if (
            2 <= len(front) <= 8
            and front[0].norm in ("every", "each", "on", "once", "most", "twice", "in", "since")
            and all(t.word for t in front)
        ):
            return [front[0].text.lower(), *(t.text for t in front[1:])]
        return []
