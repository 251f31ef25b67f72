"""Digits in names: "F-16", "iPhone 11", "Article 5", "16 Air Assault Brigade"."""

from __future__ import annotations

from functools import cache

from claims.extract.tokens import Tokens
from claims.extract.trap_lists import goes_on, is_listed, is_paired
from claims.extract.word_classes import (
    FUNCTION,
    NUMBER,
    PAST,
    VERB,
    bits_of,
    days_and_months,
    is_participle,
    is_plural,
    word_classes,
)
from claims.lexicon import load_rows, load_table

Trap = tuple[int, int, str]

_LONG_PREFIXES = ("kilo", "mega", "giga", "tera", "centi", "milli", "micro", "nano", "hecto", "deci")
_HYPHENS = frozenset("-‐‑–")
_SIGNS = frozenset("%$€£¥₴₽₹°")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_GENERATIONS = frozenset(("g", "k", "d"))
_CODE_DIGITS = 3
# Units that the classes of words take for small words.
_SHARES = frozenset({"per", "percent", "cent"})
_HEADLINE = 40
# A number of so many digits is neither a day of a month nor a year.
_NO_DAY = 3
# After a number they are hours or minutes, where a number of the next smaller unit follows.
CLOCK_LETTERS = frozenset(("h", "m", "hr", "min", "mins"))
_CODE_MARKS = frozenset(",:(“\"‘'")
_SCREEN_LINES = frozenset(("360", "480", "720", "1080", "1440", "2160"))


@cache
def words_of(table: str) -> frozenset[str]:
    """The words of a table of ``traps.toml``."""
    return frozenset(load_table("traps")[table]["words"].split())


@cache
def unit_words() -> frozenset[str]:
    """First words and symbols of units, scales and money: what follows a number that measures."""
    found = {"k", "bn", "b", "m", "mm", "tn", "percent", "per", "dollars", "cents", "sq", "square", "cubic"}
    for row in load_rows("units"):
        prefixes = ("", *row["prefixes"].split())
        for surface in row["words"].split("|"):
            word = surface.split(" ")[0]
            found.update(
                (word, word + "s", *(f"{prefix}{word}" for prefix in _LONG_PREFIXES if row["prefixes"]))
            )
            found.update(f"{prefix}{word}s" for prefix in _LONG_PREFIXES if row["prefixes"])
        for surface in filter(None, row["symbols"].split("|")):
            found.update(f"{prefix}{surface.split(' ')[0]}".lower() for prefix in prefixes)
    for row in load_rows("money"):
        for surface in row["words"].split("|"):
            word = surface.split(" ")[-1]
            found.update((word, word + "s"))
    for row in load_rows("numbers"):
        if row["role"] in ("scale", "hundred", "group"):
            found.add(row["word"])
    # "500 index points" measure, "the S&P 500 index" does not
    found.discard("index")
    classes = word_classes()
    return frozenset(
        word for word in found if word.isalpha() and (word in _SHARES or not classes.get(word, 0) & FUNCTION)
    )


def measures(tokens: Tokens, index: int) -> bool:
    """Whether a unit, scale or sign at ``index`` (after the number) or before it shows a quantity."""
    if index < len(tokens.text) and (tokens.text[index] in _SIGNS or tokens.lower[index] in unit_words()):
        return True
    return index >= 2 and tokens.text[index - 2] in _SIGNS


def counts(tokens: Tokens, index: int) -> bool:
    """Whether what follows the number looks like a plural noun, up to two words on."""
    size = len(tokens.text)
    for ahead in range(index, min(index + 3, size)):
        if _joins_compound(tokens, ahead):
            # "22 self-propelled guns"
            return counts(tokens, ahead + 3)
        if tokens.kind[ahead] != "w" or tokens.text[ahead][0].isupper():
            return False
        word = tokens.lower[ahead]
        bits = bits_of(tokens, ahead)
        if ahead == index and word in words_of("still_counted"):
            continue
        if bits & (FUNCTION | VERB | NUMBER):
            return False
        if is_plural(tokens.text[ahead], word, bits):
            return True
        if is_participle(word, bits):
            return ahead > index and False
    return False


def _joins_compound(tokens: Tokens, index: int) -> bool:
    """Whether the word at ``index`` is joined by a hyphen to one after it."""
    hyphen = index + 1
    return (
        hyphen + 1 < len(tokens.text)
        and tokens.text[hyphen] in _HYPHENS
        and tokens.kind[index] == "w" == tokens.kind[hyphen + 1]
        and tokens.glued(hyphen)
        and tokens.glued(hyphen + 1)
    )


def name_trap(tokens: Tokens, index: int) -> Trap | None:
    """The name that the digits at ``index`` belong to."""
    starts, ends = tokens.start, tokens.end
    if index > 0 and starts[index] == ends[index - 1]:
        found = _glued_name(tokens, index)
        if found is not None:
            return found
    after = index + 1
    if after < len(starts) and starts[after] == ends[index]:
        found = _glued_suffix(tokens, index)
        if found is not None:
            return found
    return _named_by_word(tokens, index)


def _glued_name(tokens: Tokens, index: int) -> Trap | None:
    """ "A320", "F-16", "#5"."""
    before = index - 1
    kind = tokens.kind[before]
    if kind == "w":
        word = tokens.lower[before]
        if word in words_of("money_prefix") or word in _currency_codes():
            return None
        if before > 0 and tokens.kind[before - 1] == "n" and tokens.glued(before):
            # "5km10", but "H1N1"
            lettered = before > 1 and tokens.kind[before - 2] == "w" and tokens.glued(before - 1)
            lettered = lettered or (
                before > 2 and tokens.text[before - 2] in _HYPHENS and tokens.kind[before - 3] == "w"
            )
            return (index, index + 1, "name: letters before digits") if lettered else None
        return index, index + 1, "name: letters before digits"
    text = tokens.text[before]
    named = before > 0 and tokens.kind[before - 1] == "w" and tokens.glued(before)
    if (
        text == "."
        and named
        and tokens.text[before - 1][0].isupper()
        and not _is_month_or_number(tokens, before - 1)
    ):
        return index, index + 1, "name: point before digits"
    if text == "#":
        return index, index + 1, "name: #"
    if text == ":" and named and tokens.lower[before - 1] in words_of("reference"):
        return index, index + 1, "name: reference"
    if text in _HYPHENS and before > 0 and tokens.glued(before) and tokens.kind[before - 1] in "wa":
        word = tokens.lower[before - 1]
        if bits_of(tokens, before - 1) & NUMBER or word in words_of("open_prefix"):
            return None
        if before > 1 and tokens.kind[before - 2] == "n" and tokens.glued(before - 1):
            return None
        return index, index + 1, "name: hyphen before digits"
    if text in _HYPHENS and _follows_code(tokens, before):
        return index, index + 1, "name: code"
    if text == "/" and _follows_model(tokens, before):
        return index, index + 1, "name: model"
    return None


def _follows_model(tokens: Tokens, slash: int) -> bool:
    """Whether the number before the slash is that of a model: "Kh-59/69"."""
    number = slash - 1
    if number < 2 or tokens.kind[number] != "n" or not (tokens.glued(slash) and tokens.glued(number)):
        return False
    word = number - 2
    return tokens.text[number - 1] in _HYPHENS and tokens.glued(number - 1) and tokens.text[word][0].isupper()


def _follows_code(tokens: Tokens, hyphen: int) -> bool:
    """Whether letters and digits stand before the hyphen: "abc2-173"."""
    if hyphen < 2 or not tokens.glued(hyphen) or not tokens.glued(hyphen - 1):
        return False
    word = tokens.lower[hyphen - 2]
    lettered = len(word) > 1 or tokens.text[hyphen - 2].isupper()
    named = tokens.kind[hyphen - 1] == "n" and tokens.kind[hyphen - 2] == "w" and lettered
    if hyphen > 2 and tokens.text[hyphen - 2] in _HYPHENS:
        # "CVE-2024-3094"
        return (
            tokens.kind[hyphen - 3] == "w" and tokens.text[hyphen - 3].isupper() and tokens.glued(hyphen - 2)
        )
    open_prefix = len(word) > 1 and word in words_of("open_prefix")
    money = word in words_of("money_prefix") or word in _currency_codes() or open_prefix
    return named and not money and not (hyphen > 2 and tokens.kind[hyphen - 3] == "n")


def _is_month_or_number(tokens: Tokens, index: int) -> bool:
    word = tokens.lower[index]
    return (
        word in words_of("months") or word in words_of("numbered_thing") or word in words_of("money_prefix")
    )


@cache
def _currency_codes() -> frozenset[str]:
    return frozenset(row["code"].lower() for row in load_rows("currencies"))


def _glued_suffix(tokens: Tokens, index: int) -> Trap | None:
    """ "42nd", "49ers", "1990s", "5G", "1080p", "3D"."""
    after = index + 1
    if tokens.kind[after] == "p" and tokens.text[index].isdigit():
        return index, index + 1, "name: decade"
    if tokens.kind[after] != "w":
        return None
    suffix = tokens.lower[after]
    text = tokens.text[index]
    # "21st", but "10st" and "11st" are stones
    stones = suffix == "st" and (text[-1] != "1" or text.endswith("11"))
    if suffix in _ORDINALS and not stones:
        return index, index + 1, "ordinal"
    if suffix == "ers":
        return index, index + 1, "name: team"
    if suffix == "s" and index > 0 and tokens.kind[index - 1] == "w" and tokens.text[index - 1][0].isupper():
        return index, index + 1, "name: models"
    if after + 1 < len(tokens.text) and tokens.kind[after + 1] == "n" and tokens.glued(after + 1):
        # "5m2" and "5km10", but "24L202"
        known = suffix == "x" or (suffix in unit_words() and len(tokens.text[after + 1]) < _CODE_DIGITS)
        known = known or (suffix in CLOCK_LETTERS and tokens.lower[after + 2 : after + 3] == ["s"])
        return None if known else (index, after + 2, "name: code")
    if len(suffix) == 1 and tokens.text[after].isupper() and _is_letter_code(tokens, index):
        return index, index + 1, "name: code"
    if suffix == "s" and text.isdigit() and (text.endswith("0") or len(text) == 4):
        if index and tokens.lower[index - 1] in CLOCK_LETTERS:
            return None  # "3m 40s"
        return index, index + 1, "name: decade"
    if suffix in _GENERATIONS and tokens.text[after].isupper() and text in ("2", "3", "4", "5", "6", "8"):
        return (index, index + 1, "name: generation") if suffix != "k" or text in "48" else None
    if suffix == "p" and text in _SCREEN_LINES:
        return index, index + 1, "name: screen lines"
    return None


def _is_letter_code(tokens: Tokens, index: int) -> bool:
    """Whether digits and a capital letter are a code: "a 13F filing", "his job code, 11B", "works as an 11B"."""
    after = index + 2
    if not tokens.text[index].isdigit() or len(tokens.text[index]) >= _CODE_DIGITS or index == 0:
        return False
    following = tokens.lower[after] if after < len(tokens.text) else ""
    if following in words_of("code_after"):
        return True
    before = index - 1
    while before > 0 and tokens.text[before] in _CODE_MARKS:
        before -= 1
    if tokens.lower[before] in words_of("code_before"):
        return True
    if tokens.lower[before] not in ("a", "an", "as") or following in _SIGNS:
        return False
    return after >= len(tokens.text) or tokens.kind[after] == "s" or bool(bits_of(tokens, after) & FUNCTION)


def _named_by_word(tokens: Tokens, index: int) -> Trap | None:
    """ "Article 5", "iPhone 11", "Planet 9", "No. 10", "10 Hill Road"."""
    after = index + 1
    size = len(tokens.text)
    if tokens.text[index] in words_of("airliner") and _is_airliner(tokens, index):
        return index, after, "airliner"
    capital = after < size and tokens.text[after][0].isupper()
    if (after < size and tokens.lower[after] in words_of("followed_by")) or (
        capital and (_is_army_unit(tokens, after) or _is_address(tokens, after))
    ):
        return index, after, "name: followed by " + tokens.lower[after]
    before = index - 1
    if before > 0 and tokens.text[before] == "." and tokens.glued(before):
        before -= 1
    if before < 0 or tokens.kind[before] not in "wa" or tokens.glued(index):
        return None
    text, word = tokens.text[before], tokens.lower[before]
    grouped = "," in tokens.text[index]
    if word in words_of("called") and not grouped and not counts(tokens, after):
        return index, after, "telephone"
    lettered = after < size and len(tokens.text[after]) == 1 and tokens.text[after].isupper()
    if lettered and not tokens.glued(after) and text[0].isupper() and not grouped:
        # "the GLE 63 S", no seconds
        return _capitalised_name(tokens, index, before)
    if lettered and word in words_of("numbered_thing"):
        return index, after, f"numbered_thing: {word}"
    if measures(tokens, after) and word not in ("article", "section", "chapter", "no", "flight"):
        # "Fig. 3b"
        part = _has_letter(tokens, after) and word in words_of("numbered_thing")
        return (index, after, f"numbered_thing: {word}") if part else None
    if word in words_of("numbered_thing"):
        of_a_day = word == "day" and tokens.lower[after : after + 1] == ["of"]
        if word in words_of("thing_or_amount") and (counts(tokens, after) or grouped) and not of_a_day:
            return None
        return index, after, f"numbered_thing: {word}"
    if before > 1 and tokens.text[before - 1] == "&" and tokens.glued(before) and not grouped:
        return index, after, "product: &"
    if text in words_of("product") and not grouped:
        return index, after, f"product: {text}"
    if grouped or counts(tokens, after):
        return None
    if text in words_of("numbered_name"):
        return index, after, f"numbered_name: {text}"
    return _capitalised_name(tokens, index, before)


def _has_letter(tokens: Tokens, index: int) -> bool:
    """Whether a single small letter touches the number: "Fig. 3b"."""
    return index < len(tokens.text) and tokens.glued(index) and tokens.text[index] in "abc"


def _is_airliner(tokens: Tokens, index: int) -> bool:
    after = index + 1
    if after < len(tokens.text) and tokens.kind[after] == "w" and tokens.text[after][0].isupper():
        return not tokens.glued(after)
    return index > 0 and tokens.lower[index - 1] in ("the", "a") and not counts(tokens, after)


def _capitalised_name(tokens: Tokens, index: int, before: int) -> Trap | None:
    """A short bare number after a capitalised word within a sentence ("the Mazda 3 is", "Planet 9")."""
    text = tokens.text[before]
    if (
        before == 0
        or not text[0].isupper()
        or not tokens.text[index].removesuffix(".0").isdigit()
        or len(tokens.text[index]) > 4
    ):
        return None
    month = tokens.lower[before] in words_of("months")
    if tokens.lower[before] in days_and_months() and (not month or len(tokens.text[index]) == _NO_DAY):
        # "By Thursday 41 of them had come", "240 in March, in April 180"
        return None
    bits = bits_of(tokens, before)
    # "Pan Am 103": a second capitalised word is no verb
    in_name = tokens.kind[before - 1] == "w" and tokens.text[before - 1][0].isupper() and before > 1
    if not in_name and (bits & (FUNCTION | VERB | NUMBER) or is_participle(tokens.lower[before], bits)):
        return None
    if is_plural(text, tokens.lower[before], bits) or is_title_case(tokens):
        return None
    after = index + 1
    if after < len(tokens.text) and tokens.text[after] in _HYPHENS and tokens.glued(after):
        return None
    if tokens.text[before - 1] in "([" or is_listed(tokens, before) or goes_on(tokens, before, index):
        return None
    if is_paired(tokens, before):
        return None
    if after < len(tokens.text) and tokens.kind[after] == "n":
        return None
    if tokens.lower[after : after + 2] in (["of", "them"], ["of", "these"], ["of", "those"]):
        return None
    return index, after, "name: capitalised word before"


def is_title_case(tokens: Tokens) -> bool:
    """Whether the words begin with capitals as in a headline: nearly all of them, and every verb."""
    words = capitals = 0
    for index in range(min(len(tokens.text), _HEADLINE)):
        text = tokens.text[index]
        if tokens.kind[index] != "w" or len(text) < 4:
            continue
        words += 1
        if text[0].isupper():
            capitals += 1
        elif bits_of(tokens, index) & (VERB | PAST) or is_participle(text, 0):
            return False
    return capitals * 5 > words * 3 or not words


def _is_army_unit(tokens: Tokens, index: int) -> bool:
    """Whether an army's unit follows the number: "3 Brigade", "16 Air Assault Brigade"."""
    for ahead in range(index, min(index + 4, len(tokens.text))):
        text = tokens.text[ahead]
        if text in words_of("army_unit"):
            return not tokens.glued(ahead)
        if tokens.kind[ahead] != "w" or not text[0].isupper():
            break
    return False


def _is_address(tokens: Tokens, index: int) -> bool:
    """Whether one to three capitalised words and a road word follow."""
    for ahead in range(index, min(index + 4, len(tokens.text))):
        text = tokens.text[ahead]
        if tokens.kind[ahead] != "w" or not text[0].isupper():
            return (
                text == "."
                and ahead > index
                and ahead + 1 < len(tokens.text)
                and len(tokens.text[ahead - 1]) == 1
            )
        if ahead > index and text in words_of("address"):
            return True
    return False
