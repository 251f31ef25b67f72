"""What an amount is the amount of, where no noun follows it: "revenue fell to $3bn", "of the drones, 41 were"."""

from __future__ import annotations

from functools import cache

from claims.extract.context_events import EventFound
from claims.extract.context_level_subjects import part_making_up, subject_of_level
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_phrases import phrase_of
from claims.extract.context_scene import Scene
from claims.extract.items import CountedItem
from claims.extract.noun_phrases import Range, counted_phrase, singular_phrase
from claims.extract.word_classes import (
    ADJECTIVE,
    ADVERB,
    BASE,
    FUNCTION,
    NUMBER,
    PAST,
    VERB,
    VERB_OR_NOUN,
    bits_of,
    is_participle,
    listed,
)
from claims.lexicon import load_table

# Kinds whose noun phrase may stand before them.
_COUNTS = frozenset({"count", "number", "share"})
_ARE = frozenset({"are", "were"})
# A participle and its noun.
_PAIR = 2
_LEVELS = frozenset({"share", "money", "physical", "number", "multiple"})
# A magnitude stands no further behind its noun, and a counted noun has no more complements.
_MAGNITUDE = 7
_COMPLEMENTS = 2
# What money is has no more words, and a thing measured stands no further before "thick".
_KINDS = 5
# Behind "at a": so fast does something change.
_PACES = frozenset({"rate", "pace", "clip", "speed"})
_UNNAMED = frozenset({"age", "elapsed", "distance", "range", "speed", "advance_rate", "altitude"})


def find_measured(
    scene: Scene,
    index: int,
    cue: Mark | None,
    measure: str | None,
    event: EventFound | None,
    word: Mark | None,
) -> CountedItem | None:
    """The noun phrase of a quantity that the words right around it do not give; ``None`` without one.

    ``cue``: the word that tells of its measure; ``word``: the one that names the concept counted.
    """
    kind = scene.quantities[index].kind
    predicate = _predicate(scene, index) if kind in _COUNTS else None
    if predicate is not None:
        return _made(scene, predicate, "predicate")
    if scene.quantities[index].unit == "magnitude":
        return _made(scene, _shaken(scene, index), "measured")
    if kind == "number" and event is not None:
        if word is None and event.form in {"noun", "counted"}:
            # "the toll passed 60"
            word = event.mark
        return _made(scene, phrase_of(scene, word), "concept")
    if kind == "duration" and measure is None:
        # "a strike of eight hours"
        return _made(scene, _of(scene, index), "measured")
    if kind not in _LEVELS or measure in _UNNAMED:
        return None
    found = _extended(scene, index) if kind == "physical" else None
    if found is not None:
        return _made(scene, found, "measured")
    found = _of(scene, index) or (_purpose(scene, index) if kind == "money" else None)
    place = scene.places[index]
    # "$76.80 a barrel" is the price of no barrel
    apart = cue is not None and not place.start <= cue.start < place.end
    if cue is not None and any(place.end < one.start <= cue.start for one in scene.places):
        # "the base grew 3% to 317 million users"
        apart = False
    if found is None and cue is not None and apart and _is_noun(scene, cue):
        found = phrase_of(scene, cue)
    if found is None:
        found = subject_of_level(scene, index)
    if found is None and kind == "share":
        found = part_making_up(scene, index)
    if found is None and kind == "share":
        return _of_those(scene, index)
    if found is not None and scene.tokens.lower[found[1] - 1] in small_words("contrasts"):
        return None
    return _made(scene, found, "measured")


def _predicate(scene: Scene, index: int) -> Range | None:
    """What so many of a whole are: "more than half are children", "at least 12 were rusted hulks"."""
    tokens, at = scene.tokens, scene.places[index].right + 1
    if at >= len(tokens) or tokens.lower[at - 1] not in _ARE or tokens.kind[at] != "w":
        return None
    found = counted_phrase(tokens, at)
    if found is None or found[0] != at:
        return None
    bits = bits_of(tokens, at)
    is_verb = is_participle(tokens.lower[at], bits) and not bits & ADJECTIVE
    return None if is_verb and found[1] - at != _PAIR else found


def _shaken(scene: Scene, index: int) -> Range | None:
    """What has a magnitude: "a magnitude 6.9 offshore earthquake", "the quake's magnitude"."""
    tokens, place = scene.tokens, scene.places[index]
    quakes = small_words("quakes")
    at = place.end + (tokens.lower[place.end : place.end + 1] in (["-"], ["magnitude"]))
    behind = singular_phrase(tokens, at) if at < len(tokens) else None
    if behind is not None and tokens.lower[behind[1] - 1] in quakes:
        return behind
    named: Range | None = None
    for at in range(place.start - 1, max(-1, place.start - _MAGNITUDE), -1):
        if tokens.lower[at] in quakes and tokens.lower[at + 1] not in {"'s", "’s"}:
            return phrase_of(scene, Mark(at, at + 1, None))
        if tokens.lower[at] == "magnitude":
            named = at, at + 1
    return named


def item_with_complement(scene: Scene, index: int) -> CountedItem | None:
    """A counted noun that only says what it holds, with what that is: "cases of arson", "visits to two prisons"."""
    mention, place, tokens = scene.quantities[index], scene.places[index], scene.tokens
    at = place.item_end
    if mention.item is None or not place.end <= place.item_start < at or at + 1 >= len(tokens):
        return None
    if not scene.names_item(index) or tokens.lower[at] not in _complements().get(tokens.lower[at - 1], ()):
        return None
    end = at
    for _ in range(_COMPLEMENTS):
        if end + 1 >= len(tokens) or (end > at and tokens.lower[end] not in small_words("complement_links")):
            # the noun's own link was looked up above
            break
        start = end + 1
        while start < len(tokens) - 1 and tokens.lower[start] in listed("determiners"):
            start += 1
        is_name = tokens.text[start][0].isupper()
        found = counted_phrase(tokens, start, share=True) or singular_phrase(tokens, start)
        if found is None or is_name or (bits_of(tokens, start) & NUMBER):
            break
        joint = next((at for at in range(*found) if tokens.lower[at] in listed("joints")), found[1])
        end = joint if end > at else found[1]
    return _made(scene, (place.item_start, end), "complement") if end > at else None


@cache
def _complements() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = load_table("context")["complements"]
    return {form: tuple(links) for noun, links in table.items() for form in (noun, noun + "s")}


def _of_those(scene: Scene, index: int) -> CountedItem | None:
    """Whose share it is, of those counted right before: "weighed 2,760 children; 19% (of them) were malnourished"."""
    place, lower = scene.places[index], scene.tokens.lower
    behind = lower[place.end] if place.end < len(lower) else ""
    goes_on = behind in small_words("be", "have") and lower[place.start - 1] in {";", ",", "and"}
    leads_back = lower[place.end : place.end + 2] in (["of", "them"], ["of", "these"], ["of", "those"])
    if not index or not (goes_on or leads_back):
        return None
    other = scene.quantities[index - 1]
    if other.item is None or other.item_span is None or other.kind != "count":
        return None
    return CountedItem(other.item, other.item_span, "carried", carried=True)


def _made(scene: Scene, found: Range | None, rule: str) -> CountedItem | None:
    if found is None:
        return None
    return CountedItem(scene.text(*found), scene.span(*found), rule)


def _is_noun(scene: Scene, cue: Mark) -> bool:
    """Whether a cue names a thing, and is no verb ("advanced") or phrase of its own ("of the vote")."""
    tokens = scene.tokens
    first, last = tokens.lower[cue.start], tokens.lower[cue.end - 1]
    bits = bits_of(tokens, cue.end - 1)
    if (
        first in small_words("oblique")
        or first in {"of", "to", "per", "against"}
        or bits & (FUNCTION | VERB | ADVERB)
    ):
        return False
    if last in small_words("cue_verbs") or is_participle(last, bits) or last.endswith("ing"):
        return False
    following = tokens.lower[cue.end] if cue.end < len(tokens) else ""
    is_object = following in small_words("determiners") and following != "at"
    return not (bits & (BASE | VERB_OR_NOUN) and is_object)


def _of(scene: Scene, index: int) -> Range | None:
    """The noun that an amount tells the size of: "an operating margin of 4%", "guidance for $3bn"."""
    tokens = scene.tokens
    at = scene.places[index].start
    if at < 2 or tokens.kind[at - 2] != "w":
        return None
    meant = tokens.lower[at - 1] == "for" and tokens.lower[at - 2] in small_words("guesses")
    if tokens.lower[at - 1] != "of" and not meant:
        return None
    if tokens.lower[at - 2] in _PACES and "at" in tokens.lower[max(0, at - 2 - _KINDS) : at - 2]:
        # "pay grew at an annual rate of 4.6%"
        return None
    bits = bits_of(tokens, at - 2)
    is_name = tokens.text[at - 2][0].isupper() and at - 2 != scene.opening
    if bits & (FUNCTION | VERB | NUMBER) or is_name:
        return None
    if at > 3 and tokens.lower[at - 3] == "per":
        # "a dividend per share of"
        found = phrase_of(scene, Mark(at - 4, at - 3, None))
        return (found[0], at - 1) if found is not None else None
    return phrase_of(scene, Mark(at - 2, at - 1, None))


def _extended(scene: Scene, index: int) -> Range | None:
    """What is so thick or tall: "Ash two millimetres thick covered the roads"."""
    tokens, place = scene.tokens, scene.places[index]
    noun, at = place.start - 1, place.end
    if noun < 0 or at >= len(tokens) or tokens.lower[at] not in listed("extents") or tokens.kind[noun] != "w":
        return None
    bits = bits_of(tokens, noun)
    is_name = tokens.text[noun][0].isupper() and noun != scene.opening
    if (
        is_name
        or bits & (FUNCTION | VERB | ADVERB | NUMBER | PAST)
        or is_participle(tokens.lower[noun], bits)
    ):
        return None
    return phrase_of(scene, Mark(noun, noun + 1, None))


def _is_kind(lower: list[str], at: int) -> bool:
    """Whether a noun tells what money is, and no other noun of the sort follows."""
    kinds = small_words("in_kinds")
    return lower[at] in kinds and (at + 1 >= len(lower) or lower[at + 1] not in kinds)


def _purpose(scene: Scene, index: int) -> Range | None:
    """What money is spent on or given to: "invest €40 million in security", "$3bn worth of grain"."""
    tokens = scene.tokens
    at = scene.places[index].end
    if at + 1 >= len(tokens):
        return None
    before = tokens.lower[max(0, scene.places[index].start - 6) : scene.places[index].start]
    if tokens.lower[at] == "in":
        # "$3m in damage", "€25m in emergency aid"
        kind = next(
            (end for end in range(at + 1, min(at + _KINDS, len(tokens))) if _is_kind(tokens.lower, end)), None
        )
        if kind is not None and all(
            tokens.kind[word] == "w" and not bits_of(tokens, word) & (FUNCTION | NUMBER)
            for word in range(at + 1, kind)
        ):
            return at + 1, kind + 1
    if tokens.lower[at] == "worth" and tokens.lower[at + 1] == "of":
        return counted_phrase(tokens, at + 2, share=True) or singular_phrase(tokens, at + 2)
    if tokens.lower[at] not in small_words("purposes") or small_words("spending").isdisjoint(before):
        return None
    start = at + 1
    while start < len(tokens) and (
        tokens.lower[start] in listed("determiners") or bits_of(tokens, start) & NUMBER
    ):
        # "on two new lines"
        start += 1
    if start >= len(tokens) or tokens.kind[start] != "w" or tokens.text[start][0].isupper():
        return None
    found = counted_phrase(tokens, start, share=True) or singular_phrase(tokens, start)
    if found is not None and tokens.lower[found[0] - 1] in {"each", "every"}:
        # "200,000 rupees to each family"
        return found[0] - 1, found[1]
    return found
