"""Typed answers: how a thing is said is forgiven, what is said is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.card import Card, CardKind
from quizkit.domain.rating import Rating
from quizkit.study.difference import Change
from quizkit.study.typed import Comparison, Match, chosen, compare

MakeCard = Callable[..., Card]


def compared(said: str, answer: str, *accept: str, question: str = "What?") -> Comparison:
    return compare(said, Card("k/s/a", CardKind.QUESTION, question, answer, "Topic", (), tuple(accept)))


def difference(comparison: Comparison) -> str:
    """As ``study --plain`` might show it."""
    marks = {Change.SAME: "{}", Change.MISSING: "[-{}-]", Change.EXTRA: "[+{}+]"}
    return "".join(marks[piece.change].format(piece.text) for piece in comparison.pieces)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("ribosomes", "Ribosomes"),
        ("  the   ribosomes. ", "Ribosomes"),
        ("cafe creme", "Café crème"),
        ("Strasse", "Straße"),
        ("pretraining", "pre-training"),
        ("pre training", "pre-training"),
        ("Hugging Face", "HuggingFace"),
        ("gpt2", "GPT-2"),
        ("Meta", "Meta's"),
        ("2M dollars", "$2 million"),
        ("2,000,000", "$2 million"),
        ("2 000 000 USD", "$2 million"),
        ("two million dollars", "$2M"),
        ("50 percent", "50 %"),
        ("fifty percent", "50%"),
        ("one and a half", "1.5"),
        ("1½", "1,5"),
        ("half", "1/2"),
        ("two thirds", "2/3"),
        ("third", "3rd"),
        ("twenty-first", "21st"),
        ("two hundred and five", "205"),
        ("5 to 10 trillion", "5–10 trillion"),
        ("5 trillion to 10 trillion", "5-10 trillion"),
        ("$1-100 million", "$1 million to $100 million"),
        ("10 times", "10x"),
        ("2 GW", "two gigawatts"),
        ("5 million", "approximately $5 million"),
        ("in 2031", "2031"),
        ("2 March 2026", "March 2nd, 2026"),
        ("2026-03-02", "2 March 2026"),
        ("2.3.2026", "2 March 2026"),
        ("Sept 2025", "September 2025"),
        ("9am to 9pm", "9 a.m. – 9 p.m."),
        ("9 pm", "21:00"),
        ("World War 2", "World War II"),
        ("5m", "5 metres"),
        ("５０％", "50%"),
        ("→", "→"),
    ],
)
def test_another_way_of_saying_the_same_is_exact(said: str, answer: str) -> None:
    comparison = compared(said, answer)
    assert comparison.match is Match.EXACT
    assert comparison.rating is Rating.GOOD


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("mitochondrai", "mitochondria"),
        ("ribosme", "Ribosomes"),
        ("Mixure of Experts", "Mixture of Experts"),
        ("organisation", "organization"),
        ("serving cost", "serving costs"),
        ("because costs mount", "costs mount"),
        ("hardware and budget", "budget and hardware"),
        ("absence of self goals", "the absence of self-directed goals"),
        ("50", "50 percent"),
    ],
)
def test_a_slip_or_a_small_word_is_close_and_right(said: str, answer: str) -> None:
    comparison = compared(said, answer)
    assert comparison.match is Match.CLOSE
    assert comparison.is_right


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "Ribosomes"),
        ("   ", "Ribosomes"),
        ("lysosomes", "Ribosomes"),
        ("GPT-3", "GPT-2"),
        ("2 billion dollars", "$2 million"),
        ("1998", "1989"),
        ("3rd", "3"),
        ("4 March 2026", "3 March 2026"),
        ("5 km", "5 miles"),
        ("RLHF", "RLVR"),
        ("hypertension", "hypotension"),
        ("employee", "employer"),
        ("nitrate", "nitrite"),
        ("supervised", "unsupervised"),
        ("not unchanged", "unchanged"),
        ("changes", "nothing changes"),
        ("Meta or Google", "Meta"),
        ("memory", "high-bandwidth memory"),
        ("Vitamin B", "Vitamin A"),
        ("C", "C++"),
        ("-5", "5"),
        ("millions", "billions"),
        ("日本人", "日本語"),
        ("<", ">"),
        ("!", "?"),
    ],
)
def test_another_thing_is_wrong_however_near_its_letters(said: str, answer: str) -> None:
    comparison = compared(said, answer)
    assert comparison.match is Match.WRONG
    assert comparison.rating is Rating.AGAIN


def test_a_word_that_the_question_says_may_be_left_out_or_repeated() -> None:
    question = "Which kind of threshold is absent from these licenses?"
    assert compared("user-count", "user-count thresholds", question=question).match is Match.CLOSE
    assert compared("user-count threshold", "user-count", question=question).match is Match.CLOSE
    assert compared("threshold", "user-count thresholds", question=question).match is Match.WRONG


def test_the_nearest_of_the_right_answers_counts_and_the_difference_is_told_against_the_one_that_is_shown() -> None:
    comparison = compared("mindshre", "community attention", "mindshare")
    assert comparison.match is Match.CLOSE
    assert comparison.wording == "community attention"
    comparison = compared("three trillion", "5-10 trillion", "five to ten trillion")
    assert comparison.match is Match.WRONG
    assert "five" not in difference(comparison)
    assert "trillion" in difference(comparison)


def test_the_difference_names_what_is_missing_and_what_is_too_much() -> None:
    assert difference(compared("Mixure of Experts", "the Mixture of Experts")) == "the Mix[-t-]ure of Experts"
    assert difference(compared("GPT 3", "GPT-2")) == "GPT-[+ 3 +][-2-]"
    assert difference(compared("large sparse network", "a large network")) == "a large [+sparse +]network"
    assert difference(compared("", "Ribosomes")) == "[-Ribosomes-]"


def test_a_missing_part_suggests_hard_and_a_slip_suggests_good() -> None:
    assert compared("50", "50 percent").rating is Rating.HARD
    assert compared("mitochondrai", "mitochondria").rating is Rating.GOOD


def test_another_option_of_a_choice_card_is_never_close(make_card: MakeCard) -> None:
    card = make_card(kind=CardKind.CHOICE, answer="propagation", choices=("propagation", "propogation", "none"))
    assert compare("propogation", card).match is Match.WRONG
    assert compare("propagaton", card).match is Match.CLOSE


def test_an_option_is_meant_by_its_letter_or_its_words(make_card: MakeCard) -> None:
    card = make_card(kind=CardKind.CHOICE, answer="Meta", choices=("Meta", "Google DeepMind", "xAI"))
    assert [chosen(said, card) for said in ("a", "B)", "(c)", "google  deepmind", "d", "", "Mistral")] == [
        "Meta",
        "Google DeepMind",
        "xAI",
        "Google DeepMind",
        None,
        None,
        None,
    ]


words = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != "")


@settings(deadline=None)
@given(answer=words)
def test_the_answer_itself_is_always_exact(answer: str) -> None:
    assert compared(answer, answer).match is Match.EXACT


@settings(deadline=None)
@given(said=st.text(max_size=80), answer=words, accept=st.lists(words, max_size=3))
def test_whatever_is_typed_the_pieces_spell_the_right_answer_and_nothing_is_made_up(
    said: str, answer: str, accept: list[str]
) -> None:
    comparison = compared(said, answer, *accept)
    assert comparison.wording in (answer, *accept)
    assert "".join(p.text for p in comparison.pieces if p.change is not Change.EXTRA) == comparison.wording
    extras = [piece.text for piece in comparison.pieces if piece.change is Change.EXTRA]
    assert all(part in said for extra in extras for part in extra.split())
    assert comparison.is_right == (comparison.rating is not Rating.AGAIN)


@settings(deadline=None)
@given(one=st.integers(0, 10**9), other=st.integers(0, 10**9))
def test_two_numbers_are_right_for_each_other_only_if_they_are_equal(one: int, other: int) -> None:
    assert compared(f"{one:,}", str(other)).is_right == (one == other)
    assert compared(f"{one} tokens", f"{other:,} tokens").is_right == (one == other)


@settings(deadline=None)
@given(data=st.data())
def test_one_letter_left_out_inside_a_long_word_is_close(data: st.DataObject) -> None:
    answer = data.draw(st.sampled_from(["mitochondria", "architecture", "photosynthesis", "consolidation"]))
    at = data.draw(st.integers(1, len(answer) - 2))
    said = answer[:at] + answer[at + 1 :]
    assert compared(said, answer).match in (Match.CLOSE, Match.EXACT)


@pytest.mark.parametrize(
    "hostile",
    [
        "x" * 50_000,
        "9" * 50_000,
        "1,000" * 5_000,
        "million " * 5_000,
        "hundred " * 5_000,
        "twenty " * 5_000,
        "1/0",
        "1/" * 9_000,
        "[red]x[/]\x1b]0;evil\x07\x1b[2J",
        "\ud800\u202e\u200b",
        "a" + "\u0301" * 9_000,
        "$" * 9_000,
        "- " * 9_000,
    ],
)
def test_hostile_text_is_compared_like_any_other(hostile: str) -> None:
    assert compared(hostile, "Ribosomes").match is Match.WRONG
    assert compared("Ribosomes", hostile).match is Match.WRONG
    assert compared(hostile, hostile).match is Match.EXACT


@settings(max_examples=30, deadline=None)
@given(
    answer=st.sampled_from(["Ribosomes", "5–10 trillion", "the absence of goals"]), noise=st.sampled_from(" .!?\"'()")
)
def test_case_space_and_stops_around_an_answer_change_nothing(answer: str, noise: str) -> None:
    assert compared(f"{noise} {answer.upper()}{noise}", answer).match is Match.EXACT
