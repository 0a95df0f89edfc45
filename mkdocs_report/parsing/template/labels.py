"""The labels of the place for an answer: "Answer:", "Antwort:", "Svar:"."""

from __future__ import annotations

_LABELS = """
    answer; answers; your answer; your answers; answer here; your answer here; my answer; our answer; group answer
    solution; solutions; your solution; your solutions; response; responses; your response; your responses; reply
    your reply

    antwort; antworten; deine antwort; deine antworten; eure antwort; eure antworten; ihre antwort; ihre antworten
    unsere antwort; unsere antworten; meine antwort; lösung; lösungen; eure lösung; ihre lösung; deine lösung

    svar; svaret; svarene; svaren; dit svar; dine svar; jeres svar; ditt svar; dina svar; ert svar; era svar; ditt svar
    deres svar; vores svar; vårt svar; mitt svar; besvarelse; besvarelser; besvarelsen; din besvarelse; jeres besvarelse
    løsning; løsninger; lösning; lösningar; din løsning; jeres løsning; er lösning; din lösning

    antwoord; antwoorden; jouw antwoord; je antwoord; jullie antwoord; uw antwoord; ons antwoord; oplossing; oplossingen
    uitwerking; uitwerkingen

    réponse; réponses; reponse; reponses; votre réponse; vos réponses; ta réponse; tes réponses; notre réponse
    ma réponse; solution; solutions; votre solution

    respuesta; respuestas; tu respuesta; tus respuestas; su respuesta; sus respuestas; vuestra respuesta
    nuestra respuesta; mi respuesta; solución; soluciones

    risposta; risposte; la tua risposta; le tue risposte; la vostra risposta; le vostre risposte; tua risposta
    vostra risposta; soluzione; soluzioni; svolgimento

    resposta; respostas; a sua resposta; sua resposta; as suas respostas; suas respostas; a tua resposta; tua resposta
    a vossa resposta; nossa resposta; solução; soluções; resolução; resoluções

    odpowiedź; odpowiedzi; twoja odpowiedź; twoje odpowiedzi; wasza odpowiedź; wasze odpowiedzi; nasza odpowiedź
    moja odpowiedź; rozwiązanie; rozwiązania
"""

ANSWER_LABELS: frozenset[str] = frozenset(
    label.strip().casefold() for line in _LABELS.splitlines() for label in line.split(";") if label.strip()
)
