"""Text of documents made harmless for a terminal: what would steer it is shown as an escape instead."""

from __future__ import annotations

import re

# C0 and C1 controls, line and paragraph separators, marks that turn the direction of writing, lone surrogates.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

TAB = "    "


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\t":
        return TAB
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def visible(text: str) -> str:
    """Show control characters as escapes (``\\x1b``) and tabs as four spaces; everything else stays."""
    return _STEERING.sub(_escape, text)


def one_line(text: str) -> str:
    """Make a text fit for one line of output: white space runs become one space, controls visible."""
    return visible(" ".join(text.split()))
