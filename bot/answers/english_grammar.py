"""The grammar of English questions."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.answers.arabic_grammar import Parts
from bot.answers.vocabulary import Vocabulary
from bot.arabic.terms import stem
from bot.arabic.tokens import Token
from bot.arabic.wordclass import WordClasses
from bot.model.question import QuestionForm
from bot.model.quote import Act

_DO = frozenset("did does do".split())
_BE = frozenset("is are was were be been being".split())
_AUXILIARIES = _DO | _BE | frozenset("have has had will would can could should".split())
#: Prepositions behind which the topic stands, and those that may stand inside a title.
_ABOUT = frozenset("about regarding concerning over on".split())
_PREPOSITIONS = _ABOUT | frozenset("of for against to that at in from with by into".split())
_NEGATIONS = frozenset({"not", "never", "didn't", "doesn't", "didn’t", "n't"})
_LIST = frozenset(
    "list show me all quotes quote statements statement remarks comments words by from everything anything"
    " accounts give find".split()
)
_EVER = frozenset(
    "going ever never anything anyone anybody already also exactly now today still".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_LATEST = frozenset({"latest", "newest", "recent", "last"})
_ACCORDING = "according"
#: Endings of nouns that are made of verbs: an adviser advises nothing in the question.
_NOUN_ENDINGS = (
    "er",
    "ers",
    "or",
    "ors",
    "ment",
    "ments",
    "ion",
    "ions",
    "ist",
    "ists",
    "al",
    "ance",
)
_VERB_ENDINGS = ("", "s", "es", "d", "ed", "ing", "t")
#: A mistyped verb is known from this likeness on, and from this length.
_TYPO, _TYPO_LENGTH = 88, 6
#: Forms of the verb that names somebody something, or calls for something.
_NAMING = frozenset({"called", "calls", "call"})
_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "spoke": "speak", "thought": "think",
    "found": "find", "showed": "show", "shown": "show", "foresaw": "foresee", "swore": "swear",
    "denied": "deny", "denies": "deny", "saying": "say", "says": "say",
}  # fmt: skip


def parse(tokens: Sequence[Token], text: str, words: WordClasses, vocabulary: Vocabulary) -> Parts:
    """The parts of an English question; ``text`` tells capitals from small letters."""
    del words
    body, named = _according(tokens, text, vocabulary)
    parts = _parse(body, text, vocabulary)
    if named:
        parts = replace(parts, speaker=named, topic=_topic((*parts.speaker, *parts.topic)))
    return replace(parts, latest=any(token.form in _LATEST for token in tokens))


def _parse(tokens: Sequence[Token], text: str, vocabulary: Vocabulary) -> Parts:
    form = vocabulary.interrogatives.get(tokens[0].form) if tokens else None
    if form is QuestionForm.LIST:
        return _listed(tokens, text, vocabulary)
    if form is QuestionForm.WHO or (tokens and tokens[0].form == "which"):
        return _who(tokens[1:], vocabulary)
    counted = form is not None and tokens[0].form == "how" and _counts(tokens)
    rest = list(tokens[1 + counted :]) if form is not None else list(tokens)
    form = QuestionForm.HOW_MANY if counted else form
    if form is QuestionForm.WHETHER:
        return _inverted((), tokens[0], rest, form, vocabulary)
    auxiliary = next((i for i, token in enumerate(rest) if token.form in _AUXILIARIES), None)
    if form is not None and auxiliary is not None:
        before = rest[:auxiliary]
        return _inverted(before, rest[auxiliary], rest[auxiliary + 1 :], form, vocabulary)
    return _statement(rest, text, form, vocabulary)


def _according(
    tokens: Sequence[Token], text: str, vocabulary: Vocabulary
) -> tuple[Sequence[Token], tuple[Token, ...]]:
    """Who is named behind "according to", and the question without it.

    At its beginning he ends at a comma or where the question begins: "according to Trump, what ...".
    """
    for i, token in enumerate(tokens):
        if token.form == _ACCORDING and i + 2 < len(tokens):
            end = len(tokens) if i else _question_at(tokens, 3, text, vocabulary)
            return [*tokens[:i], *tokens[end:]], tuple(tokens[i + 2 : end])
    return tokens, ()


def _question_at(tokens: Sequence[Token], i: int, text: str, vocabulary: Vocabulary) -> int:
    """Where the question begins from ``i`` on."""
    for j in range(i, len(tokens)):
        comma = "," in text[tokens[j - 1].end : tokens[j].start]
        if comma or tokens[j].form in vocabulary.interrogatives:
            return j
    return len(tokens)


def _counts(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and tokens[1].form in {"many", "much"}


def _inverted(
    before: Sequence[Token],
    auxiliary: Token,
    after: Sequence[Token],
    form: QuestionForm,
    vocabulary: Vocabulary,
) -> Parts:
    """Inverted order: "what did [speaker] [verb] [topic]", "did [speaker] [verb] [topic]".

    Behind "is" and "was" nobody speaks: "where was the centre of the earthquake?"; and who is asked
    about in "how many megawatts has Iraq lost?" need not be who tells it.
    """
    if auxiliary.form in _BE:
        return _progressive(before, after, form, vocabulary)
    at = _main_verb(after, vocabulary, base=auxiliary.form in _DO)
    if at is None:
        event = form is QuestionForm.HOW_MANY and auxiliary.form not in _DO
        return (
            Parts(form, (), _topic([*before, *after])) if event else _verbless(before, after, form)
        )
    act = vocabulary.acts[_base(after[at].form)]
    speaker = after[:at]
    negated = any(token.form in _NEGATIONS for token in speaker)
    either = next((i for i, t in enumerate(after[:at]) if i and t.form == "or"), 0)
    if either:
        # "what did he deny or confirm": of two acts neither is the one asked for.
        act, speaker = Act.SAY, after[: either - 1]
    kept = tuple(t for t in speaker if t.form not in _NEGATIONS | _EVER)
    named = _named(act)
    topic = _topic([*before, *after[at + 1 :]], vocabulary if named is None else None)
    return Parts(form, kept, topic, named, (after[at],) if named else (), negated)


def _progressive(
    before: Sequence[Token], after: Sequence[Token], form: QuestionForm, vocabulary: Vocabulary
) -> Parts:
    """The parts of "what is [Hatice Cengiz] asking the Saudis for", else of a question of what is."""
    saying = (
        i
        for i, token in enumerate(after)
        if i and token.form.endswith("ing") and act_of(token, vocabulary) is not None
    )
    at = next(saying, None) if after and after[0].form != "there" else None
    if at is None or form in {QuestionForm.HOW_MANY, QuestionForm.WHEN, QuestionForm.WHERE}:
        return Parts(form, (), _topic([*before, *after]))
    act = act_of(after[at], vocabulary)
    if act is Act.ASK and any(token.form in {"for", "to"} for token in after[at:]):
        act = Act.DEMAND
    named = _named(act)
    speaker = tuple(t for t in after[:at] if t.form not in _NEGATIONS | _EVER)
    return Parts(
        form, speaker, _topic([*before, *after[at + 1 :]]), named, (after[at],) if named else ()
    )


def _main_verb(tokens: Sequence[Token], vocabulary: Vocabulary, *, base: bool) -> int | None:
    """Where the verb of the question stands: the last reporting verb before the first "about".

    ``base`` tells that it stands in its base form, as behind "did": «say», not «said».
    """
    about = next((i for i, t in enumerate(tokens) if i and t.form in {"about", "regarding"}), None)
    found = [
        i
        for i in range(1, len(tokens))
        if (act_of(tokens[i], vocabulary) is not None)
        and (not base or tokens[i].form == _base_form(tokens[i].form, vocabulary))
    ]
    if not found:
        return None
    sayings = [i for i in found if vocabulary.acts[_base(tokens[i].form)] is Act.SAY]
    before = [i for i in found if about is not None and i < about]
    sure = [i for i in sayings if tokens[i].form in {"say", "tell", "write", "tweet"}]
    return (before or sure or found)[-1 if before else 0]


def _base_form(word: str, vocabulary: Vocabulary) -> str:
    return vocabulary.bases.get(_base(word), word)


def _verbless(before: Sequence[Token], after: Sequence[Token], form: QuestionForm) -> Parts:
    """No verb of saying: "what does UNICEF need?"; the speaker is the first word or name."""
    capitals = next((i for i, t in enumerate(after) if not t.bare[:1].isupper()), len(after))
    end = capitals or _first(after, _PREPOSITIONS)
    speaker, topic = list(after[:end]), list(after[end:])
    if len(speaker) > 1 and not capitals and form is not QuestionForm.WHAT:
        return Parts(form, (), _topic([*before, *after]))
    if not topic and len(speaker) > 1:
        speaker, topic = speaker[:1], speaker[1:]
    return Parts(form, tuple(speaker), _topic([*before, *topic]), loose=True)


def _who(tokens: Sequence[Token], vocabulary: Vocabulary) -> Parts:
    """Who is asked for: "who [verb] [topic]", "which carmaker said ..."."""
    at = next((i for i, t in enumerate(tokens) if act_of(t, vocabulary) is not None), None)
    if at is None and _is_named(tokens):
        return Parts(QuestionForm.LIST, tuple(tokens[1:]))
    if at is None:
        return Parts(QuestionForm.WHO, (), _topic(tokens))
    act = act_of(tokens[at], vocabulary)
    passive = at > 0 and tokens[at - 1].form in _BE
    negated = any(token.form in _NEGATIONS for token in tokens[:at])
    if act is Act.CALL and tokens[at].form in _NAMING and not _calls_for(tokens[at + 1 :]):
        act = Act.OPINION
    if act is Act.ASK and at < _first(tokens, frozenset({"to", "for"})) < len(tokens):
        act = Act.DEMAND
    named = None if passive else _named(act)
    topic = _topic([*tokens[:at], *tokens[at + 1 :]], vocabulary if named is None else None)
    cue = (tokens[at],) if named else ()
    addressed = _addressed(tokens[at + 1 :]) if named and not _topic(tokens[:at]) else 0
    return Parts(QuestionForm.WHO, (), topic, named, cue, negated, addressed=addressed)


def _calls_for(tokens: Sequence[Token]) -> bool:
    """Whether somebody was called upon: "called for calm", not "called the players spoiled"."""
    return _first(tokens, frozenset({"for", "on", "upon", "to", "against"})) < len(tokens)


def _is_named(tokens: Sequence[Token]) -> bool:
    """Whether the question is "who [is Khalid Momani]", which asks for all that he said."""
    named = len(tokens) > 1 and tokens[0].form in _BE
    return named and all(token.bare[:1].isupper() for token in tokens[1:])


def _addressed(tokens: Sequence[Token]) -> int:
    """Words of the verb's object: "who accused [Iran] of", "who warned [the United States]"."""
    end = next((i for i, t in enumerate(tokens) if t.form in _PREPOSITIONS), len(tokens))
    return len(_topic(tokens[:end]))


def _statement(
    tokens: Sequence[Token], text: str, form: QuestionForm | None, vocabulary: Vocabulary
) -> Parts:
    """No inversion: "Sam Spearing on gold particles", "Putin Syria"."""
    end = 0
    while (
        end < len(tokens) and tokens[end].form not in _PREPOSITIONS and _capital(tokens[end], text)
    ):
        end += 1
    act = act_of(tokens[end], vocabulary) if 0 < end < len(tokens) else None
    rest = tokens[end + (act is not None) :]
    cue = (tokens[end],) if _named(act) else ()
    return Parts(form, tuple(tokens[:end]), _topic(rest), _named(act), cue)


def _listed(tokens: Sequence[Token], text: str, vocabulary: Vocabulary) -> Parts:
    """A list: "list all by Putin about Syria", "latest from Lavrov"."""
    by = next((i for i, t in enumerate(tokens) if t.form in {"by", "from"}), None)
    if by is not None:
        end = next((i for i in range(by + 1, len(tokens)) if tokens[i].form in _ABOUT), len(tokens))
        speaker = tuple(t for t in tokens[by + 1 : end] if t.form not in _ARTICLES)
        others = [t for t in (*tokens[:by], *tokens[end:]) if t.form not in _LIST | _LATEST]
        return Parts(QuestionForm.LIST, speaker, _topic(others, vocabulary))
    rest = [token for token in tokens if token.form not in _LIST | _LATEST]
    return _statement(rest, text, QuestionForm.LIST, vocabulary)


def act_of(token: Token, vocabulary: Vocabulary) -> Act | None:
    """The act of a reporting verb in any of its forms, a mistyped one too; None for other words."""
    word = token.form
    base = _base(word)
    act = vocabulary.acts.get(base)
    if act is not None:
        known = vocabulary.bases[base]
        inflected = any(word == known + ending for ending in _VERB_ENDINGS)
        return act if inflected or not word.endswith(_NOUN_ENDINGS) else None
    if len(word) < _TYPO_LENGTH or token.bare[:1].isupper() or not word.endswith(("ed", "s")):
        return None
    near = process.extractOne(base, vocabulary.acts, scorer=fuzz.ratio, score_cutoff=_TYPO)
    return vocabulary.acts[near[2]] if near else None


def _base(word: str) -> str:
    return stem(_IRREGULAR.get(word, word))


def _named(act: Act | None) -> Act | None:
    """An act narrower than saying, else None: saying is any act."""
    return None if act is Act.SAY else act


def _first(tokens: Sequence[Token], forms: frozenset[str]) -> int:
    return next((i for i, token in enumerate(tokens) if token.form in forms), len(tokens))


def _capital(token: Token, text: str) -> bool:
    return text[token.start : token.start + 1].isupper()


def _topic(tokens: Sequence[Token], vocabulary: Vocabulary | None = None) -> tuple[Token, ...]:
    """The words that ask for a topic; with a vocabulary, verbs of saying are none of them."""
    dropped = _AUXILIARIES | _NEGATIONS | _EVER | _PREPOSITIONS
    kept = tuple(token for token in tokens if token.form not in dropped)
    if vocabulary is None:
        return kept
    says = {t.form for t in kept if vocabulary.acts.get(_base(t.form)) is Act.SAY}
    return tuple(token for token in kept if token.form not in says)
