"""A short question made surer of its answer: with the participle that followed its clause.

"What did Google announce?" has many answers; "What did Google announce, achieving similar quality to Nano 2 at much
higher speed?" has one. The short question is proposed too; the verdict tells which readers would rather keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.generating.proposal import Proposal
from quizkit.generating.wording import Words, is_balanced, spoken

_OPEN = frozenset(("who or what", "what", "when", "choice", "name cloze"))
_ENDS = frozenset((",", "WDT", "WP", "WRB", "CC", "IN", "TO", ":"))
_LONGEST_QUESTION = 14
_LONGEST_TAIL = 12
"""Words."""


def narrowed(proposal: Proposal) -> Iterator[Proposal]:
    """The question with what followed its clause, where that holds no pronoun and does not tell the answer."""
    fact = proposal.fact
    if fact is None or proposal.rule not in _OPEN or len(proposal.question.split()) > _LONGEST_QUESTION:
        return
    stop = next((i for i, w in enumerate(fact.tail) if i and w.tag in (",", "WDT", "WP", "WRB", "CC")), len(fact.tail))
    told = fact.tail[:stop]
    if stop < len(fact.tail) and (fact.tail[stop].tag == "CC" or _lists_on(fact.tail[stop:])):
        # "enabling experimentation on data and algorithms" is told whole, or not at all.
        end = next((i for i in range(stop + 1, len(fact.tail)) if fact.tail[i].tag in _ENDS), len(fact.tail))
        if fact.tail[end : end + 1] and fact.tail[end].lower == "of":
            return
        end -= fact.tail[end - 1].tag == "RB"
        told = fact.tail[:end]
        if fact.tail[stop].tag == "," or any(w.is_finite for w in told[stop - len(told) :]) or end - stop > 4:
            return
    if not 3 <= len(told) <= _LONGEST_TAIL or not is_balanced(told):
        return
    if told[0].tag not in ("VBG", "VBN") or not told[0].text.islower() or told[0].lower == "including":
        return
    if any(w.tag in ("PRP", "PRP$") for w in told) or told[-1].tag in ("IN", "DT", "TO", "VBN", "VBG"):
        return
    text = spoken(told)
    if not re.search(rf"\b{re.escape(proposal.answer)}\b", text, re.IGNORECASE):
        mark = proposal.question[-1]
        yield replace(proposal, question=f"{proposal.question[:-1]}, {text}{mark}", wording="participle behind")


def _lists_on(words: Words) -> bool:
    """Whether a comma stands between the parts of a list: ", and" or ", or" follows within a few words."""
    near = words[1:7]
    if len(near) > 1 and near[0].tag == "VBG":
        # "..., replacing or augmenting attention" is a doing of its own.
        return False
    return (
        words[0].tag == ","
        and not any(w.is_finite for w in words[:9])
        and any(w.lower in ("and", "or") and (i == 0 or near[i - 1].tag == "," or i < 3) for i, w in enumerate(near))
    )
