"""Plain text: paragraphs, headings, lists, questions and speakers told by the form of the lines."""

import pytest

from quizkit.domain.source import Form, Statement
from quizkit.reading.document import read_text


def read(text: str) -> list[Statement]:
    return list(read_text(text, "a.txt").statements)


def texts(text: str) -> list[str]:
    return [statement.text for statement in read(text)]


WRAPPED = """The cell

Photosynthesis is how plants turn light into sugar. It takes place in the
chloroplasts, which hold a green pigment that is called chlorophyll, and it
needs water, e.g. from the soil, as well as carbon dioxide.

Light reactions

The light reactions make ATP. They need light, so they stop when it is dark
and go on in the morning.

- The first bullet is long enough to go on in the next line, where it is
  indented as bullets are.
- The second one is short.
"""


def test_hard_wrapped_paragraphs_and_bullets_are_joined() -> None:
    found = texts(WRAPPED)
    assert found[1].startswith("It takes place in the chloroplasts, which")
    assert found[1].endswith("carbon dioxide.")
    assert found[3] == "They need light, so they stop when it is dark and go on in the morning."
    assert found[4].endswith("where it is indented as bullets are.")
    assert len(found) == 6


def test_a_label_above_text_is_its_heading_with_or_without_a_blank_line() -> None:
    assert [s.section for s in read(WRAPPED)] == ["", ""] + ["Light reactions"] * 4
    assert [
        s.section for s in read("Big title here\n\nCell\nThe cell is small.\n\nLeaf\n----\nThe leaf is green.")
    ] == [
        "Cell",
        "Leaf",
    ]


def test_a_numbered_heading_between_paragraphs_is_a_heading() -> None:
    text = "Biology of plants\n\n1. The cell\n\nThe cell is small.\n\n2. The leaf\n\nThe leaf is green."
    assert [(s.section, s.text) for s in read(text)] == [
        ("The cell", "The cell is small."),
        ("The leaf", "The leaf is green."),
    ]


def test_a_sentence_that_begins_with_the_title_is_kept() -> None:
    source = read_text("Photosynthesis\n\nPhotosynthesis is how plants make sugar.", "a.txt")
    assert (source.title, len(source.statements)) == ("Photosynthesis", 1)


def test_a_label_that_leads_in_to_a_list_is_no_section() -> None:
    text = "Contracts in general\n\nDuties\nThe tenant must do this:\n- pay the rent in time;\n- keep the house clean;"
    assert {s.section for s in read(text)} == {""}


@pytest.mark.parametrize(
    "mark", ["-", "*", "•", "–", "1.", "1)", "a)", "(b)", "(iv)", "• 1.", "- •", "[x]", "- [ ]", "\t•\t"]
)
def test_bullets_and_numbers_of_all_kinds_are_dropped(mark: str) -> None:
    [statement] = read(f"{mark} The cell is small")
    assert (statement.text, statement.form) == ("The cell is small", Form.BULLET)


def test_bullets_that_end_with_a_semicolon_are_no_code() -> None:
    assert texts("- apples, pears;\n- plums;") == ["apples, pears;", "plums;"]


def test_notes_without_capitals_and_full_stops_are_one_statement_a_line() -> None:
    text = (
        "biology\n\nmitochondria make atp for the cell\nribosomes build proteins from amino acids\ndna has four bases"
    )
    assert len(texts(text)) == 3


def test_notes_with_capitals_and_without_full_stops_are_one_statement_a_line() -> None:
    assert len(texts("Cells\n\nRibosomes are made of RNA\nThe nucleus contains the DNA\nDNA has four bases")) == 3


def test_a_word_and_what_it_means_on_a_line_is_a_statement() -> None:
    source = read_text("Enzymes and rates\n\nVmax: the highest rate of all\n\nChina: The Open Race\nIt is on.", "a.txt")
    assert [(s.section, s.text) for s in source.statements] == [
        ("", "Vmax: the highest rate of all"),
        ("China: The Open Race", "It is on."),
    ]


def test_tables_code_and_formulas_are_passed_over() -> None:
    text = (
        "The cell is small.\n\nName | Age | Town | Job\nA | 1 | Rome | x\n\nName\tAge\tTown\n\n"
        "def f(x):\n    return g(x);\n$ ls -la\n\nThe sum \\(x^2\\) is big. The leaf is green."
    )
    source = read_text(text, "a.txt")
    assert [s.text for s in source.statements] == ["The cell is small.", "The leaf is green."]
    assert {p.reason for p in source.passed_over} == {"a table", "code", "holds a formula"}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_question_is_answered_by_the_paragraph_below_and_by_no_other(gap: str) -> None:
    text = f"What is chlorophyll?{gap}Chlorophyll is a green pigment.\n\nLeaves fall in autumn."
    assert [(s.asked, s.form) for s in read(text)] == [
        ("What is chlorophyll?", Form.ANSWER),
        ("", Form.PROSE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Name the bases.\nA: There are four bases.",
        "Q1: Name the bases.\n\nA1: There are four bases.",
        "Question: Name the bases. Answer: There are four bases.",
    ],
)
def test_questions_and_answers_are_known_by_their_marks(text: str) -> None:
    [statement] = read(text)
    assert (statement.asked, statement.text, statement.form) == (
        "Name the bases.",
        "There are four bases.",
        Form.ANSWER,
    )


def test_speakers_of_an_interview_take_turns() -> None:
    text = "Ann: I think the cell is small.\nBob: I think it is large.\nAnn: It is tiny, in fact.\nBob: You are right."
    assert [s.speaker for s in read(text)] == ["Ann", "Bob", "Ann", "Bob"]
    assert read(text)[0].text == "I think the cell is small."


@pytest.mark.parametrize(
    ("text", "speaker", "time"),
    [
        ("[00:12:03] Ann Lee: It was built in 1843.\n[00:12:09] Bob: It was not.", "Ann Lee", "00:12:03"),
        ("Ann Lee (12:03): It was built in 1843.", "Ann Lee", "12:03"),
        ("Ann Lee (00:12:03) It was built in 1843.", "Ann Lee", "00:12:03"),
        ("Ann Lee  12:03\nIt was built in 1843.\n\nBob  12:09\nIt was not.", "Ann Lee", "12:03"),
        ("“It was built in 1843.”\n— Ann Lee, historian", "Ann Lee", ""),
        ('"It was built in 1843."\nAnn Lee · ▶ 12:03', "Ann Lee", "12:03"),
        ("(12:03) It was built in 1843.", "", "12:03"),
    ],
)
def test_who_said_it_when(text: str, speaker: str, time: str) -> None:
    first = read(text)[0]
    assert (first.text, first.speaker, first.time) == ("It was built in 1843.", speaker, time)


@pytest.mark.parametrize(
    "text", ["Note: The cell is small.\nNote: The leaf is green.", "- Cell: It is small.\n- Cell: Old."]
)
def test_labels_before_a_colon_are_no_speakers(text: str) -> None:
    assert {s.speaker for s in read(text)} == {""}


def test_a_clock_time_that_opens_a_sentence_stays_in_it() -> None:
    assert texts("12:30 is when the train leaves.") == ["12:30 is when the train leaves."]


def test_only_what_stands_wholly_in_quotation_marks_loses_them() -> None:
    assert texts('"One thing" and "another" are quoted.\n\n"All of this is quoted."') == [
        '"One thing" and "another" are quoted.',
        "All of this is quoted.",
    ]


def test_teasers_under_related_posts_are_passed_over_until_the_text_goes_on() -> None:
    text = (
        "How bread is made\n\nBread is made from flour.\n\nRelated posts\nCheese\nCheese is made of milk.\n\n"
        "Baking\n\nThe oven is heated.\nThe bread is baked.\nThe crust turns brown.\n\n"
        "Comments (1)\nJane\nI like bread a lot."
    )
    assert [s.text for s in read(text)] == [
        "Bread is made from flour.",
        "The oven is heated.",
        "The bread is baked.",
        "The crust turns brown.",
    ]


def test_references_in_the_midst_of_a_text_are_its_topic() -> None:
    text = "Notes on C++ today\n\nReferences\n\nReferences cannot be null.\n\nPointers\n\nPointers hold addresses."
    assert [s.section for s in read(text)] == ["References", "Pointers"]
    assert texts("Notes on C++ today\n\nPointers\n\nPointers hold addresses.\n\nReferences\n\nSmith wrote a book.") == [
        "Pointers hold addresses."
    ]


def test_invisible_marks_and_odd_spaces_are_folded() -> None:
    assert texts("The\u00a0cell\tis\u2003zero\u200bwidth\u00ad.") == ["The cell is zerowidth."]


def test_japanese_text_is_read() -> None:
    text = "光合成の話\n\n概要\n葉緑体は緑色の色素を含みます。植物は光を使います。"
    assert [(s.section, s.text) for s in read(text)] == [
        ("概要", "葉緑体は緑色の色素を含みます。"),
        ("概要", "植物は光を使います。"),
    ]


def test_quoted_mail_is_read_without_its_marks() -> None:
    assert texts("> The cell is small.\n>> The leaf is green.") == ["The cell is small.", "The leaf is green."]
