"""Words, in all languages, beside which it is uncertain that a number is a limit."""

from __future__ import annotations

MORE = frozenset(
    """
        more additional further extra other others weitere weiteren mehr zusätzliche autres supplémentaires plus otros
        otras más adicionales altri altre ulteriori outros outras mais adicionais meer andere flere andre yderligere
        fler andra ytterligare więcej innych dodatkowe
    """.split()
)
"""Words between a number and its noun with which it is counted from another one."""
TIMES = tuple(
    """
        week woche uge vecka uke settiman seman semaine tydz lab assignment milestone sprint quiz kapitel chapter
    """.split()
)
"""The beginnings of words that name a part of a course with a number behind them: "week 2"."""
NAMING = tuple("name nam list menti menci mencj cit find quot nenn nevn nævn nomm noem elenc wymie zoek such".split())
"""The beginnings of verbs that ask for names, and for no images: "name two figures of the Enlightenment"."""
PAST_NEED = frozenset("needed required expected wanted demanded".split())
FINDING = tuple(
    """
        find choos select translat listen watch such wähl übersetz trouv choisi tradui busc elij eleg escog elig traduz
        vælg oversæt trov scegl encontr procur escolh zoek vertaal hitta välj översätt znajd przeczyt wybierz
    """.split()
)
READING = frozenset("read take pick lies lest lis lisez lee lea læs legg leggete leia lees kies läs les velg".split())
"""Verbs, and the beginnings of verbs, with which a text is looked for or read, and not written."""
THAT = frozenset("that dass que che at att dat że".split())
NOT = frozenset("not no don't needn't nicht pas ikke inte niet non não nie".split())
APPLYING = tuple("requir need nécess necess appl hold gelt gilt gæld gjeld gäll aplic vale obowiąz".split())
"""The beginnings of verbs that, with a negation, call a limit off."""
GIVEN = frozenset("below above attached unten oben nedenfor ovenfor nedan ovan hieronder hierboven".split())
NO = ("kein", "aucun", "ningun", "ningún", "nessun", "nenhum", "geen", "ingen", "inget", "żad")
ASKING = frozenset("do does did have has had".split())
WHEN = frozenset(
    """
        once after before until unless although though nachdem bevor sobald obwohl lorsque dès après avant después antes
        aunque når efter før mens selvom dopo prima depois nadat voordat zodra innan po przed zanim
    """.split()
)
"""Words with which a clause about another time begins."""
HERE = frozenset("here hier ici aquí qui aqui her här tutaj tu".split())
ENTIRE = tuple(
    "whole entire complete overall full ganz gesamt hele totale entier todo toda intero intera inteir".split()
)
REPORTS = frozenset(
    "report document essay paper assignment bericht dokument rapport opgave verslag mémoire informe relazione".split()
)
BY = frozenset({"by", "um"})
ADDING = tuple("add ergänz füg ajout añad agreg tilføj aggiung adicion acrescent voeg lägg dodaj".split())
CHANGING = tuple(
    """
        cut shorten shrink reduc trim remov delet expand extend lengthen grow kürz streich erweiter verläng rédui
        raccourc supprim allong acort elimin amplí forkort udvid accorci tagli encurt inkort verkort förkort skróć skroc
    """.split()
)
"""The beginnings of verbs that change the length of a text."""
SUPPOSING = tuple("suppos assum imagin hypothetic angenommen supong antag forestil załóż wyobraź".split())
"""The beginnings of the words with which something is supposed."""
BOTH = frozenset(
    "all both alle allen beide beiden begge toutes tous todas todos ambas tutte ambe båda alla wszystkie obu".split()
)
