"""A model's cards among those of the rules: one fact one card, and keys that last."""

from __future__ import annotations

from quizkit.domain.draft import Generated
from quizkit.domain.source import Source
from quizkit.generating.generator import generate
from quizkit.generating.model.admission import ModelCard
from quizkit.generating.model.answers import Told
from quizkit.reading.document import read_text
from tests.generating.made import SMALL_LIBRARY, deck_of, documents

from .told import judged

FRANCE = "The National Assembly abolished feudal privileges on 4 August 1789."


def told(question: str, answer: str, quote: str, source: Source) -> ModelCard:
    (card,) = judged(Told(question, answer, quote), source=source)
    assert isinstance(card, ModelCard), card
    return card


def privileges(source: Source) -> ModelCard:
    return told("On which day did the National Assembly end feudal privileges?", "4 August 1789", FRANCE, source)


def about(result: Generated, words: str) -> list[tuple[str, str, str]]:
    return [(d.card.rule, d.card.question, d.card.key) for d in result.cards if words in d.card.evidence[0].quote]


def test_a_models_card_stands_in_place_of_the_rules_card_of_its_fact() -> None:
    sources = documents(*SMALL_LIBRARY)
    by_rules = [card for card in about(generate(sources), "feudal privileges") if card[2].endswith("4-august-1789")]
    assert [rule for rule, _, _ in by_rules] == ["when"]
    result = generate(sources, model_cards=[privileges(sources[0])])
    dated = [card for card in about(result, "feudal privileges") if card[2].endswith("4-august-1789")]
    assert [(rule, question) for rule, question, _ in dated] == [
        ("model", "On which day did the National Assembly end feudal privileges?")
    ]
    assert any("asks the same" in reason for left in result.left_out for reason in left.reasons)


def test_a_known_card_keeps_its_key_when_a_model_words_it() -> None:
    sources = documents(*SMALL_LIBRARY)
    before = generate(sources)
    after = generate(sources, known=deck_of(before), model_cards=[privileges(sources[0])])
    old = {key for _, _, key in about(before, "feudal privileges")}
    (model,) = [key for rule, _, key in about(after, "feudal privileges") if rule == "model"]
    assert model in old


def test_a_models_card_comes_again_without_the_model_while_its_statement_holds_the_answer() -> None:
    sources = documents(*SMALL_LIBRARY)
    first = generate(sources, model_cards=[privileges(sources[0])])
    again = generate(sources, known=deck_of(first))
    assert about(again, "feudal privileges") == about(first, "feudal privileges")
    reworded = documents(SMALL_LIBRARY[0].replace("abolished feudal", "did away with feudal"), SMALL_LIBRARY[1])
    later = generate(reworded, known=deck_of(first))
    assert [card for card in about(later, "did away with") if card[0] == "model"] == [
        card for card in about(first, "feudal privileges") if card[0] == "model"
    ]
    corrected = documents(SMALL_LIBRARY[0].replace("4 August 1789", "5 August 1789"), SMALL_LIBRARY[1])
    assert not [card for card in about(generate(corrected, known=deck_of(first)), "5 August") if card[0] == "model"]


def test_a_card_that_is_known_is_not_worded_anew() -> None:
    sources = documents(*SMALL_LIBRARY)
    first = generate(sources, model_cards=[privileges(sources[0])])
    other = told("When did the National Assembly of France end feudal privileges?", "4 August 1789", FRANCE, sources[0])
    again = generate(sources, known=deck_of(first), model_cards=[other])
    assert about(again, "feudal privileges") == about(first, "feudal privileges")


def test_a_fact_that_another_document_states_too_has_one_card_with_both_as_evidence() -> None:
    texts = [
        f"# {name}\n\nInsulin was discovered by Frederick Banting in Toronto in 1921.\n" for name in ("One", "Two")
    ]
    sources = documents(texts[0], texts[1].replace("in Toronto ", "in the city of Toronto "))
    quote = sources[0].statements[0].text
    card = told("In which year did Frederick Banting discover insulin?", "1921", quote, sources[0])
    result = generate(sources, model_cards=[card])
    (dated,) = [d.card for d in (*result.cards, *result.drafts) if d.card.answer == "1921"]
    assert dated.rule == "model"
    assert {evidence.source for evidence in dated.evidence} == {"first", "second"}


def test_a_document_in_another_language_has_the_models_cards_and_none_of_the_rules() -> None:
    source = read_text(
        "# Berlin\n\nDie Hauptstadt der Bundesrepublik Deutschland ist seit dem Jahr 1990 wieder Berlin.\n\n"
        "Die Universität zu Berlin wurde im Jahr 1810 auf Betreiben von Wilhelm von Humboldt gegründet.\n",
        "berlin.md",
    )
    question = "Auf wessen Anregung wurde die Universität zu Berlin gegründet?"
    card = told(question, "Wilhelm von Humboldt", source.statements[1].text, source)
    result = generate([source], model_cards=[card])
    assert [d.card.question for d in (*result.cards, *result.drafts)] == [question]
    assert [d.card.question for d in (*generate([source], known=deck_of(result)).cards,)] == [
        d.card.question for d in result.cards
    ]


def test_a_long_statement_is_quoted_only_where_it_proves_the_answer() -> None:
    long = (
        "The harbor of Ostia, " + "which grew from year to year and from emperor to emperor, " * 6 + "held 200 ships."
    )
    source = read_text(f"# Rome\n\n{long}\n", "rome.md")
    card = told("How many ships did the harbor of Ostia hold?", "200", "held 200 ships", source)
    result = generate([source], model_cards=[card])
    (drafted,) = [d.card for d in (*result.cards, *result.drafts) if d.card.rule == "model"]
    assert drafted.evidence[0].quote == "held 200 ships"
