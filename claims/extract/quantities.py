"""Sentences to quantities: numbers with their hedges, units, direction and counted noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.atoms import Atom, AtomReader, starters
from claims.extract.direction import find_direction, tells_change
from claims.extract.hedges import Hedge, hedge_after, hedge_before
from claims.extract.items import CountedItem, find_item
from claims.extract.ranges import join, pair_bounds
from claims.extract.sentences import Sentence, split_sentences
from claims.extract.traps import find_traps
from claims.extract.zeros import find_zero
from claims.lexicon import load_words
from claims.model import DateMention, Evidence, Kind, QuantityMention, Reading, Relation

_SURE = 1.0
_UNDECIDED = 0.6
_BARE = 0.8
_RANGE_OPENERS = (("between",), ("anywhere", "between"), ("from",), ("ranging", "from"), ("anywhere", "from"))


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
        blocked: dict[int, str] = dict(find_traps(sentence))
        _block_dates(sentence, dates, blocked)
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
            kind, unit = ("count", "count") if item is not None else ("number", "1")
            if kind == "count" and item is not None and not item.carried:
                unit = _count_rate(sentence, item) or unit
        cue = find_direction(sentence, atom.first, atom.last)
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


def _block_dates(sentence: Sentence, dates: Sequence[DateMention], blocked: dict[int, str]) -> None:
    """Mark the tokens inside dates; a date that is a duration too keeps its number free."""
    tokens = sentence.tokens
    for date in dates:
        if date.holds_quantity:
            continue
        start, end = date.span
        for index in range(len(tokens)):
            if tokens.start[index] >= end:
                break
            if tokens.start[index] >= start:
                blocked[index] = "date"


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
            if atom is not None:
                _surround(sentence, atom, floor)
                found.append(atom)
                floor = index = max(atom.last, index + 1)
                continue
        index += 1
    return _joined(sentence, found)


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
        if (hedge is None or hedge.relation == "~") and not (at == 0 and len(tokens) <= 3):
            return None
        first = at
    else:
        return None
    unit = reader.units.named(index)
    if unit is None:
        return None
    atom = Atom(first, unit.last, first, index, 1.0, 1.0, unit.unit, unit.kind, form="words")
    atom.entries.append(("unit", f"units.{unit.entry}", unit.first, unit.last))
    return atom


def _surround(sentence: Sentence, atom: Atom, floor: int) -> None:
    """Read the hedges on both sides of an atom."""
    tokens = sentence.tokens
    opener = _range_opener(sentence, atom.first, floor)
    atom.before = opener or hedge_before(tokens, atom.first, floor, bool(atom.unit), atom.kind == "money")
    atom.after = hedge_after(tokens, atom.last)


def _range_opener(sentence: Sentence, first: int, floor: int) -> Hedge | None:
    lower = sentence.tokens.lower
    if first <= floor or lower[first - 1] not in {"between", "from"}:
        return None
    start = first - 1
    if start > floor and lower[start - 1] in {"anywhere", "ranging", "ranges"}:
        start -= 1
    return Hedge(start, first, "range", False, (lower[first - 1],))


def _joined(sentence: Sentence, atoms: list[Atom]) -> list[Atom]:
    """Join ranges and compounds, settle the hedges, then join pairs of bounds."""
    merged: list[Atom] = []
    for atom in atoms:
        if merged:
            left = merged[-1]
            opened = left.before is not None and left.before.entries == ("from",)
            if not (opened and tells_change(sentence, left.first, atom.last)):
                both = join(sentence, left, atom)
                if both is not None:
                    merged[-1] = both
                    continue
        merged.append(atom)
    for atom in merged:
        _settle(atom)
    paired: list[Atom] = []
    for atom in merged:
        both = pair_bounds(sentence.tokens, paired[-1], atom) if paired else None
        if both is not None:
            paired[-1] = both
        else:
            paired.append(atom)
    return paired


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
    atom.entries += [("relation", f"hedges.{entry}", hedge.first, hedge.last) for entry in hedge.entries]
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


def _count_rate(sentence: Sentence, item: CountedItem) -> str | None:
    """ "5,000 drones a month": a count below whose noun phrase a time stands."""
    from claims.extract.units import UnitGrammar

    tokens = sentence.tokens
    end = item.span[1]
    for index in range(len(tokens)):
        if tokens.start[index] >= end:
            below = UnitGrammar(tokens).per(index)
            return f"count/{below[1]}" if below is not None else None
    return None


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
