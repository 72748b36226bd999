"""What the rules ask of a single word: may it be a verb, a noun, a name, a place, a title?

Answers come from the lexicon first and from morphology second, reduced to a frozen record per
form and kept in a bounded memo: Arabic news repeats its words heavily.
"""

import re
from dataclasses import dataclass, field, replace

from bot.arabic.lexicon import Lexicon, rows
from bot.arabic.morphology import Analysis, Morphology, PartOfSpeech
from bot.arabic.script import form as folded
from bot.arabic.tokens import Token
from bot.arabic.triggers import MEMO_FORMS, Triggers

#: Words that occur inside names only: «محمد بن سلمان»، «أوسيبيو دي فرانشيسكو»، «أبو مازن».
NAME_PARTICLES = frozenset(
    "بن ابن بنت منت ابو ابي ام ال عبد دي دو دا دل فان فون لو ذو ديل دير".split()
)
_PREPOSITIONS = frozenset(
    "حسب وحسب بحسب وبحسب وفق ووفق ووفقا في من الي علي عن مع لدي ضد عند بين حتي تحت فوق امام وراء خلف عبر نحو حول دون بعد قبل".split()
)
_PRONOUNS = frozenset("هو هي هم هما هن انا نحن انت هذا هذه ذلك تلك هولاء هوهي ذاك".split())
_PARTICLES = frozenset(
    "والذي والتي والذين للذين للتي للذي فان فانه فانها فانهم لكنه لكنها لكنهم ولكنه ولكنها ولكنهم لانه لانها ولكن نقلا وفقا طبقا لكي قد لم لن لا ما ان انه انها انهم او ام بل لكن ثم اذا لو اذ كما حيث كي لكي سوف ليس ليست هل ايضا غير"
    " اولا ثانيا ثالثا رابعا خامسا الا حتي اي ايا كل بعض ف و هناك هنا ثمه جدا فقط منذ لما كيف متي اين لماذا نعم كان كانت يكون منه منها منهم".split()
)
_FUNCTION = _PREPOSITIONS | _PRONOUNS | _PARTICLES

#: A family name as the database's glosses write it: «Khamene'i», «Abboudi».
_SURNAME = re.compile(r"[A-Z][A-Za-z_']*[iy]")
#: Glosses of that form that name a people of no country, a creed or a tongue.
_NO_SURNAMES = frozenset(
    "Kurdistani Sunni Nazi Hindi Farsi Thai Christianity Egyptology Sufi Wahhabi Ismaili Masry Misri"
    " Suweidi Madani Riyadi Houthi Huthi Salafi Shi'i Abbasi Fatimi Othmani Rumi Germany Ahly".split()
)

#: «يرافقه»: an unknown word with an imperfect's first letter and a pronoun is a verb, not a name.
MIN_INFLECTED = 5
#: Letters of a place with its preposition: shorter ones are other words.
MIN_OF_PLACE = 5


@dataclass(frozen=True, slots=True)
class WordClass:
    """What a form may be; several may hold at once.

    ``kind`` tells "person" or "group" where a gloss names one; ``stem`` is the form without conjunction and article; ``definite`` tells of the article;
    ``owned`` of an attached pronoun; ``joined`` that nothing but و with another word is possible; ``joined_verb`` that no reading
    at all is without it, ``resumed`` the same of ف; ``bi_noun`` that it is بـ with a noun, ``bi_maybe`` that it may be; ``unknown`` that neither lexicon nor morphology knows it.
    """

    stem: str
    definite: bool = False
    owned: bool = False
    verb: bool = False
    noun: bool = False
    adjective: bool = False
    proper: bool = False
    joined: bool = False
    joined_verb: bool = False
    resumed: bool = False
    unknown: bool = False
    function: bool = False
    bi_noun: bool = False
    bi_maybe: bool = False
    li_noun: bool = False
    place: bool = False
    kind: str = ""
    title: str = ""
    speaker: frozenset[str] = frozenset()
    slot: frozenset[str] = frozenset()

    nisba: bool = field(init=False)
    name: bool = field(init=False)

    def __post_init__(self) -> None:
        """Find out once what the rules ask most: an adjective of origin («روسي»), part of a name."""
        nisba = self.adjective and self.stem.endswith(("ي", "يه"))
        object.__setattr__(self, "nisba", nisba)
        object.__setattr__(self, "name", self._may_name(nisba=nisba))

    def _may_name(self, *, nisba: bool) -> bool:
        """Whether the word can be part of a person's name."""
        if self.stem in NAME_PARTICLES:
            return not self.function
        listed = self.title or self.speaker or self.slot or self.function or self.place
        common = nisba or (self.definite and self.noun)
        return (self.unknown or (self.proper and not common)) and not listed


class WordClasses:
    """The word classes of forms, remembered."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        """Read classes from ``lexicon`` and, for what it lacks, ``morphology``."""
        self.lexicon = lexicon
        self.morphology = morphology
        self.triggers = Triggers(lexicon)
        self._single_places = frozenset(p[0] for p in lexicon.place_words if len(p) == 1)
        #: «بيونغ يانغ»، «لوس أنجلوس»: the letter is the name's own.
        self._place_starts = frozenset(p[0] for p in lexicon.place_words if len(p) > 1)
        self._peoples = frozenset(
            name for p in lexicon.places for name in (*p.people_english, *p.english)
        )
        homographs = list(rows("homographs", 3, {1: {"given", "common"}}))
        #: Names that are words besides, folded; the rarer words of them are names wherever they stand.
        self.homographs = frozenset(folded(row[0]) for row in homographs)
        self._given = frozenset(folded(row[0]) for row in homographs if row[1] == "given")
        self._memo: dict[str, WordClass] = {}

    def of(self, form: str, *, hamza: bool = False, feminine: bool = False) -> WordClass:
        """The class of a folded form, with what folding hides: ``hamza`` on its alef, ta marbuta.

        «ألكسندر» and «آلدار» begin with letters of the name, «الجيش» with the article; «وكالة» ends
        in the feminine, «وكاله» in a pronoun.
        """
        key = f"{'ء' if hamza else ''}{form}{'ة' if feminine else ''}"
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= MEMO_FORMS:
                self._memo.clear()
            known = self._classify(form, hamza=hamza)
            known = self._memo[key] = self._feminine(known, form) if feminine else known
        return known

    def _feminine(self, known: WordClass, form: str) -> WordClass:
        """The class of a word whose ending is no pronoun: «معارضة» is not «معارض» with one."""
        titles, speakers = self.lexicon.titles, self.lexicon.speakers
        return replace(
            known,
            owned=False,
            title=titles.get(form) or titles.get(known.stem, ""),
            speaker=speakers.get(form) or speakers.get(known.stem, frozenset()),
        )

    def of_token(self, token: Token) -> WordClass:
        """The class of a token as printed."""
        hamza = token.bare.startswith(("أل", "إل", "آل"))
        return self.of(token.form, hamza=hamza, feminine=token.bare.endswith("ة"))

    def _classify(self, form: str, *, hamza: bool) -> WordClass:
        stem, definite = (form, False) if hamza else strip_article(form)
        analyses = self._named(form, self.morphology.analyse(form))
        joined = form[:1] == "و" and bool(analyses) and _all_joined(analyses)
        definite = definite or (joined and form.startswith("وال"))
        if hamza:
            analyses = tuple(a for a in analyses if "ال" not in a.proclitics)
        parts = {analysis.part for analysis in analyses}
        inflected = not analyses and form[:1] in "يت" and form.endswith(("ه", "ها", "هم"))
        function = form in _FUNCTION or (form[:1] == "و" and form[1:] in _FUNCTION)
        function = function and form not in self.lexicon.titles
        nominal = PartOfSpeech.NOUN in parts or PartOfSpeech.ADJECTIVE in parts
        return WordClass(
            stem=stem,
            definite=definite,
            owned=(_owned(analyses) and not form.endswith("ي"))
            or self.lexicon.titles.get(_without_pronoun(form)) is not None,
            verb=PartOfSpeech.VERB in parts or (inflected and len(form) > MIN_INFLECTED),
            noun=nominal,
            adjective=PartOfSpeech.ADJECTIVE in parts,
            proper=_is_proper(analyses, form),
            joined=joined,
            joined_verb=_joined_anyhow(analyses, form, "و"),
            resumed=_joined_anyhow(analyses, form, "ف"),
            unknown=not analyses
            and not (inflected or _before_latin(form))
            and not function
            and form[:1].isalpha(),
            function=function,
            bi_noun=self._behind(analyses, "ب", form),
            bi_maybe=_may_be_prefixed(analyses, "ب", form),
            li_noun=self._behind(analyses, "ل", form),
            place=form in self._single_places or (f"ال{stem}" in self._single_places and definite),
            kind=self._kind(analyses, form),
            title=self._title(form, stem),
            speaker=self._speaker(form, stem),
            slot=frozenset() if hamza else self._slot(form),
        )

    def _behind(self, analyses: tuple[Analysis, ...], letter: str, form: str) -> bool:
        """Whether the form is a noun or place behind the preposition."""
        prefixed = _prefixed(analyses, letter, form) and form not in self._place_starts
        return prefixed or self._of_place(form, letter)

    def _of_place(self, form: str, letter: str) -> bool:
        """«بإيران»، «لروسيا»: the preposition on a place, which the database may have as one word."""
        place = form[:1] == letter and form[1:] in self._single_places
        listed = form in self._single_places or form in self._given or form in self.lexicon.cues
        return place and len(form) >= MIN_OF_PLACE and not (listed or form in self.lexicon.titles)

    def _named(self, form: str, analyses: tuple[Analysis, ...]) -> tuple[Analysis, ...]:
        """Readings with family names told from adjectives of origin: «خامنئي» is a name, «روسي» none.

        The database calls both adjectives; its English gloss is a name where it ends as Arabic does
        and is no people's («Saudi»). A form with any other reading stays what it was, but for given
        names that the database has as common words only («هدى»، «باسيل»: ``homographs.tsv``).
        """
        if form in self._given:
            return tuple(replace(a, part=PartOfSpeech.PROPER, proclitics="") for a in analyses)
        nominal = [a for a in analyses if a.part in (PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE)]
        if not nominal or not all(self._is_surname(analysis) for analysis in nominal):
            return analyses
        return tuple(replace(a, part=PartOfSpeech.PROPER) if a in nominal else a for a in analyses)

    def _is_surname(self, analysis: Analysis) -> bool:
        gloss = analysis.glosses[0] if analysis.glosses else ""
        if analysis.part is not PartOfSpeech.ADJECTIVE or not _SURNAME.fullmatch(gloss):
            return False
        return gloss not in self._peoples and gloss not in _NO_SURNAMES

    def _speaker(self, form: str, stem: str) -> frozenset[str]:
        speakers = self.lexicon.speakers
        owned = speakers.get(_without_pronoun(form), frozenset())
        accusative = speakers.get(form[:-1], frozenset()) if form.endswith("ا") else frozenset()
        found = speakers.get(form) or speakers.get(stem) or owned
        return found or accusative & {"anonymous", "group"}

    def _kind(self, analyses: tuple[Analysis, ...], form: str) -> str:
        """Person or group by the first gloss of a noun: «المتهم» accused.

        A feminine form counts only where the gloss is a woman's or a body's: «القوات المسلحة» are
        no gunmen, though the lexicon glosses the adjective so.
        """
        for analysis in analyses:
            nominal = analysis.part in (PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE)
            kinds = self.lexicon.gloss_kinds
            found = kinds.get(analysis.glosses[0].lower(), "") if analysis.glosses else ""
            if nominal and found and not (found == "person" and form.endswith(("ه", "ات"))):
                return "person" if found == "woman" else found
        return ""

    def _slot(self, form: str) -> frozenset[str]:
        """The slots of the form, with و or without: «وبدوره» opens a turn as «بدوره» does."""
        slots = self.lexicon.slots
        joined = form[1:] if form.startswith("و") and len(form) > 4 else ""
        return slots.get(form) or slots.get(joined, frozenset())

    def _title(self, form: str, stem: str) -> str:
        titles = self.lexicon.titles
        return titles.get(form) or titles.get(stem) or titles.get(_without_pronoun(form), "")


def strip_article(form: str) -> tuple[str, bool]:
    """The form without conjunction-less article, and whether it had one: «الوزير» -> «وزير»."""
    if form.startswith("ال") and len(form) > 3:
        return form[2:], True
    if form.startswith("لل") and len(form) > 3:
        return form[2:], True
    return form, False


def _without_pronoun(form: str) -> str:
    """«مدربه» -> «مدرب»، «وزيرها» -> «وزير»; "" where no pronoun is attached."""
    for pronoun in ("هما", "هم", "ها", "نا"):
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            return form[: -len(pronoun)]
    return form[:-1] if form.endswith("ه") and len(form) > 3 else ""


def _owned(analyses: tuple[Analysis, ...]) -> bool:
    """Whether every nominal reading carries a pronoun: «عدوها»، not «قادة»."""
    nominal = [a for a in analyses if a.part in (PartOfSpeech.NOUN, PartOfSpeech.ADJECTIVE)]
    return bool(nominal) and all(analysis.enclitic for analysis in nominal)


def _all_joined(analyses: tuple[Analysis, ...]) -> bool:
    """«والمغتربين», not «وجود» or «وكالة»."""
    return all(a.proclitics.startswith("و") for a in analyses if a.part is not PartOfSpeech.VERB)


def _joined_anyhow(analyses: tuple[Analysis, ...], form: str, letter: str) -> bool:
    """«ويمهلها», not «واسعة»; «ففترته», not «فترة»."""
    own = all(a.proclitics[:1] == letter for a in analyses)
    return form[:1] == letter and bool(analyses) and own


def _is_proper(analyses: tuple[Analysis, ...], form: str) -> bool:
    """Whether a reading without proclitics is a name; «بوتين» is one, «وتين» with ب is not."""
    return any(
        a.part is PartOfSpeech.PROPER and a.proclitics in ("", "ال") and form for a in analyses
    )


def _may_be_prefixed(analyses: tuple[Analysis, ...], letter: str, form: str) -> bool:
    """«بدور» is a name and بـ with «دور»; a known name («بوتين») is not."""
    nouns = [a for a in analyses if a.part is PartOfSpeech.NOUN]
    cut = any(a.proclitics.startswith(letter) for a in nouns)
    proper = any(a.part is PartOfSpeech.PROPER and not a.proclitics for a in analyses)
    return cut and not proper and len(form) > 3


def _before_latin(form: str) -> bool:
    """«لـBBC»، «بـUN»: the preposition is all that is Arabic of the token."""
    return form[:1] in "بل" and form[1:2].isascii() and form[1:2].isalpha()


def _prefixed(analyses: tuple[Analysis, ...], letter: str, form: str) -> bool:
    """Whether the word is that preposition and a noun: «بتغذية», not «بريطانيا» or «بيان»."""
    if not form.startswith(letter):
        return False
    if not analyses:
        return _before_latin(form) or (form.startswith(letter + "ال") and len(form) > 5)
    whole = [a for a in analyses if letter not in a.proclitics and a.part is not PartOfSpeech.VERB]
    cut = [a for a in analyses if a.proclitics.startswith(letter)]
    return bool(cut) and not whole
