"""Sentences to quantities: numbers with their hedges, units, direction and counted noun phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from claims.extract.atoms import PER_NUMBERS, Atom, AtomReader, starters
from claims.extract.direction import find_direction, tells_change, tells_step
from claims.extract.hedges import Hedge, hedge_after, hedge_apart, hedge_before
from claims.extract.items import CountedItem, find_item
from claims.extract.numbers import DASHES, Number
from claims.extract.ranges import join, pair_bounds, share_rate, share_scale, share_unit
from claims.extract.sentences import Sentence, split_sentences
from claims.extract.tokens import Tokens
from claims.extract.traps import find_traps
from claims.extract.units import UnitGrammar
from claims.extract.zeros import find_zero
from claims.lexicon import load_words
from claims.model import DateMention, Evidence, Kind, QuantityMention, Reading, Relation

_SURE = 1.0
_UNDECIDED = 0.6
_BARE = 0.8
_BELOW = frozenset({"per", "a", "an", "each", "every", "/", "-"})
# Bounds that are said of years as well ("under 1990 rules", "over 2024").
_AMOUNTS_BEFORE = frozenset(
    (word, "of") for word in ("average", "total", "sum", "number", "maximum", "minimum")
)
_BEFORE_YEARS = frozenset({"over", "under", "within", "near", "beyond", "passed", "passing", "approaching"})


class QuantityReader:
    """Reads the quantities of a document sentence by sentence, keeping what was counted last."""

    def __init__(self) -> None:
        self._items: dict[Kind, CountedItem] = {}

    def read(self, sentence: Sentence, dates: Sequence[DateMention]) -> list[QuantityMention]:
        """Return the quantities of ``sentence`` in order; numbers of ``dates`` belong to the calendar."""
        tokens = sentence.tokens
        if "n" not in tokens.kind and starters().isdisjoint(tokens.lower):
            zero = find_zero(sentence)
            return [self._mention(sentence, zero)] if zero is not None else []
        blocked = dict(find_traps(sentence))
        units = UnitGrammar(tokens)
        if blocked:
            _free_traps(tokens, units, blocked)
        if dates:
            _block_dates(sentence, dates, blocked, units)
        atoms = _atoms(sentence, blocked)
        zero = find_zero(sentence)
        if zero is not None and all(zero.last <= atom.first or zero.first >= atom.last for atom in atoms):
            atoms = sorted([*atoms, zero], key=lambda atom: atom.first)
        return [self._mention(sentence, atom) for atom in atoms]

    def _mention(self, sentence: Sentence, atom: Atom) -> QuantityMention:
        tokens = sentence.tokens
        relation, lower, upper, inclusive = _bounds(atom)
        kind: Kind = atom.kind
        unit = atom.full_unit
        evidence = list(atom.entries)
        last = atom.last
        item: CountedItem | None = None
        if kind in {"number", "share", "physical", "duration", "money", "multiple", "ratio", "count"}:
            wanted: Kind = "count" if not unit else kind
            item = find_item(sentence, atom.first, atom.last, wanted, self._items.get(wanted))
            if item is not None:
                self._items[wanted] = item
        if not unit:
            kind, unit = (
                ("count", "count")
                if item is not None or relation == "vague" or atom.kind == "count"
                else ("number", "1")
            )
            if kind == "count" and item is not None and not item.carried:
                rate = _count_rate(sentence, item)
                if rate is not None:
                    unit, kind = rate
        cue = find_direction(sentence, atom.first, kind) if relation != "range" else None
        spans = tuple(
            Evidence(name, entry, (tokens.start[first], tokens.end[end - 1]))
            for name, entry, first, end in evidence
        )
        if item is not None:
            spans += (Evidence("item", item.rule, item.span),)
        if cue is not None:
            spans += (Evidence("direction", cue.entry, cue.span),)
        start, end = tokens.start[atom.first], tokens.end[last - 1]
        value = atom.value if atom.bounds is None else None
        return QuantityMention(
            span=(start, end),
            quote=sentence.text[start - sentence.start : end - sentence.start],
            relation=relation,
            lower=lower,
            upper=upper,
            lower_inclusive=inclusive[0] if lower is not None else None,
            upper_inclusive=inclusive[1] if upper is not None else None,
            value=value,
            approximate=atom.approximate,
            direction=cue.direction if cue is not None else None,
            kind=kind,
            unit=unit,
            number_span=(tokens.start[atom.number_first], tokens.end[atom.number_last - 1]),
            step=atom.step,
            item=item.text if item is not None else None,
            item_span=item.span if item is not None else None,
            unknown_unit=atom.unknown,
            confidence=_UNDECIDED if atom.others else _BARE if kind == "number" else _SURE,
            alternatives=_readings(atom, relation, lower, upper),
            evidence=spans,
        )


def find_quantities(text: str) -> list[QuantityMention]:
    """Return the quantities of ``text`` in order, their spans apart from each other."""
    from claims.extract.dates import DateReader

    reader = QuantityReader()
    dates = DateReader(None)
    return [
        mention
        for sentence in split_sentences(text)
        for mention in reader.read(sentence, dates.read(sentence))
    ]


def _free_traps(tokens: Tokens, units: UnitGrammar, blocked: dict[int, str]) -> None:
    """Take out of the traps what a currency or unit makes an amount: "USD 200", "100-1000 liters", "5k-20k"."""
    for index in list(blocked):
        if index not in blocked:
            continue
        if tokens.kind[index] != "n":
            if blocked[index] == "one" and tokens.lower[index - 1 : index] == ["to"]:
                del blocked[index]
            continue
        follows_letter = (
            index > 2
            and tokens.text[index - 1] in DASHES
            and tokens.kind[index - 3] == "n"
            and tokens.glued(index - 2)
        )
        if units.currency_before(index) is not None or (follows_letter and blocked[index].startswith("name")):
            del blocked[index]
        elif blocked[index] == "name: hyphen before digits" and tokens.text[index - 2].islower():
            if units.named(index + 1) is not None and tokens.kind[index + 1] == "w":
                del blocked[index]
        elif blocked[index] == "version or address" and "," in tokens.text[index]:
            del blocked[index]
        elif tokens.lower[index + 1 : index + 2] == ["e"] and tokens.glued(index + 1):
            for position in range(index, min(index + 4, len(tokens))):
                blocked.pop(position, None)
        elif blocked[index] == "telephone":
            last = index + 1
            while blocked.get(last) == "telephone" or tokens.text[last : last + 1] == ["-"]:
                last += 1
            if units.named(last) is not None and last - index <= 3:
                for position in range(index, last):
                    blocked.pop(position, None)


def _block_dates(
    sentence: Sentence, dates: Sequence[DateMention], blocked: dict[int, str], units: UnitGrammar
) -> None:
    """Mark the tokens inside dates; a date that is a duration too keeps its number free."""
    tokens = sentence.tokens
    for date in dates:
        if date.holds_quantity:
            continue
        start, end = date.span
        first, last = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        if _is_fraction(sentence, start, end) or _is_amount(tokens, units, first, last):
            continue
        for index in range(first, last):
            blocked[index] = "date"


def _is_amount(tokens: Tokens, units: UnitGrammar, first: int, last: int) -> bool:
    """Whether a lone number that could be a year has a unit, a currency or a bound: "1520 sq m", "below 1500"."""
    if (
        last - first > 2
        or last == first
        or tokens.kind[last - 1] != "n"
        or not tokens.text[last - 1].isdecimal()
    ):
        return False
    if last - first == 2 and tokens.lower[first] != "the":
        return False
    number = Number(last - 1, last, float(tokens.text[last - 1]), 1.0, "digits")
    if units.currency_before(last - 1) is not None or units.after(number) is not None:
        return True
    if tuple(tokens.lower[max(0, last - 3) : last - 1]) in _AMOUNTS_BEFORE:
        return True
    hedge = hedge_before(tokens, last - 1, 0, has_unit=False, is_money=False)
    return hedge is not None and hedge.relation != "~" and hedge.entries[0] not in _BEFORE_YEARS


def _is_fraction(sentence: Sentence, start: int, end: int) -> bool:
    """ "1/16 of a pint" is no date."""
    text = sentence.text
    after = text[end - sentence.start : end - sentence.start + 4]
    return after == " of " and "/" in text[start - sentence.start : end - sentence.start]


def _atoms(sentence: Sentence, blocked: dict[int, str]) -> list[Atom]:
    """The numbers of the sentence with all that belongs to them, joined where two make one."""
    tokens = sentence.tokens
    reader = AtomReader(tokens, blocked)
    known = starters()
    singles = load_words("single_units")
    found: list[Atom] = []
    floor = 0
    index = 0
    count = len(tokens)
    while index < count:
        kind = tokens.kind[index]
        if kind == "n" or (
            kind == "w" and (tokens.lower[index] in known or not tokens.text[index].isalpha())
        ):
            atom = None
            if index not in blocked:
                between = floor < index and tokens.lower[index - 1] == "between"
                point = index - 1
                if kind == "n" and point >= floor and tokens.text[point] == "." and tokens.glued(index):
                    atom = reader.read(point, floor)
                atom = atom or reader.read(index, floor, joins_and=not between)
            if atom is None and tokens.lower[index] in singles:
                atom = _one(sentence, reader, index, floor)
            if atom is not None and index and tokens.lower[index - 1] == "per":
                floor = index = max(atom.last, index + 1)
                continue
            if atom is not None:
                _mark_age(tokens, atom, floor)
                _surround(sentence, atom, floor)
                found.append(atom)
                floor = index = max(atom.last, index + 1)
                continue
        index += 1
    return _joined(sentence, found, reader.units)


def _mark_age(tokens: Tokens, atom: Atom, floor: int) -> None:
    """ "aged 25", "age 87", "the age of 21", and "Ivan Petrov, 65, said"."""
    if atom.unit or atom.bounds or not 0 < atom.value <= 120 or atom.first == 0:
        return
    before = tokens.lower[atom.first - 1]
    if before in {"aged", "age", "ages"}:
        first = atom.first - 1
    elif (before == "of" and atom.first > 1 and tokens.lower[atom.first - 2] in {"age", "ages"}) or (
        before == ","
        and atom.form == "digits"
        and atom.first > 1
        and tokens.text[atom.first - 2][:1].isupper()
        and tokens.text[atom.last : atom.last + 1] == [","]
        and atom.value == int(atom.value)
        and tokens.kind[atom.first - 2] == "w"
        and not tokens.text[atom.first - 2].isupper()
    ):
        first = atom.first
    else:
        return
    if first < floor:
        return
    atom.entries.append(("kind", "age", first, atom.first))
    atom.first, atom.unit, atom.kind = first, "year", "age"


def _one(sentence: Sentence, reader: AtomReader, index: int, floor: int) -> Atom | None:
    """ "at least a week", "a single night": one, by an article."""
    tokens = sentence.tokens
    at = index - 1
    if at < floor:
        return None
    word = tokens.lower[at]
    if word == "single" and at > floor and tokens.lower[at - 1] in {"a", "the", "one"}:
        first = at if tokens.lower[at - 1] == "the" else at - 1
    elif word in {"a", "an"}:
        hedge = hedge_before(tokens, at, floor, True, False)
        is_bound = hedge is not None and hedge.relation != "~"
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
    reader.and_a_half(atom)
    atom.entries.append(("unit", f"units.{unit.entry}", unit.first, unit.last))
    return atom


def _surround(sentence: Sentence, atom: Atom, floor: int) -> None:
    """Read the hedges on both sides of an atom."""
    tokens = sentence.tokens
    opener = _range_opener(sentence, atom.first, floor)
    atom.before = (
        opener
        or hedge_before(tokens, atom.first, floor, bool(atom.unit), atom.kind == "money")
        or hedge_apart(tokens, atom.first, floor)
    )
    atom.after = hedge_after(tokens, atom.last)


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
    return Hedge(start, first, "range", False, (lower[first - 1],))


def _joined(sentence: Sentence, atoms: list[Atom], units: UnitGrammar) -> list[Atom]:
    """Join ranges and compounds, settle the hedges, then join pairs of bounds."""
    tokens = sentence.tokens
    merged: list[Atom] = []
    for atom in atoms:
        if merged:
            left = merged[-1]
            share_rate(tokens, units, left, atom)
            opened = left.before is not None and left.before.entries == ("from",)
            if opened and tells_change(sentence, left.first, atom.last):
                if tokens.lower[left.last : atom.first] == ["to"]:
                    share_scale(left, atom)
                    share_unit(left, atom)
                    share_unit(atom, left)
            elif left.last < atom.first and tells_step(sentence, left.first, left.last, atom.last):
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
    _share_bounds(tokens, merged)
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


def _share_bounds(tokens: Tokens, atoms: list[Atom]) -> None:
    """ "more than 100 km (60 miles)": the same amount in another unit has the same bound."""
    for left, right in pairwise(atoms):
        gap = tokens.text[left.last : right.first]
        converted = gap == ["("] or (gap == ["/"] and left.unit != right.unit)
        if converted and right.relation == "=" and right.unit and left.relation in {"<", "<=", ">", ">="}:
            right.relation, right.approximate = left.relation, left.approximate


def _settle(atom: Atom) -> None:
    """Apply the hedges to the atom and take them into its span."""
    before, after = atom.before, atom.after
    if before is not None:
        is_opener = before.relation == "range"
        if not is_opener or atom.relation == "range":
            atom.first = before.first
        if not is_opener:
            _apply(atom, before)
    if after is not None and (atom.relation in {"=", "~"} or after.relation == "~"):
        _apply(atom, after)
        atom.last = after.last


def _apply(atom: Atom, hedge: Hedge) -> None:
    atom.approximate = atom.approximate or hedge.approximate
    first, last = hedge.cue or (hedge.first, hedge.last)
    atom.entries += [("relation", f"hedges.{entry}", first, last) for entry in hedge.entries]
    if atom.bounds is not None:
        return
    if hedge.relation != "~" or atom.relation == "=":
        atom.relation = hedge.relation


def _bounds(atom: Atom) -> tuple[Relation, float | None, float | None, tuple[bool, bool]]:
    value = atom.value
    relation = atom.relation
    if atom.bounds is not None:
        return relation, atom.bounds[0], atom.bounds[1], atom.inclusive
    if relation in {"<", "<="}:
        return relation, None, value, (False, relation == "<=")
    if relation in {">", ">="}:
        return relation, value, None, (relation == ">=", False)
    return relation, value, value, (True, True)


def _count_rate(sentence: Sentence, item: CountedItem) -> tuple[str, Kind] | None:
    """ "5,000 drones a month", "12 deaths per 100,000": what stands below the line after the noun phrase."""
    tokens = sentence.tokens
    index = bisect_left(tokens.start, item.span[1])
    if index + 1 >= len(tokens) or tokens.lower[index] not in _BELOW:
        return None
    share = (
        PER_NUMBERS.get(tokens.lower[index + 1].replace(",", "")) if tokens.lower[index] == "per" else None
    )
    if share is not None:
        return share, "share"
    below = UnitGrammar(tokens).per(index)
    return (f"count/{below[1]}", "count") if below is not None else None


def _readings(
    atom: Atom, relation: Relation, lower: float | None, upper: float | None
) -> tuple[Reading, ...]:
    def times(number: float | None, factor: float) -> float | None:
        return None if number is None else number * factor

    return tuple(
        Reading(
            relation,
            times(lower, factor),
            times(upper, factor),
            times(atom.value, factor) if atom.bounds is None else None,
            kind,
            "count" if unit == "1" else unit,
            f"{atom.unit or 'number'} or {unit if unit != '1' else f'{factor:,.0f}'}",
        )
        for factor, unit, kind in atom.others
    )


__all__ = ["QuantityReader", "find_quantities"]
