"""What an amount is the amount of, where no noun follows it: "revenue fell to $3bn", "of the drones, 41 were"."""

from __future__ import annotations

from functools import cache

from claims.extract.context_events import EventFound
from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.extract.context_source_names import attribution_words
from claims.extract.items import CountedItem
from claims.extract.noun_phrases import Range, counted_phrase, singular_phrase
from claims.extract.word_classes import (
    ADVERB,
    BASE,
    FUNCTION,
    NUMBER,
    PAST,
    VERB,
    VERB_OR_NOUN,
    bits_of,
    is_adverb,
    is_participle,
    listed,
)
from claims.lexicon import load_table
from claims.lexicon.trees import concept_line

# A subject stands no further before its figure, and a phrase has no more words before its noun.
_BACK = 24
_MODIFIERS = 4
# Kinds whose noun phrase may stand before them.
_LEVELS = frozenset({"share", "money", "physical", "number", "multiple"})
# A magnitude stands no further behind its noun, and a counted noun has no more complements.
_MAGNITUDE = 7
_COMPLEMENTS = 2
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
    if scene.quantities[index].unit == "magnitude":
        return _made(scene, _shaken(scene, index), "measured")
    if kind == "number" and event is not None:
        if word is None and event.form in {"noun", "counted"}:
            # "the toll passed 60"
            word = event.mark
        return _made(scene, _phrase_of(scene, word), "concept")
    if kind == "duration" and measure is None:
        # "a strike of eight hours"
        return _made(scene, _of(scene, index), "measured")
    if kind not in _LEVELS or measure in _UNNAMED:
        return None
    found = _of(scene, index) or (_purpose(scene, index) if kind == "money" else None)
    place = scene.places[index]
    # "$76.80 a barrel" is the price of no barrel
    apart = cue is not None and not place.start <= cue.start < place.end
    if cue is not None and any(place.end < one.start <= cue.start for one in scene.places):
        # "the base grew 3% to 317 million users"
        apart = False
    if found is None and cue is not None and apart and _is_noun(scene, cue):
        found = _phrase_of(scene, cue)
    if found is None:
        found = _subject(scene, index)
    if found is None and kind == "share":
        return _of_those(scene, index)
    if found is not None and scene.tokens.lower[found[1] - 1] in small_words("contrasts"):
        return None
    return _made(scene, found, "measured")


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
            return _phrase_of(scene, Mark(at, at + 1, None))
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
        if end + 1 >= len(tokens) or tokens.lower[end] not in small_words("complement_links"):
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
    """Whose share it is, of those counted right before: "weighed 2,760 children; 19% were malnourished"."""
    place, lower = scene.places[index], scene.tokens.lower
    behind = lower[place.end] if place.end < len(lower) else ""
    if (
        not index
        or behind not in small_words("be", "have")
        or lower[place.start - 1] not in {";", ",", "and"}
    ):
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


def _phrase_of(scene: Scene, word: Mark | None) -> Range | None:
    """The noun phrase that ends with a word: the modifiers before it."""
    if word is None:
        return None
    tokens = scene.tokens
    start = word.start
    while start > 0 and word.start - start < _MODIFIERS:
        at = start - 1
        if any(place.start <= at < place.end for place in scene.places):
            # "up to 41 degrees and gusts of 70 km/h"
            break
        bits = bits_of(tokens, at)
        if tokens.text[at] in "-‐‑" and tokens.glued(at) and at:
            start = at - 1
            continue
        if at > 1 and tokens.text[at - 1] in "-‐‑" and tokens.glued(at) and tokens.glued(at - 1):
            # "one-off"
            start = at - 2
            continue
        if tokens.kind[at] not in "wa" or bits & (FUNCTION | VERB | NUMBER):
            break
        lower = tokens.lower[at]
        if bits & ADVERB and not _is_attribute(scene, at):
            break
        if is_adverb(lower, bits) or (is_participle(lower, bits) and not _is_attribute(scene, at)):
            break
        if lower in small_words("breaks", "have", "be", "modals") or lower in listed("level_verbs"):
            break
        if _is_verb_of(scene, at):
            break
        start = at
    while start < word.start and (
        bits_of(tokens, start) & FUNCTION or tokens.lower[start] in listed("joints")
    ):
        start += 1
    while start < word.end - 1 and tokens.lower[start] in small_words("determiners"):
        # a cue with an article of its own: "the economy"
        start += 1
    while start < word.start and tokens.lower[start] in small_words("ranks"):
        # "the lowest jobless rate" is a jobless rate
        start += 1
    end = word.end
    if end < len(tokens) and tokens.lower[end] in small_words("head_nouns"):
        # "price target"
        end += 1
    return start, end


def _is_attribute(scene: Scene, at: int) -> bool:
    """Whether a word stands between a determiner and its noun: "the adjusted profit", "its worldwide sales"."""
    return at == 0 or scene.tokens.lower[at - 1] in listed("determiners")


def _is_verb_of(scene: Scene, at: int) -> bool:
    """Whether an "-s" form after a name is its verb: "Poland lowers key rate"."""
    tokens = scene.tokens
    word = tokens.lower[at]
    if not at or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return False
    return tokens.text[at].islower() and tokens.text[at - 1][0].isupper()


def _of(scene: Scene, index: int) -> Range | None:
    """The noun that an amount tells the size of: "an operating margin of 4%"."""
    tokens = scene.tokens
    at = scene.places[index].start
    if at < 2 or tokens.lower[at - 1] != "of" or tokens.kind[at - 2] != "w":
        return None
    bits = bits_of(tokens, at - 2)
    is_name = tokens.text[at - 2][0].isupper() and at - 2 != scene.opening
    if bits & (FUNCTION | VERB | NUMBER) or is_name:
        return None
    if at > 3 and tokens.lower[at - 3] == "per":
        # "a dividend per share of"
        found = _phrase_of(scene, Mark(at - 4, at - 3, None))
        return (found[0], at - 1) if found is not None else None
    return _phrase_of(scene, Mark(at - 2, at - 1, None))


def _purpose(scene: Scene, index: int) -> Range | None:
    """What money is spent on or given to: "invest €40 million in security", "$3bn worth of grain"."""
    tokens = scene.tokens
    at = scene.places[index].end
    if at + 1 >= len(tokens):
        return None
    before = tokens.lower[max(0, scene.places[index].start - 6) : scene.places[index].start]
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


def _subject(scene: Scene, index: int) -> Range | None:
    """The subject of the verb that tells a level: "plate cost 15% more", "the river stood at 8.3 metres"."""
    tokens = scene.tokens
    lower = tokens.lower
    figure = scene.places[index].start
    sayings = scene.near(scene.marks.sayings, index)
    start = max([scene.clause_start(figure), *(mark.end for mark in sayings if mark.end < figure)])
    first = next(
        (at + 1 for at in range(figure - 1, max(start, figure - _BACK), -1) if lower[at] == "that"), start
    )
    first = _past_opening(scene, first, figure)
    if figure - first > _BACK:
        return None
    is_money = scene.quantities[index].kind == "money"
    verbs = _level_verbs(is_money)
    verb = next(
        (
            at
            for at in range(first + 1, figure)
            if lower[at] in verbs
            or (not is_money and lower[at].endswith("ed") and is_participle(lower[at], bits_of(tokens, at)))
        ),
        None,
    )
    if verb is None:
        return _before_comma(scene, first, figure)
    if index and scene.quantities[index].kind == "number" and scene.places[index - 1].start > verb:
        # "the wardens counted 14,000 people in April, 41,000 in May"
        return None
    first = _clause_opening(scene, first, verb)
    end = verb
    while end > first and (
        lower[end - 1] in {",", "though", "however", "also", "still"} or lower[end - 1].endswith("ly")
    ):
        end -= 1
    return _noun_phrase(scene, first, end)


def _past_opening(scene: Scene, first: int, figure: int) -> int:
    """The token behind what opens a sentence up to a comma: "Compared with May, ..."."""
    lower = scene.tokens.lower
    while first < figure and not lower[first].isalnum():
        first += 1
    commas = [at for at in range(first, figure) if lower[at] == ","]
    opens = len(commas) == 1 and lower[first] in small_words("opening_phrases") and commas[0] + 1 < figure - 1
    return commas[0] + 1 if opens else first


def _clause_opening(scene: Scene, first: int, verb: int) -> int:
    """Where the subject of a verb may begin: behind "as"."""
    lower = scene.tokens.lower
    opened = next(
        (
            at + 1
            for at in range(verb - 2, first, -1)
            if lower[at] == "as"
            and lower[at - 1] not in {"such", "well"}
            and lower[at + 1] not in {"of", "well"}
        ),
        first,
    )
    return max(first, opened)


@cache
def _level_verbs(is_money: bool) -> frozenset[str]:
    """The verbs whose subject has a level: fewer where it may be what is paid."""
    verbs = small_words("be", "have", "modals") | listed("level_verbs")
    return verbs if is_money else verbs | small_words("cue_verbs")


def _before_comma(scene: Scene, first: int, figure: int) -> Range | None:
    """ "Joblessness, at 5.7%, remains high"."""
    lower = scene.tokens.lower
    if figure - first < 3 or lower[figure - 1] != "at" or lower[figure - 2] != ",":
        return None
    return _noun_phrase(scene, first, figure - 2)


def _noun_phrase(scene: Scene, first: int, end: int) -> Range | None:
    """The noun phrase that ends at ``end``: its noun, and no name of one who acts."""
    tokens = scene.tokens
    if end <= first or tokens.kind[end - 1] != "w":
        return None
    cut = next(
        (
            at
            for at in range(first, end)
            if tokens.lower[at] in small_words("ends_of_phrase", "oblique") and at > first
        ),
        end,
    )
    start = cut - 1
    if tokens.kind[start] != "w":
        return None
    bits = bits_of(tokens, start)
    word = tokens.lower[start]
    if (
        is_participle(word, bits)
        or bits & (FUNCTION | VERB | NUMBER | ADVERB | PAST)
        or word in attribution_words("sources")
        or word.endswith("ly")
    ):
        return None
    if tokens.text[start][0].isupper() and (
        start != first or any(one.start == start for one in scene.marks.names)
    ):
        return None
    if any(first <= mark.start < cut for mark in scene.marks.names) or any(
        mark.end == cut and "person" in concept_line(mark.value[0]) for mark in scene.marks.concepts
    ):
        return None
    return _phrase_of(scene, Mark(start, cut, None))
