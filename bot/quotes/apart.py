"""What stands behind a speaker phrase and is the verb's own: its object, or what it governs.

- an indefinite accusative: «نشرت حماس | بيانا»
- a noun behind a genitive that closed the phrase: «يطالب سكان القرية | الفرق الهندسية»
- a feminine behind a plural of men: «رجح مراقبون | إمكانية»
- بـ with a noun: «أشاد المتحدث باسم الحركة | بدور الجيش»
"""

from bot.arabic.wordclass import WordClass
from bot.quotes.progress import Progress
from bot.quotes.reading import Reading

#: Letters of «أزرق», «أكبر»: adjectives that the lexicon calls nouns.
ELATIVE_LETTERS = 4


def apart(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """Whether the noun is the verb's own: an object, or what its preposition governs."""
    object_ = _is_accusative(reading, i, state, word) or _another_body(reading, i, state, word)
    people = state.head is reading.word(i - 1) and reading.form(i - 1).endswith("ون")
    whole = people and not (state.definite or state.titled)
    feminine = whole and reading.tokens[i].bare.endswith("ة")  # «رجح مراقبون | إمكانية»
    return object_ or feminine or _governed(state, word)


def _another_body(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«ناشد أعضاء بمجلس الشورى | وزارة التعليم»، «يطالب سكان القرية | الفرق الهندسية»: behind the genitive."""
    body = word.speaker & {"organization"} and not (word.definite or word.owned)
    listed = word.adjective or word.proper or word.title or word.speaker
    people = word.unknown and word.definite and reading.form(i).endswith("ين")
    if people and state.strict and state.definite:
        return True  # «ناشدت غرفة العمليات | المواطنيين»
    noun = state.open and word.definite and word.noun and not listed
    before = reading.word(i - 1)
    return state.strict and bool(body or noun) and before.definite and not before.li_noun


def _is_accusative(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """«نشرت حماس | بيانا»: an indefinite accusative is the object."""
    form = reading.form(i)
    tanwin = form.endswith("ا") and len(form) > ELATIVE_LETTERS and word.noun
    return (
        tanwin
        and state.strict
        and not (word.definite or word.proper or word.unknown or word.title or word.place)
    )


def _governed(state: Progress, word: WordClass) -> bool:
    """«أشاد المتحدث باسم الحركة | بدور الجيش»: a word that may be بـ with a noun, the phrase complete."""
    plain = not (state.strict or state.named or state.open)
    return word.bi_maybe and word.noun and plain and state.definite and not word.title
