"""Two dates of one sentence that are told in turn: "left port on 14 May and arrived off Odesa on 27 May"."""

from __future__ import annotations

import re
from functools import cache

from claims.lexicon import load_table, load_words

# Characters from a date to the verb of the next one, and of what that verb tells up to its date.
LONGEST = 120
_WORD = re.compile(r"[A-Za-z]+")


@cache
def _joins() -> re.Pattern[str]:
    """What stands between a date and the verb that tells what came next, and that verb."""
    words = load_table("happenings")["turns"]
    helpers = "|".join(words["helpers"])
    return re.compile(
        rf"(?P<join>{words['joins']})(?: (?:{helpers}))*(?: [a-z]+ly)? (?P<verb>[a-z]+)\b(?! by\b)"
    )


@cache
def _breaks() -> re.Pattern[str]:
    words = load_table("happenings")["turns"]
    return re.compile(rf"[;:.!?()“”\"]|\b(?:{'|'.join(words['breaks'])})\b")


@cache
def _ons() -> re.Pattern[str]:
    return re.compile(r" on (?:the )?$")


def are_in_turn(text: str, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether the verb behind the date at ``first`` tells what the same one did next, at ``last``.

    Verbs of what is told in any order ("killed 12 on 5 May and hit a school on 3 May") tell nothing.
    """
    gap = text[first[1] : last[0]]
    if len(gap) > LONGEST:
        return False
    found = _joins().match(gap)
    if found is None or not _ons().search(gap) or _breaks().search(gap, found.end("join")):
        return False
    verb, before = found["verb"], text[max(0, first[0] - LONGEST) : first[0]]
    repeated = load_table("happenings")["turns"]["repeated"]
    words = _WORD.findall(before)
    if verb in repeated or any(word in repeated for word in words) or not _ons().search(before):
        return False
    if "before" in found["join"]:
        return verb.endswith("ing")
    if "will" in words:
        return verb in load_words("words_verbs") or verb in load_table("happenings")["turns"]["bases"]
    if not (verb in load_words("words_pasts") or (len(verb) > 4 and verb.endswith("ed"))):
        return False
    # "left on 14 May, reached Suez on 20 May and ...": a participle behind a comma tells no next step
    return found["join"] != "," or " and " in text[last[1] : last[1] + LONGEST]
