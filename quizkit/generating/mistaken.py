"""Verbs that the tagger took for nouns, adjectives or participles, put right where no other verb is."""

from __future__ import annotations

from dataclasses import replace

from quizkit.generating.tagging import Word
from quizkit.generating.verbs import can_be_noun, can_be_verb, is_auxiliary
from quizkit.generating.wording import Words


def with_verb_found(words: Words, is_first: bool) -> Words:
    """The words, with the verb put right that the tagger took for a noun or a participle, where no other verb is."""
    for index, word in enumerate(words[:-2]):
        follows = index + 1 + (words[index + 1].tag == "RB")
        if word.tag == "MD" and words[follows].tag in ("NN", "JJ") and can_be_verb(words[follows].text):
            words = (*words[:follows], replace(words[follows], tag="VB"), *words[follows + 1 :])
    depth = 0
    for index, word in enumerate(words[:-1]):
        depth += {"-LRB-": 1, "-RRB-": -1}.get(word.tag, 0)
        if depth or index == 0:
            continue
        if word.is_finite:
            return words
        before, after = words[index - 1], words[index + 1]
        if before.tag == "RB" and index > 1:
            before = words[index - 2]
        opens_object = after.tag in ("DT", "PRP$", "NNP", "CD", "PDT", "RB") or after.lower in (
            "that",
            "by",
            "as",
            "to",
        )
        is_only_verb = not can_be_noun(word.text)
        follows_soon = any(w.is_finite or w.tag == "VB" for w in words[index + 1 : index + 4])
        if word.is_noun and not is_only_verb and follows_soon:
            # "Starch molecules gradually line up": the verb comes later.
            continue
        if (
            word.tag == "NNS"
            and (before.tag in ("NNP", "NN") or (is_only_verb and before.tag in ("JJ", "VBG")))
            and can_be_verb(word.text)
            and (opens_object or is_only_verb)
        ):
            return (*words[:index], replace(word, tag="VBZ"), *words[index + 1 :])
        if word.tag == "NN" and before.tag in ("NNS", "NNPS") and opens_object and can_be_verb(word.text):
            return (*words[:index], replace(word, tag="VBP"), *words[index + 1 :])
        reads_as_past = word.tag == "JJ" and word.lower.endswith("ed") and before.is_noun and can_be_verb(word.text)
        if reads_as_past and after.tag in ("JJ", "DT", "NN", "NNS", "PRP$") and not any(w.is_finite for w in words):
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
        outdoes = after.lower in ("more", "less") and index + 2 < len(words) and words[index + 2].lower == "than"
        if word.tag == "NN" and outdoes and can_be_verb(word.text) and any(w.tag == "CC" for w in words[:index]):
            return (*words[:index], replace(word, tag="VBP"), *words[index + 1 :])
        if (
            word.tag == "NN"
            and before.tag in ("NN", "NNP")
            and _costs(word, after)
            and not any(w.is_finite for w in words)
        ):
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
        # A participle that shortens a relative clause has no object of its own: "the model used for", "used five days".
        if (
            word.tag == "VBN"
            and before.is_noun
            and after.tag in ("DT", "CD", "PRP$", "NNP")
            and index < 9
            and not is_auxiliary(words[index - 1].lower)
        ):
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
    if not is_first or any(w.is_finite for w in words):
        return words
    for index, word in enumerate(words[:-1]):
        if word.tag == "VBN" and index and words[index - 1].is_noun and words[index - 1].end < word.start:
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
    return words


def _costs(word: Word, after: Word) -> bool:
    """Whether a noun is a verb whose past looks like it: "pre-training cost AI2 $2 million"."""
    return word.lower in ("cost", "cut", "hit", "put", "set", "let", "shut", "spread", "beat") and after.tag in (
        "NNP",
        "RB",
        "PRP",
        "DT",
    )
