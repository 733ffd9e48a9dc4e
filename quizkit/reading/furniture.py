"""What stands on a page and is not its text: menus, promotion, share buttons, teasers, headings that say nothing.

Rules speak of the web at large, never of one site. A line is judged by its form first (a label without a verb is never
a statement, whatever it says) and by its words only where the form does not tell.
"""

from __future__ import annotations

import re


def _any_of(phrases: str) -> str:
    """One group of alternatives out of patterns separated by " | ", however they are broken into lines."""
    return "(?:" + "|".join(" ".join(phrase.split()) for phrase in phrases.split(" |")) + ")"


_COUNT = r"\s*(?:\(\s*\d+\s*\))?\s*[:.!?]?"

_EMPTY_HEADING = re.compile(
    _any_of(r"""
    about | about the (?:author|show|episode|speakers?|guests?) | abstract | agenda | ai[- ]generated summary |
    ai summary | answers? | appendix | article | at a glance | background | body | bottom line | breakdown |
    chapters? | conclusions? | content | contents | details | description | discussion |
    episode (?:notes|summary|description) | executive summary | faqs? | final thoughts |
    frequently asked questions | full (?:text|transcript) | general | highlights |
    in (?:a nutshell|brief|short|this (?:article|episode|issue|video)) | index | intro | introduction |
    key (?:facts|findings|ideas|insights|learnings|lessons|moments|points|quotes|takeaways?|terms|topics) |
    key questions(?: answered)? |
    learning (?:goals|objectives|outcomes) | lessons? learned | main (?:ideas|points|takeaways) | miscellaneous |
    more | motivation | news | notable (?:moments?|quotes?) | notes? | objectives | other | outline | outro |
    overview | prerequisites | quick summary | questions? |
    questions (?:answered|this (?:video|article|episode|post) answers) | quotes | recap | recommendations? |
    remarks | resources | results | section | show notes | speakers? | summary | synopsis | tags | takeaways? |
    the (?:basics|bottom line|gist) | timestamps? | tl;?dr | top takeaways | topics?(?: covered)? | transcript |
    untitled | video (?:breakdown|index|summary) | what (?:it|this (?:video|episode|article)) covers |
    what you(?:'|’)?(?:ll| will) learn | why it matters | wrap[- ]?up
    """)
    + _COUNT,
    re.IGNORECASE,
)

_ASIDE_HEADING = re.compile(
    _any_of(r"""
    (?:people |you )?(?:may|might) also like | also (?:read|see|on) | advertisement | bibliography | browse |
    categor(?:y|ies) | comments? | contact(?: us)? | contributors | cookies? | credits | editors?(?:'|’)? picks? |
    explore (?:more|related)\b.* | external links? | follow (?:us|me)\b.* | footer | footnotes | further reading |
    get in touch | join\b.* | keep (?:reading|watching|listening) | latest (?:news|posts|episodes|articles) |
    leave a (?:comment|reply) | links | mentioned(?: in (?:this|the)\b.*)? | menu |
    more (?:from|in|on|like|episodes|articles|posts|stories|videos)\b.* | most (?:popular|read|viewed) |
    navigation | newsletter | people mentioned | popular (?:posts|articles|now) | random article |
    read (?:more|next) | recent (?:posts|comments|episodes|articles) |
    recommended (?:for you|reading|articles|videos) | references | related\b.* | replies | share\b.* |
    similar (?:episodes|articles|posts|videos|stories|podcasts) | sign up\b.* | site ?map | sponsors? |
    (?:our )?sponsors? | subscribe\b.* | see also | support (?:us|the show|this)\b.* | table of contents |
    top stories | trending\b.* | up next | works cited | you(?:'|’)?ll also like | what(?:'|’)?s next
    """)
    + _COUNT,
    re.IGNORECASE,
)

_GOALS_HEADING = re.compile(
    _any_of(r"""
    what you(?:'|’)?(?:ll| will) learn | learning (?:goals|objectives|outcomes) | objectives |
    in this (?:course|lesson|module|lecture|video)(?: you(?:'|’)?(?:ll| will)(?: learn)?)?
    """)
    + _COUNT,
    re.IGNORECASE,
)

_PROMOTION = re.compile(
    r"\b"
    + _any_of(r"""
    subscrib(?:e|er|ing)\b(?=.*\b(?:to|now|today|for|our|my|newsletter|channel|here)\b) | newsletter |
    unsubscribe | sign[ -]?(?:up|in)\b | log[ -]?in\b | free (?:trial|account) | for free\b |
    try (?:it|us|for) (?:free|now) | credit card | promo code | your inbox | in your inbox | weekly digest |
    cookies? (?:policy|to|settings) | privacy policy | terms of (?:use|service) | all rights reserved |
    accept (?:all )?cookies | click here | read more | show more | learn more\b | load more |
    download (?:the|our) app | follow (?:us|me)\b | share (?:this|on)\b | like and subscribe |
    leave (?:a|us a) (?:review|comment|rating) | buy (?:now|tickets) | add to cart | (?:use|with) code\b |
    (?:\d+|ten|twenty|fifty) ?(?:%|percent) off\b | affiliate | become a (?:member|patron) | patreon |
    support (?:us|the show) (?:on|by) | want (?:them|more|another|to see more)\b.*\? | know someone who |
    watch (?:on|the full)\b | listen (?:on|to the full)\b | skip to (?:main )?content | no credit card |
    you(?:'|’)re clearly into | featured in best | turn on notifications | rate (?:and|&) review |
    summari[sz]ed? (?:every|any)\b | (?<!\S)(?:get|start|join|try|unlock|claim|grab)\b.*\bfree\W*$
    """),
    re.IGNORECASE,
)

_BYLINE = re.compile(
    _any_of(r"""
     |
    (?:added|posted|published|written|uploaded|submitted|shared)(?: (?:by|on|at|in))?\s*:?\s+\S+(?: \S+){0,6} |
    (?:edited|reviewed|created|updated|recorded)(?: (?:by|on|at|in))?\s*:?\s+\S+(?: \S+){0,6} |
    by (?:[A-Z][\w.'’-]+ ?){1,4}(?:[|·•,-].*)? | (?:last )?(?:updated|modified)\b.{0,40} |
    \d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) (?:read|ago|listen|watch) |
    (?:reading|read|watch|listening) time\b.{0,20} |
    \d[\d.,]*[km]? (?:views|likes|comments|shares|followers|subscribers|claps|stars|votes)\b.{0,40} |
    (?:reply|like|share|report|edit|print|save|copy link|permalink|menu|home|search|advertisement|sponsored|loading)\.*
    """),
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\s+(?:©|\d{4}))", re.IGNORECASE)
_ARROW = re.compile(r"[→↗»›▶▸]\s*$|^\s*[←«‹]")
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_TIMES_ONLY = re.compile(rf"[\[(]?{_TIME}[\])]?(?:\s*(?:-|–|—|to|-->)\s*[\[(]?{_TIME}[\])]?)?")


def is_empty_heading(text: str) -> bool:
    """Whether a heading names no topic: "Key Points", "TL;DR", "Recommendations (27)"."""
    return bool(_EMPTY_HEADING.fullmatch(_bare(text))) or is_aside_heading(text)


def is_aside_heading(text: str) -> bool:
    """Whether what follows a heading is not the text: related episodes, comments, links."""
    return bool(_ASIDE_HEADING.fullmatch(_bare(text)))


def is_goals_heading(text: str) -> bool:
    """Whether what follows a heading tells what one will learn, and teaches nothing yet."""
    return bool(_GOALS_HEADING.fullmatch(_bare(text)))


def is_times_only(text: str) -> bool:
    """Whether a line is a time stamp or a span of time and nothing else."""
    return bool(_TIMES_ONLY.fullmatch(text.strip()))


def is_cut_off(text: str) -> bool:
    """Whether a passage breaks off with dots, as teasers do."""
    return text.rstrip("\"”'’ ").endswith(("...", "…"))


def furniture_reason(text: str) -> str:
    """Why a line is not the text of its page; "" where it may well be."""
    text = text.strip()
    if is_times_only(text):
        return "a time stamp"
    if _COPYRIGHT.search(text):
        return "a copyright line"
    if len(text) < 90 and (_ARROW.search(text) or _BYLINE.fullmatch(text)):
        return "a button or a byline"
    if len(text) < 240 and _PROMOTION.search(text):
        return "promotion or a menu"
    return ""


def _bare(text: str) -> str:
    return text.strip().strip("*_#=-–—:•· \t")
