"""Bytes to text: UTF-8, with or without a byte order mark, and nothing else."""

from __future__ import annotations

import codecs

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class UnreadableText(ValueError):  # noqa: N818 - what the text is, not what went wrong
    """A text that cannot be taken, and the line of its file where that shows."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason)


def decode(content: bytes) -> str:
    """Return the text of ``content``; line ends stay as they are, a byte order mark is no part of it.

    Raises ``UnreadableText`` for another encoding and for binary data.
    """
    check_encoding(content)
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableText(not_utf8(error), line) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableText("holds a NUL character: binary, or UTF-16 without its mark", line)
    return text


def check_encoding(start: bytes) -> None:
    """Raise ``UnreadableText`` where the first bytes are the mark of another encoding."""
    for mark, encoding in _OTHER_MARKS:
        if start.startswith(mark):
            raise UnreadableText(f"encoded as {encoding}; only UTF-8 is read", 1)


def not_utf8(error: UnicodeDecodeError) -> str:
    """Say in words what is not UTF-8."""
    byte = error.object[error.start]
    return f"not UTF-8 (byte 0x{byte:02x}): Latin-1, Windows-1252 or binary; convert it to UTF-8 first"


def problem_of(value: str) -> str | None:
    """Say why a string from a row cannot be stored, or ``None``."""
    if "\0" in value:
        return "holds a NUL character"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "holds half of a surrogate pair, which is no character"
    return None
