"""Words brought together that say the same: endings cut off, and verbs and nouns of one event under one name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SAME = """
    open opened opening opens inaugurate inaugurated inauguration
    begin began begun begins beginning start started starts commence commenced outset
    complete completed completion finish finished finishes
    build built building builds construct constructed construction erect erected
    found founded founding founder founders establish established establishment
    release released releases launch launched launches publish published publication unveil unveiled introduced debut
    discover discovered discovery identify identified isolate isolated
    invent invented invention devise devised
    die died dies death deaths dead dying kill killed kills lives victims casualties fatalities perished
    born birth birthplace native
    weigh weighs weighed weight heavy mass
    tall height high rise rises rose stands
    long length span spans stretch stretches
    wide width across broad diameter
    deep depth
    cost costs price priced prices spend spent paid pay pays
    employ employs employed employees employee staff workforce
    population inhabitants residents people persons man men woman women worker workmen labourers laborers soldiers
    earn earned revenue turnover income
    premiere premiered premieres performed performance staged
    design designed designer designs architect plans
    write wrote written writer writes author
    buy bought acquire acquired acquires purchase purchased acquisition
    marry married marriage wed wedding wife husband
    license licensed licence approve approved approval authorised authorized
    manufacture manufactured manufacturer make makes made maker produce produced producer
    win won wins victory award awarded
    lead leads led leader head heads headed chief
    first earliest pioneer pioneered pioneers
    journey voyage trip crossing
    film movie
    ship vessel boat
    locate located lies situated
    destroy destroyed destruction
    electrify electrified electric electricity
    lose lost loss
    contain contains hold holds held
"""
_COMMON = frozenset(
    """
    also one two three many much most more than less about around some only just very well still even such other another
    its their his her our them they which that this these those there here when where while who what how why because
    from with into onto over under after before during between through against within without upon since until year
    years time times new said says called known used use uses make makes made has have had been being was were are
    will would could should may might can must not but and the for
    """.split()  # noqa: SIM905
)
"""Words that tell no fact from another."""


def folded(text: str) -> str:
    """Letters without accents, in small letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _bare(word: str) -> str:
    word = folded(word).replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.isalpha():
        word = re.sub(r"(?:ations?|ments?|ings?|ies|ed|es|s|e|y)$", "", word).rstrip("e") or word
    return word


def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SAME.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            found.setdefault(_bare(word), f"~{first}")
    return found


_GROUP = _groups()


@cache
def stem(word: str) -> str:
    """What words of one meaning share, as far as endings and a short list can tell."""
    bare = _bare(word)
    return _GROUP.get(bare, bare)


def says_something(word: str) -> bool:
    """Whether a word can tell one fact from another."""
    is_long = len(word) > 2 or any(c.isdigit() for c in word) or (len(word) == 2 and word[1].isupper())
    return is_long and word.lower() not in _COMMON
