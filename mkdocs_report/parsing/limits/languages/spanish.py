"""The Spanish words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

SPANISH = Vocabulary(
    code="es",
    common="""
        el la los las de del y o u un una es son a al en por para sobre con sin que quién qué cómo cuándo dónde vuestra
        vuestro su sus tu tus se lo no más debe deben puede pueden ser estar está describe describa explique explica
        respuesta responde responda cada como
    """,
    roles={
        Role.LEAST: """
            al menos; como mínimo; mínimo; mín; min; por lo menos; un? mínimo de; cuando menos; mínimo de;
            mínima; no por debajo de; cuanto menos
        """,
        Role.MOST: """
            como máximo; máximo; máx; max; a lo sumo; un? máximo de; hasta; hasta un máximo de; limitado/limitada a;
            a lo más; máxima; dentro de; no superior a; tope de; sin exceder de?; sin superar; sin sobrepasar
        """,
        Role.OVER: """
            más de; más largo/larga que; superar; supere; superes; superen; superéis; supera; superan; exceder; exceda;
            excedas; excede; excedan; excedáis; sobrepasar; sobrepase; por encima de; superior a; mayor que; mayor de;
            más que; rebasar; rebase; sobrepasen
        """,
        Role.UNDER: """
            menos de; más corto/corta que; por debajo de; inferior a; menor que; menor de; menos que; bajar de
        """,
        Role.ABOUT: """
            unas; unos; aproximadamente; alrededor de; cerca de; en torno a; más o menos; aprox; aproximado; aproximada;
            casi; circa; sobre; aproximadas; a grandes rasgos
        """,
        Role.EXACTLY: "exactamente; precisamente; justo; exacto; exactas; ni más ni menos que/de; justamente",
        Role.OR_MORE: "o más; y más; en adelante; o superior; o mayor",
        Role.OR_FEWER: "o menos; y menos; o inferior; o menor",
        Role.BETWEEN: "entre; comprendido/comprendida entre; de entre",
        Role.FROM: "de; desde",
        Role.TO: "a; hasta",
        Role.AND: "y; e; así como; más; pero; junto con; además de; y también",
        Role.OR: "o; u; o bien; ya sea",
        Role.NOT: "no; sin; nunca; ningún; ninguna; ni; evite; evita",
        Role.REFUSED: """
            no se? aceptará/aceptarán/leerá/leerán/corregirá/corregirán/evaluará;
            será/serán ignorado/ignorada/ignorados/ignoradas/rechazado/rechazada/rechazados/rechazadas;
            no serán/será aceptada/aceptadas/aceptado/leída/evaluada/evaluadas
        """,
        Role.LIMIT: "límite; límite de; tope; límite máximo",
        Role.KEEP: "limite; limita; limitad; limitar; limítese; restrinja; ciña; limiten",
        Role.LENGTH: """
            longitud; extensión; número; número de; cantidad; cantidad de; tamaño; extensión de; total de;
            una extensión de; una longitud de; recuento; n.º de; longitud de
        """,
        Role.PLUS_MINUS: """
            más menos; más o menos; con un? margen de; margen de; con una? tolerancia de; tolerancia; margen
        """,
        Role.ARTICLE: "un; una",
        Role.PERCENT: "por ciento; por cien",
        Role.EACH: """
            cada; cada uno/una; para cada; por cada; de cada; en cada; sobre cada; a cada; para cada uno/una de;
            todas las; todos los; cada uno/una de
        """,
        Role.PER: "por; cada uno; cada una",
        Role.WHOLE: "respuesta; respuestas; pregunta; preguntas; grupo; grupos; equipo; equipos",
        Role.PLACE: "sección; apartado; ejercicio; tarea; parte; capítulo; campo; actividad; secciones; apartados",
        Role.IN_ALL: "en total; en conjunto; total; en su conjunto; en global",
        Role.OPTIONAL: """
            opcional; opcionales; opcionalmente; si es posible/necesario/aplicable/relevante/pertinente; si procede;
            si lo desea/deseas/desean/deseáis/quieres/queréis/quiere;
            si tienes/tenéis/tiene/tienen alguno/alguna/uno/una; voluntario; voluntaria; eventualmente; en su caso;
            no obligatorio; no es obligatorio/necesario; o ninguno; o ninguna; de forma opcional; si hay;
            si las/los hay; si corresponde; a ser posible; si dispone de ella; si cuenta con; no es? imprescindible;
            si la/lo tienes/tiene/tenéis; si quieres/queréis/desea; facultativo; facultativa
        """,
        Role.MAY: "puede; puedes; pueden; podéis; podrá; podrán; se puede; se pueden; podría",
        Role.IF: "si; en caso de",
        Role.ADVICE: """
            recomendado; recomendada; recomendación; recomienda; recomendamos; recomendable; se recomienda; sugerido;
            sugerida; se sugiere; idealmente; ideal; preferiblemente; preferentemente; aconsejable; orientativo;
            orientativa; sugerencia; preferible; a título orientativo; normalmente; recomendados; recomendadas;
            aconseja; orientativamente
        """,
        Role.EXCLUDING: """
            excluyendo; sin contar; excepto; salvo; exceptuando; sin incluir; aparte de; a excepción de; sin; excluidas;
            excluidos; sin tener en cuenta; fuera de
        """,
        Role.EXCLUDED: """
            no cuentan; no cuenta; excluidas; excluidos; excluida; excluido; no incluidas; no incluidos; no se cuentan;
            no se cuenta; aparte; no se incluyen; no se incluye; no incluido; no incluida; no contabilizan; no computan;
            no se contabilizan; no están incluidas/incluidos; no se consideran
        """,
        Role.INCLUDING: "incluyendo; incluidas; incluidos; incluido; incluida; contando; con; inclusive",
        Role.ASK: """
            incluye; incluya; incluid; incluir; incluyan; añade; añada; añadid; añadir; inserta; inserte; insertad;
            insertar; adjunta; adjunte; adjuntad; adjuntar; muestra; muestre; mostrad; sube; suba; subid; dibuja;
            dibuje; dibujad; cita; cite; citad; citar; da; dé; dad; aporta; aporte; aportad; presenta; presente;
            presentad; usa; use; utiliza; utilice; utilizad; haz; haga; pon; ponga; proporciona; proporcione; menciona;
            mencione; agrega; agregue; nombra; nombre; crea; cree; entrega; entregue; pega; pegue; indica; indique;
            enlaza; mostrar; emplea; emplee; realiza; realice; elabora; elabore; consulta;
            adjunten; inserten; añadan; agreguen; muestren; suban; dibujen; citen; aporten; presenten; usen; utilicen;
            hagan; pongan; den; proporcionen; mencionen; entreguen; indiquen; elaboren
        """,
        Role.PAST: "tenía; tenían; era; eran; había; fue; fueron; contenía; tuvo",
        Role.ASK_WITH: """
            ilustra; ilustre; ilustrad; apoya; apoye; acompaña; acompañe; acompañad; complementa; justifica; respalda;
            fundamente; apóyese; acompañada; acompañado
        """,
        Role.WITH: "con; mediante; por medio de; de; usando",
        Role.NEED: """
            debe; deben; requiere; requieren; necesita; necesitan; contiene; contener; obligatorio; obligatoria;
            se espera; se esperan; ha de; tiene que; hay que; tendrá; debe incluir/contener/tener/haber; por favor;
            exige; debéis; se requiere; se requieren; se exige; deberá; deberán; es necesario; se pide; se piden;
            comprende
        """,
        Role.WRITTEN: """
            en; escribe; escriba; escribid; escribir; de; usando; usa; use; con; responde; responda; redacta;
            redacte; redacten; escriban; respondan; redactar; responder;
            redactad; dentro; resume; tener; tiene; es; son; utiliza
        """,
        Role.THESE: """
            los; las; el; la; estos; estas; este; esta; esos; esas; sus; tus; vuestros; vuestras; todos; todas; ambas;
            ambos; primeras; primeros; últimas; últimos; siguientes; qué; cuáles; anteriores; dichas
        """,
        Role.VAGUE: """
            algunas; algunos; varias; varios; un par de; media; medio; muchas; muchos; pocas; pocos; unas pocas;
            unos pocos; diversas; diversos; una docena de; unas cuantas; unos cuantos; una decena de; un centenar de;
            una veintena de
        """,
        Role.NO: "ninguna; ningún; sin",
        Role.IS: "es; son; será; serán; se fija en; ser; fijado en",
        Role.OF: "de; del; en; para; la; el; las; los; que",
        Role.UNCOUNTED: """
            página; páginas; línea; líneas; minuto; minutos; diapositiva; diapositivas; hora; horas; segundo; segundos;
            vídeo; vídeos; video; videos; letra; letras; viñeta; viñetas; punto; puntos; folio; folios; hoja; hojas;
            renglones; ecuaciones; fórmulas; carillas; cara; caras; cuartilla; cuartillas
        """,
    },
    units={
        Unit.WORDS: ("palabra", "palabras"),
        Unit.IMAGES: (
            """
                imagen; figura; foto; fotografía; captura de pantalla; captura; pantallazo; diagrama; gráfico; gráfica;
                dibujo; esquema; boceto; mapa; ilustración; croquis; plano
            """,
            """
                imágenes; imagenes; figuras; fotos; fotografías; capturas de pantalla; capturas; pantallazos; diagramas;
                gráficos; gráficas; dibujos; esquemas; bocetos; mapas; ilustraciones; planos
            """,
        ),
        Unit.CHARACTERS: ("carácter; caracter", "caracteres; pulsaciones"),
        Unit.SENTENCES: ("frase; oración", "frases; oraciones"),
        Unit.PARAGRAPHS: ("párrafo", "párrafos"),
        Unit.LINKS: (
            """
                fuente; enlace; referencia; cita; hipervínculo; referencia bibliográfica; vínculo; url;
                fuente bibliográfica
            """,
            """
                fuentes; enlaces; referencias; citas; hipervínculos; referencias bibliográficas; vínculos; urls;
                fuentes bibliográficas
            """,
        ),
        Unit.TABLES: ("tabla; cuadro", "tablas; cuadros"),
        Unit.CODE_BLOCKS: (
            """
                bloque de código; fragmento de código; ejemplo de código; listado; listado de código; snippet;
                trozo de código; extracto de código
            """,
            """
                bloques de código; fragmentos de código; ejemplos de código; listados; listados de código; snippets;
                trozos de código; extractos de código
            """,
        ),
    },
    things={
        "footnotes": "notas al pie; notas a pie de página; notas; notas al pie de página; notas de pie de página",
        "references": "referencias; bibliografía; fuentes; citas; referencias bibliográficas; lista de referencias",
        "captions": "pies de foto; leyendas; pies de figura; leyenda; pies de imagen",
        "code": "código; código fuente; bloques de código; fragmentos de código",
        "tables": "tablas; tabla; cuadros",
        "headings": "títulos; título; encabezados; epígrafes; encabezado",
        "spaces": "espacios; espacio; espacios en blanco; blancos",
        "": "anexos; anexo; imágenes; figuras; fórmulas; portada; apéndices; ecuaciones; índice",
    },
    numbers={
        "cero": 0,
        "una docena de": 12, "una decena de": 10, "una veintena de": 20, "un centenar de": 100, "un": 1, "uno": 1,
        "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
        "diez": 10, "once": 11, "doce": 12, "sola": 1, "solo": 1, "única": 1, "único": 1,
    },
    big=(
        r"trece|catorce|quince|dieci\w+|veinte|veinti\w+|treinta|cuarenta|cincuenta|sesenta|setenta|"
        r"ochenta|noventa|cien|ciento|\w+cient[oa]s|quinient[oa]s|mil"
    ),
    short=frozenset("aprox excl fig incl max min máx mín núm pág".split()),
    verbs_of_having="tiene tienen tener contiene contienen contener consta constar consiste compone",
    verbs_of_handing_in="""
        adjunta adjunte adjunten adjuntad inserta inserte inserten sube suba suban agrega agregue añade añada
        pega
    """,
    commands="""
        analice analicen analiza analizad argumenta argumente argumenten calcula calcule caracteriza clasifica
        comenta comente comenten compara compare comparen concluye critica cuenta cuente cuenten cuéntanos
        defina definan define demuestra desarrolla desarrolle desarrollen describa describan describe detalla
        detalle discuta discutan discute elabora elige elija elijan enumera enumere esboza escribe evalúa evalúe
        evalúen examina explica explique expliquen exponga expongan expresa expón formula fundamenta haz
        identifica identifique imagina indica interpreta interprete introduce investiga justifica justifique
        justifiquen lee limita limítate menciona narra narre observa opina plantea presenta propón prueba razona
        razone redacta reescribe reflexiona reflexione reflexionen relata relate reseña responde resuma resuman
        resume señala sintetice sintetiza sopesa traduce valora valore valoren
    """,
    prepositions="a al ante con contra de del desde durante en entre hacia hasta mediante para por según sin sobre",
    prepositions_of_having="con conteniendo de",
    people="usted ustedes vosotros nosotros tú",
    pronouns="esto eso este esta él ella ellos",
    joined_pronouns="lo la los las nos me le",
    owners="su sus tu tus vuestro vuestra nuestro nuestra",
    text_nouns="""
        respuesta/respuestas; texto/textos; ensayo; redacción; resumen/resúmenes; descripción/descripciones;
        explicación/explicaciones; sección/secciones; apartado/apartados; parte/partes; párrafo; reflexión; informe;
        informes; introducción; conclusión; discusión; análisis; comentario/comentarios; justificación; carta; correo;
        mensaje; motivación; artículo; síntesis; estudiante; estudiantes; grupo; miembro; documento; contenido; relato;
        interpretación; trabajo; presentación; argumentación; valoración; total; entrada; todo;
        comparación; opinión; poema; crítica; reseña; diario; ensayos; exposición; argumento; argumentos;
        evaluación; definición; contribución; biografía; nota; noticia; diálogo; escrito; memoria
    """,
)  # fmt: skip
