// The live preview: a page that `mkdocs serve` reloads keeps what was opened, and the answer in view stays where it is.
// The URL has the filters.
//
// Runs in the head, under `mkdocs serve` only. The page is painted when all is in place, so that nothing flashes.
;(() => {
  const KEY = "mkdocs-report.preview"
  const ANCHORS = "article :is(.mr-question-heading, .mr-entry, h1, h2, h3, h4)[id]"
  const LINE = 0.35 // of the window's height: the last anchor above this line is in view
  const SETTLE = 1500 // ms in which scripts and images may still move the page

  const top = (element) => element.getBoundingClientRect().top

  /** Call `visit` with each folded part, and with a name that it keeps when the text around it changes. */
  function eachDetails(visit) {
    let above = ""
    let numbers = {}
    for (const element of document.querySelectorAll("article :is([id], details)")) {
      if (element.id && !element.closest(".mr-answer")) [above, numbers] = [element.id, {}]
      if (!element.matches("details")) continue
      const kind = element.className
      numbers[kind] = (numbers[kind] ?? 0) + 1
      visit(element, `${above} ${kind} ${numbers[kind]}`)
    }
  }

  function save() {
    const opened = {}
    eachDetails((details, name) => (opened[name] = details.open))
    const anchors = [...document.querySelectorAll(ANCHORS)].filter((each) => each.getClientRects().length)
    const anchor = scrollY > 0 ? anchors.findLast((each) => top(each) <= LINE * innerHeight) : undefined
    const scrolled = [...document.querySelectorAll("article .mr-scroll")].map((each) => [each.scrollLeft, each.scrollTop])
    const place = { id: anchor?.id, offset: anchor && top(anchor), scrollY }
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, opened, place, scrolled }))
    } catch {
      // no storage: the browser keeps the place in pixels
    }
  }

  function load() {
    try {
      const state = JSON.parse(sessionStorage.getItem(KEY))
      sessionStorage.removeItem(KEY)
      const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload"
      return isReload && state?.path === location.pathname ? state : null
    } catch {
      return null
    }
  }

  function restore({ opened, place, scrolled }) {
    eachDetails((details, name) => {
      if (name in opened) details.open = opened[name]
    })
    document.querySelectorAll("article .mr-scroll").forEach((each, n) => each.scrollTo(...(scrolled[n] ?? [0, 0])))
    const anchor = place.id && document.getElementById(place.id)
    const target = anchor ? scrollY + top(anchor) - place.offset : place.scrollY
    if (Math.abs(scrollY - target) >= 1) scrollTo({ top: target, behavior: "instant" })
  }

  window.addEventListener("pagehide", save)
  const state = load()
  if (!state) return
  history.scrollRestoration = "manual"
  const hidden = document.createElement("style")
  hidden.textContent = "body { visibility: hidden }"
  document.head.append(hidden)
  const reader = new AbortController()
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(type, () => reader.abort(), { signal: reader.signal, capture: true, passive: true })
  }
  document.addEventListener("DOMContentLoaded", () => {
    const until = performance.now() + SETTLE
    const hold = () => {
      if (reader.signal.aborted) return
      restore(state)
      hidden.remove()
      if (performance.now() < until) requestAnimationFrame(hold)
      else {
        reader.abort()
        history.scrollRestoration = "auto"
      }
    }
    hold()
    hidden.remove()
  })
})()
