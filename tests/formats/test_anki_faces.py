"""Notes of any type rendered to questions and answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.formats.anki_cloze import parse_cloze
from quizkit.formats.anki_collection import NoteType
from quizkit.formats.anki_faces import NO_ANSWER, Face, Faces
from quizkit.formats.anki_template import BrokenTemplateError, compile_template

BASIC_BACK = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"


def faces(front: str, back: str, *, is_cloze: bool = False, **fields: str) -> Faces:
    made = Faces(NoteType(1, "Type", is_cloze, tuple(fields), (("Card 1", front, back),)))
    made.open_note(list(fields.values()), "one two", ("Bio", "Cell"))
    return made


def face(front: str, back: str, *, is_cloze: bool = False, card: int = 1, **fields: str) -> Face:
    return faces(front, back, is_cloze=is_cloze, **fields).face(card - 1)


@pytest.mark.parametrize(
    ("front", "back", "question", "answer"),
    [
        ("{{Front}}", BASIC_BACK, "Who?", "Me"),
        ("<div class=q>{{Front}}</div>", "{{Front}}<hr id='answer'>{{Back}}", "Who?", "Me"),
        ("{{Front}}", "{{Front}}<br>{{Back}}", "Who?", "Me"),
        ("{{Front}}", "{{Back}}", "Who?", "Me"),
        ("{{text:Front}}", "{{FrontSide}} {{Back}}", "Who?", "Me"),
        ("{{Front}}{{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}}", "Who?", "Me"),
        ("{{Front}}{{type:nc:Back}}", BASIC_BACK, "Who?", "Me"),
        ("{{#Front}}Q: {{Front}}{{/Front}}", BASIC_BACK, "Q: Who?", "Me"),
        ("{{^Empty}}none{{/Empty}} {{Front}}", BASIC_BACK, "none Who?", "Me"),
        ("{{#Empty}}some{{/Empty}}{{Front}}", BASIC_BACK, "Who?", "Me"),
        ("{{Front}} {{hint:Extra}}", BASIC_BACK, "Who?", "Me\nmore"),
        ("{{Deck}}, {{Subdeck}}, {{Tags}}, {{Type}}", "{{Back}}", "Bio::Cell, Cell, one two, Type", "Me"),
        ("{{=<% %>=}}<% Front %>", "{{=<% %>=}}<%Back%>", "Who?", "Me"),
        ("<table>{{#Front}}<tr><td>{{Front}}</td></tr>{{/Front}}</table>", "{{Back}}", "Who?", "Me"),
        ("<!-- {{Nothing}} -->{{Front}}", BASIC_BACK, "Who?", "Me"),
        ("<script>var x = '{{Back}}';</script>{{Front}}", "{{Back}}<style>.x{}</style>", "Who?", "Me"),
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Empty}}", "Who?", NO_ANSWER),
        ("{{FrontSide}}{{Front}}", BASIC_BACK, "Who?", "Me"),
        ("{{tts en_US:Front}}", BASIC_BACK, "Who?", "Me"),
        ("{{ Front }}", "{{ Back }}", "Who?", "Me"),
    ],
)  # fmt: skip
def test_templates_become_question_and_answer(front: str, back: str, question: str, answer: str) -> None:
    made = face(front, back, Front="Who?", Back="Me", Extra="more", Empty=" <br> ")
    assert (made.question, made.answer) == (question, answer)


@pytest.mark.parametrize(
    ("name", "shown"), [("furigana", "日本(にほん)の 字(じ)"), ("kanji", "日本の 字"), ("kana", "にほんの じ")]
)
def test_readings_are_shown_hidden_or_alone(name: str, shown: str) -> None:
    made = face(f"{{{{{name}:Front}}}}", "x", Front="日本[にほん]の  字[じ]")
    assert made.question.replace(" ", "") == shown.replace(" ", "")


def test_a_cloze_asks_for_one_deletion_and_shows_the_others() -> None:
    fields: dict[str, Any] = {"Text": "{{c1::Canberra::city}} is in {{c2::Australia}}", "Extra": ""}
    made = faces("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}", is_cloze=True, **fields)
    assert made.face(0) == Face("[…] (city) is in Australia", "", ("Canberra",))
    assert made.face(1) == Face("Canberra is in […]", "", ("Australia",))


def test_what_stands_on_the_back_of_a_cloze_besides_is_kept() -> None:
    made = face("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}", is_cloze=True, Text="{{c1::a}}", Extra="<b>why</b>")
    assert (made.blanks, made.answer) == (("a",), "why")


@pytest.mark.parametrize(
    ("source", "number", "question", "answers"),
    [
        ("{{c1::a}} {{c1::b}}", 1, "[…] […]", ["a", "b"]),
        ("{{c1::a}} {{c1::a}}", 1, "[…] […]", ["a"]),
        ("{{c1::out {{c2::in}} er}}", 1, "[…]", ["out in er"]),
        ("{{c1::out {{c2::in}} er}}", 2, "out […] er", ["in"]),
        ("{{c1,3::a}}", 3, "[…]", ["a"]),
        ("{{c1::a::b::c}}", 1, "[…] (b::c)", ["a"]),
        ("{{c1::a", 1, "", []),
        ("}} {{c1::a}} }}", 1, "}} […] }}", ["a"]),
        ("{{c2::a}}", 1, "", []),
        ("{{C1::a}}", 1, "[…]", ["a"]),
        ("{{c1::}}", 1, "[…]", [""]),
        ("std::vector {{c1::x}}", 1, "std::vector […]", ["x"]),
    ],
)
def test_deletions_are_told_apart(source: str, number: int, question: str, answers: list[str]) -> None:
    cloze = parse_cloze(source)
    assert (cloze.question(number), cloze.answers(number)) == (question, answers)


def test_a_covered_part_of_a_picture_is_named() -> None:
    text = "{{c1::image-occlusion:rect:left=.1:top=.2}}{{c2::image-occlusion:rect:left=.5:top=.2}}"
    made = face("{{cloze:Text}}<div>{{Image}}</div>", "{{Image}}", is_cloze=True, Text=text, Image='<img src="h.png">')
    assert made.question == "[…]\n[image: h.png]"
    assert made.media == ("h.png",)
    assert "rect" in made.blanks[0]


def test_a_card_names_the_files_of_both_its_sides() -> None:
    back = BASIC_BACK + '<img src="_logo.png">'
    made = face("{{Front}}", back, Front='<img src="a.png">?', Back="[sound:b.mp3]", Other='<img src="c.png">')
    assert made.media == ("_logo.png", "a.png", "b.mp3")


@pytest.mark.parametrize("template", ["{{#A}}", "{{/A}}", "{{#A}}{{#B}}{{/A}}{{/B}}", "{{#A}}" * 200 + "{{/A}}" * 200])
def test_a_broken_template_shows_the_fields_as_they_stand_and_is_told(template: str) -> None:
    with pytest.raises(BrokenTemplateError):
        compile_template(template)
    made = faces(template, "{{B}}", A="question", B="answer", C="more")
    assert made.face(0) == Face("question", "answer\nmore")
    assert made.problems[0].startswith("note type Type, template Card 1: ")


def test_a_note_type_without_templates_shows_its_fields() -> None:
    made = Faces(NoteType(1, "Bare", False, ("A", "B"), ()))
    made.open_note(["", "only this"], "", ("D",))
    assert made.face(0) == Face("only this", NO_ANSWER)
    assert "has no template" in made.problems[0]


def test_a_field_that_is_not_there_is_told_and_shows_nothing() -> None:
    made = faces("{{Front}}{{Frnt}}", "{{Back}}", Front="q", Back="a")
    assert made.face(0) == Face("q", "a")
    assert made.problems == ["note type Type, template Card 1: there is no field Frnt"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["{{A}}", "{{#A}}", "{{/A}}", "{{^B}}", "{{/B}}", "{{cloze:A}}", "<td>", "<hr id=answer>",
                              "{{", "}}", "\U00100003", "{{FrontSide}}", "{{hint:B}}", "x"]), max_size=10).map("".join),
    st.text(max_size=20), st.text(max_size=20),
)  # fmt: skip
def test_whatever_a_template_says_there_is_a_face(template: str, one: str, other: str) -> None:
    for is_cloze in (False, True):
        made = face(template, template, is_cloze=is_cloze, A=one, B=other)
        assert isinstance(made.question, str)
        assert isinstance(made.answer, str)


def test_an_empty_deletion_has_an_answer_all_the_same() -> None:
    made = face("{{cloze:Text}}", "{{cloze:Text}}", is_cloze=True, Text="a {{c1::}} b")
    assert made == Face("a […] b", "", (NO_ANSWER,))
