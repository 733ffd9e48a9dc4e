"""Closed classes of English words, and the few open ones that the rules must know."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words("""
    the of and to in is that for with as are was by it on from or at a an this which than not if they their its we you
    when because how
""")
"""Small words that a dictionary of nouns, verbs and adjectives lacks."""

SUBORDINATING = _words("""
    if when while although though because since unless whereas as once whenever before after until
""")
"""What opens a clause that cannot stand alone."""

CONNECTING = _words("so however thus then also therefore hence moreover meanwhile still instead")
"""What ties a clause to the one before and can be left out."""

OPPOSING = _words("while whereas though although")
"""What sets a clause against the one before; after that one it stands by itself."""

TAIL_OPENERS = _words("""
    while with though although even despite whereas including such so but yet unlike then e.g.
""")
"""What opens, after a comma, something a reader can do without."""

PREPOSITIONS = _words("""
    in on at by for from with of to under over after before during between among amongst within without through
    throughout across against along around behind beside besides beyond despite near off onto out outside inside
    since toward towards until till up upon via per unlike like as about above below beneath amid except given
    according because due thanks instead rather apart aside depending based following
""")
"""What may open the phrase before a clause's comma; a tagger takes unknown words for some of them."""

RELATIVE_NOUNS = _words("""
    alternative choice option example reason step way result cause source answer case point matter question
    problem issue exception subject topic sign measure indicator success failure mistake hit favourite favorite
    good bad candidate difference advantage disadvantage benefit
    drawback feature aspect element component part product outcome consequence effect goal aim
""")
"""Nouns that say what something is to something else: without an "of", "to" or "that" they define nothing."""

EMPTY_ADJECTIVES = _words("""
    new old other different own same similar various certain single separate whole entire full further additional
    second first next last many more most common usual typical particular specific major main key important
    big large small great good better best
""")
"""Adjectives that tell no kind."""

SAYING = _words("""
    argue say predict claim believe think note suggest estimate speculate state warn explain describe identify credit
    admit recall contend insist propose observe expect write conclude report recommend prefer cite find see call reveal
    acknowledge joke
""")
"""Verbs that give somebody's words or view."""

PERSONAL = _words("""
    use train see find prefer try like run read buy enjoy rate test feel spend watch listen check get keep love hate
    need
""")
"""What speakers tell of themselves."""

CLAIMING = SAYING - _words("find see call report state describe identify propose expect write reveal cite")
"""Those of them that hardly anything but a person does."""

VIEWS = _words("""
    argument thesis theory hypothesis view prediction premise proposal claim opinion belief observation conjecture
    forecast rule rules speculation interpretation doctrine
""")
"""What holds somebody's claim: what is said under it is not plain fact."""

EFFECTS = _words("""
    enabling allowing igniting sparking triggering causing reducing increasing raising cutting improving achieving
    replacing ending producing creating yielding unlocking excluding limiting preventing blocking influencing doubling
    halving tripling leading forcing releasing
""")
"""Participles that tell, after a comma, what the subject did by it."""

PLANS = _words("trait goal aim job task idea plan strategy key purpose challenge approach focus mission priority habit")
"""What is a doing, so that "is doing" after it is no tense."""

HUMAN = _words("""
    write paint compose marry die discover invent sail reign conquer believe learn study teach graduate live travel meet
    serve retire resign survive praise admire criticize criticise attack defend advise persuade refuse beg swear
    translate draw sculpt photograph experiment coin observe notice wonder hope fear love hate remember
    forget grow inherit succeed abdicate flee return rule command fight preach convert co-found found invest
    publish coauthor edit lecture demonstrate prove calculate isolate name dedicate present patent perform record sing
    play pioneer popularize popularise champion campaign lobby negotiate sign order appoint hire fire
    arrest imprison execute assassinate murder kill accuse convict sentence testify vote elect nominate
    propose suggest argue claim predict warn insist deny admit agree disagree joke quip complain describe explain
    explore    visit climb swim walk arrive depart design build construct devise formulate derive introduce launch
    establish organize organise lead head direct chair run manage supervise commission sponsor finance fund buy purchase
    sell donate win lose defeat beat challenge play exile banish crown
""")
"""What people do, and things seldom: whose name goes before them is asked for with "who", be it a firm or a state."""

CORPORATE = _words("""
    announce release launch raise acquire file hire publish ship invest fund receive sell lose open-source patent
    manufacture sue employ
""")
"""What organizations do, and names that are no organization seldom."""

ORGANIZED = _words("company firm lab university agency organization startup institute bank vendor provider publisher")
"""Common nouns for organizations."""

SUFFIXES = _words("""
    AI Inc Inc. Corp Corp. Corporation Ltd Ltd. LLC GmbH AG SA plc Labs Lab Capital Ventures Partners University
   Institute College Company Foundation Bank Agency Ministry Association Union Committee Council Authority
    Commission Department
""")
"""What the name of an organization may end with."""

ROLES = _words("""
    author professor researcher founder co-founder cofounder ceo cto chief director lead scientist engineer physicist
    chemist biologist historian writer journalist president minister king queen emperor general host economist
    banker lawyer teacher merchant surgeon officer soldier sailor pilot architect programmer developer manager
    chemist botanist astronomer geologist statistician linguist anthropologist sociologist critic editor singer
    laureate winner scholar professor-emeritus activist reformer feminist saint bishop pope archbishop prince
    princess duke duchess earl count countess baron lord lady tsar czar sultan shah caliph khan chancellor premier
    mayor governor ambassador diplomat judge justice attorney politician statesman member leader revolutionary
    actor actress director producer musician pianist violinist guitarist conductor sculptor potter
    photographer filmmaker novelist playwright essayist translator biographer columnist broadcaster blogger
    athlete champion player grandmaster coach trainer physician pathologist cardiologist anatomist physiologist
    neurologist psychiatrist pharmacist veterinarian ecologist zoologist naturalist geographer cartographer
    oceanographer volcanologist seismologist meteorologist geophysicist astrophysicist cosmologist
    entrepreneur businessman businesswoman industrialist trader financier craftsman watchmaker carpenter
    blacksmith brewer baker farmer cook restaurateur student graduate assistant
    secretary nobleman aristocrat knight slave servant brother sister son daughter father mother wife husband
    man woman boy girl person runner minor patient dairymaid
    nephew niece cousin grandson granddaughter native immigrant
    psychologist philosopher mathematician inventor poet composer painter explorer monk doctor nurse chef investor
    senator
""")
"""What a person can be."""

SORTS = _words("""
    model company paper book project framework language algorithm protocol library lab chip architecture city river
    empire war treaty enzyme hormone protein planet software tool app platform university agency act law theory method
""")
"""Common nouns that follow a name to tell what it names: "the ATOM project"."""

LISTING = _words("like including include includes e.g. namely")
"""What opens a list of examples."""

NUMBERS = _words("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen
    hundreds thousands millions billions trillions dozens half
""")

SCALES = _words("hundred thousand million billion trillion dozen")

MONTHS = _words("january february march april may june july august september october november december")

SPANS = _words("""
    second minute hour day week month year decade century quarter
    seconds minutes hours days weeks months years decades centuries quarters
""")

APPROXIMATE = _words("about approximately roughly around nearly almost over under some only just ~")
"""What softens a number, in one word."""

APPROXIMATIONS = (
    APPROXIMATE
    | {
        f"{a} {b}"
        for a, b in (
            *(("at", word) for word in ("least", "most", "about", "around")),
            *((word, "than") for word in ("more", "less", "fewer", "other", "higher", "lower")),
            *(("up", "to"), ("close", "to"), ("nearly", "to")),
        )
    }
    | {f"as {word} as" for word in ("little", "much", "many", "few")}
)
"""What softens a number, in one to three words."""

FORECASTING = _words("forecast predict expect plan schedule project target promise announce")
"""Verbs whose date is that of what they speak of, not when it was said."""

ROUGHLY = _words("about approximately roughly around nearly almost some ~")
"""Those that a question can say as "roughly"."""

VAGUE = _words("""
    thing things something way ways lot aspect aspects factor factors role part fact idea ideas kind kinds sort issue
    issues point points example examples case cases potential ability various several many some certain other others
""")
"""Nouns and quantities that make a poor answer."""

EMPTY = _words("""
    something anything nothing everything someone anyone everyone somebody anybody nobody everybody one ones it so thing
    things way ways lot lots kind sort much many more most some any all each both none other others another same
""")
"""Words that alone answer nothing."""

DOCUMENT = _words("""
    video episode podcast article module chapter section document discussion conversation interview talk lecture post
    blog essay transcript chunk presentation webinar speaker speakers guest guests host hosts
""")
"""The document itself, and those who made it: what is said of them is seldom worth knowing."""

SURVEYING = _words("discuss analyze analyse explore examine survey delve unpack revolve recap")
"""Those of what a document does that hardly anything else does."""

MAKERS = _words("video episode podcast speaker speakers guest guests host hosts webinar presenter")
"""Those of the words for a document, and for who made it, that mean nothing else."""

TELLING = _words("""
    discuss cover explore introduce delve examine compare analyze analyse highlight provide touch revolve unpack include
    describe survey present outline focus address look conclude talk consider offer mention summarize review
""")
"""What a document does: "this module discusses ..."."""
