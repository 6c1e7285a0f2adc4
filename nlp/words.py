"""Word lists of English, kept as code: nothing is downloaded, and a reader can see what the method ignores.

The lists hold grammar, not subject matter. Negations and words that carry a view on their own (same, nothing, never,
more, less, enough) are kept out of them on purpose: "more of the same" is an answer.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


ARTICLES_AND_PRONOUNS = _words(
    """
    a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself yourselves he
    him his himself she her hers herself it its itself they them their theirs themselves who whom whose which what one
    ones someone somebody something anyone anybody anything everyone everybody everything such each every either any
    some all both another
    """
)

AUXILIARIES = _words(
    """
    am is are was were be been being have has had having do does did doing done will would shall should can could may
    might must ought isnt arent wasnt werent havent hasnt hadnt im ive id ill itll theyll
    heres wheres whos hows youre youve youll hes shes its were
    theyre theyve theyll thats theres whats lets wed weve well theyd
    """
)

LINKS = _words(
    """
    about above across after along alongside among amongst around as at before behind below beneath beside between
    beyond by despite down during except for from in inside into like near of off on onto outside over per regarding
    round since than through throughout till to toward towards under until unto up upon via with within out up away and or but so
    because if though although while whilst whereas when where why how whether then thus therefore hence however also
    too etc eg ie plus & whatever whenever wherever whoever
    """
)

FILLERS = _words(
    """
    really just very quite rather actually basically simply maybe perhaps possibly probably definitely certainly
    obviously generally usually often sometimes always still yet already ever here there now again once only even
    almost else instead though anyway well ok okay oh um er please thanks lot lots bit sort sorts thing
    things stuff way ways etc much many few several able
    """
)

WEAK_VERBS = _words(
    """
    think thinks thought feel feels felt believe believes guess suppose hope hopes hoping want wants wanted wanting
    like liked likes get gets getting got gotten make makes making made go goes going went gone come comes coming came
    let seem seems seemed say says said saying see sees seen seeing know knows knew known mean means meant need needs
    needed try tries trying tried put puts take takes taking took taken give gives giving gave given keep keeps
    keeping kept use uses used using become becomes becoming start starts started look looks looking looked happen
    happens tell tells told ask asks asked
    """
)

# Short forms whose apostrophe is lost in folding: they carry a negation and are read as "not".
NEGATED = _words(
    """
    dont doesnt didnt wont wouldnt cant couldnt shouldnt isnt arent wasnt werent hasnt havent hadnt cannot aint mustnt
    neednt
    """
)

NEGATIONS = frozenset(
    {"no", "not", "never", "nor", "none", "nothing", "nobody", "nowhere", "without", "neither", "hardly", "barely"}
)

STOP = (ARTICLES_AND_PRONOUNS | AUXILIARIES | LINKS | FILLERS | WEAK_VERBS) - NEGATIONS
"""Words that say nothing about the subject; left out of the vectors."""

GRAMMAR = ARTICLES_AND_PRONOUNS | AUXILIARIES | LINKS | NEGATED | {"not", "no"}
"""Words that may stand inside a heading but never begin or end one."""

INNER = frozenset(
    {
        "of",
        "and",
        "the",
        "in",
        "for",
        "to",
        "with",
        "on",
        "by",
        "a",
        "an",
        "from",
        "at",
        "their",
        "our",
        "or",
        "as",
        "between",
        "over",
        "into",
    }
)
"""Grammar that reads well in the middle of a heading."""

BEFORE_NOUN = _words(
    "the a an of our their my your his her its more less no some any for in on with about by this that these those lack"
)
"""A word after one of these is most often a noun, or begins a noun phrase."""

BEFORE_VERB = _words(
    "to i we you they he she it will would can could should must may might dont doesnt didnt wont cant not who always never just"
)
"""A word after one of these is most often a verb."""

BARE_VERBS = _words("turn turns turned turning run runs running ran")
"""Verbs that name nothing alone; kept apart from the weak words because vectors may well use them."""

WEAK_ALONE = _words(
    """
    people person persons patient patients public everybody everyone someone getting think know sure time times year
    years day days good bad better best worse worst great nice fine well new old big small able less more same change
    changes changed different difference work working works worked help helps helped issue issues problem problems
    thing things place places lot way ways yes no not nothing none never need needs want wants feel make made many
    much first last next long right wrong being having important importance question answer answers opinion view views
    need going happy sure really able hope main only one two three enough always never still cannot unable
    find finds finding found own other others back side week weeks month months
    four five six seven eight nine ten hundred allow
    allows allowed bring brings part parts type types number numbers country world
    """
)
"""Words too bare to be a heading alone; they are fine within a phrase."""

UNKNOWING = _words("know idea clue sure have had")
"""Words that, denied and with nothing else beside them, leave a question unanswered: "I really do not know what to say"."""

AROUND_UNKNOWING = _words(
    """
    um er erm uh oh well dk idk donot dunno no not never question answer say comment opinion understand remember think issue
    specific particular moment honestly honest sorry afraid comes come mind respondent r refused guess really anything something
    """
)
"""Words that may stand beside those without saying anything more."""

IRREGULAR = dict(
    pair.split("=")
    for pair in _words(
        """
        led=lead taught=teach bought=buy brought=bring caught=catch fought=fight sold=sell spent=spend built=build sent=send
        left=leave paid=pay held=hold met=meet ran=run running=run won=win wrote=write written=write spoke=speak spoken=speak
        chose=choose chosen=choose drove=drive driven=drive grew=grow grown=grow broke=break broken=break fell=fall fallen=fall
        felt=feel heard=hear listened=listen stood=stand understood=understand cut=cut cost=cost rose=rise risen=rise slept=sleep
        died=die dying=die dead=die lying=lie worse=worse children=child men=man women=woman lives=life wives=wife
        feet=foot teeth=tooth mice=mouse shown=show shut=shut swept=sweep treated=treat trod=tread wore=wear worn=wear
        ate=eat eaten=eat drank=drink drunk=drink sat=sit stuck=stick struck=strike sought=seek dealt=deal meant=mean
        """
    )
)
"""Irregular forms and the form that carries their stem."""

OTHERS = _words("they them their theyre theyve we us our weve were you your youre he him his she her hes shes it its who whose")
"""Somebody else's not knowing is an answer: "They don't know what they are doing"."""

NON_ANSWERS = _phrases(
    """
    dont know | do not know | i dont know | i do not know | dont no | dunno | i dunno | idk | dk | no idea | i have no
    idea | ive no idea | no clue | havent a clue | not sure | im not sure | i am not sure | unsure | really not sure |
    not sure really | not certain | cant say | hard to say | couldnt say | cannot say | no comment | no comments | no
    answer | no opinion | no view | no views | no thoughts | no response | no reply | no feedback | nothing to say |
    nothing to add | nothing to comment | nothing springs to mind | nothing comes to mind | cant think of anything | i
    cant think of anything | cant think of any | na | n a | not applicable | not answered | did not answer | didnt
    answer | no ans | nil | null | nan | blank | pass | skip | skipped | refused | decline | prefer not to say | id
    rather not say | none of your business | see above | as above | same as above | same as before | ditto | test |
    testing | test test | xxx | xx |  abc | ok | okay | hi | hello | hm | hmm | um | erm | er | huh | what |
    why | who knows | who cares | dont care | i dont care | not bothered | whatever | dont mind | no preference | no
    particular reason | unknown | anything | something | yes | y | yeah | yep | maybe | perhaps |
    possibly | thanks | thank you | many thanks | cheers | nothing at this time | nothing at the moment | not at this
    time | not at the moment | not really | none at present | no not really | no more comments | nothing else |
    nothing more | no further comment | no further comments | nothing further | nothing further to add | nothing to
    report | comment | answer | i do not know what this is | i dont know what this is | i dont know what that is | i
    dont understand the question | dont understand the question | never heard of it | never heard of them | not heard
    of it | no idea what this is | no idea what that is | what is that | whats that | what is this
    """
)
"""Whole answers, folded, that answer nothing."""

NOTHINGS = _phrases(
    """
    no | none | nothing | nope | no nothing | none really | nothing really | nothing at all | none at all | nothing in
    particular | nothing particular | nothing specific | no one thing | nothing special | nothing i can think of |
    nothing that i can think of | nothing comes to mind | nothing to change | everything | all | nothing to improve |
    nothing needs
    improving | no changes | no change needed | no improvements | not a thing | there is nothing | there isnt anything
    """
)
"""Whole answers that are a real answer where the question invites them, and no answer elsewhere."""
