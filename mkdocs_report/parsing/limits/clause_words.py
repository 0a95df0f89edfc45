"""Words with which clauses begin, and words that may be bounds or something else."""

from __future__ import annotations

from mkdocs_report.parsing.limits.roles import Role

ADVERBS = frozenset(
    """
        us me just only also here below then another good own please additionally finally therefore so either
        underneath itself alone together
        uns mir nur
        noch bitte auch hier dann außerdem zusätzlich zudem anschließend schließlich moi aussi également ensuite puis
        enfin mig os også desuden derefter gerne meg dessuten deretter oss också dessutom sedan gärna även ons mij ook
        daarnaast daarbij dan también además luego anche inoltre poi ci também depois nam mi też także również ponadto
        potem następnie
    """.split()
)
"""Words beside a verb that do not change what it asks for."""
RELATIVE = frozenset("that which who som dat qui che który która które którą".split())
"""Words with which a clause about a noun begins."""
SUBORDINATE = frozenset(
    """
        because how if since so that until what when where whether which while who whose why dass ob warum weil wenn wer
        wie wo que qui quand quoi comment pourquoi si cuando cómo come dove perché quando porque hvad hvor hvordan
        hvorfor hvis hva hur vad varför om hoe waarom wat wie omdat jak co dlaczego czemu kiedy że
    """.split()
)
"""Words behind a number after which its own clause has ended: "in 100 words why it took longer than planned"."""
CLAUSES = SUBORDINATE | RELATIVE
"""Words with which a clause inside of a sentence begins."""
ENDS = (Role.STOP, Role.COLON, Role.OPEN, Role.CLOSE)
OPENS = (*ENDS, Role.COMMA, Role.DASH, Role.AND, Role.OR, Role.SLASH)
"""Roles of the signs and words before the beginning of a clause or of a part of it."""
COMMANDS = (Role.ASK, Role.HAND_IN, Role.KEEP, Role.ASK_WITH)
"""Roles of verbs that ask for something."""
PLACES = frozenset(
    """
        above and below beneath beyond over short of under within minimal minimally maximal maximally maximum minimum
        ab über unter boven onder beneden binnen over de under inom innen sopra sotto oltre entro sobre bajo hasta sous
        sous les acima abaixo até nad pod powyżej poniżej do min max exact
    """.split()
)
"""Bounds that are as often something else: "the diagram above", "a minimal example"."""
VERBS = frozenset(
    """
        would will won't do does suffice suffices cost costs make makes genügen genügt suffisent suffit bastan basta
        bastano bastam rækker räcker rekker volstaan volstaat wystarczy
    """.split()
)
"""Verbs behind a number that do not ask for it: "100 words will do"."""
