"""The beginnings of the units' nouns in languages other than English, by which a sentence is known to need them.

Loading all vocabularies takes longer than reading a template. A test compares this list with the vocabularies.
"""

from __future__ import annotations

STEM = 6
"""The number of letters of a stem."""
STEMS = frozenset(
    """
    abb abbild absaet absatz absätz adres afbeel akapic akapit alinea alinéa anschl anslag ark aufzäh avsnit battut
    beeld beelde belege bild bilde bilden bilder bildes bildet bildsc billed bladzi blatt bloc blocch blocco bloco
    blocos blocs blok bloki bloku bloków bloque boceto bogsta boksta bokstä bout bouts bron bronne bronve buchst
    bullet capove captur cara caract caras carate caratt carill carte cartel cartes cartin caráct cattur cita citaat
    citas citat citate citati citazi citaçã citaçõ code codeau codebe codebl codefr codeli codesn codevo colleg
    copie copies courbe croqui cuadro cuarti cytat cytaty cytató desenh dessin dia's diagra diapo diapos dibujo din
    disegn ecuaci ejempl ekvati enlace equazi equaçõ esboço esempi esquem estrat excert exempl extrac extrai faccia
    feuill figur figura figure figuur film filmer filmy filmów flowdi flytsk flödes fodnot fogli foglio folha folhas
    folie folien folio folios fonte fontes fonti formel formle formul fotnot foto foto's fotoer fotogr foton fotos
    fragme framme frase frases frasi fuente fussno fórmul gleich godzin graf grafer grafic grafie grafik graph
    graphe graphi gráfic henvis heure heures hiperl hiperv hiperł hoja hojas hora horas hyperl hänvis illust ilustr
    image imagem imagen images immagi imágen infogr intern istant kaart kaarte kantje karakt kart karta karte kartek
    karten kartka kartki kartor kawałe kawałk kilde kildeh kilder kodavs kodblo kodebi kodebl kodeek kodeli kodesn
    kodest kodeud kodeut kodexe kodlis kodsnu kodsty kodutd kort kulepu källa källhä källor lagepl lauda laudas
    leeste lenke lenker letra letras letter lettre lien liens ligaçã ligaçõ ligne lignes lignin liknin linha linhas
    linia linie linii linije linijk linje linjer link linkam linker linki links linku linków listad listag listat
    listin listni liter litera litery litter lysbil länk länkar línea líneas map mapa mapas mappa mappe mapy mapę
    mening minut minuta minute minuti minuto minutt minuty minutę minuut morcea mot mots nedsla nettle normal notes
    obraz obraza obraze obrazk obrazu obrazy obrazó odnośn odwoła online opsomm ora oracio oració oração oraçõe ord
    orden ordene ordet ore organi page pages pagina pagine palabr palavr pantal paragr parola parole parágr pedaço
    period pezzi pezzo photo photog photos phrase plaatj plan plano planos plot plots plott plotta plotte point
    points ponto pontos pozycj prent prente print prints propos przykł przypi puce puces pulsac punkt punkte punkty
    punktó punt punten punti punto puntos página párraf quadro quelle quellt rad rader refera refere referê regel
    regels renglo riferi riga righe ritnin rutedi rycin rycina ryciny rycinę rysune rysunk référe równan równań
    saetze satser satz schaub schema schemi scherm schets schizz schrif schéma screen second segund seite seiten
    sekund setnin sida side sider sidor signe signes silben sitat sitate skiss skisse skitse skizze skjerm skärma
    skärmb skärmd skärmk skærmb skærmd skærmk slajd slajdy slajdó slide slides snippe source spiege stichp stichw
    stikko stikor stron strona strony stronę stroom stuk stukje stukke stunde stycke stykke stödor szkic szkice
    szkicó sätze sätzen sætnin słowa słowac słowam słowem słowo słów tabel tabela tabele tabeli tabelk tabell tabelą
    tabelę tabla tablas tablea tecken teckni tegn tegnin teken tekeni tekens teksta textab textst textze time timer
    timmar timme toques tracé tracés trecho trozo trozos tópico uren url url's urler urls uur vergel verwei verwij
    video video' videoe videor videos vidéo vidéos visuel viñeta voetno volzin vídeo vídeos víncul webblä weblin
    webque wideo wiersz woerte woord woorde wort worte worten wycine wycink wykres wypunk wyraz wyraza wyrazy wyrazó
    wzory wzorów wörter zdania zdanie zdaniu zdań zdjęci zdjęć zeiche zeichn zeile zeilen zin zinnen zitate znak
    znakac znakam znaki znaków zrzut zrzutu zrzuty zrzutó équati źródeł źródła źródło
    """.split()
)
"""The first letters of the nouns."""
