"""What a word can be in a noun phrase, by closed lists and endings: there is no tagger.

One look-up a word: the lists of ``claims/lexicon/words_*.txt`` and the number words are folded into one
dictionary of bit sets.
"""

from __future__ import annotations

from functools import cache, lru_cache

from claims.extract.tokens import Tokens
from claims.lexicon import load_rows, load_table, load_words

FUNCTION = 1  # ends a noun phrase: determiner, preposition, pronoun, auxiliary
VERB = 2  # verb that is no noun, base or "-s" form
PAST = 4  # irregular past or participle
VERB_OR_NOUN = 8  # "-s" form that is a plural noun as well ("strikes")
ADVERB = 16
PLURAL = 32  # irregular or unchanging plural
NOT_PLURAL = 64  # ends in "-s" and is no plural
ATTRIBUTIVE = 128  # plural that stands before a noun ("sports clubs")
EMPTY = 256  # adjective that says how it was counted
COUNTED = 512  # singular noun counted before another noun ("12 page report")
ADJECTIVE = 1024  # adjective that stands after its number ("12 dead")
NUMBER = 2048  # number word or vague count
COLLECTIVE = 4096  # "a staff of"
COUNT_NOUN = 8192  # "the number of"
MEASURE = 16384  # "prices": its level is no count
IN_LY = 65536  # ends in "-ly" and is no adverb
BASE = 32768  # base form that is a verb or a noun ("strike")

STOP = FUNCTION | VERB | NUMBER

_LISTS = {
    "words_function": FUNCTION,
    "words_pasts": PAST,
    "words_adverbs": ADVERB,
    "words_plurals": PLURAL,
    "words_not_plural": NOT_PLURAL,
    "words_attributive_plurals": ATTRIBUTIVE,
    "words_empty_adjectives": EMPTY,
    "words_counted_singulars": COUNTED,
    "words_adjectives": ADJECTIVE,
    "words_collectives": COLLECTIVE,
    "words_count_nouns": COUNT_NOUN,
    "words_measure_subjects": MEASURE,
    "words_in_ly": IN_LY,
}
_NOT_PARTICIPLES = frozenset(
    [
        "hundred",
        "seed",
        "breed",
        "need",
        "speed",
        "reed",
        "weed",
        "greed",
        "creed",
        "steed",
        "shed",
        "sled",
        "bleed",
        "feed",
        "deed",
        "red",
        "bed",
        "unmanned",
    ]
)
# Articles and the possessives that stand for them ("its number", "their figures").
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
_ACRONYMS = frozenset(("us", "it", "who"))
_PLURAL_ENDINGS_OF_NONE = ("ss", "us", "is", "'s", "’s", "ness", "less", "ous")


@cache
def listed(name: str) -> frozenset[str]:
    """The words of an entry of ``noun_phrases.toml``."""
    return frozenset(load_table("noun_phrases")[name].split())


def s_form(base: str) -> str:
    """The "-s" form of a verb or noun ("carry" → "carries")."""
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base + "s"


@cache
def word_classes() -> dict[str, int]:
    """Lower-case word to the bits of its classes."""
    classes: dict[str, int] = {}

    def add(word: str, bits: int) -> None:
        classes[word] = classes.get(word, 0) | bits

    for name, bits in _LISTS.items():
        for word in load_words(name):
            add(word, bits)
    for base in load_words("words_verbs"):
        add(base, VERB)
        add(s_form(base), VERB)
    for base in load_words("words_nouns_or_verbs"):
        add(base, BASE)
        add(s_form(base), VERB_OR_NOUN)
    for row in load_rows("numbers"):
        add(row["word"], NUMBER)
    for word in ("dozens", "scores", "hundreds", "thousands", "tens", "millions", "billions", "trillions"):
        add(word, NUMBER)
    return classes


def bits_of(tokens: Tokens, index: int) -> int:
    """The classes of a token; "US" is no pronoun."""
    word = tokens.lower[index]
    if word in _ACRONYMS and tokens.text[index].isupper():
        return 0
    return word_classes().get(word, 0)


def is_adverb(word: str, bits: int) -> bool:
    """Whether a lower-case word is an adverb by its ending ("heavily")."""
    return word.endswith("ly") and len(word) > 4 and not bits & (IN_LY | BASE | FUNCTION)


@cache
def days_and_months() -> frozenset[str]:
    """The names of weekdays and months."""
    table = load_table("calendar")
    return frozenset(table["months"]) | frozenset(table["weekdays"])


# Their singular ends in "s".
_IN_S = frozenset(
    {"buses", "minibuses", "trolleybuses", "viruses", "bonuses", "campuses", "choruses", "gases", "statuses"}
)
# Their singular keeps the "e".
_IN_IE = frozenset({"sorties", "movies", "calories", "prairies", "rookies", "junkies", "cookies", "selfies"})
_IN_OE = frozenset({"shoes", "horseshoes", "toes", "canoes", "foes", "woes"})


def is_participle(word: str, bits: int) -> bool:
    """Whether a lower-case word is a past form or participle ("wounded", "fired", "hit")."""
    return bool(bits & PAST) or (
        word.endswith("ed") and len(word) > 3 and word not in _NOT_PARTICIPLES and not bits & PLURAL
    )


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of a plural noun by its ending: enough to compare two nouns."""
    if len(noun) <= 3 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and noun not in _IN_IE:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    if noun in _IN_S:
        return noun[:-2]
    if noun.endswith("oes") and noun not in _IN_OE:
        return noun[:-2]  # "cargoes", "torpedoes"
    return noun[:-1]


def is_plural(text: str, word: str, bits: int) -> bool:
    """Whether a word looks like a plural noun; ``word`` is ``text`` in lower case."""
    if bits & (PLURAL | ATTRIBUTIVE | VERB_OR_NOUN) or (
        text[-1] == "s" and len(text) > 2 and text[:-1].isupper()
    ):
        return True
    if not word.endswith("s") or bits & (NOT_PLURAL | FUNCTION | VERB | ADVERB | NUMBER | PAST):
        return False
    if len(word) <= 3:
        return text[-1] == "s" and text[0].isupper() and not text.istitle()
    return not word.endswith(_PLURAL_ENDINGS_OF_NONE)
