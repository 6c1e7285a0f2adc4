"""The words that advice on questions looks for: praise and blame, negatives, joined qualities, jargon, letters, ways out."""

from __future__ import annotations

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADING = re.compile(
    r"\b(?:do(?:n[’']?t|es(?:n[’']?t| not)) you (?:agree|think|feel|want)|would(?:n[’']?t| not) you (?:agree|say|like)"
    r"|is(?:n[’']?t| not) it (?:time|true|clear|better|right)|(?:surely|obviously|clearly|of course|undoubtedly"
    r"|needless to say)\b"
    r"|should(?:n[’']?t| not) we|most people (?:think|agree|believe|say|want|support)|everyone (?:knows|agrees)"
    r"|(?:experts|doctors|clinicians|researchers) (?:agree|say|believe|recommend)|as you (?:know|will know|are aware)"
    r"|how much (?:do|would|will) you (?:like|support|welcome|enjoy|love)|how (?:good|excellent|bad|poor|terrible"
    r"|wonderful) (?:is|are|was|were)"
    r"|(?:do|would) you support (?:our|the) (?:\w+ ){0,3}(?:vital|exciting|essential|much-needed|improved|better"
    r"|modern|excellent|fair)"
    r"|(?:vital|exciting|essential|much-needed|world-class|long-overdue|wasteful|unnecessary|outdated|inefficient"
    r"|failing|disastrous)"
    r"|why (?:is|are) (?:\w+ ){1,4}(?:better|best|worse|worst|so (?:good|bad|important)))\b",
    re.IGNORECASE,
)
TAG = re.compile(
    r",\s*(?:isn[’']?t it|don[’']?t you|wouldn[’']?t you|aren[’']?t they|right|shouldn[’']?t (?:we|it|they))\s*\?", re.I
)
NEGATIVE = (
    r"(?:not|never|no longer|n[’']t|without|cannot|nobody|nothing|neither|unless|lack|fail(?:s|ed)? to|oppos(?:e|ed)|against"
    r"|disagree|prevent(?:s|ed)?|refus(?:e|ed)|prohibit(?:ed|s)?|ban(?:ned)?|stop(?:ped|ping)?|un(?:able|willing"
    r"|likely|necessary"
    r"|acceptable|fair|safe|helpful|happy|satisfied|reasonable)|dis(?:satisfied|like|approve|allow(?:ed)?)"
    r"|im(?:possible|proper))"
)
TWO_NEGATIVES = re.compile(rf"(?:\b|(?<=n)){NEGATIVE}\b(?P<between>[^.?!;]{{0,60}}?)(?:\b{NEGATIVE}\b)", re.IGNORECASE)
NO_DOUBLE = re.compile(
    r"\b(?:agree or|or not|or disagree|(?:not|n[’']t) (?:manage|cope|live|do|get by|go|be)\b[^.?!]{0,20} without)\b",
    re.IGNORECASE,
)
"""What looks like two negatives and is read as one thing."""
JOINED = re.compile(
    r"\b(?P<one>[\w’'-]+(?: [\w’'-]+){0,3}?) (?P<word>and|or|as well as) (?P<two>[\w’'-]+(?: [\w’'-]+){0,3})", re.I
)
JUDGED = re.compile(
    r"\b(?:agree|disagree|satisfied|happy|support|oppose|rate|score|easy|hard|difficult|useful|helpful|clear|good|bad"
    r"|important|likely"
    r"|prefer|often|well|safe|clean|friendly|kind|quick|fast|cheap|fair|should)\b",
    re.IGNORECASE,
)
QUALITIES = _set(
    """
    clean safe friendly quick cheap fair clear easy helpful kind good useful polite fast quiet warm tidy modern affordable
    accessible reliable comfortable convenient efficient effective welcoming caring respectful accurate timely frequent punctual
    """
)
ACTIONS = _set(
    """
    close open merge move build sell cut raise lower extend reduce increase improve start stop keep widen add remove replace
    expand shorten lengthen charge fund hire plant ban allow
    """
)
PAIRS = """
    terms conditions | black white | day night | men women | mums dads | mother father | parents carers
    | family friends | health care
    | health social | research development | trial error | bed breakfast | doctors nurses | arts crafts
    | bits pieces | pros cons
    | advantages disadvantages | strengths weaknesses | yes no | true false | more less | one two | he she | his her | him her
    | start end | before after | north south | east west | in out | up down | now then | here there | first last
    | why how | when where
"""
SAME_THING = frozenset(frozenset(pair.split()) for pair in PAIRS.split("|"))
JARGON = {
    "stakeholder": "people it affects",
    "stakeholders": "people it affects",
    "pathway": "the steps of somebody’s care",
    "pathways": "the steps of people’s care",
    "commissioning": "planning and buying services",
    "commissioned": "bought",
    "provision": "services",
    "utilise": "use",
    "utilisation": "use",
    "facilitate": "help",
    "holistic": "whole",
    "multidisciplinary": "with staff of several kinds",
    "interdisciplinary": "with staff of several kinds",
    "outcomes": "results",
    "deliverables": "what will be done",
    "robust": "strong",
    "synergies": "ways of working together",
    "synergy": "working together",
    "leverage": "use",
    "reconfiguration": "change of services",
    "reconfigure": "change",
    "footprint": "area",
    "signpost": "tell where to go",
    "signposting": "telling people where to go",
    "triage": "deciding who is seen first",
    "acute": "hospital",
    "domiciliary": "home",
    "ambulatory": "without a hospital bed",
    "co-production": "working together",
    "coproduction": "working together",
    "subsidiarity": "deciding as near to people as we can",
    "efficacy": "how well it works",
    "procurement": "buying",
    "procure": "buy",
    "remuneration": "pay",
    "expedite": "speed up",
    "implement": "carry out",
    "implementation": "carrying out",
    "modality": "way",
    "modalities": "ways",
    "paradigm": "way of thinking",
    "interface": "meeting point",
    "granular": "detailed",
    "optimise": "make better",
    "prioritisation": "choosing what comes first",
    "mitigate": "make less bad",
    "mitigation": "making less bad",
    "sustainability": "whether it can go on",
    "governance": "who decides and who checks",
    "integrated": "joined up",
    "tertiary": "specialist hospital",
    "morbidity": "illness",
    "comorbidities": "other illnesses",
    "polypharmacy": "taking many medicines",
}
KNOWN_LETTERS = _set(
    """
    NHS GP GPS UK BBC TV PIN ID OK DVD USB HIV AIDS IVF A&E CV PE IT
    AM PM EU US USA MP MPS DIY FAQ PDF SMS UN
    """
)
LETTERS = re.compile(r"\b[A-Z](?:&?[A-Z]){1,5}s?\b")
WAY_OUT = re.compile(
    r"\b(?:don[’']?t know|do not know|not sure|unsure|no (?:view|opinion|preference|experience)|prefer not"
    r"|not applicable|n/?a\b"
    r"|does(?: not|n[’']?t) apply|none of (?:these|the above)|neither|not used|have(?: not|n[’']?t) used|can[’']?t say|other"
    r"|do(?: not|n[’']?t) (?:go|use|have|drive)|never)\b",
    re.IGNORECASE,
)
BETTER = re.compile(
    r"\b(?:strongly agree|agree|(?:very |extremely |fairly |quite |completely )?(?:satisfied|good|happy|likely|easy"
    r"|important|useful|clear"
    r"|safe|well)|excellent|outstanding|always|often|support|strongly support|better|much better|great|fantastic)\b",
    re.IGNORECASE,
)
WORSE = re.compile(
    r"\b(?:strongly disagree|disagree|(?:very |extremely |fairly |quite |completely )?(?:dissatisfied|bad|poor"
    r"|unhappy|unlikely|difficult|hard"
    r"|unimportant|useless|unclear|unsafe|badly)|terrible|awful|never|rarely|seldom|oppose|strongly oppose|worse|much worse"
    r"|not (?:at all |very )?(?:satisfied|good|happy|likely|easy|important|useful|clear|safe|well))\b",
    re.IGNORECASE,
)
