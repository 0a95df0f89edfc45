// A list whose address filters or sorts it is painted when that is done, so that nothing moves.
//
// Runs in the head of pages with a list. `report.mjs` ends it; without `report.mjs`, the list is shown after `LIMIT`.
;(() => {
  const LIMIT = 3000 // ms
  if (location.search.length < 2) return
  document.documentElement.classList.add("mr-filtering")
  setTimeout(() => document.documentElement.classList.remove("mr-filtering"), LIMIT)
})()
