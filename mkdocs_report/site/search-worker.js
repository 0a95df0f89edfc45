// Prepended to the theme's search worker, see site/search.py. The index has one entry for a group with all its answers, to
// stay small. This code splits it into entries in the theme's format. The answers of a large course are in separate files,
// since a browser needs many seconds to build the theme's index of them. They are loaded at the first query, one after the
// other, and searched as they arrive: a page that is only read loads none of them.
;(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3 // the theme's messages
  const MAX_PAGES = 200 // with all of their hits in a result; further pages have their best one
  const AROUND = 160 // characters shown before and after the first hit
  const WORD = /[\p{L}\p{N}_]/u
  let answers = null // the searchable answers of a large course
  let files = [] // of answers that are not loaded yet
  let isLoading = false
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
    if (type === SETUP && data.config.answers) {
      answers = new Answers(data.docs.flatMap(splitEntry))
      files = data.config.answers.map((name) => new URL(`../../../search/${name}`, location))
      postMessage({ type: READY })
    } else if (type === SETUP) data.docs = data.docs.flatMap(splitEntry)
    else if (type === QUERY && answers) {
      query = data
      answer()
      if (query.trim()) load()
    } else if (type === QUERY) event.data.data = html(data) // the theme's index has `W&amp;B`
    if (answers) event.stopImmediatePropagation() // the theme's own worker has nothing to do
  })

  // Load the files of answers. One that fails is tried again at the next query.
  async function load() {
    if (isLoading) return
    isLoading = true
    try {
      for (; files.length; files.shift()) {
        const pages = await (await fetch(files[0])).json()
        answers.add(pages.flatMap(splitEntry))
        if (query) answer()
      }
    } finally {
      isLoading = false
    }
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
        const held = pages.get(hit.entry.page)
        if (!held) pages.set(hit.entry.page, Object.assign([hit], { isBrief: pages.size >= MAX_PAGES }))
        else if (!held.isBrief) held.push(hit)
      }
      const begun = (word) => `${WORD.test(word[0]) ? "(?<![\\p{L}\\p{N}_])" : ""}${escape(html(word))}`
      const mark = new RegExp(`(${wanted.map(({ word }) => begun(word)).join("|")})|<[^>]*>|&#?\\w+;`, "giu")
      return [...pages].map(([page, held]) => this.shown(page, held, terms, mark))
    }

    shown(page, hits, terms, mark) {
      const items = hits.map(({ entry, score, held }) => ({
        ...entry.doc,
        title: marked(entry.doc.title, mark),
        text: marked(excerpt(entry.doc.text, mark), mark),
        score,
        terms: Object.fromEntries(terms.map(({ word }, n) => [html(word), held[n]])),
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
        const held = terms.find((term) => term.word === part)
        if (!held) terms.push({ sign: row && !sign ? "+" : sign, word: part })
      }
    }
    return terms
  }

  const html = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
  const ENTITIES = { lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", amp: "&" }
  const plain = (text) =>
    text
      .replace(/<[^>]*>/g, " ")
      .replace(/&(lt|gt|quot|amp|#39|#x27);/g, (_, name) => ENTITIES[name])
      .toLowerCase()

  // Count the occurrences of a term at the beginning of words, up to twenty.
  function count(text, word) {
    let number = 0
    for (let at = text.indexOf(word); at >= 0 && number < 20; at = text.indexOf(word, at + word.length)) {
      if (at === 0 || !WORD.test(text[at - 1]) || !WORD.test(word[0])) number += 1
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
    if (bare.length <= 3 * AROUND) return bare
    let at = 0
    for (const { 1: word, index } of bare.matchAll(mark)) {
      if (!word) continue
      at = index
      break
    }
    const first = at <= AROUND ? 0 : bare.indexOf(" ", at - AROUND) + 1
    const end = bare.indexOf(" ", Math.max(at, first) + 2 * AROUND)
    return `${first ? "… " : ""}${bare.slice(first, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`
  }

  // Mark the words. Tags and entities, which the expression matches too, stay as they are.
  const marked = (text, mark) => text.replace(mark, (all, word) => (word ? `<mark>${word}</mark>` : all))
})()
