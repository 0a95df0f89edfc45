"""Decide the language of a sentence by its words, and read its limits in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.reading import Reading
from mkdocs_report.parsing.limits.tokens import raw_words
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

LANGUAGES = (
    "german",
    "danish",
    "swedish",
    "norwegian",
    "dutch",
    "french",
    "spanish",
    "italian",
    "portuguese",
    "polish",
)
"""The languages beside English, in the order in which they are tried; each is a module of `languages`."""
_ENGLISH_SHARE = 0.34
"""The share of English words from which on a sentence is English."""
_STEMS = frozenset(
    """
        a abb abbi absa absä adre afbe akap alin ansc ansl ark aufz avsn batt beel bele bild bill blad blat
        bloc blok bloq boce bogs boks bout bron buch bull capo capt cara cari cart cará catt cita code coll
        copi cour croq cuad cuar cyta dese dess dia' diag diap dibu din dise ecua ejem ekva enla equa esbo
        esem esqu estr exce exem extr facc feui figu film flow flyt flöd fodn fogl folh foli font form fotn
        foto frag fram fras fuen fuss fórm glei godz graf grap gráf henv heur hipe hoja hora hype hänv illu
        ilus imag imma imág info inte ista kaar kant kara kart kawa kild koda kodb kode kodl kods kodu kort
        kule käll lage laud lees lenk letr lett lien liga lign likn linh lini linj link list lite litt lysb
        länk líne map mapa mapp mapy mapę meni minu morc mot mots neds nett norm note obra odno odwo onli opso
        ora orac oraç ord orde ore orga page pagi pala pant para paro pará peda peri pezz phot phra plaa plan
        plot poin pont pozy pren prin prop przy puce puls punk punt pági párr quad quel rad rade refe rege
        reng rife riga righ ritn rute ryci rysu réfé równ saet sats satz scha sche schi schr sché scre seco
        segu seit seku setn sida side sido sign silb sita skis skit skiz skje skär skær slaj slid snip sour
        spie stic stik stro stuk stun styc styk stöd szki sätz sætn słow słów tabe tabl teck tegn teke teks
        text time timm toqu trac trec troz tópi uren url url' urle urls uur verg verw vide vidé visu viñe voet
        volz víde vínc webb webl webq wide wier woer woor wort wyci wykr wypu wyra wzor wört zdan zdań zdję
        zeic zeil zin zinn zita znak zrzu équa źród
    """.split()
)
"""The first four letters of the units' nouns in languages other than English. Only a sentence with one of them is read
in these languages: loading all vocabularies takes longer than reading a template."""


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the vocabularies of all languages but English; few templates need them."""
    package = "mkdocs_report.parsing.limits.languages"
    return tuple(getattr(import_module(f"{package}.{name}"), name.upper()) for name in LANGUAGES)


@lru_cache(maxsize=1024)
def read_sentence(text: str, context: Unit | None = None) -> Reading:
    """Read the limits of one sentence, in the language that its words are of."""
    words = raw_words(text)
    english = _share(words, ENGLISH)
    reading = None
    if english >= _ENGLISH_SHARE or not words:
        reading = read_in(text, ENGLISH, context)
        if reading.quantities or reading.is_known or not re.search(r"\d", text):
            return reading
    if not any(word[:4] in _STEMS for word in words):
        return reading or read_in(text, ENGLISH, context)
    best: Reading | None = None
    ranked = sorted(vocabularies(), key=lambda vocabulary: -_share(words, vocabulary))
    for vocabulary in ranked:
        if vocabulary.nouns.isdisjoint(words):
            continue
        found = read_in(text, vocabulary, context)
        if found.quantities:
            return found
        best = best or found
    if reading is None and (best is None or not ENGLISH.nouns.isdisjoint(words)):
        reading = read_in(text, ENGLISH, context)
        if reading.quantities:
            return reading
    if best is not None and (reading is None or not reading.unread):
        return best
    if reading is None or not reading.unread:
        for vocabulary in ranked[:1]:
            found = read_in(text, vocabulary, context)
            if found.quantities:
                return found
    return reading or Reading()


def _share(words: Sequence[str], vocabulary: Vocabulary) -> float:
    return sum(word in vocabulary.known for word in words) / len(words) if words else 0.0
