"""Tell a text that asks for something from a remark: by question marks, and by verbs of tasks in ten languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mkdocs_report.runtime.lazy_pattern import LazyPattern

_VERBS = """
    add adapt analy[sz]e answer argue assess attach calculate choose cite comment compare complete compute conclude
    consider construct
    convert copy create criti[cq]\\w+ define demonstrate derive describe design determine discuss draw elaborate
    enter estimate evaluate examine explain explore fill find give identify illustrate implement include
    indicate
    insert interpret justify link list mention measure name note outline paste pick plot present prove
    provide rank rate
    record reflect replace report review say select show sketch solve specify state submit suggest sum summari[sz]e
    support tell
    think tick upload write
    analysier\\w+ begründe\\w* beantwort\\w+ berechne\\w* bewerte\\w* beschreib\\w* diskutier\\w+
    erkläre?\\w* erläuter\\w+
    fasse\\w* formulier\\w+ füge?\\w* gib geben liste\\w* nenn\\w+ schildere?\\w* skizzier\\w+ stelle?\\w*
    vergleich\\w+
    zähle?\\w* zeichne\\w* zeige?\\w*
    angiv angi analys[eé]r\\w* argument[eé]r\\w* begrund begrunn beregn berätta beskriv diskut[eé]r\\w* forklar
    fortæl fortell förklara giv gi gör identificer indsæt jämför lav list opsummer navngiv nevn nämn redegør
    redogör
    reflekt[eé]r\\w* sammenlign skriv tegn tegn rita udfyld vis visa vurd[eé]r\\w* vælg välj
    analyseer beantwoord bereken beschrijf bespreek geef leg licht maak noem onderbouw schets schrijf teken toon
    vergelijk vermeld
    analysez ajoutez calculez citez comparez commentez décri\\w+ discutez donnez dessinez expliquez? expliquer
    indiquez insérez justifiez listez montrez nommez précisez présentez proposez racontez rédigez
    réfléchissez résumez
    tracez
    analiza\\w* añad\\w+ calcula\\w* cita\\w* compara\\w* comenta\\w* describ\\w+ dibuja\\w* discut\\w+
    enumer\\w+ escrib\\w+
    explica\\w* explique\\w* indi[cq]\\w+ inclu\\w+ justifi\\w+ menciona\\w* muestr\\w+ nombr\\w+
    present\\w+ reflexion\\w+
    resum\\w+
    analizza\\w* calcola\\w* cita\\w* commenta\\w* confront\\w+ descriv\\w+ disegn\\w+ elenc\\w+
    giustific\\w+ indic\\w+
    inseri\\w+ mostr\\w+ present\\w+ raccont\\w+ riassum\\w+ riflett\\w+ scriv\\w+ spieg\\w+
    analise\\w* apresent\\w+ calcul\\w+ colo[cq]\\w+ elen[cq]\\w+
    compar\\w+ coment\\w+ descrev\\w+ desenh\\w+ discut\\w+ escrev\\w+
    expliqu\\w+
    inclua\\w* indi[cq]\\w+ insir\\w+ justifi\\w+ list\\w+ mostr\\w+ reflit\\w+ resum\\w+
    narysuj\\w* napisz\\w* oblicz\\w* omów\\w* opisz\\w* oceń\\w* podaj\\w* porównaj\\w* przedstaw\\w*
    streść\\w* uzasadnij\\w*
    wskaż\\w* wyjaśnij\\w* wymień\\w*
"""


@cache
def _task() -> re.Pattern[str]:
    """Return a pattern of a sentence that begins with a verb; compiled when it is needed, as it is large."""
    verbs = "|".join(sorted(set(_VERBS.split())))
    return re.compile(
        r"(?:^|[.!:;]\s+|[,]\s+(?:and\s+)?)(?:\W*(?:please|bitte|then|also|briefly|in\s+(?:\w+\s+){1,6},)\s+)?"
        rf"\W{{0,4}}(?:{verbs})\b",
        re.IGNORECASE,
    )


_WORD = LazyPattern(
    r"^\W*(?:what|which|who|whom|whose|when|where|why|how|was|welche\w*|wer|wem|wen|wann|wo|warum|wieso|wie|hvad|hvilk\w+|hvem"
    r"|hvornår|hvorfor|hvordan|hva|vad|vilk\w+|vem|varför|hur|wat|welke?|wie|waarom|hoe|qu\w+|quoi|comment|pourquoi"
    r"|quién|cuál\w*|cuándo|dónde|por\s+qué|cómo|che|chi|quale|quali|quando|dove|perché|come|o\s+que|quem|qual|quais"
    r"|onde|por\s+que|como|co|kto|jak\w*|gdzie|kiedy|dlaczego)\b",
    re.IGNORECASE,
)
_HINTS = LazyPattern(
    r"\b(?:consider|address|cover|includ\w+|guid\w+|such\s+as|example|hints?|follow\w*|should|might|may|may\s+want|think\s+about"
    r"|rubric|criteria|steps?|rules?|instructions?)\b[^.!?]*[:：]\s*$",
    re.IGNORECASE,
)
_MARKS = frozenset("?？؟")
_NO_WORDS = LazyPattern(r"`[^`]*`|\]\([^)]*\)|https?://\S+")


@lru_cache(maxsize=2048)
def has_task(text: str) -> bool:
    """Whether a text has a question mark, or a sentence that begins with a verb of a task."""
    plain = re.sub(r"[*_`]+", "", text)
    return not _MARKS.isdisjoint(re.sub(r"\(?https?://\S+", "", plain)) or _task().search(plain) is not None


def has_question_mark(text: str) -> bool:
    """Whether a text has a question mark, in words and not in code or an address."""
    return not _MARKS.isdisjoint(text) and not _MARKS.isdisjoint(_NO_WORDS.sub("", text))


def is_question(text: str) -> bool:
    """Whether a text has a question mark, or begins with an interrogative."""
    return not _MARKS.isdisjoint(text) or _WORD.match(text) is not None


def announces_hints(text: str) -> bool:
    """Whether a text announces a list of hints: "Your answer should address:"."""
    return _HINTS.search(text) is not None
