"""The Portuguese words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

PORTUGUESE = Vocabulary(
    code="pt",
    common="""
        o a os as de do da dos das e ou um uma é são ao aos à às em no na nos nas por para sobre com sem que quem como
        quando onde porquê vossa vosso sua seu suas tua teu se não mais deve devem pode podem ser estar está descreva
        descreve explique explica resposta responda responde cada
    """,
    roles={
        Role.LEAST: """
            pelo menos; no mínimo; mínimo; mín; min; um? mínimo de; ao menos; mínima; não menos de/que;
            no mínimo de; quando menos
        """,
        Role.MOST: """
            no máximo; máximo; máx; max; até; um? máximo de; até um máximo de; ao máximo; limitado/limitada a; máxima;
            dentro de; quando muito; não superior a; no máximo até; sem exceder; sem ultrapassar
        """,
        Role.OVER: """
            mais de; mais do que; mais que; mais longo/longa do? que; ultrapassar; ultrapasse; ultrapasses; ultrapassem;
            ultrapassa; exceder; exceda; excedas; excedam; excede; superior a; acima de; além de; superar; supere;
            maior que
        """,
        Role.UNDER: "menos de; menos do que; menos que; mais curto/curta do? que; inferior a; abaixo de; menor que",
        Role.ABOUT: """
            cerca de; aproximadamente; por volta de; em torno de; à volta de; mais ou menos; aprox; quase; perto de;
            na ordem de; umas; uns; na faixa de; aproximado; aproximada; próximo de
        """,
        Role.EXACTLY: "exatamente; exactamente; precisamente; exato; exatas; exatos; nem mais nem menos do? que",
        Role.OR_MORE: "ou mais; e mais; em diante; ou superior; para cima",
        Role.OR_FEWER: "ou menos; e menos; ou inferior",
        Role.BETWEEN: "entre; compreendido/compreendida entre; de entre",
        Role.FROM: "de; desde",
        Role.TO: "a; até; à",
        Role.AND: "e; bem como; mais; mas; junto com; juntamente com; além de; assim como; e também",
        Role.OR: "ou; ou então; quer",
        Role.NOT: "não; sem; nunca; nenhum; nenhuma; nem; evite",
        Role.REFUSED: """
            não será/serão aceite/aceites/aceita/aceitas/aceitos/lida/lidas/lidos;
            não será/serão avaliada/avaliadas/corrigida/corrigidas;
            será/serão ignorada/ignoradas/ignorado/ignorados/rejeitada/rejeitadas/rejeitados/recusadas
        """,
        Role.LIMIT: "limite; limite de; teto; limite máximo; limite máximo de",
        Role.KEEP: "limite; limitar; limite-se; restrinja; limitem; limita; mantenha",
        Role.LENGTH: """
            comprimento; extensão; número; número de; quantidade; quantidade de; tamanho; dimensão; uma extensão de;
            total de; contagem; n.º de; extensão de; tamanho de
        """,
        Role.PLUS_MINUS: """
            mais ou menos; com uma? margem de; margem de; com uma? tolerância de; tolerância; margem; mais menos;
            tolerância de
        """,
        Role.ARTICLE: "um; uma",
        Role.PERCENT: "por cento",
        Role.EACH: """
            cada; cada um/uma; para cada; por cada; de cada; em cada; sobre cada; a cada; para cada um/uma; todas as;
            todos os; cada um dos; cada uma das
        """,
        Role.PER: "por; cada um; cada uma; cada",
        Role.WHOLE: """
            resposta; respostas; pergunta; perguntas; questão; questões; grupo; grupos; equipa; equipe; equipas
        """,
        Role.PLACE: """
            secção; seção; exercício; tarefa; parte; capítulo; campo; alínea; atividade; secções; seções; item
        """,
        Role.IN_ALL: "no total; ao todo; no conjunto; em total; total; totais",
        Role.OPTIONAL: """
            opcional; opcionais; opcionalmente; facultativo; facultativa; facultativos; facultativas; se possível;
            se necessário; se aplicável; se relevante; se desejar; se quiser; se quiserem; se desejarem;
            se tiver/tiverem uma/um/alguma/algum; eventualmente; quando aplicável; caso tenha/tenham uma/um?;
            não obrigatório; não obrigatória; não é obrigatório/obrigatória/necessário/necessária; ou nenhum;
            ou nenhuma; caso exista; se houver; caso queira; se for o caso; se for possível; se pertinente; caso deseje;
            se disponível; à escolha
        """,
        Role.MAY: "pode; podem; poderá; poderão; podes; pode-se; poderia",
        Role.IF: "se; caso",
        Role.ADVICE: """
            recomendado; recomendada; recomendados; recomendadas; recomendação; recomenda-se; recomendamos; aconselhado;
            aconselha-se; idealmente; ideal; de preferência; preferencialmente; sugerido; sugerida; sugere-se;
            indicativo; a título indicativo; preferível; sugestão; orientativo; aconselhável; normalmente; recomendável;
            indicativa; recomendam-se; sugerimos
        """,
        Role.EXCLUDING: """
            excluindo; sem contar; exceto; excepto; salvo; sem incluir; à parte; com exceção de/das/dos; sem; excluídas;
            excluídos; não contando; fora; à exceção de/das/dos; sem considerar
        """,
        Role.EXCLUDED: """
            não contam; não conta; excluídas; excluídos; excluída; excluído; não incluídas; não incluídos; não incluída;
            não incluído; não são contadas/contados/contabilizadas/contabilizados/incluídas/incluídos; à parte;
            não contabilizadas; não contabilizados; não é contado/contabilizado/incluído; não entram na contagem;
            não entra na contagem
        """,
        Role.INCLUDING: "incluindo; incluídas; incluídos; incluído; incluída; contando; com; inclusive",
        Role.ASK: """
            inclua; incluam; incluir; inclui; adicione; adicionem; adicionar; adiciona; acrescente; acrescentem; insira;
            insiram; inserir; insere; anexe; anexem; anexar; anexa; mostre; mostrem; mostrar; carregue; desenhe;
            desenhem; desenha; cite; citem; citar; cita; dê; deem; apresente; apresentem; apresentar; apresenta; use;
            usem; usar; utilize; utilizem; utilizar; faça; façam; coloque; coloquem; forneça; forneçam; mencione;
            mencionem; indique; indiquem; crie; criem; envie; nomeie; entregue; cole; junte; juntem; submeta; submetam;
            referencie; elabore; elaborem; liste; tire; consulte; produza; carreguem; enviem; forneçam; tirem; produzam
        """,
        Role.PAST: "tinha; tinham; era; eram; havia; foi; foram; continha; teve",
        Role.ASK_WITH: """
            ilustre; ilustrem; apoie; acompanhe; acompanhem; complemente; fundamente; fundamentem; justifique; ilustra;
            sustente; acompanhada; acompanhado
        """,
        Role.WITH: "com; mediante; através de; usando; por meio de; de",
        Role.NEED: """
            deve; devem; requer; requerem; necessita; precisa; precisa de; contém; conter; obrigatório; obrigatória;
            espera-se; esperam-se; tem de; tem que; deve conter/incluir/ter/haver/ser; deverá; deverão; exige; exige-se;
            é necessário; são necessárias; são necessários; por favor; pede-se; pedem-se; compreende
        """,
        Role.WRITTEN: """
            em; escreva; escrevam; escrever; escreve; de; usando; com; responda; respondam; responde; redija; redijam;
            resuma; resumam; use; dentro; ter; tem; é; utilize; formule; são
        """,
        Role.THESE: """
            os; as; o; a; estes; estas; este; esta; esses; essas; seus; suas; vossos; vossas; todos; todas; ambas;
            ambos; primeiras; primeiros; últimas; últimos; seguintes; quais; qual; anteriores; das; dos
        """,
        Role.VAGUE: """
            algumas; alguns; várias; vários; um par de; meia; meio; muitas; muitos; poucas; poucos; diversas; diversos;
            uma dezena de; uma dúzia de; umas poucas; uma centena de; uma vintena de; um punhado de
        """,
        Role.NO: "nenhuma; nenhum",
        Role.IS: "é; são; será; serão; fixado em; ser; fixada em",
        Role.OF: "de; do; da; em; para; das; dos; que",
        Role.UNCOUNTED: """
            página; páginas; linha; linhas; minuto; minutos; diapositivo; diapositivos; slide; slides; hora; horas;
            segundo; segundos; vídeo; vídeos; letra; letras; tópico; tópicos; ponto; pontos; folha; folhas; lauda;
            laudas; equações; fórmulas
        """,
    },
    units={
        Unit.WORDS: ("palavra", "palavras"),
        Unit.IMAGES: (
            """
                imagem; figura; foto; fotografia; captura de ecrã; captura de tela; captura; diagrama; gráfico; desenho;
                esquema; esboço; mapa; ilustração; print; screenshot; print de tela; croqui
            """,
            """
                imagens; figuras; fotos; fotografias; capturas de ecrã; capturas de tela; capturas; diagramas; gráficos;
                desenhos; esquemas; esboços; mapas; ilustrações; prints; screenshots; croquis; prints de tela
            """,
        ),
        Unit.CHARACTERS: ("carácter; caractere; caracter", "caracteres; carateres; toques"),
        Unit.SENTENCES: ("frase; oração", "frases; orações"),
        Unit.PARAGRAPHS: ("parágrafo", "parágrafos"),
        Unit.LINKS: (
            "fonte; ligação; link; referência; citação; hiperligação; referência bibliográfica; hiperlink; url",
            """
                fontes; ligações; links; referências; citações; hiperligações; referências bibliográficas; hiperlinks;
                urls
            """,
        ),
        Unit.TABLES: ("tabela; quadro", "tabelas; quadros"),
        Unit.CODE_BLOCKS: (
            """
                bloco de código; excerto de código; exemplo de código; trecho de código; listagem; snippet;
                fragmento de código; pedaço de código
            """,
            """
                blocos de código; excertos de código; exemplos de código; trechos de código; listagens; snippets;
                fragmentos de código; pedaços de código
            """,
        ),
    },
    things={
        "footnotes": "notas de rodapé; notas; nota de rodapé; notas de fim",
        "references": "referências; bibliografia; fontes; citações; referências bibliográficas; lista de referências",
        "captions": "legendas; legenda; legendas das figuras",
        "code": "código; código-fonte; código fonte; blocos de código; excertos de código",
        "tables": "tabelas; tabela; quadros",
        "headings": "títulos; título; cabeçalhos",
        "spaces": "espaços; espaço; espaços em branco",
        "": "anexos; anexo; imagens; figuras; fórmulas; capa; apêndices; equações",
    },
    numbers={
        "zero": 0,
        "uma dezena de": 10, "uma dúzia de": 12, "uma vintena de": 20, "uma centena de": 100, "um": 1, "uma": 1,
        "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
        "onze": 11, "doze": 12, "única": 1, "único": 1,
    },
    big=(
        r"treze|catorze|quatorze|quinze|dezasseis|dezesseis|dezassete|dezessete|dezoito|dezanove|"
        r"dezenove|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|"
        r"duzent[oa]s|trezent[oa]s|\w+cent[oa]s|quinhent[oa]s|mil"
    ),
    short=frozenset("aprox art excl fig incl max min máx mín núm pág".split()),
    verbs_of_having="tem têm ter contém contêm conter consiste consistir composto composta compõe",
    verbs_of_handing_in="anexe anexem insira insiram carregue envie junte juntem cole adicione acrescente",
    commands="""
        analise analisem argumente argumentem avalie avaliem calcule caracterize caracterizem classifique
        comente comentem compare comparem conclua conte contem critique defenda defendam defina definam
        demonstre descreva descrevam desenvolva desenvolvam detalhe discuta discutam disserte elabore enumere
        enuncie esboce escolha escolham examine exemplifique explique expliquem exponha exponham exprima formule
        fundamente identifique identifiquem imagine indique interprete interpretem introduza investigue
        justifique justifiquem leia limite limite-se liste mencione narre narrem observe opine pense pondere
        proponha prove reescreva reflita reflitam relate relatem reproduza resenha resuma resumam sintetize
        sintetizem traduza transcreva trate
    """,
    prepositions="""
        a à ao aos até com contra da das de do dos durante em entre na nas no nos para pela pelo por sem sob
        sobre
    """,
    prepositions_of_having="com contendo de",
    people="você vocês nós vós tu",
    pronouns="isto isso este esta ele ela eles elas",
    joined_pronouns="o a os as nos me lhe se",
    owners="seu sua seus suas vosso vossa teu tua nosso nossa",
    text_nouns="""
        resposta/respostas; texto/textos; ensaio; redação; resumo/resumos; descrição/descrições; explicação/explicações;
        secção; seção; parte/partes; parágrafo; reflexão; relatório/relatórios; introdução; conclusão; discussão;
        análise; comentário/comentários; justificação; justificativa; carta; mensagem; motivação; artigo; síntese;
        estudante; estudantes; aluno; alunos; grupo; membro; documento; conteúdo; relato; interpretação; trabalho;
        apresentação; argumentação; avaliação; total; entrada; tudo;
        comparação; opinião; poema; crítica; resenha; diário; ensaios; nota; argumento; argumentos; definição;
        contribuição; biografia; diálogo; escrito; parecer; redações; relatos
    """,
)  # fmt: skip
