"""Whether a number counts the same things as a vague word before it: by its noun, by what happened, or with none."""

from __future__ import annotations

from claims.extract.relations.vague_words import CLAUSE, VagueCount, cue_words, kin_of, table
from claims.extract.relations.view import View, head, own_noun
from claims.extract.word_classes import singular
from claims.lexicon.trees import common_concept, concepts, event_line
from claims.model import Claim

# Words between a word such as "toll" and its number.
REACH = 4
# Words back to the "number" that is put at so many.
FAR_BACK = 14
# Words from a number to the count that it is by.
FAR_BEHIND = 6


def same_event(vague: VagueCount, exact: Claim, titled: bool, counting: bool) -> bool:
    left, right = vague.claim.event if vague.claim else None, exact.event
    generic = frozenset(table("events")["generic"])
    if left is None and right in table("events")["harm"]:
        return titled or (counting and vague.claim is None)
    if left is None or right is None or left == right:
        return True
    if right in generic or left in event_line(right) or right in event_line(left):
        return True
    kin = kin_of("events")
    return (titled or counting) and not kin.get(left, frozenset()).isdisjoint(kin.get(right, frozenset()))


def same_noun(vague: VagueCount, view: View, index: int) -> float:
    """How alike the nouns are: 2 for the same noun, 1 for one that stands for it, 0 for another."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    noun = head(claim)
    first = view.first[index]
    if noun in cue_words("number"):
        noun = None
    elif noun is None and claim.concept is not None and claim.event is not None:
        # "4,600 wounded"
        return _same_concept(vague, claim, "")
    if noun is None:
        told = lower[max(0, first - REACH - 1) : first]
        plain = lower[first - 1 : first] == [":"] and view is vague.view
        plain = plain or is_bare(view, index) or appended(view, index) or bool(governed(view, index))
        plain = plain or elided(vague, view, index)
        return 1.0 if plain or not cue_words("number").isdisjoint(told) else 0.0
    if noun in vague.nouns:
        return 2.0
    listed = {singular(word) for word in lower}
    if noun in table("nouns")["lists"]["nouns"]:
        named = noun == "name" and _people(vague)
        return 1.0 if named or not vague.nouns.isdisjoint(listed) else 0.0
    kin = kin_of("nouns")
    own = kin.get(noun, frozenset()) | kin.get(claim.concept or "", frozenset())
    for word in (claim.item or "").lower().split():
        own |= kin.get(singular(word), frozenset())
    others = [*vague.nouns, *([vague.claim.concept] if vague.claim and vague.claim.concept else [])]
    if any(not own.isdisjoint(kin.get(other, frozenset())) for other in others):
        return 1.5
    return _same_concept(vague, claim, noun)


def _people(vague: VagueCount) -> bool:
    concept = vague.claim.concept if vague.claim else None
    if vague.claim is not None and concept is None and vague.claim.item is None:
        # "Tens of thousands have crossed into Syria"
        return True
    return concept in concepts() and common_concept(concept or "", "person") == "person"


def _same_concept(vague: VagueCount, claim: Claim, noun: str) -> float:
    if vague.claim is None or (vague.claim.concept is None and vague.claim.item is not None):
        return 0.0
    left, right = vague.claim.concept, claim.concept
    event = vague.claim.event
    if event is not None and table("nouns")["deeds"].get(noun) == event:
        return 1.0
    befallen = table("nouns")["stand_ins"].get(noun) if noun else claim.event
    if befallen is not None and (_people(vague) or left == "body"):
        kin = kin_of("events")
        related = not kin.get(befallen, frozenset()).isdisjoint(kin.get(event or "", frozenset()))
        return 1.0 if not befallen or befallen == event or related or event is None else 0.0
    if left is None or right is None or left not in concepts() or right not in concepts():
        return 0.0
    if left == right:
        return 1.5
    common = common_concept(left, right)
    return 1.0 if common in (left, right) and event is not None and event == claim.event else 0.0


def governed(view: View, index: int) -> int:
    """The token of the "number", "toll" or "figure" that this number is put at, however many words stand between;
    0 where there is none ("put the number of those who fled at 5,240")."""
    lower = view.sentence.tokens.lower
    first = view.first[index]
    if lower[first - 1 : first] and lower[first - 1] not in cue_words("put_at"):
        return 0
    for at in range(first - 1, max(0, first - FAR_BACK), -1):
        if lower[at] in CLAUSE:
            return 0
        if lower[at] in cue_words("governing"):
            return at
    return 0


def is_bare(view: View, index: int) -> bool:
    """Whether a number without a noun says how many there are of what was told of: "police counted 3,870"."""
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    before = lower[max(0, first - 2) : first]
    if before[-1:] and (
        before[-1] in cue_words("counts")
        or (before[-1] in ("are", "were", "was", "is") and before[0] in ("there", "it", "that"))
    ):
        return True
    return says_how_many(lower, last)


def says_how_many(lower: list[str], last: int) -> bool:
    """Whether words such as "in all" or "to be exact" stand behind a number that ends at token ``last``."""
    behind = " ".join(lower[last : last + 3])
    return any(behind == words or behind.startswith(f"{words} ") for words in table("cues")["in_all"])


def appended(view: View, index: int) -> bool:
    """Whether a number without a noun is added to its sentence, with whoever counted: "scores of missiles came in,
    85 by the army's count"."""
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    if own_noun(view.claims[index]) or not first:
        return False
    opens = lower[first - 1] in CLAUSE or (
        lower[first - 1] in cue_words("precise") and lower[first - 2] in CLAUSE
    )
    if not opens:
        return False
    behind = lower[last] if last < len(lower) else "."
    if behind in CLAUSE or behind in cue_words("sourced"):
        return True
    # "85 by the army's count", but "85 by drones"
    return behind in cue_words("by") and not cue_words("tallies").isdisjoint(lower[last : last + FAR_BEHIND])


def elided(vague: VagueCount, view: View, index: int) -> bool:
    """Whether a number leaves out its noun, and no other was counted since the vague word: "a few drones came
    through; the army said 400 had hit"."""
    claim = view.claims[index]
    if claim.kind not in ("count", "number") or claim.item is not None:
        return False
    earlier = view.claims[:index]
    if view is vague.view:
        return not any(
            own_noun(other) and other.span[0] >= vague.view.sentence.tokens.start[vague.end - 1]
            for other in earlier
        )
    since = [
        other
        for place, other in enumerate(vague.view.claims)
        if vague.view.first[place] >= vague.end and own_noun(other)
    ]
    return (
        view.sentence.index - vague.view.sentence.index == 1 and not since and not any(map(own_noun, earlier))
    )
