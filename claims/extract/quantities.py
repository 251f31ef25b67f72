"""Sentences to quantities: numbers with their hedges, units, direction and counted noun phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claims.extract.assembly import read_atoms
from claims.extract.atom_tails import PER_NUMBERS, Atom
from claims.extract.blocked import block_dates, free_traps
from claims.extract.direction import find_direction
from claims.extract.items import RATED, CountedItem, are_joined, find_item
from claims.extract.noun_phrases import counted_phrase, past_participles, singular_phrase
from claims.extract.sentences import Sentence, split_sentences
from claims.extract.tokens import Tokens
from claims.extract.told_units import ToldUnits
from claims.extract.traps import find_traps
from claims.extract.units import UnitGrammar
from claims.extract.vague import number_places
from claims.extract.zeros import find_zeros
from claims.model import DateMention, Evidence, Kind, QuantityMention, Reading, Relation

_SURE = 1.0
_UNDECIDED = 0.6
_BARE = 0.8
_SHARING = (["to"], ["or"], ["and"], [",", "and"])
_MEASURED = frozenset({"physical", "money", "duration"})
_PER_NUMBER = frozenset(PER_NUMBERS.values())
_HELD_AGAINST = frozenset({"against", "versus", "vs", "than", "as", "from", "to"})
_WITHIN = frozenset({"in", "across", "over", "throughout", "from"})
_SHARED_OUT = frozenset(
    {("of", "whom"), ("of", "which"), ("of", "them"), ("among", "them"), ("among", "whom")}
)
_WHOLE = frozenset({"the", "these", "those", "all"})
_BELOW = frozenset({"per", "a", "an", "each", "every", "/", "-"})


class QuantityReader:
    """Reads the quantities of a document, keeping from sentence to sentence what was counted last."""

    def __init__(self) -> None:
        self._items: dict[Kind, CountedItem] = {}
        self._last: dict[Kind, CountedItem] = {}
        # What the numbers of the document counted, by value.
        self._sized: dict[float, CountedItem] = {}
        self._told = ToldUnits()

    def read(
        self, sentences: Sequence[Sentence], dates: Sequence[Sequence[DateMention]]
    ) -> list[list[QuantityMention]]:
        """Return the quantities of each sentence in order; numbers of its ``dates`` belong to the calendar.

        Each step is done for all sentences before the next one: its tables stay in the processor's cache.
        """
        # Page furniture and comments state nothing.
        states = [sentence.section != "boilerplate" for sentence in sentences]
        places = [
            number_places(sentence.tokens) if may_state else []
            for sentence, may_state in zip(sentences, states, strict=True)
        ]
        traps = [
            find_traps(sentence, starts) if starts else {}
            for sentence, starts in zip(sentences, places, strict=True)
        ]
        numbers = [
            _numbers(sentence, starts, blocked, times) if starts else []
            for sentence, starts, blocked, times in zip(sentences, places, traps, dates, strict=True)
        ]
        return [
            self._quantities(sentence, atoms, has_numbers=bool(starts)) if may_state else []
            for sentence, starts, atoms, may_state in zip(sentences, places, numbers, states, strict=True)
        ]

    def _quantities(
        self, sentence: Sentence, atoms: list[Atom], *, has_numbers: bool
    ) -> list[QuantityMention]:
        tokens = sentence.tokens
        if not has_numbers:
            return [self._mention(sentence, zero) for zero in find_zeros(sentence)]
        self._told.share(tokens, atoms)
        zeros = find_zeros(sentence)
        zeros = [zero for zero in zeros if not _overlaps(zero, atoms)] if zeros else zeros
        if zeros:
            atoms = sorted([*atoms, *zeros], key=lambda atom: atom.first)
        mentions = [self._mention(sentence, atom) for atom in atoms]
        for index in range(1, len(mentions)):
            _share_rate(tokens, atoms, mentions, index)
            if mentions[index].unit == "1" and tokens.lower[atoms[index].first - 1] in _WHOLE:
                self._count_whole(sentence, mentions, index)
        if len(mentions) > 1:
            self._keep_whole(tokens, atoms, mentions)
        shared = False
        for index in range(len(atoms) - 2, -1, -1):
            # backwards: "5, 7 and 12 deaths"
            gap = tokens.lower[atoms[index].last : atoms[index + 1].first]
            shared = gap in _SHARING or (shared and gap == [","])
            if shared:
                mentions[index] = _with_item_of(mentions[index], mentions[index + 1])
            elif not gap:
                mentions[index] = _with_measured_item(sentence, mentions[index], mentions[index + 1])
            elif gap[0] == "-" and gap[1:] in _SHARING:
                mentions[index] = _with_measure_of(mentions[index], mentions[index + 1])
        return mentions

    def _keep_whole(self, tokens: Tokens, atoms: list[Atom], mentions: list[QuantityMention]) -> None:
        """Go on counting the whole behind its parts: "558 people, of whom 94 were women. A further 1,835"."""
        for left in range(len(mentions) - 1):
            whole = mentions[left]
            if whole.kind != "count" or whole.item is None or whole.item_span is None:
                continue
            gap = tokens.lower[atoms[left].last : atoms[left + 1].first]
            if "including" in gap or any(word in _SHARED_OUT for word in pairwise(gap)):
                self._items["count"] = CountedItem(whole.item, whole.item_span, "carried", carried=True)
                return

    def _count_whole(self, sentence: Sentence, mentions: list[QuantityMention], index: int) -> None:
        """ "38 of the 52": a bare whole counts what the number of its value counted before, and so does its part."""
        part, whole = mentions[index - 1], mentions[index]
        between = sentence.text[part.span[1] - sentence.start : whole.span[0] - sentence.start].split()
        item = self._sized.get(whole.value) if whole.value is not None else None
        if item is None or len(between) != 2 or between[0].lower() != "of":
            return
        counted = (Evidence("item", "carried", item.span),)
        for at, mention in ((index - 1, part), (index, whole)):
            if mention.item is None and mention.unit in ("1", "count"):
                mentions[at] = replace(
                    mention,
                    kind="count",
                    unit="count",
                    item=item.text,
                    item_span=item.span,
                    confidence=_SURE,
                    evidence=mention.evidence + counted,
                )

    def _keep(self, sentence: Sentence, kind: Kind, item: CountedItem, first: int) -> None:
        """Keep what later numbers may go on counting: nothing where it is joined with something else."""
        last = self._last.get(kind)
        if (
            first
            and last is not None
            and sentence.start <= last.span[0]
            and sentence.tokens.lower[first - 1] in _WITHIN
        ):
            # "12,000 people in 14 countries, and plans to hire 500 more"
            return
        joined = (
            not item.carried
            and last is not None
            and last.text != item.text
            and sentence.start <= last.span[0]
            and are_joined(sentence.tokens, bisect_left(sentence.tokens.start, last.span[1]), first)
        )
        if joined:
            self._items.pop(kind, None)
        else:
            self._items[kind] = item
        if not item.carried:
            self._last[kind] = item

    def _mention(self, sentence: Sentence, atom: Atom) -> QuantityMention:
        tokens = sentence.tokens
        relation, lower, upper, inclusive = _bounds(atom)
        kind: Kind = atom.kind
        unit = atom.full_unit
        last = atom.last
        item: CountedItem | None = None
        # "12.5% now, 11.9 last year": a percentage by an earlier number is of nothing that follows
        elided = kind == "share" and unit != "share" and atom.last == atom.number_last
        if kind != "age" and not elided:
            # points and magnitudes measure, though they have no dimension
            wanted: Kind = "count" if not unit else "physical" if kind == "number" else kind
            item = find_item(sentence, atom.first, atom.last, wanted, self._items.get(wanted))
            if item is not None and item.rule != RATED:
                self._keep(sentence, wanted, item, atom.first)
                if wanted == "count" and atom.bounds is None and not item.carried:
                    self._sized[atom.value] = item
        if not unit:
            kind, unit = (
                ("count", "count")
                if (item is not None and item.rule != RATED) or atom.form == "vague" or atom.kind == "count"
                else ("number", "1")
            )
            if kind == "count" and item is not None and not item.carried:
                rate = _count_rate(tokens, bisect_left(tokens.start, item.span[1]))
                if rate is not None:
                    unit, kind = rate
            elif item is None:
                # "1,345 killed and wounded a day"
                harmed = past_participles(tokens, atom.last)
                rate = _count_rate(tokens, harmed) if harmed > atom.last else None
                if rate is not None:
                    unit, kind = rate
        elif item is not None and item.rule == "of" and "/" not in unit and kind in _MEASURED:
            below = UnitGrammar(tokens).per(bisect_left(tokens.start, item.span[1]))
            if below is not None:
                unit = f"{unit}/{below[1]}"
        cue = find_direction(sentence, atom.first, atom.last, kind) if relation != "range" else None
        spans: list[Evidence] = []
        for name, entry, first, end in atom.entries:
            span = (tokens.start[first], tokens.end[end - 1]) if first < end else None
            spans.append(Evidence(name, entry, span))
        if item is not None:
            spans.append(Evidence("item", item.rule, item.span))
        if cue is not None:
            spans.append(Evidence("direction", cue.entry, cue.span))
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
            evidence=tuple(spans),
        )


def _numbers(
    sentence: Sentence, places: list[int], blocked: dict[int, str], dates: Sequence[DateMention]
) -> list[Atom]:
    """The numbers of a sentence with all that belongs to them; none that a trap or a date holds."""
    tokens = sentence.tokens
    units = UnitGrammar(tokens)
    if blocked:
        free_traps(tokens, units, blocked)
    if dates:
        block_dates(sentence, dates, blocked, units)
    return read_atoms(sentence, places, blocked, units)


def _share_rate(tokens: Tokens, atoms: list[Atom], mentions: list[QuantityMention], index: int) -> None:
    """ "40,000 rounds a week against 8,000", "5,400 a day, twice as many as the 7,200": what a rate is held against."""
    mention, first = mentions[index], atoms[index].first
    own = mention.item_span is not None and mention.item_span[0] >= mention.span[1]
    if mention.unit not in ("1", "count") or own or first == 0:
        return
    at = first - 1 - (tokens.lower[first - 1] == "the")
    word = tokens.lower[at]
    rate = next((one for one in mentions[index - 1 :: -1][:2] if one.unit.startswith("count/")), None)
    if rate is None or word not in _HELD_AGAINST or (word == "to" and "from" not in tokens.lower[:at]):
        return
    mentions[index] = replace(mention, kind="count", unit=rate.unit, confidence=_SURE)


def _overlaps(zero: Atom, atoms: list[Atom]) -> bool:
    return any(zero.last > atom.first and zero.first < atom.last for atom in atoms)


def _with_item_of(left: QuantityMention, right: QuantityMention) -> QuantityMention:
    """ "from 11 to 33 deaths per day", "100 or 200 ships": the counted noun of the right counts for both."""
    if (
        left.unit != "1"
        or (right.kind != "count" and right.unit not in _PER_NUMBER)
        or right.item_span is None
        or right.item_span[0] < right.span[1]
    ):
        return left
    return replace(
        left, kind=right.kind, unit=right.unit, item=right.item, item_span=right.item_span, confidence=_SURE
    )


def _with_measured_item(sentence: Sentence, left: QuantityMention, right: QuantityMention) -> QuantityMention:
    """ "two $20 bills", "four 30mm cannons": a count of what the measure right after it qualifies."""
    span = right.item_span
    if left.unit != "1" or right.kind == "count" or span is None or span[0] <= right.span[1] - 1:
        return left
    if left.relation == "range" or right.span[1] + 1 < span[0]:
        return left
    item = sentence.text[right.span[0] - sentence.start : span[1] - sentence.start]
    return replace(
        left, kind="count", unit="count", item=item, item_span=(right.span[0], span[1]), confidence=_SURE
    )


def _with_measure_of(left: QuantityMention, right: QuantityMention) -> QuantityMention:
    """ "7- or 8-inch screens": what the right measure qualifies, the left one does too."""
    if left.item is not None or left.unit != right.unit or right.item_span is None:
        return left
    return replace(left, item=right.item, item_span=right.item_span)


def find_quantities(text: str) -> list[QuantityMention]:
    """Return the quantities of ``text`` in order, their spans apart from each other."""
    from claims.extract.dates import DateReader

    dates = DateReader(None)
    sentences = list(split_sentences(text))
    found = QuantityReader().read(sentences, [dates.read(sentence) for sentence in sentences])
    return [mention for mentions in found for mention in mentions]


def _bounds(atom: Atom) -> tuple[Relation, float | None, float | None, tuple[bool, bool]]:
    value = atom.value
    relation = atom.relation
    lower, upper = atom.bounds or (value, value)
    if relation in {"<", "<="}:
        return relation, None, upper, (False, relation == "<=")
    if relation in {">", ">="}:
        return relation, lower, None, (relation == ">=", False)
    if atom.bounds is not None:
        return relation, lower, upper, atom.inclusive
    return relation, value, value, (True, True)


def _count_rate(tokens: Tokens, index: int) -> tuple[str, Kind] | None:
    """ "5,000 drones a month", "12 deaths per 100,000": what stands below the line at ``index``."""
    if index < len(tokens) and tokens.lower[index] == "of":
        # "four cargoes of gas a week"
        made_of = counted_phrase(tokens, index + 1) or singular_phrase(tokens, index + 1)
        index = made_of[1] if made_of is not None else index
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
    if not atom.others:
        return ()

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
            f"may also be {atom.value * factor:,.12g}{'' if unit == '1' else f' {unit}'}",
        )
        for factor, unit, kind in atom.others
    )
