"""Where sentences begin and end inside a paragraph."""

from collections.abc import Callable, Sequence

from bot.arabic.tokens import Token, TokenKind

#: Marks that end a sentence. Two dots are a pause that Arabic headlines and live pages use as one.
ENDS = frozenset({".", "؟", "?", "!", "..", "؛؛", "•", "●", "▪", "■", "🔴", "🔵", "🔹", "🔸"})
#: A single letter before a dot is an abbreviation: «أ.ف.ب»، «د. أحمد»، «إف.بي.آي».
ABBREVIATION_LETTERS = 1
#: Spelled-out letters of Latin abbreviations, as agencies print them: «إف.بي.آي»، «سي.إن.إن».
_LETTER_NAMES = frozenset("اف بي سي ان اس اي جي ار تي في يو ال ام دي كي او ايه اتش".split())


def split_sentences(
    tokens: Sequence[Token], *, inside: Callable[[int], bool]
) -> list[tuple[int, int]]:
    """Half-open token ranges of the sentences of one paragraph, in order, without gaps.

    ``inside(i)`` tells whether token ``i`` stands inside quotation marks, where no sentence ends:
    «قال: "نعم. لا." ثم غادر.» is one sentence.
    """
    ranges: list[tuple[int, int]] = []
    start = 0
    for i, token in enumerate(tokens):
        if token.kind is not TokenKind.MARK or inside(i):
            continue
        stop = token.form in ENDS and not (token.form == "." and _is_abbreviation(tokens, i))
        if stop or _closes_sentence(tokens, i, inside):
            ranges.append((start, i + 1))
            start = i + 1
    if start < len(tokens):
        ranges.append((start, len(tokens)))
    return ranges


def _closes_sentence(tokens: Sequence[Token], mark: int, inside: Callable[[int], bool]) -> bool:
    """Whether a closing mark ends a sentence whose stop it encloses: «... الباردة." وحث دول».

    With a comma or a stop behind the mark the sentence goes on, or ends there anyway.
    """
    if not mark or not inside(mark - 1) or tokens[mark - 1].form not in ENDS:
        return False
    return mark + 1 < len(tokens) and tokens[mark + 1].kind is not TokenKind.MARK


def _is_abbreviation(tokens: Sequence[Token], dot: int) -> bool:
    """Whether the dot follows a letter and touches it: «د. أحمد»، «(أ.ف.ب)»."""
    before = tokens[dot - 1] if dot else None
    if before is None or not before.is_word or before.end != tokens[dot].start:
        return False
    after = tokens[dot + 1] if dot + 1 < len(tokens) else None
    touches = after is not None and after.start == tokens[dot].end and after.is_word
    spelled = before.form in _LETTER_NAMES and touches
    return spelled or (len(before.form) == ABBREVIATION_LETTERS and after is not None)
