"""The clause in a stretch of words: its subject, its verbs, and where it may be cut without losing its sense.

No parser with a model can be had without a download, so this looks for what a tagger can show with confidence: a noun
phrase, and the first finite verb after it. What is not found with confidence is left out: a card that is not made does
no harm.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import CONNECTING, OPPOSING, PLANS, PREPOSITIONS, SUBORDINATING, TAIL_OPENERS
from quizkit.generating.mistaken import with_verb_found
from quizkit.generating.segments import opens_clause
from quizkit.generating.verbs import is_auxiliary, lemma
from quizkit.generating.wording import Words, is_balanced

_LONGEST_ASIDE = 24


def clause(segment: Words, text: str, is_first: bool) -> Fact | None:
    words = segment
    words = without_connective(words, is_first)
    intro, words = _intro(words)
    words, aside = _without_aside(words)
    words = with_verb_found(words, is_first)
    verb = _first_finite(words)
    if not verb or words[0].lower in SUBORDINATING:
        return None
    if any(w.lower in ("this", "that", "these", "those", "such", "same") for w in intro):
        return None
    if words[verb - 1].lower in PLANS and verb + 1 < len(words) and words[verb + 1].tag == "VBG":
        # "Their goal is building a lab": the goal builds nothing.
        return None
    start = verb
    while start > 1 and words[start - 1].tag == "RB":
        start -= 1
    subject = _without_apposition(words[:start])
    if not _is_noun_phrase(subject):
        return None
    stop = group_end(words, verb)
    rest, tail = cut(_without_examples(words[stop:]))
    if rest and rest[0].tag in (",", ":"):
        return None
    core = words[:stop] + rest
    if any(w.tag == "." and len(before.text) > 3 for before, w in pairwise(core)):
        # Two sentences that the second's small letter kept together.
        return None
    return Fact(text, intro, subject, words[start:stop], rest, tail, is_first, aside)


def without_connective(words: Words, is_first: bool) -> Words:
    """The clause without "and", "however", "(1)" or, after the first one, the "while" that sets it against another."""
    while len(words) > 3:
        numbered = words[0].tag == "-LRB-" and words[2].tag == "-RRB-"
        if numbered:
            words = words[3:]
        elif (
            words[0].tag in ("CC", ",") or words[0].lower in CONNECTING or (not is_first and words[0].lower in OPPOSING)
        ):
            words = words[1:]
        else:
            break
    return words


def _intro(words: Words) -> tuple[Words, Words]:
    """The phrase before the subject, as "In 1789,", and what follows its comma."""
    opens = words and (words[0].lower in PREPOSITIONS or (words[0].tag == "RB" and words[0].lower.endswith("ly")))
    if not opens:
        return (), words
    # "In the summer of 1789 the Revolution began": a date needs no comma.
    year = next((i for i, w in enumerate(words[1:7], 1) if w.text.isdigit() and len(w.text) == 4), 0)
    opens = words[0].lower in ("in", "by", "on", "since", "during", "from", "until") and 0 < year < len(words) - 3
    if opens and words[year + 1].tag in ("DT", "NNP", "PRP$") and not any(w.tag == "," for w in words[:year]):
        return words[: year + 1], words[year + 1 :]
    comma = next((i for i, w in enumerate(words[:14]) if w.tag == ","), None)
    if comma is None:
        return (), words
    if any(w.is_finite for w in words[:comma]):
        return (), words
    return words[:comma], words[comma + 1 :]


def _without_aside(words: Words) -> tuple[Words, Words]:
    """The clause without what two commas set between its subject and its verb, and that: "X, who was ill, wrote"."""
    comma = next((i for i, w in enumerate(words[:9]) if w.tag == ","), 0)
    if not comma or any(w.is_finite or w.tag in ("CC", "WDT", "WP") for w in words[:comma]):
        return words, ()
    opens = words[comma + 1 : comma + 2]
    relates = bool(opens) and opens[0].tag in ("WP", "WDT")
    if not opens or not (relates or opens[0].tag in ("IN", "VBN") or opens[0].lower in ("a", "an", "the")):
        return words, ()
    for index in range(comma + 3, min(len(words) - 1, comma + _LONGEST_ASIDE)):
        if words[index].tag != ",":
            continue
        follows = index + 1 + (words[index + 1].tag == "RB" and index + 2 < len(words))
        aside = words[comma + 1 : index]
        if words[follows].is_finite and is_balanced(aside):
            told = any(w.is_finite for w in aside) == relates
            return (words[:comma] + words[index + 1 :], aside) if told else (words, ())
    return words, ()


def _first_finite(words: Words) -> int | None:
    """Where the main verb stands: the first finite one that is neither in brackets nor in a relative clause."""
    depth = 0
    for index, word in enumerate(words):
        depth += {"-LRB-": 1, "-RRB-": -1}.get(word.tag, 0)
        if depth:
            continue
        if word.tag in ("WDT", "WP", "WRB", "EX") or (word.lower == "that" and index):
            return _after_relative(words, index)
        if word.is_finite:
            return index or None
    return None


def _after_relative(words: Words, who: int) -> int | None:
    """Where the main verb stands behind a relative clause without commas: "professors who work long hours seem ..."."""
    if not who or not words[who - 1].is_noun or who + 3 >= len(words) or not words[who + 1].is_finite:
        return None
    if lemma(words[who + 1].text) in ("mean", "say", "show", "suggest", "think", "believe", "ensure"):
        return None
    start = group_end(words, who + 1)
    for index in range(start + 1, min(len(words) - 1, who + 12)):
        word, before = words[index], words[index - 1]
        if word.tag in (",", "WDT", "WP", "WRB", "CC", ":") or word.lower in ("that", "if", "because", "when"):
            return None
        if word.is_finite:
            return index if before.is_noun or before.tag == "RB" else None
    return None


def _without_apposition(subject: Words) -> Words:
    """ "Opus, released in November," -> "Opus", "Tool use (web search)" -> "Tool use"; a list keeps its commas."""
    if subject and subject[-1].tag == "-RRB-":
        opening = next((i for i, w in enumerate(subject) if w.tag == "-LRB-"), 0)
        if opening and all(w.tag != "-RRB-" for w in subject[:-1]):
            return _without_apposition(subject[:opening])
    commas = [i for i, w in enumerate(subject) if w.tag == ","]
    has_list = any(w.tag == "CC" for w in subject)
    if len(commas) == 2 and commas[1] == len(subject) - 1 and not has_list:
        return subject[: commas[0]]
    if len(commas) == 1 and commas[0] == len(subject) - 1:
        return subject[:-1]
    return subject


def _is_noun_phrase(words: Words) -> bool:
    quoted = sum(w.tag == "``" for w in words)
    if not words or len(words) > 16 + 5 * quoted or not is_balanced(words):
        return False
    first, last = words[0], words[-1]
    if first.lower == "at" and len(words) > 2 and words[1].lower in ("least", "most"):
        return _is_noun_phrase(words[2:])
    if first.tag in ("IN", "CC", "TO", "VB", "WDT", "WRB", "MD", ",", "POS", "EX", "VBD", "VBP", "VBZ", "UH"):
        return False
    if first.tag in ("PRP", "WP") or first.lower in (
        "this",
        "that",
        "these",
        "those",
        "it",
        "such",
        "another",
        "both",
        "each",
        "nor",
        "neither",
    ):
        return False
    if not (
        last.is_noun or last.lower in ("itself", "themselves") or last.tag in ("CD", "-RRB-", "''", "VBG", "JJ", "FW")
    ):
        return False
    has_list = any(w.tag == "CC" for w in words)
    if any(w.tag == "," for w in words) and not has_list:
        return False
    # "Freezes old rows": no noun phrase goes on with an adjective or an article; a verb was taken for a noun.
    if any(w.tag in ("NN", "NNS") and after.tag in ("JJ", "JJR", "DT", "PRP$") for w, after in pairwise(words)):
        return False
    is_itself = words[-1].tag == "PRP" and words[-1].lower.endswith(("self", "selves"))
    told = words[:-1] if is_itself else words
    if any(w.tag in ("VB", "PRP") or w.lower in ("if", "because", "although") for w in told):
        return False
    if any(
        w.tag == "TO" and (after is None or after.tag[:2] == "VB")
        for w, after in zip(words, [*words[1:], None], strict=True)
    ):
        return False
    return any(w.is_noun or w.tag == "VBG" or w.lower.endswith("ing") for w in words)


def group_end(words: Words, verb: int) -> int:
    """The index after the last word of the verb group that begins at ``verb``."""
    end = verb + 1
    if not is_auxiliary(words[verb].lower) and words[verb].tag != "MD":
        return end
    probe = end
    while probe < len(words):
        word = words[probe]
        if word.tag in ("VB", "VBN", "VBG") or (word.tag == "VBD" and is_auxiliary(words[end - 1].lower)):
            end = probe + 1
            if word.lower not in ("be", "been", "being", "have"):
                break
        elif word.tag not in ("RB", "RBR") and word.lower not in ("both", "n't", "all"):
            break
        probe += 1
    if end + 1 < len(words) and words[end].tag == "CC" and words[end + 1].tag == "VBN" and words[end - 1].tag == "VBN":
        end += 2
    return end


def _without_examples(words: Words) -> Words:
    """The words without "(e.g., ...)" and "(A, B, C)": examples in a question often give its answer away."""
    at = 0
    while at < len(words) - 1:
        end = next((i for i in range(at, len(words)) if words[i].tag == "-RRB-"), 0) if words[at].tag == "-LRB-" else 0
        told = words[at + 1 : end]
        is_list = sum(w.tag == "," for w in told) >= 2 and not any(w.is_finite for w in told)
        if told and (told[0].lower in ("e.g.", "i.e.", "eg") or is_list):
            words = words[:at] + words[end + 1 :]
        else:
            at += 1
    return words


def cut(rest: Words) -> tuple[Words, Words]:
    """What belongs to the clause, and the tail that a reader can do without."""
    depth = 0
    for index, word in enumerate(rest):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if depth <= 0 and index > 1 and word.tag == "CC" and opens_clause(rest[index:]):
            return rest[:index], rest[index + 1 :]
        if word.tag != "," or index < 1 or index + 1 >= len(rest):
            continue
        after = rest[index + 1]
        ends_quote = depth == 1 and after.tag == "''" and index + 2 < len(rest) and rest[index + 2].tag == "VBG"
        if ends_quote:
            # 'titled "Encourage Open Source," defining the models': the comma stands within the marks.
            return (*rest[:index], replace(after, start=rest[index - 1].end)), rest[index + 2 :]
        if depth > 0:
            continue
        if after.lower in ("and", "but") and index + 3 < len(rest) and rest[index + 2].tag in ("VBD", "VBZ", "MD"):
            # "was fired in 1974, and had Vanguard running by 1975": a second thing that the subject did.
            return rest[:index], rest[index + 1 :]
        if after.lower in ("a", "an") and index > 3 and not any(w.tag in ("CC", ",") for w in rest[index + 1 :]):
            # "..., an example of how tastes differ": what is set beside the clause's end.
            return rest[:index], rest[index + 1 :]
        if after.tag in ("VBG", "WDT", "WP", "WRB", "VBN", "PRP") or after.lower in TAIL_OPENERS:
            if after.tag == "VBG" and any(w.tag == "CC" for w in rest[index + 1 : index + 4]):
                continue
            return rest[:index], rest[index + 1 :]
    return rest, ()
