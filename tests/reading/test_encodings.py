"""Bytes -> text: Unicode is known by itself, the rest is guessed for the message."""

import re

import pytest

from quizkit.domain.errors import SourceError
from quizkit.reading.document import decode

TEXTS = {
    "English": "It’s a “test” of the café – 5 € per cup. The cell is the unit of life.\n",
    "French": "La photosynthèse est un processus. C'était en été, où l'élève étudiait.\n" * 3,
    "German": "Pflanzen erzeugen Zucker für sich. Größe und Öl, äußerst schön.\n" * 3,
    "Russian": "Фотосинтез это процесс, при котором растения производят сахар.\n" * 3,
    "Polish": "Fotosynteza to proces, w którym rośliny wytwarzają cukier. Światło jest źródłem energii.\n" * 3,
    "Japanese": "光合成は植物が光を使って糖を作る過程です。葉緑体で行われます。\n" * 3,
    "Chinese": "光合作用是植物利用光能制造糖的过程。它发生在叶绿体中。\n" * 3,
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(language: str, codec: str) -> None:
    assert decode(TEXTS[language].encode(codec), "a.txt").removeprefix("\ufeff") == TEXTS[language]


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("English", "cp1252"),
        ("French", "latin-1"),
        ("German", "latin-1"),
        ("Russian", "koi8-r"),
        ("Russian", "cp1251"),
        ("Polish", "cp1250"),
        ("Japanese", "shift_jis"),
        ("Japanese", "euc_jp"),
        ("Chinese", "gb18030"),
    ],
)
def test_the_encoding_that_the_message_names_reads_the_text(language: str, codec: str) -> None:
    data = TEXTS[language].encode(codec)
    with pytest.raises(SourceError, match=r"a\.txt:1: is not UTF-8.*--encoding") as caught:
        decode(data, "a.txt")
    named = re.search(r"--encoding (\S+)$", str(caught.value))
    assert named
    assert decode(data, "a.txt", named[1]) == TEXTS[language]


def test_the_message_names_the_line_of_the_first_byte_that_is_wrong() -> None:
    with pytest.raises(SourceError, match=r"a\.txt:3: .*latin-1"):
        decode("one\ntwo\ncafé\n".encode("latin-1"), "a.txt")


@pytest.mark.parametrize("codec", ["nope", "hex", "rot13"])
def test_an_encoding_that_is_none_is_refused(codec: str) -> None:
    with pytest.raises(SourceError, match="there is no encoding"):
        decode(b"text", "a.txt", codec)


@pytest.mark.parametrize(("codec", "data"), [("ascii", b"caf\xe9"), ("utf-16", b"abc"), ("unicode_escape", b"\\ud800")])
def test_bytes_that_are_not_in_the_given_encoding_are_refused(codec: str, data: bytes) -> None:
    with pytest.raises(SourceError, match="is not in the encoding"):
        decode(data, "a.txt", codec)
