"""A sentence's claims with their token places, and what two claims have in common."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.extract.relations.cues import Cue, relation_words, word_set
from claims.extract.relations.mended import one_digit_more
from claims.extract.sentences import Sentence
from claims.extract.word_classes import singular
from claims.lexicon.trees import common_concept, concept_line, concepts, exclude
from claims.model import Claim, Span

# Farther apart than this, in tokens, two numbers are not members of one list.
LONGEST_GAP = 14
# So many numbers to either side of one are looked at, so that the work stays in proportion to the text.
WINDOW = 16
# A counted noun begins so soon behind its number, in characters ("40 of the houses").
NOUN_REACH = 12
# Zeros too many, as a factor, and how much rounding may blur it: the more there are, the more fits by chance.
_ZEROS = ((10.0, 0.05), (100.0, 0.02), (1000.0, 0.01))
# No bare bound above this is an age.
OLDEST = 100.0
_YOUNGER = ("under ", "over ", "below ", "above ")
_STOPS = frozenset({".", "!", "?"})
# A number in digits: its decimals, and the scale word that follows.
_WRITTEN = re.compile(r"[0-9][0-9,]*([.][0-9]+)?[ -]*([A-Za-z]*)")


@dataclass(frozen=True, slots=True)
class Link:
    """A relation: its members by role, and the words that state it."""

    kind: str
    members: tuple[tuple[str, Claim], ...]
    cue: str
    span: Span
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """The whole that a number is said to be taken of, and the words that say so, as half-open token indices;
    ``before``: they stand before the number ("of these, 12"), so that others of the whole may follow it."""

    whole: Claim
    start: int
    end: int
    before: bool


@dataclass(slots=True)
class View:
    """A sentence as the finders see it. Claim ``i`` is of the category ``sorts[i]``, has the tokens ``first[i]`` to
    ``last[i]``, and with its counted noun up to ``tail[i]``."""

    sentence: Sentence
    claims: Sequence[Claim]
    sorts: Sequence[str]
    first: Sequence[int]
    last: Sequence[int]
    tail: Sequence[int]
    cues: Mapping[str, Sequence[Cue]]
    # The claims that are parts of another number of the sentence, and in a sum would count twice.
    once: set[int] = field(default_factory=set)
    # The parts of other numbers, of this sentence or one before, that may make these together with others.
    openings: dict[int, Opening] = field(default_factory=dict)
    # The cues of records by their lists, once ``record_scope.told_cues`` has looked.
    record_cues: Mapping[str, Sequence[Cue]] | None = None
    # What each claim is in a change, once ``changes.roles_of`` has looked: from, to, by, or nothing.
    roles: list[str | None] = field(default_factory=list)

    def words(self, start: int, end: int) -> list[str]:
        return self.sentence.tokens.lower[start:end]

    def is_age(self, index: int) -> bool:
        """Whether a bare bound tells how old those counted are: "312 are under five, the others are 15 or older"."""
        claim = self.claims[index]
        if claim.relation in ("=", "~"):
            return False
        if claim.kind == "count" and claim.quote.startswith(_YOUNGER):
            # "90 were under 35", where the noun is only carried on
            return not own_noun(claim) and (claim.base_upper or claim.base_lower or 0.0) <= OLDEST
        if claim.kind != "number" or claim.item:
            return False
        before = self.words(self.first[index] - 1, self.first[index]) if self.first[index] else []
        behind = self.words(self.last[index] - 1, self.last[index])
        return before in (["are"], ["were"], ["aged"], ["those"]) or behind in (["older"], ["younger"])

    def gap(self, left: int, right: int) -> list[str]:
        """Return the words between two claims, the nouns that they count left out."""
        return self.sentence.tokens.lower[self.tail[left] : self.first[right]]

    def phrase(self, start: int, end: int) -> tuple[str, Span]:
        """Return the text of tokens ``start`` to ``end``, and its span."""
        tokens = self.sentence.tokens
        begin, stop = tokens.start[start], tokens.end[max(start, end - 1)]
        return self.sentence.text[begin - self.sentence.start : stop - self.sentence.start], (begin, stop)

    def link(
        self,
        kind: str,
        members: Iterable[tuple[str, Claim]],
        start: int,
        end: int,
        detail: Mapping[str, str] | None = None,
    ) -> Link:
        """Make a relation whose cue is tokens ``start`` to ``end``."""
        cue, span = self.phrase(start, end)
        return Link(kind, tuple(members), cue, span, detail or {})

    def claim_after(self, token: int, within: int) -> int | None:
        """Return the claim that starts at most ``within`` words after ``token``, no stop between."""
        index = bisect_left(self.first, token)
        if index == len(self.first) or self.first[index] - token > within:
            return None
        return None if _STOPS & set(self.words(token, self.first[index])) else index

    def claim_before(self, token: int, within: int) -> int | None:
        """Return the claim whose phrase ends at most ``within`` words before ``token``."""
        index = bisect_right(self.last, token) - 1
        if index < 0 or token - self.tail[index] > within:
            return None
        return index


def make_view(
    sentence: Sentence, claims: Sequence[Claim], cues: Mapping[str, Sequence[Cue]] | None = None
) -> View:
    """Find the tokens of the claims, which are in the order of the text; ``cues`` are those of the sentence.

    The same amount in another unit ("650,000 short tons (590,000 t)") is passed over.
    """
    tokens = sentence.tokens
    if len(claims) > 1:
        claims = [
            claim
            for place, claim in enumerate(claims)
            if not place or not _converts(claims[place - 1], claim)
        ]
    first: list[int] = []
    last: list[int] = []
    for claim in claims:
        first.append(bisect_right(tokens.start, claim.span[0]) - 1)
        last.append(bisect_left(tokens.start, claim.span[1]))
    tail: list[int] = []
    for index, claim in enumerate(claims):
        end = last[index]
        if claim.item:
            # The counted noun follows its number, if not at once then after a few words ("of the").
            start = claim.span[1] - sentence.start
            place = sentence.text.find(claim.item, start, start + NOUN_REACH + len(claim.item))
            if place >= 0:
                end = bisect_left(tokens.start, sentence.start + place + len(claim.item))
        limit = first[index + 1] if index + 1 < len(first) else len(tokens.text)
        tail.append(max(last[index], min(end, limit)))
    sorts = list(map(category, claims))
    return View(sentence, claims, sorts, first, last, tail, cues or {})


def _converts(claim: Claim, following: Claim) -> bool:
    gap = claim.sentence[claim.span[1] - claim.sentence_span[0] : following.span[0] - claim.sentence_span[0]]
    return (
        gap.endswith("(")
        and following.kind == "physical"
        and following.unit != claim.unit
        and category(claim) == category(following)
    )


def category(claim: Claim) -> str:
    """Return what sort of number it is: only numbers of the same sort can be added or compared."""
    kind, unit = claim.kind, claim.unit
    if kind in ("count", "number"):
        return "count" if unit in ("count", "1", None) else f"count {unit}"
    if kind == "physical":
        return f"physical {claim.dimension or unit}"
    if kind == "money":
        return f"money {unit}"
    if kind == "share":
        return "points" if unit in ("percentage_point", "basis_point") else "share"
    return str(kind)


def middle(claim: Claim) -> float | None:
    """Return the number stated, or the middle of the range, in base units."""
    lower, upper = claim.base_lower, claim.base_upper
    if lower is None or upper is None:
        return upper if lower is None else lower
    return (lower + upper) / 2


def head(claim: Claim) -> str | None:
    """Return the head of the counted noun phrase in lower case and the singular."""
    return _head_of(claim.item) if claim.item else None


@lru_cache(maxsize=1024)  # what a document counts is little, and asked for often
def _head_of(item: str) -> str:
    words = item.lower().split()
    if len(words) > 1:
        ends = word_set("list", "ends")
        for index in range(1, len(words)):
            if words[index] in ends:
                return singular(words[index - 1])
    return singular(words[-1])


def own_noun(claim: Claim) -> bool:
    """Whether the noun that the claim counts stands behind its number, rather than elsewhere in the text."""
    if not claim.item:
        return False
    end = claim.span[1] - claim.sentence_span[0]
    place = claim.sentence.find(claim.item, end, end + NOUN_REACH + len(claim.item))
    return place >= 0 and claim.item.split(maxsplit=1)[0] not in word_set("list", "ends")


def fits(part: Claim, whole: Claim) -> bool | None:
    """Whether what the part counts is of the sort that the whole counts; ``None`` where nothing says so."""
    if category(part) != category(whole):
        return False
    if part.item and whole.item:
        if head(whole) in word_set("list", "anything") and part.concept in concepts():
            # "96 targets: 71 drones ..."
            return not {"person", "body", "family"} & {*concept_line(str(part.concept))} or None
        if head(whole) == "medal" and head(part) in word_set("list", "metals"):
            return True
        verdict = _nested(part, whole)
        if verdict is not None or _in_trees(part, whole):
            return verdict
    part_head, whole_head = head(part), head(whole)
    if whole_head is None or part_head is None:
        return None
    return True if part_head == whole_head or whole_head in word_set("list", "general") else None


def _in_trees(part: Claim, whole: Claim) -> bool:
    """Whether the trees know both concepts: a noun of no tree is a concept of its own, and may be anything else."""
    return part.concept in concepts() and whole.concept in concepts()


def _nested(part: Claim, whole: Claim) -> bool | None:
    if part.concept is None or whole.concept is None or not _in_trees(part, whole):
        return None
    common = common_concept(part.concept, whole.concept)
    if common is None and not kindred(part.concept, whole.concept):
        # A number without a noun of its own has its concept from the sentence: a guess.
        return False if own_noun(part) and own_noun(whole) else None
    if common == whole.concept:
        return True
    # Missiles are none of 97 drones.
    return False if exclude(part.concept, whole.concept) and own_noun(part) and own_noun(whole) else None


def kindred(left: str, right: str) -> bool:
    """Whether two concepts may be names of the same things: "drones" and "aircraft"."""
    roots = {concept_line(left)[-1], concept_line(right)[-1]}
    return any(roots <= set(group) for group in relation_words()["list"]["kindred"])


def agree(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts may add up to the total, by the bounds that checks compare."""
    (least, most), *bounds = _bounds([total, *parts])
    lower = math.fsum(low for low, _ in bounds)
    upper = math.fsum(high for _, high in bounds)
    slack = 1e-9 * max(abs(lower), 1.0)
    return lower <= most + slack and (total.check_lower is None or least <= upper + slack)


def _bounds(claims: Sequence[Claim]) -> list[tuple[float, float]]:
    """Return the bounds that checks compare, those of rounded numbers no wider than their fellows ask for.

    "240 million" alone may be rounded to tens; beside "85 million" it is not.
    """
    finest: dict[str, float] = {}
    for claim in claims:
        room = _rounding(claim)
        if room:
            form = _form(claim)
            finest[form] = min(room, finest.get(form, room))
    bounds: list[tuple[float, float]] = []
    for claim in claims:
        low = 0.0 if claim.check_lower is None else claim.check_lower
        high = math.inf if claim.check_upper is None else claim.check_upper
        room = _rounding(claim)
        spare = room - finest[_form(claim)] if room else 0.0
        bounds.append((low + spare, high - spare))
    return bounds


def _rounding(claim: Claim) -> float:
    """Return by how much the digits of a number without a hedge may be rounded."""
    if claim.relation != "=" or claim.approximate or claim.check_upper is None or claim.base_upper is None:
        return 0.0
    return claim.check_upper - claim.base_upper


def _form(claim: Claim) -> str:
    """Return how a number is written: its decimals and the word behind it ("3.5 billion" → ".0 billion")."""
    found = _WRITTEN.search(claim.quote)
    return f"{len(found[1] or '')} {found[2].lower()}" if found else ""


def near(stated: float | None, computed: float | None, ratio: float = 2.0) -> bool:
    """Whether one number may be meant as the other: close, or the same digits after a slip of the pen."""
    if not stated or not computed or stated < 0 or computed < 0:
        return stated == computed
    quotient = stated / computed
    if 1 / ratio <= quotient <= ratio:
        return True
    return slipped(stated, computed)


def slipped(stated: float, meant: float) -> bool:
    """Whether a slip of the pen makes one number of the other: zeros too many, digits swapped."""
    quotient = stated / meant
    for factor, room in _ZEROS:
        if abs(quotient / factor - 1) <= room or abs(quotient * factor - 1) <= room:
            return True
    return miswritten(stated, meant)


def miswritten(stated: float, meant: float) -> bool:
    """Whether the one number has the digits of the other, in another order or with one more."""
    return _digits(stated) == _digits(meant) or _one_too_many(stated, meant)


def _one_too_many(stated: float, meant: float) -> bool:
    """Whether one number has a digit more than the other: "144" for "44"."""
    longer, shorter = sorted((f"{stated:.0f}", f"{meant:.0f}"), key=len, reverse=True)
    return len(shorter) > 1 and one_digit_more(longer, shorter)


def _digits(number: float) -> str:
    return "".join(sorted(f"{number:.6g}".replace(".", "").rstrip("0")))
