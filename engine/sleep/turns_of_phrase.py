"""The turns of phrase that tell a fact in passing, as patterns over one sentence.

Promises: the groups of a pattern are the words of the fact, as they stand. Refuses to know what `asides` makes of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.sleep.beside import STATES

CONDITION = re.compile(
    r"\bmy ((?:[a-z-]+ ){0,2}?(?:allergy|intolerance|asthma|diabetes|arthritis|eczema|psoriasis|epilepsy|"
    r"migraines?|tinnitus|ibs|adhd|dyslexia|insomnia|sciatica|"
    r"hay fever|vertigo|gout|anaemia|angina|lupus|ms|pcos|endometriosis|glaucoma|scoliosis|sleep apnoea|"
    r"high blood pressure|underactive thyroid|pacemaker))"
    r"( to [a-z]+)?\b",
    re.I,
)
ROLE = re.compile(
    r"(?:^|[,;(] ?|\b(?:so|but|and|ok) )(?:speaking as|as|being|for) (an? (?!result|bonus|rule|kid|child|"
    r"matter|starter|change|laugh|start|treat|gift|present|joke|while|bit|few|list|table|last|first|side|"
    r"main)[^,;:?.!]{3,60}?)(?:,| like me\b| like myself\b| (?=(?:I|I'm|I've|i|we|what|which|how|can|do|is|"
    r"my|should)\b))",
    re.I,
)
LIKE_ME = re.compile(r"\b(an? [a-z][a-z -]{2,40}?) like (?:me|myself)\b", re.I)
CALLS_SELF = re.compile(
    r"\b([A-Z][\w-]+)(?:'s| is| has| says|,)?\b[^.;:!?A-Z]{0,50}? calls (?:him|her|them)self (?:an? )?"
    r"((?!the\b|my\b)[a-z][a-z-]{3,20})\b(?= now|[.,;!?]|$| these days)"
)
SOMEONE = re.compile(r"\b(?:as|being) (?:someone|somebody|a person) (?:(who|that)|(with)) ([^,;:?.!]{3,70})", re.I)
WHAT_I = re.compile(
    r"\bthat(?:'s| is) (?:what|the one) (?:i|we) (drive|ride|play|use|have|own|wear|sail|fly|grow|"
    r"collect)\b(?: ([a-z ]{2,30}))?",
    re.I,
)
THAT_IS = re.compile(
    r"\b(?:it|that|this|which)(?:'s| is) (?:also |just )?(?:my|our) ([a-z -]+?)(?:'s name)?(?=[,.;!?]| "
    r"and\b| but\b| so\b|$)",
    re.I,
)
EVENT_DAY = re.compile(
    r"^\W*((?:[a-z'-]+ ){0,2}?%s) ?(?:is |are |appointment |practice )?((?:(?:on|at|every|each|next|this|"
    r"from|is|are) )+[^,;:?!—]{2,50}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b[^,;:?!—]{0,30})"
)
TIME = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|noon|midday|midnight|weekend|fortnight)",
    re.I,
)
PLACE_OF = re.compile(
    r"\b(?:my|our) ((?:[a-z-]+ ){0,3}(?:flat|house|cottage|cabin|place|garden|allotment|farm|studio|office|"
    r"shop|café|cafe|bakery|stall|workshop|surgery|clinic|caravan|bungalow|houseboat|salon|garage|pub|"
    r"restaurant|bookshop) (?:in|on|at|near) (?:the )?[A-Z][\w'-]*(?: (?:of |upon |on |le )?[A-Z][\w'-]*)*)"
)
TRIP = re.compile(
    r"\b(?:my|our) ((?:[a-z-]+ ){0,2}(?:trip|flight|holiday|honeymoon|wedding|interview|exam|appointment|"
    r"operation|ferry|train|move|viva|audition|recital|holidays|cruise|driving test|half marathon|marathon|"
    r"birthday|anniversary) (?:to|in|at|on|with|for|from) [^,;:?!.]{3,60})",
    re.I,
)
JOB_AT = re.compile(
    r"\b(?:my|our) (?:job|work|shift|boss|desk|first day|colleagues|shifts|placement) (?:at|in) (?:the "
    r")?([A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*)"
)
GOODS = r"\b(?:an?|the) ((?:[a-z-]+ ){0,2}(?:[0-9]{4} )?[A-Z][\w-]*(?: [A-Z0-9][\w-]*)*)"
COUNT = r"(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)"
AFTER_YEARS = re.compile(
    rf"\bafter ({COUNT} (?:years|months)) ((?:at|with|in|as|on) [^,;:?.!]{{3,40}}?)(?=[,;:?.!]| (?:i|we|and|"
    rf"my|what|how)\b|$)",
    re.I,
)
YEARS_A = re.compile(rf"^\W*({COUNT} years) (an? [a-z -]{{4,30}}?)(?=[,;:?.!]| (?:i|and|but)\b|$)", re.I)
BEING = re.compile(rf"\bbeing ({'|'.join(sorted(STATES))}|allergic to [a-z ]{{3,25}})\b", re.I)
WORKPLACE = re.compile(  # "The company I work for, Brightwell Pumps, …"
    r"\b[Tt]he (?:company|firm|school|hospital|shop|place|charity|college|agency|bakery|hotel|studio|bank|café|cafe|"
    r"pub|restaurant|university|practice|clinic|farm|newspaper|magazine|theatre|museum|library) (?:where )?(?:I|we) "
    r"work(?: for| at| in)?, ([A-Z][\w'&-]*(?: (?:of |and |& )?[A-Z][\w'&-]*)*)"
)
WHAT_CALLED = re.compile(
    r"\b(?:it|that|this)(?:'s| is) what (?:my|our) ([a-z -]+(?:'s [a-z -]+?)?)(?:'s| is) called\b", re.I
)
IS_MY = re.compile(
    r"^\W*([A-Z][\w' ]{1,40}?)(?:'s| is| are| was) (?:still |also |always )?(?:my|our) ([a-z][a-z -]{2,"
    r"40}?)(?=[,;.!?—]| (?:and|but|so|because|since|these)\b|$)"
)
DOES_TO_ME = re.compile(
    r"^\W*([A-Z][\w' -]{2,40}?) (?:make|makes|give|gives|bring|brings|send|sends|doesn't agree with|don't "
    r"agree with|is out for|are out for|(?:is|are) (?:an? |the |my )?(?:no|no-no|no-go|off limits|out|not an option|"
    r"off the "
    r"(?:table|menu)|must|heaven|poison|torture|trigger|weakness|thing) (?:for|to|of)|disagrees? with|trigger|"
    r"triggers|upsets?) (?:me|my|us)\b[^,;:?.]{0,"
    r"60}"
)
PUT_DOWN = re.compile(r"\b(?:have|had|having) (?:my|our) ([\w -]{2,40}?) (put down|put to sleep|rehomed)\b", re.I)
THE_BRAND = re.compile(
    r"^\W*(?:So |And |Well,? )?[Tt]he (?:old |new |poor )?([A-Z][\w-]+)\b(?!'s (?:a|the)\b)"
    r"(?! (?:\w+ )?(?:died|packed|gave|went|has gone|is gone|was)\b)"
)
NO_SUBJECT = frozenset(str.split("it that this what he she they which there who i we you here these those the"))
LEADS = frozenset(str.split("so well and but also oh yes no yeah anyway ok okay right then now plus honestly actually"))
HERE = re.compile(
    r"\b(?:(?:up |down |over |out |back )?here|where (?:i|we) live,?|back home|we're based|i'm based|"
    r"growing up|grew up|raised|brought up) in ((?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
)
CHILD = re.compile(
    r"\bas an? (child|kid|boy|girl|teenager|student|nurse|soldier|sailor|teacher|postman|lad) (?:growing up "
    r")?(in|at) ((?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
)
TIME_AT = re.compile(
    r"\bmy (?:time|years|days|childhood|youth|stint) (in|at|as|with|on) ((?:an? |the )?[\w' -]{3,40}?)(?=[,"
    r";:?.!]|$| (?:i|we|did|do|and|is|was|what|have)\b)",
    re.I,
)
MY_DAYS = re.compile(r"\bmy ([a-z]+|[A-Z]\w+) days\b")
DRUG = re.compile(
    r"\b(?<!n't )(?<!not )(?<!never )(?<!stopped )(?:my|on|take|taking|takes) (?:\d+ ?mg (?:of )?)?"
    r"(metformin|statins|insulin|levothyroxine|warfarin|"
    r"sertraline|ramipril|amlodipine|omeprazole|methotrexate|ventolin|citalopram|prednisolone|lithium|"
    r"tamoxifen|blood thinners|beta blockers|antidepressants|antihistamines|hrt|thyroxine|ritalin|"
    r"steroids)\b",
    re.I,
)
WHERE = re.compile(
    r"\b([A-Z][\w'-]*(?: [A-Z][\w'-]*)*),? (?:where|which is where|that's where|and that's where) (i|we|"
    r"(?:my|our) [A-Za-z -]{2,40}?) (lives?|works?|worked|lived|grew up|was born|studies|studied|stays|"
    r"teaches|moved|met|got married|am based|is based)\b",
    re.I,
)
WHY = re.compile(r"^\W*(?:so |and |but )?why (?:do|does) i (?=[a-z])", re.I)
NO_EVENT = frozenset(str.split("i my we our ve have had s m has the on if is when what any a"))
CONTACT = re.compile(
    r"\b(the|an?) ((?:(?!(?:so|and|but|because|since|if|when|that|finally|as|is|was|has)\b)[\w'-]+ ){0,4}?"
    r"(?!(?:so|and|but|because|since|if|when|that|as)\b)[\w'-]+) (?:that |which )?(?:i|we)"
    r"((?:'ve| have|'m|'re| am| are)?)((?: just| always| only| also| still)?) (signed up for|booked|bought|own|run|"
    r"play|teach|live in|work at|work for|"
    r"work in|grew up in|drive|ride|inherited|rent|support|sing in|play in|play for|volunteer at|volunteer with|"
    r"moved to|joined|go to every \w+|make every \w+|do every \w+|bake every \w+|take every \w+|training for|building|"
    r"restoring|learning|learned at school|trained at|studied at|was born in)\b",
    re.I,
)
NO_STATEMENT = frozenset(
    str.split(
        "thanks thank any if please how what explain ignore recommend describe list summarise summarize translate "
        "compare draft define guess quiz imagine calculate convert rewrite proofread shorten continue pretend forget"
    )
)
OFTEN = re.compile(r"\b(?:always|every|whenever|each time|only|never)\b")
DAY_WORD = re.compile(r"(?:on|at|every|each|next|this|from)\b", re.I)


class Saying(NamedTuple):
    """One turn of phrase: `form` says the fact by the pattern's groups ("{1}"; "{a1}" with an article before it)."""

    pattern: re.Pattern[str]
    form: str
    sign: str
    dated: bool = False  # only with a time or a name in it


SAYINGS: tuple[Saying, ...] = (
    Saying(ROLE, "The user is {1}", "is"),
    Saying(LIKE_ME, "The user is {1}", "is"),
    Saying(CONDITION, "The user has {a1}{2}", "condition"),
    Saying(DRUG, "The user takes {1}", "condition"),
    Saying(BEING, "The user is {1}", "is"),
    Saying(PLACE_OF, "The user has {a1}", "place"),
    Saying(TRIP, "The user has {a1}", "trip", dated=True),
    Saying(CHILD, "The user was a {1} {2} {3}", "was"),
    Saying(TIME_AT, "The user spent time {1} {2}", "was"),
    Saying(MY_DAYS, "The user had {1} days", "was"),
    Saying(AFTER_YEARS, "The user has been {2} for {1}", "years"),
    Saying(YEARS_A, "The user has been {2} for {1}", "years"),
    Saying(JOB_AT, "The user works at {1}", "work"),
    Saying(WORKPLACE, "The user works at {1}", "work"),
)
