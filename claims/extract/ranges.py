"""Two numbers to one: ranges, tolerances, compounds ("5 feet 11 inches"), pairs of bounds."""

from __future__ import annotations

from claims.extract.atom_tails import Atom
from claims.extract.digits import DASHES
from claims.extract.no_ranges import (
    are_two_sides,
    has_slip,
    is_change,
    is_estimate,
    is_step_and_share,
    is_upside_down,
)
from claims.extract.ratios import colon_ratio, counts_both, fraction_of, one_in, ratio_of
from claims.extract.sentences import Sentence
from claims.extract.shared_units import share_scale, share_unit, share_whole
from claims.extract.tokens import Tokens
from claims.extract.units import LENGTHS
from claims.extract.word_classes import listed
from claims.normalise.registry import unit_info

_PAIRS = frozenset({"and", "but", ",", "yet", "maybe", "perhaps", "possibly"})

_LEGS = 10
# Before a whole: "of the region's 90,000 hectares".
_OWNERS = frozenset({"'s", "’s", "'", "’"})


def join(sentence: Sentence, left: Atom, right: Atom) -> Atom | None:
    """One atom for two that belong together, or ``None``. Both may be changed: a shared scale or unit."""
    tokens = sentence.tokens
    if _goes_up_to(left, right):
        right.before = None
        return _range(sentence, left, right, "to")
    hedged = right.before is not None and right.before.relation == "~"
    gap = tokens.lower[left.last : right.before.first if hedged and right.before else right.first]
    if len(gap) > 4:
        return None
    if not gap:
        if (
            hedged
            and right.before is not None
            and right.before.entries == ("~",)
            and tokens.glued(right.first)
        ):
            right.before = None
            return _range(sentence, left, right, "~")
        if right.before is not None and right.before.entries == ("±",):
            right.before = None
            return _tolerance(left, right)
        return _compound(left, right, gap)
    if gap == ["over"]:
        return fraction_of(left, right)
    word = gap[0]
    if len(gap) == 1:
        if word in DASHES or word in {"~", "to", "through"}:
            return ratio_of(tokens, left, right, word) or _range(sentence, left, right, word)
        if word == "and" and _has_between(left):
            return _range(sentence, left, right, "between")
        if word == ":":
            return colon_ratio(tokens, left, right)
        if word == "±" or word == "+":
            return _tolerance(left, right)
        if word == "in":
            return one_in(tokens, left, right)
        if word in {"x", "×"}:
            # "3200 x 1440 pixels", but "4 x 100 m" run by four
            if right.unit != "meter" or left.value * _LEGS > right.value:
                share_unit(left, right)
            return None
        if word == "by":
            # "60 by 20 cm"
            if right.unit in LENGTHS and left.form == right.form and not left.bounds:
                share_unit(left, right)
            return None
        if word in {"and", "or"}:
            compound = _compound(left, right, gap) if word == "and" else None
            if compound is None and not (word == "or" and is_step_and_share(left, right)):
                share_scale(left, right)
                share_unit(left, right)
            return compound
        if word == ",":
            # "2 hours, 9 minutes, and 5 seconds" lists three
            three = tokens.lower[right.last : right.last + 2] == [",", "and"]
            return None if three else _compound(left, right, gap)
        return None
    if gap == ["out", "of"] and counts_both(left, right):
        return None
    if gap in (["out", "of"], ["out", "of", "every"], ["of", "every"], ["in", "every"], ["-", "in", "-"]):
        return one_in(tokens, left, right)
    owned = len(gap) > 2 and gap[-1] in _OWNERS
    if word == "of" and (owned or (len(gap) == 2 and gap[1] in listed("determiners"))):
        share_whole(tokens, left, right)
        return None
    if gap == ["+", "/", "-"] or gap == ["+", "-"] or gap == ["plus", "or", "minus"]:
        return _tolerance(left, right)
    if gap == ["-", "-"]:
        return _range(sentence, left, right, "–")
    if gap in (["-", "to"], ["-", "to", "-"], ["to", "-"], ["and", "up", "to"]):
        return ratio_of(tokens, left, right, "to") or _range(sentence, left, right, "to")
    if word == "-" and gap[1:] in (["and"], ["or"], ["to"], [",", "and"], [",", "or"], [","]):
        share_unit(left, right)
    return None


def _goes_up_to(left: Atom, right: Atom) -> bool:
    """ "from 100 up to 200"."""
    return (
        left.before is not None
        and left.before.entries == ("from",)
        and right.before is not None
        and right.before.entries == ("up to",)
        and right.before.first == left.last
    )


def _has_between(atom: Atom) -> bool:
    return atom.before is not None and "between" in atom.before.entries


def same_kind(left: Atom, right: Atom) -> bool:
    """Whether the units of both can be compared; a missing unit is shared."""
    if not left.unit or not right.unit or left.full_unit == right.full_unit:
        return True
    if left.kind == "money" or right.kind == "money":
        return left.unit == right.unit
    if {left.unit, right.unit} & {"share", "times", "point"}:
        return False
    return unit_info(left.unit).powers == unit_info(right.unit).powers and left.kind == right.kind


def _range(sentence: Sentence, left: Atom, right: Atom, word: str) -> Atom | None:
    if left.bounds or right.bounds:
        return _vague_range(left, right) if left.relation == right.relation == "vague" else None
    if left.kind == "money":
        _take_scale(right)
    if not same_kind(left, right) or (right.before is not None and right.before.relation != "~"):
        return None
    tokens = sentence.tokens
    before = left.before.entries if left.before else ()
    explicit = "between" in before or "from" in before or "ranging from" in before
    open_unit = left.unit and not right.unit and not left.money_before and left.kind != "age"
    if open_unit and word in {"to", "through"}:
        return None
    if left.unit and right.unit and left.last < right.first and word in DASHES and left.unit != right.unit:
        return None
    if left.per and right.per and left.per != right.per:
        return None
    if word == "to" and not explicit and is_change(tokens, left):
        return None
    if not _is_plausible_dash(tokens, left, right, word) or _is_below_slash(tokens, left.first):
        return None
    # "16-10 million" is upside down, while "500 to 1 million" begins far below a million
    upside_down = right.scale >= 1e6 and left.value * right.scale <= 10 * right.value
    share_scale(left, right, falls=upside_down)
    if word in DASHES and _leaves_out_thousands(tokens, left, right):
        left.value, left.step = left.value * 1000, 1000.0
    backwards = left.value > right.value and not explicit
    plain = word == "to" and (
        has_slip(tokens, left, right)
        or (is_estimate(tokens, left, right) if not right.unit else not _has_own_unit(left, right))
    )
    if (
        backwards
        and not plain
        and not (word in DASHES and (upside_down or is_upside_down(tokens, left, right)))
    ):
        # "by 61 percent to 39 percent" is a vote
        return None
    if backwards and are_two_sides(tokens, left, right):
        share_unit(left, right)
        return None
    _convert(left, right)
    ends = left.value, right.value
    if ends[1] < ends[0] < 0:
        # "minus 5 to minus 10 degrees" runs away from zero
        ends = ends[1], ends[0]
    merged = _joined(left, right, ends)
    merged.money_before = left.money_before
    merged.others = right.others or left.others
    merged.before, merged.after = left.before, right.after
    merged.approximate = right.before is not None
    merged.entries = [*left.entries, *right.entries, ("relation", f"range {word}", left.last, right.first)]
    return merged


def _take_scale(atom: Atom) -> None:
    """ "$1.5m-2m": after money the letter that may also be a metre is a million."""
    for factor, unit, kind in atom.others:
        if atom.kind == "physical" and unit == "1":
            atom.value, atom.step = atom.value * factor, None if atom.step is None else atom.step * factor
            atom.scale, atom.unit, atom.kind, atom.others = factor, "", kind, ()
            return


def _has_own_unit(left: Atom, right: Atom) -> bool:
    return left.unit == right.unit and not left.money_before


def _leaves_out_thousands(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """ "10–15,000": the left number leaves out the thousands that the right one writes."""
    short = (
        left.form == right.form == "digits" and not left.unit and left.value < 1000 and left.value % 1 == 0
    )
    return (
        short
        and tokens.text[right.number_last - 1].endswith(",000")
        and left.value * 1000 < right.value <= left.value * 10_000
    )


def _is_plausible_dash(tokens: Tokens, left: Atom, right: Atom, word: str) -> bool:
    """Dashes touch both numbers or neither ("5-10", "5 – 10"), and "-" alone counts on between digits."""
    if word not in DASHES:
        return True
    dash = left.last
    tight_left, tight_right = tokens.glued(dash), tokens.glued(right.first)
    if tight_left and not tight_right:
        return False
    return word != "—" or tight_left


def _is_below_slash(tokens: Tokens, first: int) -> bool:
    """ "from 140/90 to 130/80": the 90 belongs to the 140."""
    return (
        first > 1 and tokens.text[first - 1] == "/" and tokens.glued(first) and tokens.kind[first - 2] == "n"
    )


def _convert(left: Atom, right: Atom) -> None:
    """Bring the left number to the unit of the right one: "90 minutes to 2 hours"."""
    if left.unit and right.unit and left.unit != right.unit:
        left.value *= unit_info(left.unit).factor / unit_info(right.unit).factor


def is_larger(left: Atom, right: Atom) -> bool:
    """Whether the left is more than the right, in units that may differ: "three hours" and "55 minutes"."""
    if left.unit == right.unit:
        return left.value > right.value
    if not left.unit or not right.unit or not same_kind(left, right):
        return False
    return left.value * unit_info(left.unit).factor > right.value * unit_info(right.unit).factor


def _vague_range(left: Atom, right: Atom) -> Atom | None:
    """ "dozens to hundreds"."""
    if left.bounds is None or right.bounds is None or left.unit != right.unit:
        return None
    left.bounds = (left.bounds[0], right.bounds[1])
    left.last, left.number_last = right.last, right.number_last
    left.unit, left.kind = right.unit, right.kind
    return left


def _coarser(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else min(left, right)


def _tolerance(left: Atom, right: Atom) -> Atom | None:
    """ "100 ± 5 km"."""
    if left.bounds or right.bounds or not same_kind(left, right):
        return None
    factor = 0.01 * left.value if right.unit == "percent" and left.unit != "percent" else 1.0
    spread = abs(right.value) * factor
    left.bounds = (left.value - spread, left.value + spread)
    left.relation = "range"
    if right.unit and factor == 1.0:
        left.unit, left.kind, left.per = right.unit, right.kind, right.per
    left.last, left.number_last = right.last, right.number_last
    left.step = right.step
    return left


def _compound(left: Atom, right: Atom, gap: list[str]) -> Atom | None:
    """ "7 feet 10 inches", "2 years and 3 months", "3 dollars 50 cents": in the smaller unit, or in money."""
    if left.bounds or right.bounds or not left.unit or left.per or right.value < 0 or right.before:
        return None
    if left.kind == "money":
        return None if right.unknown else _money_compound(left, right, gap)
    if not right.unit or left.unit == right.unit or left.kind not in {"physical", "duration", "age"}:
        return None
    if right.kind not in {"physical", "duration", "age"} or "**" in right.unit or "/" in right.unit:
        return None
    large, small = unit_info(left.unit), unit_info(right.unit)
    if large.powers != small.powers or large.factor <= small.factor or large.offset:
        return None
    ratio = large.factor / small.factor
    if (
        right.value * small.factor >= large.factor * max(1.0, 5.0 if gap == [] else 1.0)
        and right.value >= ratio
    ):
        return None
    value = round(left.value * ratio + right.value, 9)
    left.value = value
    left.step = right.step
    left.unit, left.kind, left.per = right.unit, right.kind, right.per
    left.last, left.number_last = right.last, right.number_last
    left.entries += right.entries
    return left


def _money_compound(left: Atom, right: Atom, gap: list[str]) -> Atom | None:
    """ "3 dollars 50 cents", "13 dollars and 45", "$20 43"."""
    if left.money_before and gap and not right.unit:
        return None
    if (gap and gap != ["and"]) or (not gap and right.form != left.form and right.value < 10):
        # "$49 one way"
        return None
    if right.unit not in {"", "cent", "penny", "sen", "kopeck"} or not 0 < right.value < 100:
        return None
    if right.value != int(right.value) or left.value != int(left.value) or left.scale > 1:
        return None
    if not right.unit and right.form == "digits" and right.number_last - right.number_first > 1:
        return None
    if not right.unit and (left.unit in {"cent", "penny"} or right.number_last != right.last):
        return None
    left.value = round(left.value + right.value / 100, 2)
    left.step = 0.01
    left.last, left.number_last = right.last, right.number_last
    return left


def _joined(left: Atom, right: Atom, bounds: tuple[float, float]) -> Atom:
    """One range of two numbers, with the unit, the scale and the form of the second."""
    return Atom(
        left.first,
        right.last,
        left.number_first,
        right.number_last,
        bounds[0],
        _coarser(left.step, right.step),
        right.unit or left.unit,
        right.kind if right.unit else left.kind,
        right.scale,
        right.per or left.per,
        right.form,
        bounds,
        "range",
    )


def pair_bounds(tokens: Tokens, left: Atom, right: Atom) -> Atom | None:
    """ "at least three but no more than five": a lower and an upper bound of one number."""
    gap = tokens.lower[left.last : right.first]
    if not gap or len(gap) > 2 or any(word not in _PAIRS for word in gap) or left.bounds or right.bounds:
        return None
    lower, upper = (left, right) if left.relation in {">", ">="} else (right, left)
    if lower.relation not in {">", ">="} or upper.relation not in {"<", "<="}:
        return None
    if not same_kind(left, right) or lower.value > upper.value or (left.unit and not right.unit):
        return None
    merged = _joined(left, right, (lower.value, upper.value))
    merged.inclusive = (lower.relation == ">=", upper.relation == "<=")
    merged.entries = [*left.entries, *right.entries]
    return merged
