// The state of a page in its URL: filters, sort order, compared answers. A shared link shows the same state.

/** The query parameters of the URL. */
export const parameters = () => new URLSearchParams(location.search);

/** Set query parameters; an empty value removes one. Other parameters, the hash and the history stay. */
export function setParameters(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = url.search.replaceAll("%2C", ","); // easier to read, and valid
  replace(url);
}

/** Set the hash without scrolling. */
export function setHash(id) {
  const url = new URL(location.href);
  url.hash = id;
  replace(url);
}

function replace(url) {
  if (url.href === location.href) return;
  try {
    history.replaceState(history.state, "", url); // Material stores the scroll position in the state
  } catch {
    // browsers limit the number of calls per second; a later call succeeds
  }
}

/** Call `read` when the reader navigates to another state of the same page. */
export function onHistoryChange(signal, read) {
  const path = location.pathname;
  const back = () => location.pathname === path && read();
  window.addEventListener("popstate", back, { signal });
  window.addEventListener("pageshow", back, { signal }); // a browser may restore forms
}
