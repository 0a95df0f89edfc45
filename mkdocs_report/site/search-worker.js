// Stands in front of the theme's search worker: spreads each group's answers, which the index keeps together to be
// small, into the entries that the theme knows. See site/search.py.
addEventListener("message", ({ data: { type, data } }) => {
  if (type !== 0) return // 0: here is the index
  data.docs = data.docs.flatMap(({ answers = [], ...page }) => [
    page,
    ...answers.map(([title, text, anchor = title.toLowerCase().replaceAll(" ", "-")]) => ({
      location: `${page.location}#${anchor}`,
      title,
      text,
    })),
  ])
})
