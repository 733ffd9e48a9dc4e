"""Transcripts in .srt and .vtt: cues joined to sentences, who said them and when."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.errors import SourceError
from quizkit.domain.source import Source
from quizkit.reading.document import find_documents, read_document, read_text

SOURCES = Path(__file__).parents[1] / "sources" / "working"


def srt(*cues: str, every: float = 2) -> str:
    """Cues of two seconds, one behind the other."""

    def clock(seconds: float) -> str:
        return f"{int(seconds // 3600):02}:{int(seconds // 60) % 60:02}:{seconds % 60:06.3f}".replace(".", ",")

    return "\n".join(
        f"{number + 1}\n{clock(number * every)} --> {clock(number * every + 2)}\n{cue}\n"
        for number, cue in enumerate(cues)
    )


def read(text: str, name: str = "a.srt") -> Source:
    return read_text(text, name)


def said(text: str, name: str = "a.srt") -> list[tuple[str, str, str]]:
    return [(s.speaker, s.time, s.text) for s in read(text, name).statements]


def texts(text: str, name: str = "a.srt") -> list[str]:
    return [s.text for s in read(text, name).statements]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cues_are_joined_to_sentences_with_time_and_exact_place(end: str) -> None:
    text = srt("The cell is", "very small. The leaf", "is green.").replace("\n", end)
    first, second = read(text).statements
    assert (first.text, first.time, first.places[0].line) == ("The cell is very small.", "0:00", 3)
    assert (second.text, second.time, second.places[0].line) == ("The leaf is green.", "0:02", 7)
    place = second.places[0]
    assert text[place.start : place.end].startswith("The leaf" + end)
    assert text[place.start : place.end].endswith("is green.")


def test_times_of_an_hour_and_more_have_their_hours() -> None:
    assert said("WEBVTT\n\n01:02:03.000 --> 01:02:04.000\nThe cell is small.", "a.vtt")[0][1] == "1:02:03"
    assert said("WEBVTT\n\n02:03.000 --> 02:04.000\nThe cell is small.", "a.vtt")[0][1] == "2:03"


@pytest.mark.parametrize(
    ("cue", "seen"),
    [
        ("The <i>cell</i> is <c.red>small</c>.", "The cell is small."),
        ("{\\an8}The <font color='red'>cell</font> is small.", "The cell is small."),
        ("The<00:00:01.500><c> cell</c> is small.", "The cell is small."),
        ("Salt &amp; pepper&nbsp;is here.", "Salt & pepper is here."),
        ("[Music] The cell [laughs] is small.", "The cell is small."),
        ("(applause)\nThe cell is small.", "The cell is small."),
        ("[door slams]\nThe cell is small.", "The cell is small."),
        ("♪ la la la ♪\nThe cell is small.", "The cell is small."),
        ("The cell (or cellula) is [very] small.", "The cell (or cellula) is [very] small."),
        ("If a < b the cell is small.", "If a < b the cell is small."),
        ("   The  cell\tis small.  ", "The cell is small."),
    ],
)
def test_tags_and_sounds_are_dropped(cue: str, seen: str) -> None:
    assert texts(srt(cue)) == [seen]


def test_captions_that_roll_are_told_once() -> None:
    rolling = srt(
        "The cell is",
        "The cell is\nvery small.",
        "very small.",
        "very small.\nThe leaf",
        "The leaf\nis green.",
        "is green.",
    )
    assert texts(rolling) == ["The cell is very small.", "The leaf is green."]


def test_captions_that_build_up_word_by_word_are_told_once() -> None:
    assert texts(srt("The", "The cell", "The cell is small.", "The cell is small. So")) == ["The cell is small."]


def test_captions_that_overlap_by_some_words_are_told_once() -> None:
    assert texts(srt("Look at the cell that is small", "cell that is small and round.")) == [
        "Look at the cell that is small and round."
    ]


def test_words_that_come_again_later_are_not_lost() -> None:
    cues = srt("The cell is small", "is it not?", "The cell is small", "and it is round.", every=5)
    assert texts(cues) == ["The cell is small is it not?", "The cell is small and it is round."]


def test_video_sites_put_a_line_of_one_space_into_a_cue() -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000 align:start position:0%\n \n"
        "The<00:01.200><c> cell</c>\n\n00:02.000 --> 00:02.010 align:start\nThe cell\n \n\n"
        "00:02.010 --> 00:03.000\nThe cell\nis<00:02.500><c> small.</c>\n"
    )
    assert texts(text, "a.vtt") == ["The cell is small."]


def test_a_voice_tag_names_the_speaker() -> None:
    text = (
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v.loud Ann Lee>The cell is</v>\n\n2\n00:02.000 --> 00:03.000\n"
        "<v Ann Lee>small.\n<v Bob>The leaf is green.\n"
    )
    assert said(text, "a.vtt") == [("Ann Lee", "0:01", "The cell is small."), ("Bob", "0:02", "The leaf is green.")]


@pytest.mark.parametrize("opening", ["ANN LEE: ", "- ANN LEE: ", ">> ANN LEE: ", "ANN LEE:\n"])
def test_a_name_before_a_colon_speaks_until_another_does(opening: str) -> None:
    text = srt(f"{opening}The cell is small.", "It is round.", "BOB: The leaf is green.", "- It is wet.")
    assert [speaker for speaker, _, _ in said(text)] == ["ANN LEE", "ANN LEE", "BOB", ""]
    assert texts(text)[0] == "The cell is small."


def test_a_dash_parts_what_two_people_say() -> None:
    assert texts(srt("- Is the cell\n- The cell is small.")) == ["The cell is small."]
    assert texts(srt("The 5-year plan - as we saw - is over.")) == ["The 5-year plan - as we saw - is over."]


def test_a_name_that_comes_once_is_a_heading_and_no_speaker() -> None:
    [statement] = read(srt("Nucleus: The part that holds the genes.")).statements
    assert (statement.speaker, statement.lead) == ("", "Nucleus")


def test_speech_without_punctuation_is_left_out_with_the_reason() -> None:
    source = read(
        srt(*["so the cell is small and it has walls"] * 1 + [f"and number {n} is next" for n in range(3000)])
    )
    assert not source.statements
    assert {passed.reason for passed in source.passed_over} == {"captions without punctuation"}
    assert max(len(passed.text) for passed in source.passed_over) <= 300


def test_a_sentence_goes_on_after_a_pause_and_a_title_does_not() -> None:
    assert texts(srt("The cell is", "very small.", every=9)) == ["The cell is very small."]
    assert texts(srt("Biology for all", "The cell is small.", every=9)) == ["The cell is small."]


def test_notes_styles_and_credits_are_passed_over_and_the_header_may_hold_a_title() -> None:
    text = (
        "WEBVTT - The Cell\n\nSTYLE\n::cue { color: red }\n\nNOTE a\nremark is here.\n\nintro\n"
        "00:01.000 --> 00:02.000 line:0\nThe cell is small.\n\n00:03.000 --> 00:04.000\nSubtitles by Ann Lee\n"
    )
    source = read(text, "a.vtt")
    assert source.title == "The Cell"
    assert [s.text for s in source.statements] == ["The cell is small."]
    assert [(p.line, p.reason) for p in source.passed_over] == [
        (1, "a header"), (3, "a style"), (4, "a style"), (6, "a note"), (7, "a note"), (14, "a credit"),
    ]  # fmt: skip


def test_what_has_no_time_or_a_broken_one_is_passed_over() -> None:
    text = (
        "1\n-00:00:01,000 --> 00:00:02,000\nThe moon is cold.\n\nThe sun is hot.\n\n"
        "2\n00:00:05,000 --> 00:00:03,000\nThe cell is small.\n"
    )
    source = read(text)
    assert [(s.time, s.text) for s in source.statements] == [("0:05", "The cell is small.")]
    told = {passed.text: passed.reason for passed in source.passed_over}
    assert told["-00:00:01,000 --> 00:00:02,000"] == "a time that cannot be read"
    assert told["The sun is hot."] == "a cue without a time"


def test_a_cue_ends_where_the_next_time_stands_though_no_line_is_empty() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nThe cell is\n2\n00:00:02,000 --> 00:00:03,000\nvery small.\n"
    assert texts(text) == ["The cell is very small."]


def test_a_file_without_any_time_is_refused_with_the_way_out() -> None:
    with pytest.raises(SourceError, match=r"a\.srt: has no cue with a time .* name it \.txt"):
        read("The cell is small.")


def test_a_file_that_opens_as_one_is_read_as_subtitles_under_any_name() -> None:
    assert texts("WEBVTT\n\n00:01.000 --> 00:02.000\nThe cell is small.", "captions") == ["The cell is small."]


def test_folders_give_pages_and_subtitles_too(tmp_path: Path) -> None:
    for name in ("a.srt", "b.VTT", "c.html", "d.htm", "e.xhtml", "f.png"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_documents([tmp_path])] == ["a.srt", "b.VTT", "c.html", "d.htm", "e.xhtml"]


def test_a_real_transcript_gives_its_corrected_half() -> None:
    file = SOURCES / "astronomy-interview.vtt"
    source = read_document(file)
    text = file.read_text(encoding="utf-8")
    assert {s.speaker for s in source.statements} == {"Dev", "Ines Carvalho"}
    assert all("<" not in s.text and len(s.text) < 400 for s in source.statements)
    for statement in source.statements:
        place = statement.places[0]
        assert text[place.start] == statement.text[0]
        assert text[: place.start].count("\n") + 1 == place.line


TIMES = ["00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:02.000 align:start", "-1 --> 2", "1", "", " ", "WEBVTT"]
SAID = "The cell is|very small.|- Ann: The leaf is green.|<v Ann>It is.|[Music]|♪|>> no|ANN:|&amp; so.|NOTE x"
LINES = st.sampled_from([*TIMES, *SAID.split("|")])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=6)), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_said_stands_at_its_place_in_order(parts: list[str], end: str) -> None:
    text = end.join(parts)
    try:
        source = read(text)
    except SourceError:
        return
    text = text.removeprefix("\ufeff")
    for statement in source.statements:
        place = statement.places[0]
        assert place.line == 1 + len(re.findall(r"\r\n|\r|\n", text[: place.start]))
        passage = iter(text[place.start : place.end])
        assert all(letter in passage for letter in statement.text if letter.isascii() and letter.isalpha())
