"""The French words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

FRENCH = Vocabulary(
    code="fr",
    common="""
        le la les l' de du des d' et ou un une est sont à au aux en dans par pour sur avec sans que qui quoi comment
        pourquoi vous votre vos nous notre ce cette ces se s' n' ne pas plus il elle on y doit doivent peut peuvent être
        avoir décrivez expliquez quel quelle quels quelles comme réponse répondez
    """,
    roles={
        Role.LEAST: """
            au moins; au minimum; minimum; min; au strict minimum; un? minimum de/d'; minimale; minimal;
            pas en dessous de/d'; tout au moins; pour le moins
        """,
        Role.MOST: """
            au plus; au maximum; maximum; max; maxi; tout au plus; jusqu'à; jusqu' à; un? maximum de/d';
            limité/limitée/limités/limitées à; maximale; maximal; dans la limite de; à concurrence de; pas au-delà de;
            grand maximum; n'excédant pas; ne dépassant pas
        """,
        Role.OVER: """
            plus de; plus d'; plus long/longue que; dépasser; dépassez; dépasses; dépassera; dépasse; dépassent;
            excéder; excédez; excède; au-delà de; au-dessus de; supérieur/supérieure à; davantage que;
            plus longue/long de; au dessus de; excèdent
        """,
        Role.UNDER: """
            moins de; moins d'; plus court/courte que; en dessous de; en-dessous de; sous; inférieur/inférieure à;
            au-dessous de; en deçà de; sous les
        """,
        Role.ABOUT: """
            environ; à peu près; approximativement; autour de; aux alentours de; aux environs de; près de; presque;
            grosso modo; quelque; plus ou moins; de l'ordre de; env; circa; dans les
        """,
        Role.EXACTLY: "exactement; précisément; exact; ni plus ni moins que/de; pile",
        Role.OR_MORE: "ou plus; et plus; ou davantage; ou au-delà; et au-delà",
        Role.OR_FEWER: "ou moins; et moins",
        Role.BETWEEN: "entre; compris/comprise entre; située entre; comprenant entre",
        Role.FROM: "de",
        Role.TO: "à",
        Role.AND: """
            et; ainsi que; plus; mais; avec; accompagné/accompagnée/accompagnés/accompagnées de/d'; puis; et aussi
        """,
        Role.OR: "ou; ou bien; soit",
        Role.NOT: "ne; n'; pas; sans; aucun; aucune; jamais; non; pas de/d'",
        Role.REFUSED: """
            ne sera/seront pas accepté/acceptée/acceptés/acceptées/lu/lue/lus/lues/corrigé/corrigée/noté/notée/notées;
            sera/seront ignoré/ignorée/ignorés/ignorées/refusé/refusée/refusées/rejeté/rejetée/rejetées
        """,
        Role.LIMIT: "limite; limite de; plafond; limite est? de; longueur limite",
        Role.KEEP: "limitez; limiter; limitez-vous; bornez; restreignez; tenez-vous; limite",
        Role.LENGTH: """
            longueur; taille; nombre; nombre de/d'; nombre total de; étendue; longueur de la réponse; une longueur de;
            volume; total; longueur attendue
        """,
        Role.PLUS_MINUS: "plus ou moins; à plus ou moins; avec une? marge de; avec une? tolérance de; marge; tolérance",
        Role.ARTICLE: "un; une",
        Role.PERCENT: "pour cent; pourcent",
        Role.EACH: """
            chaque; chacun; chacune; pour chaque/chacun/chacune; à chaque; de chaque; dans chaque; sur chaque;
            pour chacun des/de; pour chacune des/de; toutes les; tous les
        """,
        Role.PER: "par; chacun; chacune",
        Role.WHOLE: "réponse; réponses; question; questions; groupe; groupes; équipe; équipes",
        Role.PLACE: "section; partie; exercice; tâche; rubrique; chapitre; sections; champ; sous-question; activité",
        Role.IN_ALL: "au total; en tout; en totalité; dans l'ensemble",
        Role.OPTIONAL: """
            optionnel; optionnelle; optionnels; optionnelles; facultatif; facultative; facultatifs; facultatives;
            si possible; le cas échéant; si nécessaire; si besoin; si vous le souhaitez/voulez/désirez/pouvez;
            si vous en avez une/un?; éventuellement; si applicable; si pertinent; pas obligatoire; ou aucun; ou aucune;
            pas nécessaire; n'est pas obligatoire/nécessaire; libre à vous; au besoin; si vous en disposez;
            si vous voulez/souhaitez; en option; à titre facultatif; si utile; s'il y en a; si vous en avez
        """,
        Role.MAY: "pouvez; peut; peuvent; pourrez; vous pouvez; peux; pourriez",
        Role.IF: "si; s'; au cas où",
        Role.ADVICE: """
            recommandé; recommandée; recommandés; recommandées; recommandation; recommandons; conseillé; conseillée;
            conseil; idéalement; idéal; de préférence; suggéré; suggérée; à titre indicatif; indicatif; indicative;
            préférable; visez; généralement; habituellement; suggestion; conseillons; souhaitable; recommande; viser
        """,
        Role.EXCLUDING: """
            hors; sans compter; sans; à l'exception de/des; excepté; exclusion faite de; sauf; non compris;
            à l'exclusion de/des; en dehors de/des; outre; en excluant; sans inclure; excluant
        """,
        Role.EXCLUDED: """
            non compris; non comprises; non inclus; non incluses; non comptés; non comptées; exclus; exclues;
            ne comptent pas; ne compte pas; ne sont pas compté/comptés/comptées/compris/comprises/inclus/incluses;
            n'est pas compté/comptée/inclus/incluse; ne sont pas pris/prises en compte;
            pas inclus/incluses/compris/comprises; ne sont pas à compter; exclu
        """,
        Role.INCLUDING: "y compris; inclus; incluant; compris; avec; comprises; espaces compris; incluses",
        Role.ASK: """
            ajoutez; ajouter; insérez; insérer; joignez; joindre; montrez; montrer; téléversez; téléchargez; dessinez;
            dessiner; donnez; donner; fournissez; fournir; incluez; inclure; citez; citer; présentez; présenter; mettez;
            mettre; réalisez; utilisez; utiliser; faites; placez; collez; nommez; mentionnez; soumettez; proposez;
            indiquez; ajoute; insère; joins; cite; montre; inclus; fais; référencez; produisez; déposez; intégrez;
            intégrer; créez; listez; tracez; esquissez; prenez; appuyez-vous sur; donne; utilise; envoyez; consultez
        """,
        Role.PAST: "avait; avaient; était; étaient; contenait; comptait; a eu; fut; comportait",
        Role.ASK_WITH: """
            illustrez; appuyez; étayez; accompagnez; complétez; illustre; justifiez; soutenez; illustrer; accompagner
        """,
        Role.WITH: "avec; par; à l'aide de/d'; au moyen de/d'; de; d'; grâce à",
        Role.NEED: """
            doit; doivent; nécessite; requiert; exige; contient; contenir; comporte; comporter; attendu; attendue;
            attendus; requis; requise; obligatoire; obligatoires; il faut; faut; comprend; devra; devront; veuillez;
            exigé; exigée; comprendre; demandé; demandée; attendons
        """,
        Role.WRITTEN: """
            en; écrivez; écrire; rédigez; rédiger; de; d'; répondez; répondre; utilisez; dans; avec; sur; compter;
            comporte; comporter; fait; faire; par; est; contenir; tient
        """,
        Role.THESE: """
            les; le; la; l'; ces; ce; cette; cet; vos; votre; leurs; tous; toutes; deux; premiers; premières; derniers;
            dernières; quels; quelles; suivants; suivantes; aux; des
        """,
        Role.VAGUE: """
            quelques; plusieurs; une? demi; une? demi-; beaucoup de/d'; une dizaine de/d'; une douzaine de/d';
            une vingtaine de/d'; une cinquantaine de/d'; une centaine de/d'; différentes; différents; peu de/d'; divers;
            diverses; des dizaines de; demi; une trentaine de; une quinzaine de
        """,
        Role.NO: "aucun; aucune; pas de/d'",
        Role.IS: "est; sont; sera; seront; fixé/fixée à; être; de; s'élève à",
        Role.OF: "de; d'; du; des; pour; en; dans; la; le; l'; les; que; attendue; attendu; total; mots",
        Role.UNCOUNTED: """
            page; pages; ligne; lignes; minute; minutes; diapositive; diapositives; heure; heures; seconde; secondes;
            vidéo; vidéos; lettre; lettres; point; points; puce; puces; feuille; feuilles; feuillet; feuillets;
            équations; formules; diapo; diapos; notes de bas de page
        """,
    },
    units={
        Unit.WORDS: ("mot", "mots"),
        Unit.IMAGES: (
            """
                image; figure; photo; photographie; capture d' écran; capture; capture écran; schéma; diagramme;
                graphique; graphe; dessin; croquis; carte; illustration; courbe; tracé; copie d' écran; plan;
                organigramme; visuel
            """,
            """
                images; figures; photos; photographies; captures d' écran; captures; captures écran; schémas;
                diagrammes; graphiques; graphes; dessins; croquis; cartes; illustrations; courbes; tracés;
                copies d' écran; organigrammes; visuels
            """,
        ),
        Unit.CHARACTERS: ("caractère; signe", "caractères; signes"),
        Unit.SENTENCES: ("phrase", "phrases"),
        Unit.PARAGRAPHS: ("paragraphe; alinéa", "paragraphes; alinéas"),
        Unit.LINKS: (
            "source; lien; référence; citation; hyperlien; référence bibliographique; url; lien hypertexte",
            """
                sources; liens; références; citations; hyperliens; références bibliographiques; urls; liens hypertextes;
                liens hypertexte
            """,
        ),
        Unit.TABLES: ("tableau", "tableaux"),
        Unit.CODE_BLOCKS: (
            """
                bloc de code; extrait de code; exemple de code; morceau de code; listing; snippet; fragment de code;
                bout de code
            """,
            """
                blocs de code; extraits de code; exemples de code; morceaux de code; listings; snippets;
                fragments de code; bouts de code
            """,
        ),
    },
    things={
        "footnotes": "notes de bas de page; notes; note de bas de page; notes de fin",
        "references": "références; bibliographie; sources; citations; références bibliographiques; liste de références",
        "captions": "légendes; légende; légendes des figures; légendes de figures",
        "code": "code; code source; extraits de code; blocs de code; le code",
        "tables": "tableaux; tableau",
        "headings": "titres; titre; en-têtes; intertitres",
        "spaces": "espaces; espace; les espaces; blancs",
        "": "annexes; annexe; images; figures; formules; page de garde; équations; page de titre",
    },
    numbers={
        "zéro": 0,
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
        "dix": 10, "onze": 11, "douze": 12, "seul": 1, "seule": 1, "une dizaine de": 10, "une douzaine de": 12,
        "une quinzaine de": 15, "une vingtaine de": 20, "une trentaine de": 30, "une cinquantaine de": 50,
        "une centaine de": 100,
    },
    big=(
        r"treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|"
        r"octante|nonante|cents?|mille"
    ),
    short=frozenset("env excl fig incl max min nb p.ex".split()),
    verbs_of_having="a ont avoir contient contiennent contenir compte comptent comporte fait compose composé composée",
    verbs_of_handing_in="""
        joignez joindre joins insérez insérer insère ajoutez ajouter ajoute téléversez téléchargez déposez
        collez
    """,
    commands="""
        analyse analysez argumentez calculez caractérisez choisis choisissez citez classez commente commentez
        comparez concluez conservez critiquez discutez distinguez donnez dressez débattez décris décrivez
        définissez démontrez détaillez déterminez développez esquissez examinez explique expliquez exposez
        exprimez faites formulez identifiez imaginez indiquez interprétez introduisez jugez justifie justifiez
        limitez limitez-vous mesurez mettez montrez notez observez pensez prenez proposez prouvez précisez
        présentez racontez rappelez rapportez reformulez relevez rendez reprenez retracez réagissez rédige
        répondez résume résumez tenez traduisez traitez transcrivez vérifiez écris élaborez énoncez énumérez
        évaluez évoquez
    """,
    prepositions="""
        à au aux avec avant chez contre d' dans de depuis des devant du en entre jusqu par pendant pour sans
        sous sur vers
    """,
    prepositions_of_having="avec contenant d' de",
    people="vous nous on tu",
    pronouns="il elle ils elles ça cela ceci ce c'",
    joined_pronouns="en y nous moi le la les lui",
    owners="votre vos notre nos ton ta tes",
    text_nouns="""
        réponse/réponses; texte/textes; essai; dissertation; rédaction; résumé/résumés; description/descriptions;
        explication/explications; section/sections; partie/parties; paragraphe; réflexion; rapport/rapports;
        introduction; conclusion; discussion; analyse/analyses; commentaire/commentaires; justification; lettre;
        courriel; message; motivation; article; synthèse; compte rendu; étudiant; étudiants; groupe; membre; document;
        contenu; récit; interprétation; travail; présentation; argumentation; bilan; total; tout;
        comparaison; avis; opinion; poème; critique; journal; compte-rendu; exposé; essais; note; fiche; copie;
        argument; arguments; évaluation; définition; contribution; billet; biographie; production;
        développement
    """,
)  # fmt: skip
