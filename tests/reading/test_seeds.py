"""The five seeds, read as they stand in the repository."""

from pathlib import Path

import pytest

from quizkit.domain.source import Form, Source, Statement
from quizkit.reading.document import decode, find_documents, read_document

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> list[Source]:
    return [read_document(path) for path in find_documents([SEEDS])]


def on_line(source: Source, line: int) -> list[Statement]:
    return [s for s in source.statements if any(place.line == line for place in s.places)]


def test_every_seed_gives_its_statements(seeds: list[Source]) -> None:
    assert [len(source.statements) for source in seeds] == [16, 17, 88, 64, 16]


def test_every_place_holds_the_words_of_its_statement(seeds: list[Source]) -> None:
    for source in seeds:
        text = decode((SEEDS / source.file).read_bytes(), source.file)
        for statement in source.statements:
            for place in statement.places:
                assert " ".join(text[place.start : place.end].split()) == statement.text
                assert text.count("\n", 0, place.start) + 1 == place.line


def test_numbers_and_bullets_are_no_part_of_a_statement(seeds: list[Source]) -> None:
    [statement] = on_line(seeds[0], 15)
    assert statement.text.startswith("DeepSeek R1 (January 2025) shocked the field")
    assert statement.form is Form.BULLET


def test_a_quotation_has_its_speaker_and_time(seeds: list[Source]) -> None:
    [statement] = on_line(seeds[1], 23)
    assert (statement.speaker, statement.time, statement.form) == ("Sebastian Raschka", "2:37:55", Form.QUOTE)


def test_a_quotation_that_breaks_off_leaves_its_whole_sentences(seeds: list[Source]) -> None:
    [statement] = on_line(seeds[1], 11)
    assert statement.text.endswith("Build a Reasoning Model from Scratch.")
    assert [place.line for place in statement.places] == [11, 13]


def test_front_matter_gives_title_and_address(seeds: list[Source]) -> None:
    assert seeds[2].title.startswith("State of AI in 2026: LLMs")
    assert seeds[2].url == "https://lexfridman.com/ai-sota-2026"
    assert seeds[2].statements[0].places[0].line == 3


def test_markdown_headings_are_the_sections(seeds: list[Source]) -> None:
    sections = list(dict.fromkeys(s.section for s in seeds[2].statements))
    assert sections[:2] == ["", "China vs. US: The Open-Weight Race"]
    assert len(sections) == 13


def test_the_chapters_of_an_index_are_sections_and_their_tags_are_not(seeds: list[Source]) -> None:
    assert on_line(seeds[3], 29)[0].section == "AI Model Strengths and Weaknesses"
    assert on_line(seeds[3], 44)[0].section == "Scaling Laws and Training Challenges"
    assert not on_line(seeds[3], 24)


def test_teasers_that_are_cut_off_are_passed_over(seeds: list[Source]) -> None:
    reasons = {passed.line: passed.reason for passed in seeds[3].passed_over}
    assert reasons[19] == "cut off"
    assert on_line(seeds[3], 20)


def test_answers_know_their_question(seeds: list[Source]) -> None:
    answers = [s for s in seeds[3].statements if s.form is Form.ANSWER]
    assert {s.asked for s in on_line(seeds[3], 202)} == {"What is RLVR and how does it compare to RLHF?"}
    assert len({s.asked for s in answers}) == 12


def test_the_heading_a_bullet_opens_with_is_its_lead_and_no_speaker(seeds: list[Source]) -> None:
    first = on_line(seeds[4], 20)[0]
    assert (first.lead, first.speaker) == ("Chinese Open Model Strategy", "")


def test_what_stands_twice_is_one_statement_with_two_places(seeds: list[Source]) -> None:
    assert [[p.line for p in s.places] for s in on_line(seeds[4], 21)] == [[21, 33]] * 3


def test_headings_that_say_nothing_are_no_sections(seeds: list[Source]) -> None:
    for source in (seeds[0], seeds[1], seeds[4]):
        assert {s.section for s in source.statements} == {""}


def test_menus_and_promotion_give_no_statements(seeds: list[Source]) -> None:
    assert max(p.line for s in seeds[4].statements for p in s.places) == 40
    assert max(p.line for s in seeds[0].statements for p in s.places) == 29
    assert max(p.line for s in seeds[1].statements for p in s.places) == 29
