"""Which number a text speaks of again: "the wounded", "of the vehicles", "the figure includes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words, word_set
from claims.extract.relations.lists import addable
from claims.extract.relations.view import WINDOW, View, category, fits, head, middle, own_noun
from claims.extract.word_classes import singular
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line, concepts
from claims.model import Claim

# A claim by its place: the sentence that states it, and its index there.
Place = tuple[View, int]

_COUNTED = frozenset({"count", "number"})
# Of fewer people another word speaks of others as well.
_FEWEST = 10.0


@cache
def group_words(kind: str, name: str) -> frozenset[str]:
    """Return a list of single words of ``lexicon/relations_groups.toml``."""
    return frozenset(load_table("relations_groups")[kind][name])


@cache
def group_cues(kind: str, name: str) -> CueSet:
    """Return a list of cues of ``lexicon/relations_groups.toml``."""
    return compile_cues({name: load_table("relations_groups")[kind][name]})


def fate(claim: Claim) -> str | None:
    """Return what befell those who are counted: their event, or what their noun says ("12 dead")."""
    if claim.concept == "body":
        return "killed"
    fates: dict[str, str] = relation_words()["part"]["told_before"]
    noun = head(claim)
    return claim.event or (fates.get(noun) if noun else None)


def other_fate(part: Claim, whole: Claim) -> bool:
    """Whether what befell the part befell none of the whole: of 45 dead none were rescued."""
    one, other = fate(part), fate(whole)
    return one != other and word_set("sum", "fates").issuperset((one, other))


def of_other_sort(part: Claim, whole: Claim) -> bool:
    """Whether the cases of another sentence are none of the deaths, and its profits none of the revenue."""
    if whole.kind == "money":
        return part.measure != whole.measure and None not in (part.measure, whole.measure)
    return fate(whole) == "killed" and part.event in word_set("sum", "living")


def told_before(
    view: View, part: int, word: str, earlier: Sequence[View], *, ahead: bool = True
) -> Place | None:
    """Return the number of those that ``word`` names ("of the wounded"), of which the part is taken.

    ``earlier`` are the sentences before, the nearest last. ``ahead``: the number may follow in the sentence. Numbers of
    what the word names go before those of its kin. Of several the nearest that can hold the part is meant; if none can,
    the nearest.
    """
    size = middle(view.claims[part]) or 0.0
    for places in (_named(view, part, word, earlier), _kin(view, part, word, earlier)):
        first: Place | None = None
        for place in places:
            if place[0] is view and place[1] > part and not ahead:
                continue
            if (middle(place[0].claims[place[1]]) or 0.0) >= size:
                return place
            first = first or place
        if first is not None:
            return first
    return None


def told_as_group(view: View, part: int, word: str, earlier: Sequence[View]) -> Place | None:
    """Return the only number of people of the sentence before that a word for them all takes up: "13 people were on
    board. Twelve of the crew were saved".

    ``word`` is the last of the words that name them. Where a number of people near before can hold the part, or what
    befell the one befell none of the other, nothing says that they are the same.
    """
    claim = view.claims[part]
    if not earlier or claim.kind != "count" or singular(word) not in group_words("taken_up", "groups"):
        return None
    near, far = earlier[-1], earlier[:-1]
    here, size = _people(near), middle(claim) or 0.0
    if len(here) != 1 or view.sentence.paragraph - near.sentence.paragraph > 1:
        return None
    if any(index < part for index in _people(view)) or any(
        (middle(other.claims[index]) or 0.0) >= size for other in far for index in _people(other)
    ):
        return None
    whole = near.claims[here[0]]
    if whole.relation not in ("=", "~") or not addable(near, here[0]) or here[0] in near.once:
        return None
    if (middle(whole) or 0.0) < _FEWEST or other_fate(claim, whole) or of_other_sort(claim, whole):
        # "Five generals met the minister. Twelve of the candidates were interviewed"
        return None
    return near, here[0]


def _people(view: View) -> list[int]:
    """Return the first numbers of a sentence that count people by a noun of their own."""
    return [
        index
        for index, claim in enumerate(view.claims[:WINDOW])
        if claim.kind == "count" and own_noun(claim) and "person" in concept_line(claim.concept or "")
    ]


def told_far(part: Claim, word: str, told: Sequence[View]) -> Place | None:
    """Return the only number of far earlier sentences that counts what ``word`` names: "640 oaks ... 210 of the oaks"."""
    noun = singular(word)
    if noun == word or not told:
        return None
    found = [
        (view, index)
        for view in told
        for index, claim in enumerate(view.claims)
        if own_noun(claim) and head(claim) == noun and category(claim) == category(part)
    ]
    return (
        found[0] if len(found) == 1 and addable(*found[0]) and found[0][1] not in found[0][0].once else None
    )


def _named(view: View, part: int, word: str, earlier: Sequence[View]) -> Iterator[Place]:
    """Yield the numbers that count what the word names, or those to whom it befell, the nearest first."""
    noun = singular(word)
    for other in (view, *reversed(earlier)):
        # In its own sentence the whole may follow ("38 of the dead ... after the fire that killed 57").
        for index in range(len(other.claims) - 1, max(-1, len(other.claims) - 1 - 2 * WINDOW), -1):
            ahead = other is view and index > part
            if other is view and index == part:
                continue
            if index in other.once and not (
                own_noun(other.claims[index]) and head(other.claims[index]) == noun
            ):
                # "212 patients, among them 58 children. Of the children, 21 ..." takes up a part
                continue
            if _is_named(other.claims[index], view.claims[part], word, ahead=ahead):
                yield other, index


def _kin(view: View, part: int, word: str, earlier: Sequence[View]) -> Iterator[Place]:
    """Yield the numbers of what the word may name beside other things: "126 schools" for "of the buildings"."""
    if concept_named(singular(word)) is not None:
        for other in (view, *reversed(earlier[-2:])):
            kin = [
                index
                for index, claim in enumerate(other.claims[:WINDOW])
                if (other is not view or index < part) and index not in other.once and _is_kin(claim, word)
            ]
            if len(kin) == 1 and category(other.claims[kin[0]]) == category(view.claims[part]):
                yield other, kin[0]


def _is_named(claim: Claim, part: Claim, word: str, *, ahead: bool) -> bool:
    """Whether the claim counts what the plural or the participle names: "the wounded", "the participants"."""
    if category(claim) != category(part) or not _COUNTED.issuperset((claim.kind, part.kind)):
        return False
    fates: dict[str, str] = relation_words()["part"]["told_before"]
    event, noun = fates.get(word), head(claim)
    if word in ("victims", "casualties") and other_fate(part, claim):
        # "45 of the victims were hurt", but none of the dead
        return False
    if event and claim.event == event:
        return True
    if event == "killed" and claim.event == "lost" and "person" in concept_line(claim.concept or "person"):
        # "The regiment lost 48 men. Among the dead were six officers"
        return own_noun(claim)
    if ahead or (not word.endswith("s") and noun != singular(word) and event is None):
        return False
    if not own_noun(claim) and (claim.sentence_span != part.sentence_span or claim.kind != "count"):
        # In its own sentence the noun may stand before it: "cases came to 13,823, and 8,704 of these cases ..."
        return False
    return noun is not None and (noun == singular(word) or _same_group(noun, word))


def _same_group(noun: str, word: str) -> bool:
    """Whether two nouns can stand for the same whole: "2,150 volunteers", "of the participants"."""
    groups: dict[str, list[str]] = relation_words()["share"]["synonyms"]
    return any(word in group and f"{noun}s" in group for group in groups.values())


def _is_kin(claim: Claim, word: str) -> bool:
    """Whether a plural may name what the claim counts: "126 schools", "of the buildings"; "23 people", "the women"."""
    if claim.kind != "count" or not own_noun(claim) or claim.concept not in concepts():
        return False
    named = concept_named(singular(word))
    if named is None or claim.concept is None:
        return False
    event = relation_words()["part"]["told_before"].get(word)
    if event and fate(claim) not in (None, event):
        # "23 people are missing ... 134 of the deaths"
        return False
    wide = head(claim) in ("people", "person")
    return named in concept_line(claim.concept) or (wide and concept_line(named)[-1] == "person")


def concept_named(noun: str) -> str | None:
    """Return the concept that a noun, in the singular, names."""
    return _named_concepts().get(noun)


@cache
def _named_concepts() -> dict[str, str]:
    return {
        form: name for name, node in concepts().items() for label in node.labels for form in label.split("/")
    }


def unrelated(part: Claim, whole: Claim) -> bool:
    """Whether the part's noun is of another sort than what the sentence of the whole is about."""
    if not own_noun(part) or part.concept not in concepts() or whole.concept not in concepts():
        return False
    roots = {concept_line(str(part.concept))[-1], concept_line(str(whole.concept))[-1]}
    return len(roots) > 1 and not any(roots <= set(group) for group in relation_words()["list"]["kindred"])


def largest(before: View, part: Claim, *, counted: bool = False) -> int | None:
    """Return the largest number of a sentence that may hold the part; ``counted``: with a noun or a fate of its own."""
    found: tuple[float, int] | None = None
    for index, claim in enumerate(before.claims[:WINDOW]):
        if category(claim) != category(part) or fits(part, claim) is False:
            continue
        if counted and not (addable(before, index) and (own_noun(claim) or claim.event is not None)):
            continue
        size = middle(claim) or 0.0
        if found is None or size > found[0]:
            found = size, index
    return found[1] if found else None
