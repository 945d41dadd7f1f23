"""Plain signs in a clause that it lasts, or that it does not: what it speaks of, how, and where it was found.

Promises: each sign can be read off the clause and its sentence by eye; no sign decides alone (`judge` weighs them).
Refuses to know weights.
"""

from __future__ import annotations

import re

from engine.sleep.clauses import Clause
from engine.sleep.tense import tenses


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_USER = (
    r"^(?:The|[A-Z][\w ]+ and the) user(?:'s [^.]*?)? (?:(?:has|is|was|also|still|always|never|only|even|really|"
    r"mostly|usually|often|much|once|currently|now|recently|just) )*"
)
# Each sign is a pattern over the clause in third person. The names appear in reasons and in the weights file.
SIGNS: dict[str, re.Pattern[str]] = {
    "dwells": _any(
        r"lives?|lived|living in|resides?|moved to|moving to|moved (?:in|out|into)|settled|based in|from "
        r"[A-Z]\w+|grew up|was born|raised in|come from|comes from|came from|emigrated|rents?|stays with"),
    "works": _any(
        r"works?|worked|working (?:at|as|for|from)|teach(?:es)?|taught|runs? (?:a|an|the|her|his|their)|"
        r"employed|job|boss|self-employed|freelance|retired|apprentice\w*|trainee|started (?:as|at)|manages?|"
        r"nurse|engineer|teacher|shifts?|nights at|leaving|notice"),
    "is a": re.compile(
        r"\b(?:is|was|'s|am) (?:(?:also|still|now|originally|actually|only|just|both|the|my) )*(?:an? |the "
        r"(?:youngest|eldest|oldest|middle|only|head|captain|chair|executor|landlord|owner)|more of a |the "
        r"(?:[a-z-]+ ){1,3}(?:of|for|at|in) (?:the user's|an? )|\d|six "
        r"foot|five foot)(?!bit\b|little\b|piece\b|joke\b|mess\b|disaster\b|nightmare\b|pain\b|shame\b|"
        r"mystery\b|lot\b|good\b|great\b|bad\b|genius\b)", re.I),
    "named": _any(
        r"called|named|name is|names are|goes by|known as|nicknamed|middle name|surname|maiden name|christened"),
    "health": _any(
        r"allerg\w+|intoleran\w+|diabet\w+|asthma\w*|coeliac|celiac|vegan|vegetarian|pescatarian|migraines?|"
        r"epilep\w+|arthritis|eczema|deaf|blind|hearing aids?|glasses|pacemaker|epipen|statins?|insulin|blood "
        r"pressure|tablets?|medication|inhaler|surgery|operation|transplant|replaced|"

                       r"hay fever|apnoea|mumps|anaphyla\w+|low-\w+ diet|\w+-free|disease|disorder|syndrome|"
                       r"anaemi\w+|pregnant|dyslexi\w+|adhd|autis\w+|kidneys?|hip|"
                       r"knees?|asthmatic|gluten|lactose|dairy|seasick|carsick|travel sick\w*|left[- ]handed|"
                       r"stammer|stutter|teetotal|sober|colou?r[- ]?blind\w*|phobi\w+|afraid of|scared (?:stiff )?of|"
                       r"(?:frightened|terrified) of|claustrophobi\w+|takes? \w+ every|takes [a-z]+(?:ine|in|ol|ide|"
                       r"pril|statins?|statin|thinners|blockers)|bad back|intoler\w+|feet tall|foot \w+|"
                       r"wheelchair|insomnia|broke"),
    "favourite": _any(
        r"favou?rite|signature|go-to|usual|first language|mother tongue|star sign|blood type|hometown|first job|"
        r"alma mater|secret talent|party trick|speciality|specialty|pet hate|pet peeve|bucket list"),
    "dislikes": _any(
        r"hates?|can't stand|cannot stand|can't bear|detests?|loathes?|dislikes?|doesn't (?:eat|drink|like|touch|do|"
        r"care for)"
        r"|don't (?:eat|drink|like)|can't (?:eat|have|do|drink|abide|bear)|avoids?|never (?:liked?|eats?|drinks?|"
        r"learned|been|had|touch\w*)"
        r"|does not (?:eat|drink|like)|is out for|come out in|makes? the user"
    ),
    "likes": _any(
        r"loves?|likes?|prefers?|adores?|mad about|keen on|(?:fan|lover) of|addicted to|supports?|into|obsessed "
        r"with|crazy about|swears by"
        r"|takes (?:the user's )?(?:tea|coffee|eggs|toast)|collects?|night owl|more than|to planes"
    ),
    "intention": re.compile(
        r"\b(?:ha(?:s|d) to|needs? to|wants? to|(?:is|was) (?:trying|thinking|looking|hoping|wondering)|would like|"
        r"can't find|might|could see|will learn|has a question)\b",
        re.I,
    ),
    "taste of the moment": re.compile(

            r"\b(?:hates?|loves?|likes?|prefers?|adores?) (?:it|this|that|these|those|your|how|the \w+ (?:one|"
            r"version|idea|answer)|the (?:first|second|last|new))\b", re.I
    ),
    "others": re.compile(
        r"^(?:Some(?:body|one)|No(?:body| one)|Every(?:body|one)|Half of|A (?!boy|girl)[a-z]+|An [a-z]+|The "
        r"(?:man|woman|bus|weather|film|guy|shop)|People|They|Nothing)\b"
    ),
    "not all there": _any(
        r"imaginary|invisible|evil twin|fictional|argument's sake|ancestors|generation|planet|humans|fluent|"
        r"everyone's"),
    "hobby": _any(
        r"(?!keeps? \w+ing\b)(?:plays?|played|collects?|collecting|paints?|knits?|climbs?|bouldering|"
        r"swims?|runs?|running (?:the|a)|"
        r"rows?|sails?|cycles?|sings?|choir|orchestra|band|club|team|training for|tak(?:es|en|ing) up|took up|"
        r"signed up|joined|member|learning|learned|building "
        r"(?:a|an|my)|volunteers?|bakes?|brews?|grows?|keeps?|breeds?|restor\w+|carves?|sews?|skates?|dances?|"
        r"hikes?|photograph\w*|writes?|gardens?|fish(?:es|ing))"),
    "has": re.compile(_USER +
        r"(?:has(?! (?:\w+ )?(?:been|taken|\w+ed|\w+[aeiou]wn|gone|given|written)\b)|has got|owns?|got|keeps?(?! "
        r"\w+ing\b)|drives?|bought|inherited|wears?|carries|adopted|"
        r"rides?)\b(?! (?:to|a "
        r"(?:question|problem|look|feeling|headache|cold|spreadsheet|deadline|meeting in)))", re.I),
    "biography": _any(
        r"born|grew up|studied|graduated|married|divorced|met (?:the user's|her|his)|split up|widow\w*|died|"
        r"passed away|engaged|served|navy|army|air force|apprenticeship|degree|phd|university|school|college|"
        r"first job|used to|once lived|lived in|years ago|retired|adopted|emigrated|childhood|was a|made a|"
        r"christening|goddaughter|godson|baby"),
    "plan": _any(
        r"off to|fly(?:ing|s)? (?:to|out|from)|going to [A-Z]\w+|goes to [A-Z]\w+|booked|heading to|travell?ing "
        r"to|trip|holiday|honeymoon|flight|getting (?:married|a)|marrying|moving|starts?|starting|wedding|"
        r"visit(?:s|ing)?|sailing|cruise|race|marathon|running the|exam|test"),
    "change": _any(
        r"sold|quit|gave up|given up|no longer|not any ?more|anymore|swapped|switched|moved|left|outgrown|not "
        r"allergic|stopped|new|became|become|turned|turns|turning|these days|nowadays|from now on|now"),
    "regular": _any(
        r"every|each|always|never|usually|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|tues|wednes|"
        r"thurs|fri|satur|sun)days|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:nights?|mornings?|evenings?|"
        r"afternoons?)|twice|once a|weekly|monthly|annually|weekdays|weekends?|nights|first (?:mon|tues|wednes|"
        r"thurs|fri|satur|sun)day"),
    "dated": _any(
        r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|"
        r"october|november|december)|(?:january|february|march|april|june|july|august|september|october|"
        r"november|december)|in may|(?:19|20)\d\d|birthday|anniversary|the \d+(?:st|nd|rd|th)|turns? \d+|years? "
        r"old|at \d|half past|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:autumn|spring|summer|winter)"),
    "left or given": _any(
        r"left (?:the user|me)|gave the user|given by|from the user's|inherited|belonged to|made in|built in|"
        r"painted|bought|second-hand|vintage|moored|allotment|cottage|flat|house|garden|key|boiler|door|desk|is "
        r"on|is at|is in"),
    "moment": _any(
        r"today|tonight|just|in an? (?:minute|hour|moment|second)|for an hour|in (?:two|three|twenty|thirty) "
        r"minutes|at the airport|in a queue|on hold|percent|this morning|this evening|last night|yesterday|"
        r"again|right now|at the moment|at this point|in (?:ten|five|\d+) minutes|late|so tired|meanwhile|"
        r"currently|suddenly|(?:nearly|almost)(?! (?:\d|\w+(?:ty|teen)\b|always|every))|stuck|all evening|all day|"
        r"for dinner|for lunch|rang|phoned|texted|"
        r"called (?:me|the user|last)|asked|knocked|spilled|forgot|ate|saw|noticed|dropped (?!out|maths|french|"
        r"german|history|latin)"),
    "mind": re.compile(_USER +
        r"(?:ha(?:s|d) to|needs?|wants?|wanted|tries|trying|thinks?|thinking|wonders?|wondering|hopes?|hoping|"
        r"looking|looks|asks?|asked|said|says|told|means?|meant|sees?|reads?|reading|understands?|doesn't "
        r"(?:understand|know|get|want|see|think|mind|care|speak)|remembers?|forgets?|feels?|guesses|knows?|"
        r"considering|wishes|tempted|supposed|writing|making|blames?|gets? (?:a|stronger|asked)|seen|sorry|sure|"
        r"glad|happy|curious|afraid|confused|suggested|wanted)\b", re.I),
    "mood": _any(
        r"tired|bored|starving|hungry|stuck|sorry|busy|back(?! (?:garden|door|yard|room|pain|to))|sure|happy|glad|"
        r"ready|lost|confused|worried|curious|"
        r"exhausted|fed up|stressed|annoyed|excited|knackered|late|ill|headache|slow|cold|lovely weekend|my "
        r"phone|user's phone|drilling|dead|broken|doing my "
        r"head in|dying|fried|horrible|fine|ok|okay|hurts?|aches?|sore|killing|shot|furious|cross|grumpy|"
        r"livid|upset|numb|soaked|shattered|worn out|wrecked|asleep|awake|under the weather|rough|patchy|puncture|"
        r"wouldn't start|won't start|nervous|dreading|proud of|missing|off sick|run down|half dead|in (?:bits|tears|"
        r"good form|top form|pain|agony|bed|the bath|a (?:huff|mood|\w+ mood|state|\w+ state|panic|rush|"
        r"hurry|sulk|strop"
        r"|queue))|swamped|snowed under|drowning in|buried in|up to (?:the user's|her|his|their) (?:eyes|ears|neck)"),
    "too much": re.compile(
        r"(?: (?:is|are|was)|'s) (?:still |just |way |far )?(?:too \w+\b|full of\b)|\bgone (?!to\b|from\b|back\b|"
        r"vegan|vegetarian|deaf"
        r"|blind|grey|freelance|part)\w+\.$", re.I),
    "appearance": _any(
        r"(?:looks?|looked|looking|seems?|seemed|sounds?|sounded|appears|appeared|smells?|smelled|feels|"
        r"felt|came across)"
        r"(?! (?:after|forward|for\b|round|into))"),
    "unreal": _any(
        r"would|could|might|should|may get|if|maybe|perhaps|one day|someday|will|'ll|as if|supposedly|basically|"
        r"obviously|of course|lol|haha|ha ha|as they say|in theory|apparently|allegedly|probably|joke|spirit "
        r"animal|honestly"),
    "you": _any(r"you|your|yours|yourself|assistant|chatbot|this chat|answers?|reply|prompt|point|idea"),
    "idiom": _any(
        r"allergic to (?:mondays|work|mornings|exercise|people|maths|housework)|speaking terms|two left feet|"
        r"bone to pick|top of the world|heart is in|ears are burning|made of money|born yesterday|hands are "
        r"tied|dinosaur|under a rock|clowns|on a diet|fluent sarcasm|losing socks|strange times|dead on|sold "
        r"down the river|wit's end|up the wall|round the bend|a million|dying to|to death|for the life of|in "
        r"seventh heaven|on thin ice|back to square|elephant|wild goose|the same boat|cat's pyjamas|a zoo|"
        r"hibernat\\w+|caveman|alien|lottery|unicorn|black hole|one-man|circus|drama queen|couch potato|world's "
        r"(?:worst|best)|two brain cells|run on|part-time|over the moon|under the weather|eat a "
        r"horse|all ears|all over the place|piece of cake|frog in|married to|cloud nine|hit the|lost the plot|"
        r"brain|will to live|on fumes|bag of nerves|in the doghouse|sore head|ants in|hit the roof|"
        r"in (?:his|her|their|the "
        r"user's) grave|candle at both|by a thread|murder an?|(?:rushed |run )?off the user's feet|on the user's plate|"
        r"of (?:the user's|her|his) tether|sixes and sevens|on air|bitten off|back teeth|two minds|"
        r"foot in it|eats like|"
        r"sleeps like|bomb's hit|off the walls|on fire|in stitches|full of beans|third wheel|cup of tea|"
        r"dark horse|green fingers|"
        r"last straw|in hot water|on the fence|butterflies|cold feet|lives for|queen of|king of|genius|legend|"
        r"robot|zombie|vampire|superhero|homework|goldfish|user's (?:life|day|week|house|head|kitchen|family|job|"
        r"office) is an?"),
    "vague object": re.compile(
        r" (?:it|this|that|them|something|anything|everything|things|stuff|one|so|her|him|the user)\.$", re.I),
    "points nowhere": re.compile(
        r"^The user(?:'s [a-z -]+?)?(?: [A-Z]\w+)? (?:\w+ ){0,2}?(?:plays?|has|had|got|keeps?|collects?|loves?|"
        r"hates?|likes?|owns?|"
        r"drives?|rides?|makes?|takes?|bought|eats?|drinks?|uses?|wears?|speaks?|grows?|teaches|allergic to|into|of|"
        r"with|"
        r"used to|stand|bear) (?:it|them|one|those|that|these|some)\b(?! (?:of|day|week))", re.I),
    "deictic": re.compile(r"\b(?:this|these|that|those) (?!autumn|spring|summer|winter|year|month)[a-z]+", re.I),
    "body": re.compile(
        r"\buser's (?:eyes?|head|heart|ears?|hands?|feet|brain|face|nose|mind|soul|blood|nerves|fingers|mouth|"
        r"sanity|patience|throat)\b", re.I),
    "small thing": re.compile(
        r"^The user's (?:tea|coffee|phone|laptop|train|bus|glasses|keyboard|wallet|internet|plants?|battery|"
        r"screen|dinner|lunch|shoes?|socks?|hair|weekend|day|week|morning|night|umbrella|bank account|spirit "
        r"animal|superpower|life|inbox|to-do list) ", re.I),
    "far relation": re.compile(
        r"^The user's (?:[a-z-]+ )?(?:friend|colleague|neighbou?r|boss|hairdresser|dentist|landlord|teacher|cousin|"
        r"mate|"
        r"flatmate)(?: [A-Z]\w+)?'s [a-z]+"),
    "kin of kin": re.compile(
        r"^The user's (?:[a-z-]+ )?(?:mother|mum|mom|father|dad|brother|sister|son|daughter|wife|husband|partner)"
        r"(?: [A-Z]\w+)?'s [a-z]+"),
    "advised": re.compile(
        r"\b(?:doctor|gp|nurse|consultant|physio\w*|dietitian|dietician|therapist|midwife|optician|dentist|vet|"
        r"cardiologist|"
        r"surgeon|pharmacist|trainer|coach)\b.* (?:says?|said|told|advised|instructed|recommends?|recommended|put|"
        r"prescribed|"
        r"wants|insists|ordered|started)\b", re.I),
    "since": re.compile(r"\b(?:since (?!yesterday|this|\w+day|\w+ o'clock|(?:seven|eight|nine|ten|noon|\d+)\b)|for "
    r"(?:[\w-]+ ){1,3}(?:years|decades|months)|all "
        r"(?:the user's|her|his|their) life|for ever|ten years|years now|months now)", re.I),
    "over for good": _any(
        r"any more|any longer|no longer|cancelled (?!on)|called off|put off|postponed|brought forward|moved (?:to|"
        r"from)|"
        r"broke up|split up|separated|finished with|got rid of|given up|gave up|packed in|dropped out|put down|put "
        r"to sleep|"
        r"out of (?:business|the running)|used to"),
    "aged": re.compile(
        r" (?:is|are|turns?|turned|was|will be) (?:nearly |almost |only |just |already |both |about |over )*(?:\d{1,3}|"
        r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
        r"seventy|eighty|ninety|a hundred)"
        r"(?:-\w+)?)(?: (?:years|months|weeks) old| now| today| already)?\.$", re.I),
    "guarded": _any(  # what sounds like an attack or a secret is, in one's own words, mostly one's job, house or habit
        r"passwords?|passcode|pin|locker|safe word|code word|rules?|instructions?|manuals?|prompts?|prompter|admin\w*|"
        r"servers?|hacker|secrets?|login|account|override|protocols?|policy|orders|bouncer|guards?|keys?|alarm"),
    "set apart": _any(
        r"gay|lesbian|bisexual|transgender|queer|atheist|agnostic|christian|muslim|jewish|hindu|buddhist|sikh|quaker|"
        r"catholic|protestant|mormon|vegan|single|an orphan|a twin|an only child|dyes?|"
        r"bank|accountant|solicitor|allotment|locker|parks?|parking|size \d+|username|handle|nickname|password "
        r"manager|motto|"
        r"budget|pension|mortgage|insurance|passport|nationality|citizen\w*|dual|dissertation|thesis|religion|church|"
        r"mosque|synagogue|"
        r"halal|"
        r"kosher|vote[sd]?|member of|belongs? to|emergency contact|next of kin|septic|stove|burner|lodger"),
    "task noun": _any(
        r"code(?! (?:word|name))|script|spreadsheet|email|essay|poem|div|file|function|error|bug|excel|report|"
        r"presentation|slides|"
        r"letter|card|present|sentence|text|list|paragraph|homework|keyboard|meeting|document|website|message|"
        r"query|recipe|step|draft"),
}  # fmt: skip


_HEARSAY = _any(
    r"apparently|supposedly|allegedly|or something|or so|said nobody|they say|i (?:read|saw|heard) (?:that|about|"
    r"somewhere|in|it|a|an)|as they "
    r"say|obviously|lol|haha|ha ha|basically|honestly|literally|like crazy|officially|:\)|ha"
)
_SARCASM = re.compile(
    r"^\W*(?:oh|yeah,? right|sure|great|lovely|fantastic|wonderful|brilliant|because|ugh|argh|right)\b|"
    r"\bjust (?:love|adore|what i)\b|\bbest day\b|\blive for\b",
    re.I,
)


_EQUATED = re.compile(  # "is congee", "is rookie_of_riga": a thing told by its noun, and no state that it is in
    r" (?:is|are) (?:(?:a|an|the|my|one of) )?(?![\w-]+(?:ing|ed|ful|less|ous|ive|ly|able|ible|ant|"
    r"ic)\.$)(?:[\w'-]+ ){0,2}"
    r"[\w'-]{4,}\.$"
)


def signs(clause: Clause) -> tuple[str, ...]:
    """The names of all signs that stand in the clause, and how it was found."""
    text = clause.text
    found = [name for name, pattern in SIGNS.items() if pattern.search(text)]
    found.append(f"kind {clause.subject}")
    if clause.subject == "aside":
        found.append(f"aside {clause.verb}")
    if clause.asked:
        found.append("before a question" if clause.opens else "in a question")
    if clause.entity is not None and clause.entity.name and clause.entity.relation:
        found.append("named person")
    if clause.lead in ("because", "since", "so", "as", "and", "but", "when"):
        found.append(f"after {clause.lead}")
    rest = text.removesuffix(".").split(" ")[2:]
    name = clause.entity.name.split() if clause.entity is not None else []
    if any(word[:1].isupper() and word.rstrip(",") not in name and "user" not in word for word in rest):
        found.append("proper noun")
    elif re.search(r" (?:the (?!user)|this |that |his |her |their |its )[a-z]+", " ".join(rest)):
        found.append("the thing")
    if any(c.isdigit() for c in text):
        found.append("number")
    if len(rest) <= 3:
        found.append("short")
    if len(rest) > 14:
        found.append("long")
    found += tenses(clause)
    thing = clause.entity is not None and not clause.entity.person
    if thing and "state" in found and _EQUATED.search(text) and not {"mood", "small thing", "too much"} & set(found):
        found.append("equated")
    if "advised" in found:  # what a doctor has said is no small talk
        found = [each for each in found if each not in ("mind", "one-off", "passing deed", "points nowhere")]
    if _HEARSAY.search(clause.said):
        found.append("hearsay or a joke")
    if _SARCASM.search(clause.said):
        found.append("sarcasm")
    if clause.pointed:
        found.append("pointed")
    if clause.explicit:
        found.append("asked to remember")
    return tuple(found)
