"""The grammar of English questions."""

from collections.abc import Sequence

from bot.answers.arabic_grammar import Parts
from bot.answers.vocabulary import Vocabulary
from bot.arabic.terms import stem
from bot.arabic.tokens import Token
from bot.arabic.wordclass import WordClasses
from bot.model.question import QuestionForm
from bot.model.quote import Act

_AUXILIARIES = frozenset("did does do has have had is are was were will would".split())
_ABOUT = frozenset("about on of for against to that over regarding concerning at in".split())
_NEGATIONS = frozenset({"not", "never", "didn't", "doesn't", "didn’t", "n't"})
_LIST = frozenset(
    "list show all quotes quote statements statement latest newest by from everything".split()
)
_EVER = frozenset({"ever", "never", "anything", "anyone", "anybody", "already", "also", "exactly"})
_LATEST = frozenset({"latest", "newest", "recent", "last"})


def parse(tokens: Sequence[Token], text: str, words: WordClasses, vocabulary: Vocabulary) -> Parts:
    """The parts of an English question; ``text`` tells capitals from small letters."""
    del words
    form = vocabulary.interrogatives.get(tokens[0].form) if tokens else None
    latest = any(token.form in _LATEST for token in tokens)
    if form is QuestionForm.LIST:
        return _listed(tokens, text, vocabulary, latest=latest)
    how_many = form is not None and tokens[0].form == "how" and _counts(tokens)
    if how_many:
        form = QuestionForm.HOW_MANY
    rest = list(tokens[1 + how_many :]) if form is not None else list(tokens)
    auxiliary = _auxiliary(rest, form)
    if auxiliary is not None and form is not QuestionForm.WHO:
        before = rest[: max(auxiliary, 0)]
        return _inverted(before, rest[auxiliary + 1 :], form, vocabulary, latest=latest)
    if form is QuestionForm.WHO:
        return _who(rest, vocabulary, latest=latest)
    return _statement(rest, text, form, vocabulary, latest=latest)


def _counts(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and tokens[1].form in {"many", "much"}


def _auxiliary(tokens: Sequence[Token], form: QuestionForm | None) -> int | None:
    """The auxiliary behind which the speaker stands; -1 where the question begins with it."""
    if form is QuestionForm.WHETHER:
        return -1
    return next((i for i, token in enumerate(tokens) if token.form in _AUXILIARIES), None)


def _inverted(
    before: Sequence[Token],
    after: Sequence[Token],
    form: QuestionForm | None,
    vocabulary: Vocabulary,
    *,
    latest: bool,
) -> Parts:
    """Inverted order: "what did [speaker] [verb] [topic]", "did [speaker] [verb] [topic]"."""
    verb = _verb(after, vocabulary, first=1)
    if verb is None:
        end = _first(after, _ABOUT)
        negated, topic = False, after[end:]
        act = None
        cue: tuple[Token, ...] = ()
    else:
        end, act = verb
        negated = any(token.form in _NEGATIONS for token in after[:end])
        topic, cue = after[end + 1 :], (after[end],)
    speaker = [t for t in after[:end] if t.form not in _NEGATIONS | _EVER]
    if verb is None and not topic and len(speaker) > 1:
        speaker, topic = speaker[:1], speaker[1:]
    return Parts(
        form=form,
        speaker=tuple(speaker),
        topic=_topic([*before, *topic]),
        act=_named(act),
        cue=cue if _named(act) else (),
        negated=negated,
        latest=latest,
    )


def _who(tokens: Sequence[Token], vocabulary: Vocabulary, *, latest: bool) -> Parts:
    """Who is asked for: "who [verb] [topic]"."""
    verb = _verb(tokens, vocabulary, first=0)
    if verb is None:
        return Parts(QuestionForm.WHO, (), _topic(tokens), latest=latest)
    at, act = verb
    negated = any(token.form in _NEGATIONS for token in tokens[:at])
    topic = _topic([*tokens[:at], *tokens[at + 1 :]])
    named = _named(act)
    return Parts(
        QuestionForm.WHO, (), topic, named, (tokens[at],) if named else (), negated, latest
    )


def _statement(
    tokens: Sequence[Token],
    text: str,
    form: QuestionForm | None,
    vocabulary: Vocabulary,
    *,
    latest: bool,
) -> Parts:
    """No inversion: "Sam Spearing on gold particles", "Putin Syria"."""
    end = 0
    while end < len(tokens) and tokens[end].form not in _ABOUT and _capital(tokens[end], text):
        end += 1
    verb = _verb(tokens[end:], vocabulary, first=0)
    act = verb[1] if verb is not None and verb[0] == 0 and end else None
    rest = tokens[end + (act is not None) :]
    cue = (tokens[end],) if _named(act) else ()
    return Parts(form, tuple(tokens[:end]), _topic(rest), _named(act), cue, latest=latest)


def _listed(tokens: Sequence[Token], text: str, vocabulary: Vocabulary, *, latest: bool) -> Parts:
    """A list: "list all by Putin about Syria", "latest from Lavrov"."""
    rest = [token for token in tokens if token.form not in _LIST | _LATEST]
    return _statement(rest, text, QuestionForm.LIST, vocabulary, latest=latest)


def _verb(tokens: Sequence[Token], vocabulary: Vocabulary, *, first: int) -> tuple[int, Act] | None:
    """The first reporting verb from ``first`` on: its index and act."""
    for i in range(first, len(tokens)):
        act = vocabulary.acts.get(_base(tokens[i].form))
        if act is not None:
            return i, act
    return None


def _base(word: str) -> str:
    irregular = {
        "said": "say",
        "told": "tell",
        "wrote": "write",
        "spoke": "speak",
        "thought": "think",
    }
    return stem(irregular.get(word, word))


def _named(act: Act | None) -> Act | None:
    """An act narrower than saying, else None: saying is any act."""
    return None if act is Act.SAY else act


def _first(tokens: Sequence[Token], forms: frozenset[str]) -> int:
    return next((i for i, token in enumerate(tokens) if token.form in forms), len(tokens))


def _capital(token: Token, text: str) -> bool:
    return text[token.start : token.start + 1].isupper()


def _topic(tokens: Sequence[Token]) -> tuple[Token, ...]:
    dropped = _AUXILIARIES | _NEGATIONS | _EVER | _ABOUT
    return tuple(token for token in tokens if token.form not in dropped)
