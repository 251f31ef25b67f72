"""The numbers of a sentence with all that belongs to them, joined where two make one."""

from __future__ import annotations

from itertools import pairwise

from claims.extract.ages import mark_age
from claims.extract.atom_tails import Atom
from claims.extract.atoms import AtomReader
from claims.extract.direction import is_movement, moves_backwards, tells_change, tells_fall, tells_step
from claims.extract.elided import share_earlier_unit
from claims.extract.hedges import Hedge, before_increment, hedge_after, hedge_apart, hedge_before
from claims.extract.magnitudes import mark_magnitude
from claims.extract.no_hedges import crosses_level, crossing_verbs, is_sum, spans_over
from claims.extract.no_ranges import spans_what_there_is
from claims.extract.ranges import is_larger, join, pair_bounds
from claims.extract.sentences import Sentence
from claims.extract.shared_units import share_listed, share_rate, share_scale, share_unit
from claims.extract.tokens import Tokens
from claims.extract.units import UnitGrammar
from claims.extract.vague import starters
from claims.lexicon import load_words

# Between the points of a move and the level it reached stand at most so many tokens.
_SAME_MOVE = 9
# How many times the level that was reached is larger than the step.
_FAR = 8
# The same after "by", whatever the units: "by 450 to 3,150".
_FAR_BY = 4
_LEAVES_OUT_SCALE = 1000
# Before an article they are no bounds.
_PREPOSITIONS = frozenset(
    {"about", "over", "around", "above", "below", "under", "beyond", "past", "near", "within", "like", "some"}
)
ONE_SIDED = frozenset({"<", "<=", ">", ">="})
_ARTICLES = frozenset({"a", "an"})
# Before "than a year" they compare amounts, not lengths of time.
_COMPARED = frozenset(["fewer", "higher", "lower", "larger", "smaller", "bigger", "greater", "better"])
# Between two quantities they say what the first is held against.
_COMPARING = frozenset(
    {
        "below",
        "above",
        "more than",
        "less than",
        "fewer than",
        "higher than",
        "lower than",
        "larger than",
        "smaller than",
    }
)
# "a single night", "a full week": one of a unit, after these articles.
_WHOLE = {
    "single": ("a", "the", "one"),
    "full": ("a", "one"),
    "whole": ("a", "one"),
    "entire": ("an", "one"),
}


def read_atoms(
    sentence: Sentence, places: list[int], blocked: dict[int, str], units: UnitGrammar
) -> list[Atom]:
    """The numbers that start at ``places`` with all that belongs to them, joined where two make one."""
    tokens = sentence.tokens
    reader = AtomReader(tokens, blocked, units)
    known = starters()
    singles = load_words("single_units")
    found: list[Atom] = []
    floor = 0
    kinds, lower = tokens.kind, tokens.lower
    for index in places:
        if index < floor:
            continue
        atom = None
        before = lower[index - 1] if index > floor else ""
        if index not in blocked:
            if before == "." and kinds[index] == "n" and tokens.glued(index):
                atom = reader.read(index - 1, floor)
            apart = before == "between" or (before in _ARTICLES and lower[max(index - 2, 0)] == "between")
            atom = atom or reader.read(index, floor, joins_and=not apart)
        if atom is None and lower[index] in singles:
            atom = _one(sentence, reader, index, floor)
        if atom is None:
            continue
        if atom.last == len(tokens.text) and tokens.text[-1] == "." and atom.last > atom.number_last:
            # "18 km.": the point that ends the sentence
            atom.last -= 1
        if not _is_outside(tokens, known, atom, index):
            mark_age(tokens, atom, floor)
            mark_magnitude(tokens, atom)
            _surround(sentence, reader, atom, floor)
            found.append(atom)
        floor = max(atom.last, index + 1)
    return _joined(sentence, found, units, blocked)


def _is_outside(tokens: Tokens, known: frozenset[str], atom: Atom, index: int) -> bool:
    """Whether the number belongs to a rate ("per 100,000") or picks one of a number ("one of three plans")."""
    if index and tokens.lower[index - 1] == "per":
        return True
    if tokens.lower[index] != "one" or tokens.lower[atom.last : atom.last + 1] != ["of"]:
        return False
    after = atom.last + 1
    return after < len(tokens) and (tokens.kind[after] == "n" or tokens.lower[after] in known)


def _one(sentence: Sentence, reader: AtomReader, index: int, floor: int) -> Atom | None:
    """ "at least a week", "a single night": one, by an article."""
    tokens = sentence.tokens
    at = index - 1
    if at < floor:
        return None
    word = tokens.lower[at]
    if word in _WHOLE and at > floor and tokens.lower[at - 1] in _WHOLE[word]:
        first = at if tokens.lower[at - 1] == "the" else at - 1
    elif word in {"a", "an"}:
        hedge = hedge_before(tokens, at, floor, True, False)
        is_bound = hedge is not None and hedge.relation != "~" and not _compares(tokens, hedge, floor)
        and_a_half = tokens.lower[index + 1 : index + 2] == ["and"] and reader.numbers.part_with_article(
            index + 2
        )
        if not is_bound and not and_a_half and not (at == 0 and len(tokens) <= 3):
            return None
        first = at
    else:
        return None
    unit = reader.units.named(index)
    if unit is None:
        return None
    atom = Atom(first, unit.last, first, index, 1.0, 1.0, unit.unit, unit.kind, form="words")
    reader.and_a_half(atom, by_article=True)
    atom.entries.append(("unit", f"units.{unit.entry}", unit.first, unit.last))
    return atom


def _compares(tokens: Tokens, hedge: Hedge, floor: int) -> bool:
    """ "5% fewer than a year ago", "higher than a year before": what is compared is something else."""
    if tokens.lower[hedge.last - 1] != "than":
        return False
    return hedge.first == floor > 0 or tokens.lower[hedge.first] in _COMPARED


def _surround(sentence: Sentence, reader: AtomReader, atom: Atom, floor: int) -> None:
    """Read the hedges on both sides of an atom."""
    tokens = sentence.tokens
    opener = _range_opener(sentence, atom.first, floor)
    near = opener or hedge_before(tokens, atom.first, floor, bool(atom.unit), atom.kind == "money")
    if near is None:
        start = before_increment(tokens, atom.first, floor)
        if start < atom.first:
            near = hedge_before(tokens, start, floor, bool(atom.unit), atom.kind == "money")
            if near is not None and near.entries[0] in _PREPOSITIONS and start == atom.first - 1:
                near = None  # "talks about a 30-day truce"
    atom.before = near or hedge_apart(tokens, atom.first, floor)
    near = atom.before
    if near is not None and near.relation == "~":
        # "between about 5 and 7"
        opener = _range_opener(sentence, near.first, floor)
        if opener is not None and opener.entries[0] == "between":
            atom.before = Hedge(opener.first, near.last, "range", True, opener.entries + near.entries)
    if atom.before is not None and _is_no_hedge(tokens, atom, atom.before, floor):
        atom.before = None
    atom.after = hedge_after(tokens, atom.last)
    if atom.after is not None and not atom.unit:
        reader.take_unit_after(atom, atom.after.last)


def _is_no_hedge(tokens: Tokens, atom: Atom, hedge: Hedge, floor: int) -> bool:
    """Whether the words are the way of a move ("crept up to"), a preposition, or a verb with an object."""
    if "up to" in hedge.entries and is_sum(tokens, hedge.first, atom.last):
        return True
    if hedge.entries == ("up to",):
        return is_movement(tokens, hedge.first)
    if hedge.first == floor > 0 and hedge.entries[0] in _COMPARING:
        # "16 points below 10-year yields", "5% more than 30 euros": what the first is held against
        return True
    if hedge.entries == ("over",):
        is_period = atom.kind == "duration"
        # "over several nights" is always how long
        return (is_period and atom.bounds is not None) or spans_over(
            tokens, hedge.first, atom.last, floor, is_period=is_period
        )
    return hedge.entries[0] in crossing_verbs() and not crosses_level(tokens, atom, hedge, floor)


def _range_opener(sentence: Sentence, first: int, floor: int) -> Hedge | None:
    lower = sentence.tokens.lower
    if first <= floor or lower[first - 1] not in {"between", "from", "of"}:
        return None
    start = first - 1
    if lower[max(floor, first - 4) : first] == ["between", "the", "ages", "of"]:
        return Hedge(first - 4, first, "range", False, ("between",))
    if start > floor and lower[start - 1] in {"anywhere", "ranging", "ranges"}:
        start -= 1
    if lower[first - 1] == "of":
        return None
    opener = (lower[first - 1],)
    near = hedge_before(sentence.tokens, start, floor, has_unit=False, is_money=False)
    if near is not None and near.relation == "~" and opener == ("between",):
        # "roughly between 100 and 150"
        return Hedge(near.first, first, "range", True, opener + near.entries)
    return Hedge(start, first, "range", False, opener)


def _joined(sentence: Sentence, atoms: list[Atom], units: UnitGrammar, blocked: dict[int, str]) -> list[Atom]:
    """Join ranges and compounds, settle the hedges, then join pairs of bounds."""
    tokens = sentence.tokens
    merged: list[Atom] = []
    for atom in atoms:
        if merged:
            left = merged[-1]
            share_rate(tokens, units, left, atom)
            if _is_opened(tokens, left) and (
                _falls(tokens, left, atom)
                or _backwards(tokens, left, atom)
                or tells_change(sentence, left.first, atom.last)
            ):
                if tokens.lower[left.last : _start(atom)] == ["to"]:
                    share_scale(left, atom, falls=True)
                    share_unit(left, atom)
                    share_unit(atom, left)
                    if left.unit == atom.unit:
                        atom.per = atom.per or left.per
            elif left.last < atom.first and tells_step(
                sentence, left.first, left.last, atom.last, far=_is_far(tokens, left, atom)
            ):
                merged.append(atom)
                continue
            else:
                both = join(sentence, left, atom)
                if both is not None:
                    both.after = atom.after
                    merged[-1] = both
                    continue
        merged.append(atom)
    for atom in merged:
        _settle(atom)
    share_listed(tokens, merged)
    _share_bounds(tokens, merged)
    _share_points(tokens, merged)
    share_earlier_unit(tokens, merged, blocked)
    paired: list[Atom] = []
    for number, atom in enumerate(merged):
        both = pair_bounds(tokens, paired[-1], atom) if paired else None
        if both is not None and number + 1 < len(merged) and tokens.text[paired[-1].last] == ",":
            both = None if pair_bounds(tokens, atom, merged[number + 1]) else both
        if both is not None:
            paired[-1] = both
        else:
            paired.append(atom)
    return paired


def _is_opened(tokens: Tokens, atom: Atom) -> bool:
    """Whether "from" stands before the atom, or before its hedge: "from as much as 400"."""
    hedge = atom.before
    if hedge is None or spans_what_there_is(tokens, hedge.first):
        return False
    return hedge.entries == ("from",) or (hedge.first > 0 and tokens.lower[hedge.first - 1] == "from")


def _share_bounds(tokens: Tokens, atoms: list[Atom]) -> None:
    """ "more than 100 km (60 miles)": the same amount in another unit has the same bound."""
    for left, right in pairwise(atoms):
        gap = tokens.text[left.last : right.first]
        converted = gap == ["("] or (gap == ["/"] and left.unit != right.unit)
        if converted and right.relation == "=" and right.unit and left.relation in ONE_SIDED:
            right.relation, right.approximate = left.relation, left.approximate


def _share_points(tokens: Tokens, atoms: list[Atom]) -> None:
    """ "(16,369 up 58 points)", "lost 162 points, or 2%, to fall to 7,425": an index stands in points too."""
    for place, atom in enumerate(atoms):
        if atom.unit or atom.bounds or atom.form != "digits" or atom.scale > 1:
            continue
        right = atoms[place + 1] if place + 1 < len(atoms) else None
        gap = [] if right is None else tokens.lower[atom.last : right.first]
        moved = [word for word in gap if word not in {",", "("}] in (["up"], ["down"])
        if right is not None and moved and right.unit == "point":
            atom.unit, atom.kind = right.unit, right.kind
        elif tokens.lower[atom.first - 1 : atom.first] in (["to"], ["at"]):
            for earlier in reversed(atoms[max(place - 2, 0) : place]):
                if earlier.unit == "point" and atom.first - earlier.last < _SAME_MOVE:
                    atom.unit, atom.kind = earlier.unit, earlier.kind
                if earlier.unit != "percent":
                    break


def _is_far(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """Whether the left is a small step by itself: "3p to 128p", "2.1 million to 38 million", "by 450 to 3,150"."""
    own = left.unit == right.unit and (left.unit != "" or left.scale > 1)
    if own and left.value * _FAR < right.value:
        return True
    counted = right.kind in ("money", "count", "number", "") and (not left.unit or left.unit == right.unit)
    after_by = left.first > 0 and tokens.lower[left.first - 1] == "by"
    # A range has one word for both: "by 70 to 130 million".
    scaled = left.scale > 1 and right.scale > 1 and left.value < right.value
    return counted and after_by and (scaled or left.value * _FAR_BY <= right.value)


def _start(atom: Atom) -> int:
    """Where the atom starts with its hedge: "to under 10"."""
    return atom.first if atom.before is None or atom.before.relation == "range" else atom.before.first


def _falls(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """ "from $1 billion to $700 million": what runs backwards after "from" is a change."""
    if tokens.lower[left.last : _start(right)] != ["to"] or left.bounds or right.bounds:
        return False
    if left.value > right.value and left.unit == "" != right.unit and left.scale == right.scale:
        # "shrank by 11.5 hectares, from 294 to 282.5 hectares", but not a range told backwards; percentages are
        # told as a range ("slowed from 4.8 to 4.7 percent")
        return right.unit != "percent" and tells_fall(tokens, left.first, far=True)
    if is_larger(left, right):
        return True
    if left.unit and not right.unit and left.value > right.value and left.scale == right.scale:
        return tells_fall(tokens, left.first)  # "cut from 14 hours to under 10"
    if left.unit != right.unit:
        return False
    # "fell from $95 to $82 million", but "ranges from $200 to $4 million"
    shared = left.scale == 1 < right.scale and left.value < _LEAVES_OUT_SCALE
    return shared and left.value * right.scale > right.value and tells_fall(tokens, left.first)


def _backwards(tokens: Tokens, left: Atom, right: Atom) -> bool:
    """ "increased from 42 to 37 percent": a move the other way than told is no range."""
    if right.unit != "percent" or left.unit not in ("", "percent") or left.value == right.value:
        return False
    if left.bounds or right.bounds or tokens.lower[left.last : _start(right)] != ["to"]:
        return False
    return moves_backwards(tokens, left.first, rises=left.value < right.value)


def _settle(atom: Atom) -> None:
    """Apply the hedges to the atom and take them into its span."""
    before, after = atom.before, atom.after
    if before is not None:
        is_opener = before.relation == "range"
        if not is_opener or atom.relation == "range":
            atom.first = before.first
            atom.approximate = atom.approximate or before.approximate
        if not is_opener:
            _apply(atom, before)
    if after is not None and (atom.relation in {"=", "~"} or after.relation == "~"):
        _apply(atom, after)
        atom.last = max(atom.last, after.last)


def _apply(atom: Atom, hedge: Hedge) -> None:
    atom.approximate = atom.approximate or hedge.approximate
    first, last = hedge.cue or (hedge.first, hedge.last)
    atom.entries += [("relation", f"hedges.{entry}", first, last) for entry in hedge.entries]
    if atom.bounds is not None:
        if atom.relation == "vague" and hedge.relation in ONE_SIDED and not hedge.approximate:
            # "more than a few hundred": one end of what is vague
            atom.relation = hedge.relation
        return
    if hedge.relation != "~" or atom.relation == "=":
        atom.relation = hedge.relation
