"""What stands on a page and is not its text: menus, promotion, share buttons, bylines, cut-off teasers.

Rules speak of the web at large, never of one site, and no word condemns a line by itself: newsletters, cookies and free
trials are also what people write about. Promotion calls upon the reader, and has several signs of it.
"""

from __future__ import annotations

import re

from quizkit.reading.phrases import any_of
from quizkit.reading.speech import TIME, opening_name

PROMOTION = "promotion or a menu"
"""The reason given, by which a line knows its neighbours."""

_LONGEST_TIMES = 60
"""Characters."""

_LONGEST_CHAPTER = 12
_LONGEST_PROMOTION = 30
_LONGEST_SLOGAN = 15
_LONGEST_BUTTON = 8
"""Words, all four."""

_SURELY_PROMOTION = re.compile(
    r"\b"
    + any_of(r"""
    skip to (?:main |the )?content | all rights reserved | like and subscribe | accept (?:all )?cookies |
    no credit card | unsubscribe (?:at )?any ?time | turn on notifications | (?:smash|hit) (?:that|the) like
    """)
    + r"\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\b"
    + any_of(r"""
    subscrib(?:e|ing) | newsletter | unsubscribe | sign[ -]?(?:up|in) | log[ -]?in | register | inbox | digest |
    free (?:trial|account|forever) | for free | it free | free(?=\W*$) | cookies? (?:policy|settings|preferences) |
    we use cookies | privacy policy | terms of (?:use|service) | click here | (?:read|show|learn|load) more |
    download (?:the|our) app | follow (?:us|me) | share (?:this|on) | leave (?:a|us a) (?:review|comment|rating) |
    buy (?:now|tickets) | add to cart | promo code | (?:use|with) (?:the )?code | \d+ ?(?:%|percent) off |
    become a (?:member|patron) | patreon | support (?:us|the show) | watch (?:on|the full) | listen (?:on|to the full) |
    rate (?:and|&) review | know someone who | episodes? | podcasts?
    """)
    + r"(?!\w)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:please |and |so |now |then )?"
    + any_of(r"""
    get | start | join | try | subscribe | unsubscribe | sign | follow | share | download | read | watch | listen |
    click | support | become | leave | rate | claim | unlock | buy | grab | check | don(?:'|’)?t miss | want | know |
    enjoy(?:ed|ing)? | like | love | ready | upgrade | register | log | pick | show | learn | load | use
    """)
    + r"\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:you(?:rs?)?|we|our|us|me|my)\b", re.IGNORECASE)
_ENDS_FREE = re.compile(r"\bfree\W*$", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[.!?] +\S")
_ENDED = re.compile(r"[.!?。！？][\"”’'»)\]]*$")

_BYLINE = re.compile(
    any_of(r"""
    (?:added|posted|published|written|uploaded|submitted|shared|edited|
    reviewed|created|updated|recorded)(?: (?:by|on):?|:) \S+(?: \S+){0,6} |
    by (?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})(?: ?[|·•,-].*)? |
    (?:last )?(?:updated|modified)(?: on)?:? .{0,12}\d.{0,20} |
    \d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) (?:read|ago|listen|watch) | \d+ mins? |
    (?:reading|read|watch|listening) time:?(?: .{0,20})? |
    \d[\d.,]*[km]? (?:views|likes|comments|shares|followers|subscribers|claps|stars|votes)(?: ?[|·•,].{0,40})? |
    (?:filed under|tagged(?: (?:with|as|in))?|tags|categor(?:y|ies)):? .{1,70} |
    reply | like | share | report | edit | print | save | copy link | permalink | menu | home | search |
    advertisement | sponsored | loading | play | pause | previous | next | back to top
    """)
    + r"\.*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)\s*(?:copyright|\d{4})|copyright\s+(?:©|\(c\)|\d{4})", re.IGNORECASE)
_ARROW_AT_END = re.compile(r"[→↗▶▸›]\s*$")
_ARROW_AT_START = re.compile(r"[←‹]")
_TIMES_ONLY = re.compile(rf"(?:\d+ )?[\[(]?{TIME}[\])]?(?:\s*(?:-|–|—|to|-->)\s*[\[(]?{TIME}[\])]?)?")
_CUT_OFF = re.compile(r"(?<!, )(?:\.\.\.|…)[\"”’'»)\]]*\s*$")


def is_ended(text: str) -> bool:
    """Whether a passage closes as sentences do."""
    # Behind the end may stand marks such as [12].
    return bool(_ENDED.search(re.sub(r"(?:\s?\[\d{1,3}\])+$", "", text[-60:])))


def is_times_only(text: str) -> bool:
    """Whether a line is a time stamp or a span of time and nothing else."""
    return len(text) < _LONGEST_TIMES and bool(_TIMES_ONLY.fullmatch(text.strip()))


def is_chapter(text: str) -> bool:
    """Whether what stands behind a time stamp is the name of a chapter, not something said."""
    return not is_ended(text) and len(text.split()) <= _LONGEST_CHAPTER and not opening_name(text)[2]


def is_cut_off(text: str) -> bool:
    """Whether a passage breaks off with dots, as teasers do; "2, 3, 5, 7, ..." only goes on."""
    return bool(_CUT_OFF.search(text[-20:]))


def is_promotion(text: str) -> bool:
    """Whether a sentence or a line calls upon the reader to subscribe, buy, follow or share."""
    words = len(text.split()) if len(text) <= 12 * _LONGEST_PROMOTION else _LONGEST_PROMOTION + 1
    # Of a paragraph each sentence is judged for itself.
    if words > _LONGEST_PROMOTION or (words > _LONGEST_SLOGAN and _TWO_SENTENCES.search(text)):
        return False
    if _SURELY_PROMOTION.search(text):
        return True
    signs = len({sign.casefold() for sign in _SIGNS.findall(text)})
    if not signs:
        return False
    is_button = words <= _LONGEST_BUTTON and not _ENDED.search(text)
    calls = bool(_CALL.match(text)) + bool(_ENDS_FREE.search(text)) + text.endswith(("!", "?")) + is_button
    addressed = len({word.casefold() for word in _ADDRESS.findall(text)})
    return calls > 0 and signs + calls + addressed >= 3


def furniture_reason(text: str, *, is_listed: bool = False) -> str:
    """Why a line is not the text of its page; "" where it may well be. Bullets are no bylines."""
    text = text.strip()
    if is_times_only(text):
        return "a time stamp"
    if _COPYRIGHT.match(text):
        return "a copyright line"
    if is_promotion(text):
        return PROMOTION
    if len(text) < 90 and not is_listed and not _ENDED.search(text):
        is_button = len(text.split()) <= _LONGEST_BUTTON
        if is_button and (_ARROW_AT_END.search(text) or _ARROW_AT_START.match(text)):
            return "a button or a byline"
        if _BYLINE.fullmatch(text) or (is_button and _is_pointed(text)):
            return "a button or a byline"
    return ""


def _is_pointed(text: str) -> bool:
    """Whether a label points onwards or back with what may also be a quotation mark."""
    return (text.startswith("«") and "»" not in text) or (text.endswith("»") and "«" not in text)
