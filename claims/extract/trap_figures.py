"""Figures that state no quantity: years, dates, clock times, versions, telephone numbers, scores, list marks."""

from __future__ import annotations

from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.trap_clocks import told_time
from claims.extract.trap_lists import is_next_in_brackets
from claims.extract.trap_names import Trap, counts, measures, words_of
from claims.extract.word_classes import FUNCTION, NUMBER, VERB, bits_of
from claims.extract.word_guards import WordGuard

_HYPHENS = frozenset("-‐‑–—")
_MERIDIEM = frozenset(("am", "pm", "a.m.", "p.m.", "a.m", "p.m"))
_ZONES = frozenset(("gmt", "utc", "est", "edt", "pst", "pdt", "cet", "cest", "bst", "hours", "local"))
# Without one of these behind it no number is a time by the clock.
# From "ratio" to "1:15", in words.
_RATIO_NEAR = 4
_AFTER_HOURS = _MERIDIEM | _ZONES | {"a", "p", ":", "-"}
_WICKETS = 10
_FOR = ["-", "for", "-"]
_MONTHS = WordGuard(lambda: words_of("months"))
_BULLETS = frozenset("-*•‣▪–—#>|")


def figure_trap(sentence: Sentence, index: int) -> Trap | None:
    """The figure that the digits at ``index`` begin or belong to."""
    tokens = sentence.tokens
    text = tokens.text[index]
    after = index + 1
    following = tokens.text[after] if after < len(tokens.text) else ""
    found = _list_mark(sentence, index) if index <= 2 or following == ")" else None
    # most numbers stand free: no mark clings to them
    if found is None and (
        "." in text
        or text[0] == "0"
        or (following and tokens.start[after] == tokens.end[index])
        or (index and tokens.end[index - 1] == tokens.start[index])
    ):
        found = _joined_digits(tokens, index)
    return (
        found
        or (_bowling(tokens, index) if following == "for" else None)
        or _clock(tokens, index)
        or _date(tokens, index)
        or _year(tokens, index)
        or (_jersey(tokens, index) if following == ")" else None)
        or (_citation(tokens, index) if following == "]" else None)
    )


def _list_mark(sentence: Sentence, index: int) -> Trap | None:
    """ "1." or "2)" or "(3)" at the head of a line, "3.2" before a heading."""
    tokens = sentence.tokens
    text = tokens.text
    if index > 2:
        enumerated = (
            index + 1 < len(tokens.text)
            and text[index + 1] == ")"
            and text[index].isdigit()
            and len(text[index]) <= 2
            and "(" not in text[max(index - 8, 0) : index]
        )
        return (index, index + 1, "list mark") if enumerated else None
    lead = text[:index]
    size = len(tokens.text)
    if not all(mark in _BULLETS or mark in "([" for mark in lead) or index + 1 >= size:
        return None
    short = text[index].isdigit() and len(text[index]) <= 3
    following = text[index + 1]
    if "(" in lead and following == ")" and len(text[index]) > 1 and counts(tokens, index + 2):
        # "(72) people were arrested"
        return None
    if short and following == ")" and tokens.glued(index + 1) and ("(" not in lead or index + 2 < size):
        return index, index + 1, "list mark"
    if (
        short
        and following == "."
        and tokens.glued(index + 1)
        and not tokens.glued(index + 2 if index + 2 < size else 0)
    ):
        alone = index + 2 == size
        return None if alone and len(text[index]) > 2 else (index, index + 1, "list mark")
    parts = text[index].split(".")
    if 1 < len(parts) <= 4 and all(part.isdigit() and len(part) <= 2 for part in parts) and index == 0:
        heading = (
            tokens.kind[index + 1] == "w"
            and not tokens.glued(index + 1)
            and following[0].isupper()
            and not measures(tokens, index + 1)
        )
        if heading and not text[-1].endswith((".", "!", "?")):
            return index, index + 1, "section number"
    return None


def _joined_digits(tokens: Tokens, index: int) -> Trap | None:
    """Versions, addresses, telephone numbers, ISO dates, scores: digits joined by marks without a space."""
    text = tokens.text[index]
    if text.count(".") >= 2 and not _is_grouped(text, "."):
        return index, index + 1, "version or address"
    if text[0] == "0" and text.isdigit() and len(text) >= 4 and not (index and tokens.text[index - 1] == "."):
        last = _end_of_telephone(tokens, index)
        if last > index + 1 or len(text) >= 8:
            return index, last, "telephone"
    if index > 0 and tokens.text[index - 1] == "+" and tokens.glued(index):
        last = _end_of_telephone(tokens, index)
        if last > index + 2:
            return index, last, "telephone"
    if "for" in tokens.words and _FOR in (
        tokens.lower[index + 1 : index + 4],
        tokens.lower[max(index - 3, 0) : index],
    ):
        return index, index + 1, "score"
    chain = _chain(tokens, index)
    if len(chain) == 1:
        return _bracketed_telephone(tokens, index)
    marks = {tokens.text[place + 1] for place in chain[:-1]}
    groups = [tokens.text[place] for place in chain]
    last = chain[-1] + 1
    if not all(group.isdigit() for group in groups):
        return None
    lengths = [len(group) for group in groups]
    if len(chain) >= 3:
        if marks <= _HYPHENS and (sum(lengths) >= 7):
            return index, last, "telephone or date"
        if marks == {"/"} or marks <= _HYPHENS:
            return index, last, "date"
        return None
    mark = next(iter(marks))
    if mark in _HYPHENS:
        return _pair(tokens, index, chain[1])
    if mark == "/" and len(groups) == 2 and int(groups[0]) + int(groups[1]) == 100:
        return index, last, "score"  # "an 80/20 split"
    if mark == "/" and len(groups) == 2 and 1 < int(groups[0]) <= _WICKETS and 100 < int(groups[1]) < 400:
        return index, last, "score"  # "his spell of 8/106"
    if mark == "/" and lengths[0] == 4 and lengths[1] in (2, 4) and 1000 <= int(groups[0]) <= 2199:
        return index, last, "years"
    return None


def _is_grouped(text: str, mark: str) -> bool:
    first, *groups = text.split(mark)
    return (
        1 <= len(first) <= 3 and first != "0" and all(len(group) == 3 and group.isdigit() for group in groups)
    )


def _chain(tokens: Tokens, index: int) -> list[int]:
    """Places of digit tokens that marks join without a space, from ``index`` on."""
    chain = [index]
    size = len(tokens.text)
    while (
        len(chain) < 8
        and chain[-1] + 2 < size
        and (tokens.text[chain[-1] + 1] in _HYPHENS or tokens.text[chain[-1] + 1] in "/:")
        and tokens.glued(chain[-1] + 1)
        and tokens.glued(chain[-1] + 2)
        and tokens.kind[chain[-1] + 2] == "n"
    ):
        chain.append(chain[-1] + 2)
    return chain


def _end_of_telephone(tokens: Tokens, index: int) -> int:
    last = index + 1
    size = len(tokens.text)
    while last < size and last - index < 12:
        if (tokens.kind[last] == "n" and tokens.text[last].isdigit()) or (
            tokens.text[last] in "-–()/ " and last + 1 < size and tokens.kind[last + 1] == "n"
        ):
            last += 1
        else:
            break
    return last


def _bracketed_telephone(tokens: Tokens, index: int) -> Trap | None:
    """ "(212) 555-0198"."""
    if (
        index > 0
        and tokens.text[index - 1] == "("
        and index + 2 < len(tokens.text)
        and tokens.text[index + 1] == ")"
        and tokens.kind[index + 2] == "n"
        and len(tokens.text[index]) >= 3
        and len(_chain(tokens, index + 2)) > 1
    ):
        return index, _end_of_telephone(tokens, index + 2), "telephone"
    return None


def _pair(tokens: Tokens, first: int, second: int) -> Trap | None:
    """ "2-0" is a score, "2019-20" a span of years, "555-0123" a telephone number; "5-10 people" is a range."""
    left, right = tokens.text[first], tokens.text[second]
    after = second + 1
    if left in words_of("airliner") and len(right) in (1, 3):
        return first, after, "airliner"
    if len(left) == 4 and 1500 <= int(left) <= 2199 and len(right) in (2, 4):
        if len(right) == 2 or 1500 <= int(right) <= 2199:
            return None if counts(tokens, after) or measures(tokens, after) else (first, after, "years")
        return None
    if len(left) == 3 and len(right) == 4:
        return first, after, "telephone"
    if len(left) > 3 or len(right) > 3 or measures(tokens, after):
        return None
    if first > 1 and tokens.text[first - 1] in "$€£¥":
        return None
    if after < len(tokens.text) and tokens.text[after] in _HYPHENS and tokens.glued(after):
        return None
    near = tokens.lower[max(first - 5, 0) : first] + tokens.lower[after : after + 3]
    scores = any(word in words_of("score") for word in near)
    if scores and not counts(tokens, after):
        return first, after, "score"
    following = tokens.lower[after] if after < len(tokens.text) else ""
    if following in words_of("score") or (int(left) >= int(right) and not counts(tokens, after)):
        return first, after, "score"
    return None


def _bowling(tokens: Tokens, index: int) -> Trap | None:
    """ "5 for 32", what a bowler did; "2 for 3 euros" and "4 for 20 people" count."""
    last = index + 3
    runs = tokens.text[index + 2] if index + 2 < len(tokens.text) else ""
    if not (
        runs.isdecimal()
        and tokens.text[index].isdecimal()
        and len(runs) < 4
        and int(tokens.text[index]) <= 10
    ):
        return None
    counted = (
        last < len(tokens.text) and tokens.kind[last] == "w" and not bits_of(tokens, last) & (FUNCTION | VERB)
    )
    if measures(tokens, last) or counted:
        return None
    return index, last, "score"


def _clock(tokens: Tokens, index: int) -> Trap | None:
    """ "9:35 PM", "11 a.m.", "10.45pm", "18:30", "0600 GMT", "7 o'clock"."""
    told = told_time(tokens, index)
    size = len(tokens.text)
    text = tokens.text[index]
    after = index + 1
    if told is not None or after >= size or tokens.lower[after] not in _AFTER_HOURS:
        return told
    if tokens.lower[after : after + 2] in (["-", "something"], ["-", "somethings"]):
        return index, after, "name: age group"
    if after < size and tokens.lower[after] in _MERIDIEM and _hour(text):
        return index, after, "clock"
    if (
        after + 2 < size
        and tokens.lower[after] in ("a", "p")
        and tokens.text[after + 1] == "."
        and tokens.lower[after + 2] == "m"
    ):
        return index, after, "clock"
    if (
        after < size
        and tokens.lower[after] in _ZONES
        and len(text) == 4
        and text.isdigit()
        and int(text) < 2400
    ):
        return (index, after, "clock") if tokens.lower[after] != "hours" or text[0] == "0" else None
    if after + 1 < size and tokens.text[after] == ":" and tokens.glued(after) and tokens.glued(after + 1):
        minutes = tokens.text[after + 1]
        whole, _, tenths = minutes.partition(".")
        timed = len(whole) == 2 and whole.isdigit() and (not tenths or tenths.isdigit())
        if text.isdigit() and timed and len(text) <= 2 and int(text) < 60:
            last = after + 2
            near = tokens.lower[max(0, index - _RATIO_NEAR) : index] + tokens.lower[last : last + 2]
            if not words_of("ratio").isdisjoint(near):
                return None
            if tenths or int(text) > 24:  # "3:54.2", the time of a race
                return (index, last, "clock") if int(whole) < 60 else None
            if tokens.text[last : last + 1] == [":"] and tokens.glued(last) and last + 1 < size:
                # "2:00:35", with its seconds
                last += 2 if tokens.glued(last + 1) and tokens.kind[last + 1] == "n" else 0
            return (index, last, "clock") if int(minutes) < 60 else None
    return None


def _hour(text: str) -> bool:
    whole, _, minutes = text.replace(":", ".").partition(".")
    return whole.isdigit() and int(whole) <= 24 and (not minutes or (len(minutes) == 2 and minutes.isdigit()))


def _date(tokens: Tokens, index: int) -> Trap | None:
    """A day or year beside a month: "July 9", "9 July", "Dec. 2, 2019"."""
    text = tokens.text[index]
    if len(text) not in (1, 2, 4) or not text.isdigit() or (len(text) < 4 and not 1 <= int(text) <= 31):
        return None
    months = words_of("months")
    if not _MONTHS.stands_in(tokens):
        return None
    size = len(tokens.text)
    before = index - 1
    if before > 0 and tokens.text[before] == "." and tokens.glued(before):
        before -= 1
    if before >= 0 and tokens.lower[before] in months and _is_month(tokens, before):
        if measures(tokens, index + 1) or (counts(tokens, index + 1) and len(text) < 4):
            return None
        return index, index + 1, "date"
    after = index + 1
    if after < size and tokens.lower[after] in months and _is_month(tokens, after) and len(text) < 4:
        return index, after, "date"
    if len(text) == 4 and index > 1 and tokens.text[index - 1] == "," and tokens.kind[index - 2] == "n":
        return (index, after, "date") if index > 2 and tokens.lower[index - 3] in months else None
    return None


def _is_month(tokens: Tokens, index: int) -> bool:
    """ "may" and "march" are months only with a capital; shortened names in lower case need their point."""
    word = tokens.lower[index]
    if tokens.text[index][0].isupper():
        return True
    if word in ("may", "march", "mar", "dec", "sep", "jun", "jan"):
        return word not in ("may", "march") and index + 1 < len(tokens.text) and tokens.text[index + 1] == "."
    return True


def _year(tokens: Tokens, index: int) -> Trap | None:
    """A bare four-digit number that reads as a year."""
    text = tokens.text[index]
    if len(text) != 4 or not text.isdigit() or not "1000" <= text <= "2199":
        return None
    after = index + 1
    size = len(tokens.text)
    before = tokens.lower[index - 1] if index else ""
    if before in ("in", "since", "during", "until") and after < size and tokens.text[after].istitle():
        return index, after, "year"
    if measures(tokens, after) or (
        index and (tokens.text[index - 1] in "$€£¥+~" or bits_of(tokens, index - 1) & NUMBER)
    ):
        return None
    if index and tokens.glued(index) and tokens.text[index - 1] not in "('’‘“\"[/":
        return None
    if after < size and tokens.glued(after) and tokens.kind[after] == "w":
        return None
    modern = "1900" <= text <= "2039"
    if before in words_of("count_before"):
        return None
    if modern and not text.endswith(("00", "50")):
        return index, after, "year"
    if modern:
        counted = counts(tokens, after) and before not in (
            "the",
            "its",
            "his",
            "her",
            "their",
            "this",
            "in",
            "since",
        )
        names_year = before in words_of("year_before") or before in ("(", ",")
        return None if counted and not names_year else (index, after, "year")
    if before in words_of("year_before") - {"of", "to", "and", "or", "by", "from", "about", "around"}:
        return None if counts(tokens, after) else (index, after, "year")
    return None


def _citation(tokens: Tokens, index: int) -> Trap | None:
    """ "[12]": the number of a source."""
    text = tokens.text[index]
    return (
        (index, index + 1, "citation") if index and tokens.text[index - 1] == "[" and text.isdigit() else None
    )


def _jersey(tokens: Tokens, index: int) -> Trap | None:
    """ "Prescott (4) celebrates": the number a player wears."""
    text = tokens.text
    after = index + 2
    if (
        index > 1
        and after < len(tokens.text)
        and text[index - 1] == "("
        and text[index + 1] == ")"
        and text[index].isdigit()
        and len(text[index]) <= 2
        and tokens.kind[index - 2] == "w"
        and text[index - 2][0].isupper()
        and tokens.kind[after] == "w"
        and text[after][0].islower()
        # "Gabon (84), Togo (61) and Ghana (39)", "the Greens (19)"
        and not (text[after] == "and" and ")" in text[: index - 2])
        and tokens.lower[max(0, index - 3)] != "the"
        and not is_next_in_brackets(tokens, index - 2)
    ):
        return index, index + 1, "jersey"
    return None
