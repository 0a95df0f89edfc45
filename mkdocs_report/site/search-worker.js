// Prepended to the theme's search worker, see site/search.py. The index has one entry for a group with all its answers, to
// stay small. This code splits it into entries in the theme's format. The answers of a large course are in separate files,
// which are searched as they arrive, since a browser needs many seconds to build the theme's index of them.
;(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3 // the theme's messages
  const MAX_PAGES = 200 // in a result
  const AROUND = 160 // characters shown before and after the first hit
  const WORD = /[\p{L}\p{N}_]/u
  let answers = null // the searchable answers of a large course
  let query = ""

  const splitEntry = ({ answers = [], ...page }) => [
    page,
    ...answers.map(([title, text, anchor = title.toLowerCase().replaceAll(" ", "-")]) => ({
      location: `${page.location}#${anchor}`,
      title,
      text,
    })),
  ]

  addEventListener("message", (event) => {
    const { type, data } = event.data
    if (type === SETUP && !data.config.answers) data.docs = data.docs.flatMap(splitEntry)
    else if (type === SETUP) {
      answers = new Answers(data.docs.flatMap(splitEntry))
      for (const name of data.config.answers) load(new URL(`../../../search/${name}`, location))
      postMessage({ type: READY })
    } else if (type === QUERY && answers) {
      query = data
      answer()
    }
    if (answers) event.stopImmediatePropagation() // the theme's own worker has nothing to do
  })

  async function load(url) {
    const pages = await (await fetch(url)).json()
    answers.add(pages.flatMap(splitEntry))
    if (query) answer()
  }

  const answer = () => postMessage({ type: RESULT, data: { items: answers.find(query) } })

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

    // Return the pages that match a query, best first, each as a list of its best entries.
    find(asked) {
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
        if (!pages.has(hit.entry.page) && pages.size === MAX_PAGES) continue
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

  // Parse `one +two -three "in a row"` into terms. A term matches the beginning of a word, as in the theme's search.
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

  // Count the occurrences of a term at the beginning of words, up to twenty.
  function count(text, word) {
    let number = 0
    for (let at = text.indexOf(word); at >= 0 && number < 20; at = text.indexOf(word, at + word.length)) {
      const entity = text[at - 1] === "&" && text[at + word.length] === ";"
      if (!entity && (at === 0 || !WORD.test(text[at - 1]) || !WORD.test(word[0]))) number += 1
    }
    return number
  }

  // Okapi BM25 with the usual parameters, and a bonus for titles and for entries that match more terms.
  function score({ entry, counts, held }, terms, rare) {
    const length = 1.2 * (0.25 + (0.75 * entry.text.length) / 600)
    let sum = 0
    counts.forEach(([text, title], n) => (sum += rare[n] * ((2.2 * text) / (text + length) + (title ? 10 : 0))))
    return sum * (1 + (held.filter(Boolean).length / terms.length) ** 2)
  }

  // Return the part of a text around its first hit, cut between words.
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
