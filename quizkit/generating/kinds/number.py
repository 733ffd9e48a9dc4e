"""When, how many, how much: the answer is a date, an amount or a count; the unit stays in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import BLANK, CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.lexicon import CORPORATE, FORECASTING, PERSONAL, ROUGHLY, SAYING
from quizkit.generating.naming import is_version
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, subject_text, with_intro
from quizkit.generating.tagging import Word
from quizkit.generating.values import Value, ValueType, values
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, blanked, capitalized, is_balanced, spoken

_LONGEST_CLOZE = 30
"""Words: a longer sentence with a blank in it is a reading exercise."""

_RANGE = re.compile(
    r"(?P<start>[$€£¥]?\d[\d.,]*%? to (?:roughly |about |nearly )?[$€£¥]?)(?P<end>\d[\d.,]*)(?P<sign>%?)"
)
_LONGEST_AFTER = 9
"""Words behind a date that its question can take along."""

_LONGEST_SHOWN = 22
_SHOWING = frozenset(("show", "announce", "demonstrate", "discover", "prove", "confirm", "declare", "reveal", "notice"))
"""Verbs that need a clause, and how many words of it a question can carry."""

_DASH = 4
"""Characters that a dash and the spaces around it take at the most."""


def numbers(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """A question for each typed value in each clause, where its grammar is sure, and else a cloze."""
    for fact in analysis.facts:
        is_habit = lemma(fact.main.text) in PERSONAL | SAYING and context.names.speaks_here(fact.subject)
        if is_habit and not any(value.type is ValueType.SHARE for value in values(fact.rest)):
            # A share is no habit, but what came of an experiment.
            continue
        if lemma(fact.main.text) in CORPORATE and is_version(fact.subject) and not is_passive(fact):
            continue
        for value in values(fact.rest):
            words = fact.rest[value.first : value.last]
            yield _question(analysis, fact, value, context) or _cloze(analysis, fact, fact.core, value, words)
        if fact.intro:
            yield from _in_intro(analysis, fact)
            yield from _dated_by_intro(analysis, fact, context)
        for value in values(fact.subject):
            words = fact.subject[value.first : value.last]
            yield _cloze(analysis, fact, fact.core, value, words)
        yield from _added(analysis, fact)
        yield from _in_tail(analysis, fact)


def _in_intro(analysis: Analysis, fact: Fact) -> Iterator[Proposal]:
    """Values in the phrase before the clause: "At 100 °C, water boils"; what somebody is cited for is none."""
    words = (*fact.intro, *fact.core)
    if fact.intro[0].start < 0 or len(words) > _LONGEST_CLOZE or not is_balanced(words):
        return
    for value in values(fact.intro):
        if value.type is not ValueType.DATE:
            text = f"{blanked(fact.intro, value.first, value.last, BLANK)}, {spoken(fact.core)}"
            yield _cloze_of(analysis, replace(fact, intro=()), text, value, fact.intro[value.first : value.last])


def _in_tail(analysis: Analysis, fact: Fact) -> Iterator[Proposal]:
    """Values in what follows the clause's comma: "uses pro mode, running up to five queries at once"."""
    stop = next((i for i, w in enumerate(fact.tail) if w.tag in (",", "WDT", "WP", "WRB") and i), len(fact.tail))
    tail = fact.tail[:stop]
    words = (*fact.core, *tail)
    if not tail or len(words) > _LONGEST_CLOZE or not is_balanced(words) or tail[0].is_finite:
        return
    joint = " " if tail[0].tag == "CC" else ", "
    for value in values(tail):
        if value.type is not ValueType.DATE:
            text = f"{spoken(fact.core)}{joint}{blanked(tail, value.first, value.last, BLANK)}"
            yield _cloze_of(analysis, fact, text, value, tail[value.first : value.last])


def _added(analysis: Analysis, fact: Fact) -> Iterator[Proposal]:
    """Values in what a dash adds to the clause: "scores improved — from roughly 30% to roughly 70%"."""
    end = fact.core[-1].end
    added = next((s for s in analysis.segments if 0 < s[0].start - end <= _DASH and not fact.tail), None)
    if added is None or any(w.is_finite for w in added) or added[0].tag not in ("IN", "CD", "RB", "DT", "TO"):
        return
    words = (*fact.core, *added)
    if len(words) > _LONGEST_CLOZE or not is_balanced(words):
        return
    for value in values(added):
        if value.type is not ValueType.DATE:
            text = f"{spoken(fact.core)} — {blanked(added, value.first, value.last, BLANK)}"
            yield _cloze_of(analysis, fact, text, value, added[value.first : value.last])


def _question(analysis: Analysis, fact: Fact, value: Value, context: Context) -> Proposal | None:
    rest = fact.rest
    if lemma(fact.main.text) in CORPORATE and is_version(fact.subject) and not is_passive(fact):
        return None
    if value.type is ValueType.DATE:
        return _when(analysis, fact, value, context)
    if value.approximate_from != 0 or value.type is ValueType.SHARE:
        return None
    answer = analysis.source_text(rest[value.first : value.last])
    if value.type is ValueType.MONEY:
        after = rest[value.last :]
        if after and (after[0].is_noun or after[0].tag in ("JJ", "VBG")):
            return None
        asked, after = "how much", rest[value.last :]
    else:
        after = rest[value.last + len(value.unit) :]
        if lemma(fact.main.text) == "be" and value.unit and not after:
            # "How many units is the fleet?" nobody says.
            return None
        asked = f"how many {spoken(value.unit)}"
    stop = next((i for i, w in enumerate(after) if _breaks_off(w, after[i + 1 : i + 2])), len(after))
    question = inverted(fact, after[:stop], context.names)
    if question is None:
        return None
    softened = " ".join(w.lower for w in rest[: value.first])
    if softened and softened not in ROUGHLY:
        return None
    roughly = "roughly " if softened else ""
    rule = "how many" if value.unit else "how much"
    return _proposal(analysis, fact, value, f"{roughly}{asked} {question}", answer, rule)


def _breaks_off(word: Word, following: Words) -> bool:
    """Whether a question about a number ends before a word: at a comma, a bracket, a second verb."""
    if word.tag == "CC":
        return not following or following[0].tag not in ("CD", "NN", "NNP", "JJ", "DT")
    return word.tag in (",", "-LRB-", "WDT", "WP", "WRB")


def _when(analysis: Analysis, fact: Fact, value: Value, context: Context) -> Proposal | None:
    """ "launched X in July 2025" -> "When ... launch X?"."""
    rest = fact.rest
    before = value.first - 1
    if before < 0 or rest[before].lower not in ("in", "on", "since", "by", "until", "during", "around", "from"):
        return None
    if not is_balanced(rest[:before]) or rest[before].lower in ("by", "until", "from"):
        return None
    if any(w.lower in ("not", "n't", "never", "may", "might", "could") for w in fact.verbs):
        return None
    if any(v.type is ValueType.DATE for v in values(rest[:before])):
        return None
    after = rest[value.last : value.last + 2]
    if after and (after[0].lower in ("than", "to") or (after[0].tag == "CC" and after[-1].tag == "CD")):
        return None
    if any(w.tag in ("WDT", "WP") or w.lower in ("that", "than", "because", "when", "while") for w in rest[:before]):
        return None
    if any(w.is_finite for w in rest[:before]) or (before == 0 and lemma(fact.main.text) in SAYING):
        return None
    start = before
    while start and rest[start - 1].lower in ("only", "just", "first", "back", "again"):
        # "was readmitted only in 1358": what weighs the date would hang in the air without it.
        start -= 1
    after = _told_after(rest[value.last :], fact)
    if lemma(fact.main.text) in SAYING | _SHOWING and not is_passive(fact) and not after and start == 0:
        return None
    if before == 0 and fact.finite.lower in ("is", "are", "was", "were") and len(fact.verbs) == 1:
        question = f"when {fact.finite.lower} {subject_text(fact, context.names)}"
    else:
        inverted_question = inverted(fact, (*rest[:start], *after), context.names)
        if inverted_question is None:
            return None
        is_ahead = lemma(fact.main.text) in FORECASTING and not is_passive(fact)
        asked = "for when" if is_ahead and not (after and after[0].lower == "that") else "when"
        question = f"{'since when' if rest[before].lower == 'since' else asked} {inverted_question}"
    if rest[before].lower in ("around", "about"):
        question = question.replace("when ", "roughly when ", 1)
    return _proposal(analysis, fact, value, question, analysis.source_text(rest[value.first : value.last]), "when")


def _told_after(words: Words, fact: Fact) -> Words:
    """The phrase behind a date that says more of what happened then: "was expelled in 1285 for refusing help"."""
    if words and words[0].lower == "that" and lemma(fact.main.text) in SAYING | _SHOWING:
        # "showed in 1960 that people briefly have ...": without what was shown there is nothing to ask.
        return words if len(words) <= _LONGEST_SHOWN and is_balanced(words) else ()
    stop = next((i for i, w in enumerate(words) if w.tag in (",", "CC", "WDT", "WP", "WRB", "-LRB-", ":")), len(words))
    told = words[:stop]
    goes_on = stop < len(words) and words[stop].tag in ("WDT", "WP", "CC")
    if goes_on or not 2 <= len(told) <= _LONGEST_AFTER or told[0].tag not in ("IN", "TO") or not is_balanced(told):
        return ()
    if any(w.is_finite or w.tag in ("CD", "PRP", "PRP$") for w in told) or told[0].lower in ("than", "while", "when"):
        return ()
    return told


def _dated_by_intro(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "In 1789, the Revolution began" -> "When did the Revolution begin?"."""
    dates = [value for value in values(fact.intro) if value.type is ValueType.DATE]
    if len(dates) != 1 or fact.intro[0].lower not in ("in", "on", "during") or dates[0].first != 1:
        return
    if dates[0].last != len(fact.intro) or any(v.type is ValueType.DATE for v in values(fact.rest)):
        return
    question = inverted(fact, fact.rest, context.names)
    if question is not None:
        answer = analysis.source_text(fact.intro[dates[0].first : dates[0].last])
        yield _proposal(analysis, fact, dates[0], f"when {question}", answer, "when")


def _proposal(analysis: Analysis, fact: Fact, value: Value, question: str, answer: str, rule: str) -> Proposal:
    return Proposal(
        rule=rule,
        kind=CardKind.QUESTION,
        question=asking(question if rule == "when" and value in values(fact.intro) else with_intro(fact, question)),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type=value.type.value,
    )


def _cloze(analysis: Analysis, fact: Fact, words: Words, value: Value, told: Words) -> Proposal:
    """The clause with the value blanked out, its unit and what softens it left to be read."""
    start = next(i for i, w in enumerate(words) if w.start == told[0].start)
    return _cloze_of(analysis, fact, blanked(words, start, start + len(told), BLANK), value, told)


def _numeral(words: Words, value: Value) -> tuple[str, str, str]:
    """What stands before, in and behind the blank: the currency, the scale and the percent sign can be read."""
    text = spoken(words)
    if value.type not in (ValueType.MONEY, ValueType.SHARE) or text.count(" to ") or re.search(r"\d[–-]\d", text):
        return "", text, ""
    match = re.fullmatch(r"([$€£¥]\s?)?(\d[\d.,]*)(.*)", text)
    return (match[1] or "", match[2], match[3]) if match else ("", text, "")


def _cloze_of(analysis: Analysis, fact: Fact, text: str, value: Value, told: Words) -> Proposal:
    intro = f"{spoken(fact.intro)}, " if fact.intro else ""
    before, numeral, behind = _numeral(told, value)
    if (range_ := _RANGE.fullmatch(spoken(told))) and f"from {BLANK}" in text.replace("roughly ", ""):
        # "rose from 15% to 50%": two blanks in one would ask two things; where it began can be read.
        before, numeral, behind = range_["start"], range_["end"], range_["sign"]
    return Proposal(
        rule="number cloze",
        kind=CardKind.CLOZE,
        question=capitalized(intro + text.replace(BLANK, before + BLANK + behind)) + ".",
        answer=numeral if before or behind else analysis.source_text(told),
        analysis=analysis,
        fact=fact,
        answer_type=value.type.value,
    )
