"""Which encoding the bytes of a text are in: known where a Unicode form shows itself, guessed where it does not."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"'](?P<xml>[\w.:-]+)"
    rb"|<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 8_000
"""Bytes: how far into a page its encoding is looked for."""
# The web's names for more than they once said.
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}

_SAMPLE = 20_000
"""Bytes; even, or UTF-16 would be cut in two."""
_GUESSED_FROM = 200_000

# Of two that read the same, the one that people have heard of.
_USUAL = {"cp932": "shift_jis", "cp1125": "cp866", "mac_iceland": "mac_roman", "euc_jis_2004": "euc_jp"}

_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f\ue000-\uf8ff\ufffe\uffff]")
# What Western European languages write beside ASCII; in other code pages the same bytes look odd here.
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßšžÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸŠŽ¡¿«»‹›“”‘’„‚–—…•°§€£¥©®™·×½¼²³ªº\xa0\xad"
)
_TORN_WORD = re.compile(r"[^\W\d_][‚„…ªº¡¿°•§€£¥«»]+[^\W\d_]")
_WESTERN_LETTERS = re.compile(r"[àâäéèêëçîïôöùûüßñáíóúåæøœãõÀÂÄÉÈÊÇÎÔÖÛÜÑÁÍÓÚÅÆØŒ]")


def known_encoding(data: bytes) -> str:
    """The Unicode form that the bytes show themselves to be in; UTF-8 where they show nothing else."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), "") or _utf16_without_mark(data) or "utf-8"


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 in the byte order that makes text of the bytes; "" where neither does."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return ""
    likely = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, errors="replace").rstrip("\ufffd")
        if "\ufffd" not in text and not _NOT_IN_TEXT.search(text):
            # In the wrong order letters become signs of every script, and spaces none at all.
            likely[codec] = sum(char in " \n\r\t.,-、。　" for char in text)
    best = max(likely, key=likely.__getitem__, default="")
    return best if best and likely[best] else ""


def declared_encoding(data: bytes) -> str:
    """The encoding that an HTML page names in its head, as browsers understand the name; "" where there is none."""
    declared = _DECLARED.search(data[:_HEAD])
    if not declared:
        return ""
    name = (declared["xml"] or declared["meta"]).decode("ascii")
    try:
        known = codecs.lookup(name).name
        # What is named in letters of one byte cannot be UTF-16, and some codecs of Python's are none of text.
        return _AS_BROWSERS_DO.get(known, known) if "<".encode(known) == b"<" else ""
    except (LookupError, UnicodeError):
        return ""


def likely_encoding(data: bytes) -> str:
    """The encoding that text which is not Unicode is probably in; "" where it is probably no text."""
    from charset_normalizer import from_bytes

    if b"\0" in data[:_SAMPLE]:
        return ""
    if western := _western(data[:_GUESSED_FROM]):
        return western
    # Cut at a space: a sign of two bytes must not be torn.
    sample = data[: data.rfind(b" ", 0, _GUESSED_FROM) if len(data) > _GUESSED_FROM else None]
    best = from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return ""
    try:
        data.decode(best.encoding)
    except UnicodeError:
        return ""
    return _usual_name(data, best.encoding)


def _usual_name(data: bytes, codec: str) -> str:
    usual = _USUAL.get(codec, codec)
    try:
        name = usual if data.decode(usual) == data.decode(codec) else codec
    except UnicodeError:
        name = codec
    return name.replace("_", "-")


def _western(data: bytes) -> str:
    """Latin-1 or its extension cp1252 where all that is not ASCII is what Western European languages write."""
    try:
        text = data.decode("cp1252")
    except UnicodeError:
        return ""
    beyond = [char for char in text if char > "\x7f"]
    words = re.findall(r"\w+", text)
    odd = sum(len(_WESTERN_LETTERS.findall(word)) > len(word) // 2 + 1 for word in words)
    # Russian in cp1251 or KOI8-R is words of nothing but such letters, Japanese pairs of signs.
    if (
        _NOT_IN_TEXT.search(text)
        or _TORN_WORD.search(text)
        or any(char not in _WESTERN for char in beyond)
        or odd > len(words) // 50
    ):
        return ""
    return "cp1252" if any(0x80 <= byte < 0xA0 for byte in data) else "latin-1"
