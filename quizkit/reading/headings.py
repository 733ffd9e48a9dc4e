"""Headings that name no topic, and those with something below them that is not the text."""

from __future__ import annotations

import re
from enum import Enum, auto

from quizkit.reading.phrases import any_of

LONGEST_HEADING = 200
"""Characters."""

_COUNT = r"\s*(?:\(\s*\d+\s*\))?\s*[:.!?]?"


class Heading(Enum):
    """What a heading is good for."""

    REAL = auto()
    EMPTY = auto()
    GOALS = auto()
    ASIDE = auto()
    ASIDE_AT_END = auto()
    COMMENTS = auto()


def _only(phrases: str) -> re.Pattern[str]:
    return re.compile(any_of(phrases) + _COUNT, re.IGNORECASE)


_KINDS = {
    # What follows tells what one will learn, and teaches nothing yet.
    Heading.GOALS: _only(r"""
    what you(?:'|’)?(?:ll| will) learn | learning (?:goals|objectives|outcomes) |
    in this (?:course|lesson|module|lecture|video)(?: you(?:'|’)?(?:ll| will)(?: learn)?)?
    """),
    # What follows is not the text: teasers, links, a box to sign up in.
    Heading.ASIDE: _only(r"""
    (?:people |you )?(?:may|might|(?:'|’)?ll) also (?:like|enjoy) | also (?:read|see|on) | advertisement |
    editors?(?:'|’)? picks? | explore (?:more|related)\b.* | follow (?:us|me)\b.* | further reading | get in touch |
    join (?:us|our|the (?:conversation|discussion|community|newsletter|mailing list))\b.* |
    keep (?:reading|watching|listening) | latest (?:news|posts|episodes|articles) | leave a (?:comment|reply) |
    mentioned(?: in (?:this|the)\b.*)? | more (?:from|like)\b.* |
    (?:more )?related (?:articles?|content|episodes|links|pages|podcasts|posts|products|reading|searches|stories|topics|
    videos)\b.* | related | more (?:episodes|articles|posts|stories|videos)\b.* |
    most (?:popular|read|viewed) | (?:our )?newsletter | people mentioned | popular (?:posts|articles|now) |
    random article | read (?:more|next) | recent (?:posts|comments|episodes|articles) |
    recommended (?:for you|reading|articles|videos) | share (?:this|on|via)\b.* | share |
    similar (?:episodes|articles|posts|videos|stories|podcasts) | sign up(?: (?:for|to|now|today|free)\b.*)? |
    site ?map | (?:our |today(?:'|’)s )?sponsors? | subscribe(?: (?:to|for|now|today|on|via)\b.*)? | see also |
    support (?:us|the show|this (?:show|podcast|site|work|channel))\b.* | table of contents | top stories |
    trending(?: (?:now|topics|stories|articles|posts|videos))? | up next | works cited |
    you(?:'|’)?ll also like | what(?:'|’)?s next
    """),
    # The same where they close a page; in the midst of a text they may well be its topic, as in notes on C++ or HTTP.
    Heading.ASIDE_AT_END: _only(r"""
    bibliography | categor(?:y|ies) | contact(?: us)? | contributors | cookies? | credits |
    external links? | footer | footnotes | links | menu | navigation | references | sources
    """),
    Heading.COMMENTS: _only(r"(?:\d+ )?(?:comments?|replies|responses)"),
    Heading.EMPTY: _only(r"""
    about | about the (?:author|show|episode|speakers?|guests?) | abstract | agenda | ai[- ]generated summary |
    ai summary | (?:\d+ )?answers? | appendix | article | at a glance | background | bottom line | breakdown |
    chapters? | conclusions? | content | contents | details | description | discussion |
    episode (?:notes|summary|description) | executive summary | faqs? | final thoughts |
    from .{0,40}encyclop(?:a|æ)?edia | \(.*\) |
    frequently asked questions | full (?:text|transcript) | general | highlights |
    in (?:a nutshell|brief|short|this (?:article|episode|issue|video)) | index | intro | introduction |
    key (?:facts|findings|ideas|insights|learnings|lessons|moments|points|quotes|takeaways?|terms|topics) |
    key questions(?: answered)? | lessons? learned | main (?:ideas|points|takeaways) | miscellaneous |
    more | motivation | news | notable (?:moments?|quotes?) | (?:lecture |class |my |meeting |reading )?notes? |
    objectives | other | outline | outro | overview | prerequisites | quick summary | questions? |
    questions (?:answered|this (?:video|article|episode|post) answers) | quotes | recap | recommendations? |
    remarks | resources | results | section | show notes | speakers? | summary | synopsis | tags | takeaways? |
    the (?:basics|bottom line|gist) | timestamps? | to do | todos? | tl;?dr | top takeaways | topics?(?: covered)? |
    transcript | untitled | video (?:breakdown|index|summary) | what (?:it|this (?:video|episode|article)) covers |
    why it matters | wrap[- ]?up
    """),
}


def kind_of_heading(text: str) -> Heading:
    """What a heading is good for, by its words."""
    bare = text.strip().strip("*_#=-–—:•· \t")
    if len(bare) > LONGEST_HEADING:
        return Heading.REAL
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(bare)), Heading.REAL)


_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=\S)")


_MARKS = re.compile(r"(?:\s*\[(?:edit(?: source)?|\d+|¶|#)\]|\s*¶|\s+#)+$", re.IGNORECASE)


def topic_of(heading: str) -> str:
    """A heading as the name of a topic: without its number, its colon and what a page hangs on it ("[edit]", "¶")."""
    return _NUMBERED.sub("", _MARKS.sub("", heading), count=1).rstrip(":").strip()
