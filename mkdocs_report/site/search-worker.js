// Stands in front of the theme's search worker, see site/search.py. A group's answers stand in one entry of the index, to
// keep it small: here they become the entries that the theme knows. Those of a large course lie in files of their own,
// which are looked through as they arrive: to build the theme's index of them would take a browser many seconds.
;(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3 // the theme's messages
  const PAGES = 200 // that a result has at most
  const AROUND = 160 // characters shown before and after the first hit
  const WORD = /[\p{L}\p{N}_]/u
  let found = null // what a large course's answers are looked for in
  let query = ""

  const spread = ({ answers = [], ...page }) => [
    page,
    ...answers.map(([title, text, anchor = title.toLowerCase().replaceAll(" ", "-")]) => ({
      location: `${page.location}#${anchor}`,
      title,
      text,
    })),
  ]

  addEventListener("message", (event) => {
    const { type, data } = event.data
    if (type === SETUP && !data.config.answers) data.docs = data.docs.flatMap(spread)
    else if (type === SETUP) {
      found = new Answers(data.docs.flatMap(spread))
      for (const name of data.config.answers) load(new URL(`../../../search/${name}`, location))
      postMessage({ type: READY })
    } else if (type === QUERY && found) {
      query = data
      answer()
    }
    if (found) event.stopImmediatePropagation() // the theme's own worker has nothing to do
  })

  async function load(url) {
    const pages = await (await fetch(url)).json()
    found.add(pages.flatMap(spread))
    if (query) answer()
  }

  const answer = () => postMessage({ type: RESULT, data: { items: found.look(query) } })

  class Answers {
    constructor(docs) {
      this.docs = []
      this.pages = new Map() // by address
      this.add(docs)
    }

    add(docs) {
      for (const doc of docs) {
        const [page] = doc.location.split("#")
        if (doc.location === page) this.pages.set(page, doc)
        this.docs.push({ doc, page, title: plain(doc.title), text: plain(doc.text) })
      }
    }

    // Return the pages that hold what is asked for, best first, each a list of its best entries.
    look(asked) {
      const terms = parse(asked)
      const wanted = terms.filter(({ sign }) => sign !== "-")
      if (!wanted.length) return []
      const hits = []
      for (const entry of this.docs) {
        const counts = terms.map(({ word }) => [count(entry.text, word), count(entry.title, word)])
        const held = counts.map(([text, title]) => text + title > 0)
        if (terms.some(({ sign }, n) => (sign === "-" && held[n]) || (sign === "+" && !held[n]))) continue
        if (terms.some(({ sign }, n) => sign !== "-" && held[n])) hits.push({ entry, counts, held })
      }
      const rare = terms.map((_, n) => Math.log(1 + this.docs.length / (1 + hits.filter((hit) => hit.held[n]).length)))
      for (const hit of hits) hit.score = score(hit, terms, rare)
      hits.sort((one, other) => other.score - one.score)
      const pages = new Map()
      for (const hit of hits) {
        if (!pages.has(hit.entry.page) && pages.size === PAGES) continue
        pages.set(hit.entry.page, [...(pages.get(hit.entry.page) ?? []), hit])
      }
      const begun = (word) => `${WORD.test(word[0]) ? "(?<![\\p{L}\\p{N}_])" : ""}${escape(word)}`
      const mark = new RegExp(wanted.map(({ word }) => begun(word)).join("|"), "giu")
      return [...pages].map(([page, held]) => this.shown(page, held, terms, mark))
    }

    shown(page, hits, terms, mark) {
      const items = hits.map(({ entry, score, held }) => ({
        ...entry.doc,
        title: marked(entry.doc.title, mark),
        text: marked(excerpt(entry.doc.text, mark), mark),
        score,
        terms: Object.fromEntries(terms.map(({ word }, n) => [word, held[n]])),
      }))
      const doc = this.pages.get(page)
      if (doc && !items.some(({ location }) => location === page)) items.push({ ...doc, score: 0, terms: {} })
      return items
    }
  }

  // `one +two -three "in a row"` as terms; every word may go on, as in the theme's search.
  function parse(asked) {
    const terms = []
    for (const [, sign, row, word] of asked.toLowerCase().matchAll(/([+-]?)(?:"([^"]+)"|([^\s"]+))/g)) {
      const parts = row ? [row.trim()] : word.split(/[\s\-*~^:]+/)
      for (const part of parts.filter(Boolean)) {
        const held = terms.find((term) => term.word === html(part))
        if (!held) terms.push({ sign: row && !sign ? "+" : sign, word: html(part) })
      }
    }
    return terms
  }

  const html = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
  const plain = (text) => text.replace(/<[^>]*>/g, " ").toLowerCase()

  // How often a word begins in a text, to twenty: more say no more.
  function count(text, word) {
    let number = 0
    for (let at = text.indexOf(word); at >= 0 && number < 20; at = text.indexOf(word, at + word.length)) {
      const entity = text[at - 1] === "&" && text[at + word.length] === ";"
      if (!entity && (at === 0 || !WORD.test(text[at - 1]) || !WORD.test(word[0]))) number += 1
    }
    return number
  }

  // Okapi BM25 with its usual numbers, more for titles, and more for entries that hold more of what is asked for.
  function score({ entry, counts, held }, terms, rare) {
    const length = 1.2 * (0.25 + (0.75 * entry.text.length) / 600)
    let sum = 0
    counts.forEach(([text, title], n) => (sum += rare[n] * ((2.2 * text) / (text + length) + (title ? 10 : 0))))
    return sum * (1 + (held.filter(Boolean).length / terms.length) ** 2)
  }

  // The part of a text around its first hit, cut between words.
  function excerpt(text, mark) {
    const bare = text.replace(/<[^>]*>/g, " ")
    const at = Math.max(0, bare.search(mark))
    if (bare.length <= 3 * AROUND) return bare
    const first = at <= AROUND ? 0 : bare.indexOf(" ", at - AROUND) + 1
    const end = bare.indexOf(" ", Math.max(at, first) + 2 * AROUND)
    return `${first ? "… " : ""}${bare.slice(first, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`
  }

  const marked = (text, mark) =>
    text
      .split(/(<[^>]*>|&#?\w+;)/)
      .map((part, n) => (n % 2 ? part : part.replace(mark, "<mark>$&</mark>")))
      .join("")
})()
