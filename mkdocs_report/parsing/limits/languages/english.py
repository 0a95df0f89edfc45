"""The English words with which prompts state limits."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

ENGLISH = Vocabulary(
    code="en",
    common="""
        a an and answer are as at be by can describe do does explain for from had has have how if in is it its of on one
        or other our should so some such than that the their them then there there's these they this to use was we what
        when where which who why will with would you your
    """,
    roles={
        Role.LEAST: """
            at the? very? least; at a minimum; at minimum; a/the? minimum of?; min of?; minimal; minimally; a/the?
            least; no/not/never fewer/less/shorter than; as a floor; as a/the lower limit; lower limit; lower bound
        """,
        Role.MOST: """
            at the? very? most; at a maximum; at maximum; a/the? maximum of?; max of?; maximal; maximally; up to;
            no/not/never more/longer than; as a ceiling; fit/fits in/into; as a/an/the upper? limit; within; capped at;
            limited to; restricted to; as many as; not to exceed; no/not beyond; stop/stops/end/ends at
        """,
        Role.OVER: """
            more than; longer than; greater than; larger than; higher than; bigger than; over; above; beyond; exceed;
            exceeds; exceeding; exceeded; in excess of; go/goes/going over/beyond/above; surpass; or/nor more/longer
            than
        """,
        Role.UNDER: """
            fewer than; less than; shorter than; smaller than; lower than; under; below; short of; fall/go below/under;
            or/nor fewer/less/shorter than
        """,
        Role.ABOUT: """
            about; around; approximately; approx; roughly; circa; ca; c; some; nearly; almost; close to; in the
            region/range/order/neighborhood/neighbourhood of; or so; or thereabouts; more or less; give or take?; on
            average
        """,
        Role.EXACTLY: """
            exactly; precisely; exact; no more/fewer/less and/or no/not? less/fewer/more than; no/not more and/or?
            no/not less/fewer; no/not more, no/not less/fewer; neither more nor less/fewer; no/not less,/fewer, no/not
            more
        """,
        Role.OR_MORE: """
            or more; and more; or longer; or above; or over; or greater; or higher; and up; and above; and over;
            upwards; upward; or better; plus; no/not less/fewer; not/never shorter
        """,
        Role.OR_FEWER: """
            or fewer; or less; or shorter; or below; or under; and below; and under; and fewer; and less; tops;
            no/not/never more; not/never longer
        """,
        Role.BETWEEN: """
            in? between; fall/falls/lie/lies between; anywhere/somewhere? between; in the range; range of; ranging
        """,
        Role.FROM: "from; anything/anywhere/somewhere from",
        Role.TO: "to; through; till; until",
        Role.AND: """
            and; plus; but; as well as; together with; along with; accompanied by; then; also; and also; and then
        """,
        Role.OR: "or; nor; or else; alternatively; either; or alternatively",
        Role.NOT: """
            not; don't; doesn't; didn't; shouldn't; mustn't; can't; cannot; won't; isn't; aren't; needn't; never; no;
            nor; neither; without; avoid; must not; should not; may not; do not; does not; need not; shall not; not be
        """,
        Role.REFUSED: """
            will/shall not be accepted/read/graded/marked/considered/counted/assessed; will/are/is/be be?
            ignored/rejected/penalised/penalized/discarded/refused/cut/truncated/disregarded; will/are/is/be be?
            returned/shortened/trimmed/failed/unread; will/are/is be? marked down; will/are/is be? sent/handed back;
            reject; rejects; we return/cut/deduct/ignore/discard; penalise; penalize; truncate; so will; so are;
            lose/loses/cost/costs points/marks; get/gets/receive/receives no marks/points/credit; get/gets cut; won't be
            accepted/read/graded/marked/considered/counted/assessed; not
            accepted/read/graded/marked/considered/assessed/acceptable/allowed/permitted/enough/sufficient; too
            long/short/few/many/much/little
        """,
        Role.LIMIT: """
            limit; cap; ceiling; length limit; limit of; budget; budget of; upper limit; upper bound; length cap
        """,
        Role.KEEP: """
            limit; limits; limiting; restrict; confine; keep; keep to; cap; limited; stay; stick; trim; restricted; cut
        """,
        Role.LENGTH: """
            length; count; counts; number of; amount of; total number of; size; quantity; extent; range; quantity of;
            how many; length in; the? number; target; requirement; required
        """,
        Role.PLUS_MINUS: """
            plus or/and minus; give or take; with/within a? tolerance/margin of; a? tolerance/margin of; plus minus;
            tolerance
        """,
        Role.ARTICLE: "a; an",
        Role.PERCENT: "percent; per cent; pct",
        Role.EACH: "each; every; each of; every one of; each and every; for all of; each one of; all of; either of",
        Role.PER: "per; apiece; respectively; a piece",
        Role.WHOLE: """
            single? answer/answers/question/questions/prompt/prompts/response/responses/group/groups/team/teams; one
            answer/question; of? your/the/these/our answers/questions/responses; such answer/question; submission;
            submissions; question's answer; report
        """,
        Role.PLACE: """
            section; sections; task; tasks; heading; headings; exercise; exercises; problem; problems; item; field
        """,
        Role.IN_ALL: "in all; in total; altogether; overall; in sum; all together; combined; total",
        Role.OPTIONAL: """
            optional; optionally; if you like/want/wish/can/prefer; if you have/had one/any/some/it/them;
            if/as/where/when possible/available/applicable/relevant/needed/necessary/appropriate/desired/useful/helpful;
            feel free; welcome to; if any; or none; or no; or nothing; if it helps; not required; not mandatory; if
            there is/are one/any/some; at your discretion; not compulsory; not obligatory; need not; if so; not needed;
            not necessary; voluntary; voluntarily; free to; no need; don't need; don't have to; do not have to; do not
            need; zero or; none or; no or; bonus; for extra credit; are/is allowed/permitted/welcome; if you
            took/made/took/drew/created/made one/any/some; if you think; if you feel; should you wish/want/like
        """,
        Role.MAY: "may; can; could; might; are/is allowed/permitted/welcome/free to",
        Role.IF: "if; in case; should",
        Role.ADVICE: """
            recommend; recommended; recommends; recommendation; suggest; suggested; suggestion; suggests; advise;
            advised; advice; advisable; ideally; ideal; preferably; preferable; preferred; guideline; guidelines; aim;
            aims; aiming; try to; try; rule of thumb; guide; guidance; as a guide; target; indicative; indicatively; we
            suggest; typically; typical; usually; normally; generally; would be nice; a good length; aim for
        """,
        Role.EXCLUDING: """
            excluding; exclude; excludes; exclusive of; excl; not counting; not including; don't/not count; except;
            except for; apart from; besides; not incl; other than; not counted; without counting; ex; without including;
            with the exception of; discounting; ignoring; without; minus; aside from
        """,
        Role.EXCLUDED: """
            is/are? not counted; excluded; not included; is/are? excluded; do/does not count; don't/doesn't count;
            is/are not included; aren't/isn't included/counted; is/are? exempt; not count; will not count; will not be
            counted/included; are/is/be left out; not part of the count; apart; aside; excepted
        """,
        Role.INCLUDING: "including; includes; include; incl; inclusive of; counting; with; inclusive; included",
        Role.ASK: """
            add; adds; attach; attaches; cite; create; display; draw; embed; give; hand in; include; insert; link; list;
            make; name; paste; place; post; produce; provide; put; quote; refer to; reference; show; sketch; submit;
            supply; take; upload; append; capture; generate; prepare; present; record; deliver; share; turn in; back up;
            collect; find; document; enclose; consult; mention; bring; select; choose; pick; use; drop; copy
        """,
        Role.HAND_IN: "draw; paste; upload; insert; attach; embed; append; hand in; turn in; include; post",
        Role.PAST: """
            had; was; were; did; took; wrote; contained; held; used to; came; allowed; learnt; learned; received; gave;
            got; spent; saw; lost; scored; handled; comprised; covered; consisted of; ran to
        """,
        Role.ASK_WITH: """
            illustrate; illustrated; support; supported; accompany; accompanied; complement; complete; back; prove
        """,
        Role.WITH: "with; by; using; through; containing; contains; including; plus",
        Role.NEED: """
            need; needs; needed; require; requires; required; must/should/shall/has/have have/contain/include/show/cite;
            must; should; must be; please; expect; expected; expects; we want; we expect; contain; contains; have to be;
            has to be; has to include/contain/have; want; wants; demand; demanded; mandatory; includes; supported by;
            comes with; includes; wanted; applies; apply; obligatory; needed; is due; should be; we need
        """,
        Role.WRITTEN: """
            in; of; using; use; with; within; write; writes; type; compose; to; describe in; written; long;
            summarise/summarize in; draft; be; produce; provide; give; formulate; contain; has; have; is; are; comprise;
            consist of; submit; into; as; contains; comprises; through; state; spend; add; include; have; devote;
            dedicate; contribute; spend; spending; taking; jot down
        """,
        Role.THESE: """
            the; these; those; this; your; our; both; all; last; first; next; previous; the first; the last; their; its;
            my; following; above; one of; each of; some of; any of; same; another; two of; three of; which; what
        """,
        Role.VAGUE: """
            half a/an?; a/an? half a/an?; a? few; a? couple of?; a? handful of?; a? dozen; half a dozen; several; a
            number of; a lot of; lots of; many; multiple; various; plenty of; some; any number of; a? dozens of; as
            many; two dozen; at least some; numerous; a pair of; enough
        """,
        Role.NO: "no; zero; any",
        Role.IS: """
            is; are; be; being; was; set at; set to; stands at; equals; amounts to; will be; must be; should be; has
        """,
        Role.OF: "of; in; a; an; the; that; than; total; around?; as; for",
        Role.UNCOUNTED: """
            page; pages; line; lines; letter; letters; bullet; bullets; bullet point/points; slide; slides; video;
            videos; minute; minutes; min; mins; second; seconds; hour; hours; side; sides; sheet; sheets; token; tokens;
            clip; clips; equation; equations; formula; formulas; formulae; list; lists; file; files; footnote;
            footnotes; section; sections; animation; animations; recording; recordings; point; points; column; columns
        """,
    },
    units={
        Unit.WORDS: ("word; wd", "words; wds"),
        Unit.IMAGES: (
            """
                image; figure; fig; screenshot; screen shot; picture; pic; plot; photo; photograph; diagram; graph;
                image file; chart; drawing; illustration; sketch; map; screengrab; screen grab; screen capture;
                screencap; snapshot; graphic; histogram; visualisation; visualization; flowchart; flow chart;
                scatterplot; scatter plot; visual; gif; micrograph; rendering; mock-up; mockup; wireframe; infographic;
                schematic; collage; radiograph; painting
            """,
            """
                images; figures; figs; screenshots; screen shots; pictures; pics; plots; photos; photographs; diagrams;
                image files; graphs; charts; drawings; illustrations; sketches; maps; screengrabs; screen grabs; screen
                captures; screencaps; snapshots; graphics; histograms; visualisations; visualizations; flowcharts; flow
                charts; scatterplots; scatter plots; visuals; gifs; micrographs; renderings; mock-ups; mockups;
                wireframes; infographics; schematics; collages; radiographs; paintings
            """,
        ),
        Unit.CHARACTERS: ("character; char; keystroke", "characters; chars; keystrokes"),
        Unit.SENTENCES: ("sentence", "sentences"),
        Unit.PARAGRAPHS: ("paragraph; para", "paragraphs; paras"),
        Unit.LINKS: (
            """
                link; hyperlink; source; reference; citation; url; weblink; web link; footnoted source; cited source;
                external link; web source; literature reference; cited reference
            """,
            """
                links; hyperlinks; sources; references; citations; urls; weblinks; web links; footnoted sources;
                cited sources; external links; web sources; literature references; scholarly sources; academic sources
            """,
        ),
        Unit.TABLES: ("table", "tables"),
        Unit.CODE_BLOCKS: (
            """
                code block; code listing; code snippet; code example; code sample; listing; snippet; codeblock;
                code fragment; code extract; code excerpt; block of code; snippet of code; piece of code; code cell;
                fenced code block
            """,
            """
                code blocks; code listings; code snippets; code examples; code samples; listings; snippets; codeblocks;
                code fragments; code extracts; code excerpts; blocks of code; snippets of code; pieces of code;
                code cells
            """,
        ),
    },
    things={
        "footnotes": "footnote; footnotes; endnotes; notes; endnote",
        "references": """
            reference; references; bibliography; citations; citation; sources; reference list; works cited;
            list of references; in-text citations; literature; links; urls
        """,
        "captions": "caption; captions; figure captions; image captions; legends; legend; figure legends; alt text",
        "code": """
            code; code blocks; code block; source code; listings; code listings; snippets; code snippets; program code
        """,
        "tables": "table; tables; table contents",
        "headings": "heading; headings; title; titles; headline; headlines; the title; header; headers; section titles",
        "spaces": "space; spaces; blanks; whitespace; white space; white spaces; white-space",
        "": """
            quotes; quotations; figures; images; appendix; appendices; formulas; equations; the question; the prompt;
            diagrams; pictures; punctuation; appendixes; cover page; title page; screenshots; abstract; quoted text
        """,
    },
    numbers={
        "zero": 0,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "single": 1, "half a dozen": 6, "a dozen": 12, "dozen": 12, "two dozen": 24,
        "a pair of": 2,
    },
    big=(
        r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|"
        r"thousand"
    ),
    compounds=True,
    modifiers="""
        docker container disk vm iso base significant decimal sql database hash lookup db main special own key routing
        page guard dns symbol fixed iron mental sales salary
    """,
    verbs_of_having="has have contain contains comprise comprises hold holds consist consists",
    verbs_of_handing_in="submit photograph scan",
    commands="""
        account advise apply appraise arrange assemble assign back brainstorm break brief build capture categorise
        categorize challenge characterise characterize check cite clarify classify close code collate collect comment
        conduct conjecture connect contrast correct count debate deduce defend develop devote diagnose differentiate
        discover distinguish document dramatise edit elaborate elucidate enumerate establish expand express extend film
        finish flesh focus follow forecast frame generalise gloss group hand highlight imagine infer interview introduce
        invent investigate jot judge keep label lay leave locate look make map match model narrate observe offer open
        order organise outline paint paraphrase photograph pinpoint pitch plan play plot portray practise predict
        prepare prioritise produce profile prove quantify question quote react read recall recap recast recommend
        reconstruct record recount redraft redraw reduce refer reformulate refute relate render reply report reproduce
        request research respond restate retell reveal revise rewrite scan schedule set share sort speculate spell study
        substantiate summarise summarize survey synthesise tackle take talk teach tease test title touch trace track
        transcribe translate try type unpack use validate verify visualise visualize walk weigh work
    """,
    prepositions="""
        about above across after against along around as at before behind below between beyond by containing comprising
        during for from having holding in inside into of on onto over per through to toward towards under until via with
        within without
    """,
    prepositions_of_having="of with containing comprising having holding",
    people="you we everyone everybody",
    pronouns="it this they these those",
    owners="your our",
    text_nouns="""
        answer/answers; text/texts; essay/essays; summary/summaries; description/descriptions; explanation/explanations;
        abstract/abstracts; intro; background; method/methods; hypothesis; approach; section/sections; part/parts;
        reflection/reflections; report/reports; response/responses; reply/replies; entry/entries; post/posts;
        statement/statements; introduction/introductions; conclusion/conclusions; discussion/discussions;
        analysis/analyses; review/reviews; comment/comments; note; article/articles; story/stories; letter/letters;
        e-mail/e-mails; email/emails; memo/memos; pitch; proposal/proposals; motivation; biography; bio; justification;
        argument/arguments; feedback; evaluation; overview; outline; plan; contribution/contributions;
        submission/submissions; document/documents; written work; work; piece; write-up; writeup; blog; journal;
        result/results; interpretation; definition; student/students; member/members; group/groups; team/teams;
        everyone; everybody; total; whole; rest; body; content; prose; task/tasks; question/questions; everything;
        anything; whatever; opinion/opinions; comparison/comparisons; dialogue/dialogues; blurb/blurbs; poem/poems;
        critique/critiques; commentary; narrative/narratives; manifesto; tagline; vignette; abstract; rationale;
        portfolio; diary; paper/papers; manuscript; speech; obituary; script; pamphlet
    """,
)  # fmt: skip
