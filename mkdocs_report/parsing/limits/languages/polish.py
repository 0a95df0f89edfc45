"""The Polish words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, composed_of

_ATOMS = {
    "jeden": 1, "jedna": 1, "jedno": 1, "jedną": 1, "jednego": 1, "jednej": 1, "jednym": 1, "dwa": 2, "dwie": 2,
    "dwóch": 2, "dwu": 2, "dwoma": 2, "trzy": 3, "trzech": 3, "trzema": 3, "cztery": 4, "czterech": 4, "czterema": 4,
    "pięć": 5, "pięciu": 5, "sześć": 6, "sześciu": 6, "siedem": 7, "siedmiu": 7, "osiem": 8, "ośmiu": 8, "dziewięć": 9,
    "dziewięciu": 9, "dziesięć": 10, "dziesięciu": 10, "jedenaście": 11, "jedenastu": 11, "dwanaście": 12,
    "dwunastu": 12, "trzynaście": 13, "trzynastu": 13, "czternaście": 14, "piętnaście": 15, "piętnastu": 15,
    "szesnaście": 16, "siedemnaście": 17, "osiemnaście": 18, "dziewiętnaście": 19, "dwadzieścia": 20, "dwudziestu": 20,
    "trzydzieści": 30, "trzydziestu": 30, "czterdzieści": 40, "czterdziestu": 40, "pięćdziesiąt": 50,
    "pięćdziesięciu": 50, "sześćdziesiąt": 60, "sześćdziesięciu": 60, "siedemdziesiąt": 70, "siedemdziesięciu": 70,
    "osiemdziesiąt": 80, "osiemdziesięciu": 80, "dziewięćdziesiąt": 90, "dziewięćdziesięciu": 90, "sto": 100,
    "stu": 100, "dwieście": 200, "dwustu": 200, "trzysta": 300, "trzystu": 300, "czterysta": 400, "czterystu": 400,
    "pięćset": 500, "pięciuset": 500, "sześćset": 600, "sześciuset": 600, "siedemset": 700, "osiemset": 800,
    "dziewięćset": 900, "tysiąc": 1000, "tysiąca": 1000, "tysiące": 1000, "tysięcy": 1000,
}  # fmt: skip


POLISH = Vocabulary(
    code="pl",
    common="""
        i lub oraz albo że to jest są w we na z ze do od po przy dla o jak co kto gdzie kiedy dlaczego który która które
        jaki jaka jakie nie się państwa wasz wasza wasze twój twoja twoje swój swoją swoje czy należy proszę opisz
        wyjaśnij odpowiedź odpowiedz każdy każda każde
    """,
    roles={
        Role.LEAST: """
            co najmniej; przynajmniej; minimum; min; minimalnie; nie mniej niż; conajmniej; minimalna; minimalny; od;
            nie krócej niż; nie poniżej
        """,
        Role.MOST: """
            co najwyżej; najwyżej; maksymalnie; maksimum; maks; max; do; nie więcej niż; nie dłużej niż;
            nie przekraczając; maksymalna; maksymalny; nie dłuższa niż; nie dłuższy niż; ograniczona/ograniczony do;
            w granicach; do maksymalnie; nie powyżej
        """,
        Role.OVER: """
            więcej niż; ponad; powyżej; przekraczać; przekracza; przekroczyć; dłuższa/dłuższy/dłuższe/dłużej niż;
            przekraczają; przekraczającej; przekraczający; przekroczy
        """,
        Role.UNDER: "mniej niż; poniżej; krótsza/krótszy/krótsze/krócej niż",
        Role.ABOUT: """
            około; ok; mniej więcej; w przybliżeniu; blisko; prawie; circa; ca; jakieś; orientacyjnie; w okolicach;
            niemal
        """,
        Role.EXACTLY: "dokładnie; równo; ściśle; precyzyjnie",
        Role.OR_MORE: "lub więcej; albo więcej; i więcej; lub dłużej; wzwyż; bądź więcej",
        Role.OR_FEWER: "lub mniej; albo mniej; i mniej; bądź mniej",
        Role.BETWEEN: "między; pomiędzy; w przedziale",
        Role.FROM: "od",
        Role.TO: "do; po",
        Role.AND: "i; oraz; a; plus; ale; a także; wraz z; razem z; lecz; jak również",
        Role.OR: "lub; albo; bądź; czy; względnie",
        Role.NOT: "nie; bez; żaden; żadna; żadnych; nigdy; żadnego; żadnej",
        Role.REFUSED: """
            nie będzie/będą przyjęta/przyjęte/przyjmowane/akceptowane/czytane/oceniane/sprawdzane/oceniana;
            będzie/będą odrzucona/odrzucone/odrzucane/ignorowane/pominięte;
            nie są/jest akceptowane/przyjmowane/akceptowana; są/jest za krótkie/długie/krótka/długa
        """,
        Role.LIMIT: "limit; limit to; limitu; ograniczenie; górna granica; limitem",
        Role.KEEP: "ogranicz; ograniczcie; ograniczyć; ogranicz się; zmieść; zmieścić",
        Role.LENGTH: """
            długość; objętość; liczba; liczba słów w; ilość; rozmiar; długość odpowiedzi; długości; objętości; liczbę;
            zalecana liczba; ilość
        """,
        Role.PLUS_MINUS: "plus minus; plus lub minus; z tolerancją; tolerancja; z dokładnością do; plus/minus",
        Role.PERCENT: "procent; procenta; procentów; proc",
        Role.EACH: """
            każdy; każda; każde; każdego; każdej; każdym; każdą; dla każdego/każdej; do każdego/każdej; w każdym/każdej;
            o każdym/każdej; z każdego/każdej; wszystkich; po
        """,
        Role.PER: "na; za; każdy; każda; każde; po",
        Role.WHOLE: "odpowiedź; odpowiedzi; pytanie; pytania; grupa; grupę; grupy; zespół; pytaniu; zespołu; pytań",
        Role.PLACE: """
            sekcja; sekcji; sekcję; zadanie; zadania; zadaniu; część; części; ćwiczenie; rozdział; pole; punkt;
            podpunkt; podpunktu
        """,
        Role.IN_ALL: "łącznie; razem; w sumie; ogółem; w całości; ogólnie",
        Role.OPTIONAL: """
            opcjonalnie; opcjonalny; opcjonalna; opcjonalne; nieobowiązkowo; nieobowiązkowy; nieobowiązkowa;
            nieobowiązkowe; dobrowolnie; jeśli to możliwe/konieczne; jeżeli to możliwe; jeśli możliwe;
            w miarę możliwości; jeśli chcesz/chcecie; jeśli masz/macie; jeżeli masz/macie; ewentualnie;
            w razie potrzeby; nie jest wymagane/wymagany/wymagana/konieczne; lub żaden; lub żadnego; jeśli dotyczy;
            jeśli są dostępne; niekonieczne; dowolnie; jeśli jest; o ile to możliwe; fakultatywnie; albo żadnego
        """,
        Role.MAY: "może; możesz; możecie; mogą; można; mogą państwo",
        Role.IF: "jeśli; jeżeli; gdy; o ile",
        Role.ADVICE: """
            zalecana; zalecany; zalecane; zaleca się; zalecamy; zalecenie; najlepiej; idealnie; preferowana;
            preferowany; sugerowana; sugerowany; sugerowane; rekomendowana; rekomendowany; rekomendowane; wskazane;
            orientacyjna; orientacyjny; sugerujemy; zwykle; wytyczna; w idealnym przypadku; polecamy; zazwyczaj
        """,
        Role.EXCLUDING: """
            bez; z wyłączeniem; z wyjątkiem; nie licząc; wyłączając; poza; oprócz; nie wliczając; pomijając; prócz;
            za wyjątkiem
        """,
        Role.EXCLUDED: """
            nie są wliczane; nie jest wliczany/wliczana/wliczane; nie wlicza się; nie liczą się; nie liczy się;
            wyłączone; nie są liczone; nie wliczają się; pomijane; nie licząc; nie jest liczony/liczona;
            nie uwzględnia się; nie są uwzględniane; nie wliczone; nie wliczane
        """,
        Role.INCLUDING: """
            ze; z; wliczając; włącznie z; łącznie z; w tym; licząc; włączając; wliczane; wliczone; uwzględniając
        """,
        Role.ASK: """
            dodaj; dodajcie; dodać; wstaw; wstawcie; wstawić; dołącz; dołączcie; dołączyć; załącz; załączcie; załączyć;
            pokaż; pokażcie; prześlij; prześlijcie; narysuj; narysujcie; podaj; podajcie; podać; zamieść; zamieśćcie;
            zamieścić; umieść; umieśćcie; umieścić; przedstaw; przedstawcie; przedstawić; użyj; użyjcie; użyć; zacytuj;
            zacytujcie; wymień; wymieńcie; zrób; zróbcie; wklej; wklejcie; wykorzystaj; wykorzystajcie; naszkicuj;
            sporządź; wskaż; wskażcie; zaprezentuj; przytocz; powołaj się na; wgraj; wykonaj; wykonajcie; stwórz;
            przygotuj; zawrzyj; zawrzyjcie; odwołaj się do
        """,
        Role.PAST: "miał; miała; miało; miały; był; była; było; były; zawierał; zawierała; liczył; liczyła",
        Role.ASK_WITH: """
            zilustruj; zilustrujcie; poprzyj; poprzyjcie; uzupełnij; uzupełnijcie; udokumentuj; wesprzyj; opatrz;
            uzasadnij
        """,
        Role.WITH: "z; ze; za pomocą; przy pomocy; przy użyciu; zawierający; zawierająca",
        Role.NEED: """
            musi; muszą; wymaga; wymagany; wymagana; wymagane; wymagany jest; powinna; powinien; powinny; powinno;
            zawiera; zawierać; oczekuje się; oczekujemy; należy; trzeba; obowiązkowo; obowiązkowy; obowiązkowa; proszę;
            ma; mają; prosimy; konieczny; konieczna; mieć
        """,
        Role.WRITTEN: """
            w; we; napisz; napiszcie; napisać; z; ze; odpowiedz; odpowiedzcie; użyj; sformułuj; sformułujcie; liczyć;
            liczy; mieć; zawierać; streść; składać się z; na; ma; opisz w; mieści
        """,
        Role.THESE: """
            te; tych; ten; ta; to; tego; tej; wasze; twoje; swoje; wszystkie; oba; obie; pierwsze; pierwszych; ostatnie;
            ostatnich; następujące; które; jakie; powyższe; powyższych; tymi
        """,
        Role.VAGUE: """
            kilka; kilku; kilkoma; parę; paru; wiele; pół; kilkanaście; kilkadziesiąt; różne; szereg; niewiele; tuzin;
            dużo; sporo; kilkaset; parunastu
        """,
        Role.NO: "żadnych; żaden; żadnego; brak",
        Role.IS: "jest; są; wynosi; wynoszą; będzie; to; być; ma; wynieść",
        Role.OF: "w; na; dla; o; ze; z",
        Role.UNCOUNTED: """
            strona; strony; stron; stronę; stronach; wiersz; wiersze; wierszy; linia; linie; linii; linijki; linijek;
            minuta; minuty; minut; minutę; slajd; slajdy; slajdów; godzina; godziny; godzin; sekunda; sekundy; sekund;
            film; filmy; filmów; wideo; litera; litery; liter; punkty; punktów; kartka; kartki; kartek; strony a4;
            wzory; wzorów; równania; równań; wypunktowań; przypisów
        """,
    },
    units={
        Unit.WORDS: (
            "słowo; słowa; wyraz; słowem",
            "słowa; słów; słowami; słowach; wyrazów; wyrazy; wyrazami; wyrazach",
        ),
        Unit.IMAGES: (
            """
                obraz; obrazek; rysunek; zdjęcie; fotografia; fotografię; zrzut ekranu; diagram; wykres; schemat; szkic;
                mapa; mapę; ilustracja; ilustrację; grafika; grafikę; screen; screenshot; zrzut; zdjęcia; rysunku;
                wykresu; obrazu; diagramu; schematu; zdjęciem; ilustracji; zrzutu ekranu; rycina; rycinę; mapy; grafiki
            """,
            """
                obrazy; obrazów; obrazki; obrazków; rysunki; rysunków; zdjęcia; zdjęć; fotografie; fotografii;
                zrzuty ekranu; zrzutów ekranu; diagramy; diagramów; wykresy; wykresów; schematy; schematów; szkice;
                szkiców; mapy; map; ilustracje; ilustracji; grafiki; grafik; screeny; screenów; screenshoty;
                screenshotów; zrzuty; zrzutów; ryciny; rycin; zdjęciami; rysunkami; obrazami; wykresami
            """,
        ),
        Unit.CHARACTERS: ("znak", "znaki; znaków; znakach; znakami"),
        Unit.SENTENCES: ("zdanie; zdaniu; zdaniem", "zdania; zdań; zdaniach; zdaniami"),
        Unit.PARAGRAPHS: (
            "akapit; akapicie; akapitem; paragraf",
            "akapity; akapitów; akapitach; akapitami; paragrafy; paragrafów",
        ),
        Unit.LINKS: (
            """
                źródło; link; odnośnik; odwołanie; cytat; przypis bibliograficzny; hiperłącze; pozycja bibliograficzna;
                źródła; linku; adres url
            """,
            """
                źródła; źródeł; linki; linków; odnośniki; odnośników; odwołania; odwołań; cytaty; cytatów; hiperłącza;
                hiperłączy; pozycje bibliograficzne; pozycji bibliograficznych; źródłami; linkami; referencje;
                referencji
            """,
        ),
        Unit.TABLES: ("tabela; tabelę; tabeli; tabelą; tabelka; tabelkę", "tabele; tabel; tabelami; tabelki; tabelek"),
        Unit.CODE_BLOCKS: (
            """
                blok kodu; fragment kodu; przykład kodu; listing; snippet; wycinek kodu; bloku kodu; fragmentu kodu;
                kawałek kodu
            """,
            """
                bloki kodu; bloków kodu; fragmenty kodu; fragmentów kodu; przykłady kodu; przykładów kodu; listingi;
                listingów; snippety; snippetów; wycinki kodu; kawałki kodu; kawałków kodu
            """,
        ),
    },
    things={
        "footnotes": "przypisy; przypisów; przypisami; przypis; przypisy dolne; przypisów dolnych",
        "references": """
            bibliografia; bibliografii; bibliografię; źródła; źródeł; literatura; literatury; cytaty; cytatów;
            odwołania; odwołań; referencji; spis literatury; spisu literatury; bibliografią
        """,
        "captions": "podpisy; podpisów; podpisami; podpisy pod rysunkami; podpisów pod rysunkami",
        "code": "kod; kodu; kod źródłowy; kodu źródłowego; bloków kodu; kodem",
        "tables": "tabele; tabel; tabelami",
        "headings": "nagłówki; nagłówków; tytuł; tytuły; tytułów; tytułu; nagłówkami",
        "spaces": "spacje; spacji; spacjami; odstępy; odstępów; odstępami",
        "": "załączniki; załączników; obrazów; rysunków; wzorów; strony tytułowej; aneksu; zdjęć; równań",
    },
    numbers={word: number for word, number in _ATOMS.items() if number <= 12} | {"zero": 0},
    big=composed_of(_ATOMS),
    atoms=_ATOMS,
    short=frozenset("maks max min np nr ok rys tj tzn wg wyr zn".split()),
    verbs_of_having="ma mają mieć zawiera zawierają zawierać liczy liczą liczyć składać składa składają",
    verbs_of_handing_in="dołącz dołączcie wstaw wstawcie załącz załączcie prześlij wklej dodaj dodajcie",
    commands="""
        analizuj dodaj dodajcie napisz napiszcie narysuj oceń oceńcie odpowiedz odpowiedzcie ogranicz określ
        określcie omów omówcie opisz opiszcie opowiedz opowiedzcie podaj podajcie podsumuj podsumujcie porównaj
        porównajcie przeanalizuj przeanalizujcie przedstaw przedstawcie przetłumacz przygotuj przygotujcie
        rozważ rozważcie rozwiń scharakteryzuj sformułuj sformułujcie skomentuj skomentujcie streść streśćcie
        udowodnij uzasadnij uzasadnijcie wskaż wskażcie wybierz wybierzcie wyjaśnij wyjaśnijcie wymień wymieńcie
        wypisz zapisz zapiszcie zaproponuj zbadaj zdefiniuj zinterpretuj zinterpretujcie zmieść zredaguj
        zredagujcie zreferuj zrelacjonuj
    """,
    prepositions="bez dla do ku między na nad o od po pod podczas poza przed przez przy u w we z za ze",
    prepositions_of_having="o z ze",
    people="wy państwo ty my każdy",
    pronouns="to on ona ono one",
    owners="wasz wasza wasze twój twoja twoje nasz nasza państwa",
    text_nouns="""
        odpowiedź/odpowiedzi; tekst/teksty; esej; wypracowanie; streszczenie/streszczenia; opis/opisy; wyjaśnienie;
        wyjaśnienia; abstrakt; sekcja; część; części; akapit; refleksja; raport/raporty; sprawozdanie; wstęp; wniosek;
        wnioski; zakończenie; dyskusja; analiza; komentarz/komentarze; uzasadnienie; list; wiadomość; motywacja;
        artykuł; podsumowanie; student; studenci; grupa; członek; dokument; treść; opowiadanie; interpretacja; praca;
        prezentacja; argumentacja; ocena; całość; rozprawka; wszystko;
        porównanie; opinia; wiersz; recenzja; dziennik; eseje; notatka; argument; argumenty; definicja;
        biografia; dialog; tekstu; pracy; opisu; charakterystyka; felieton; rozdział; notka
    """,
)  # fmt: skip
