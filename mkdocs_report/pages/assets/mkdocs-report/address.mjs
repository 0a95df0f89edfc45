// What a page remembers in its address: filters, order, side by side. A link then shows what its sender saw.

/** The parameters of the address. */
export const parameters = () => new URLSearchParams(location.search);

/** Set parameters in the address; an empty value takes one away. Others, the hash and the history stay. */
export function setParameters(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = url.search.replaceAll("%2C", ","); // easier on the eye, and allowed
  replace(url);
}

/** Set the hash without going there. */
export function setHash(id) {
  const url = new URL(location.href);
  url.hash = id;
  replace(url);
}

function replace(url) {
  if (url.href === location.href) return;
  try {
    history.replaceState(history.state, "", url); // the state is Material's: where the page was scrolled to
  } catch {
    // a browser that has had too many of these within a few seconds; the next one will do
  }
}

/** Call `read` when the reader comes back to another state of the same page. */
export function onHistoryChange(signal, read) {
  const path = location.pathname;
  const back = () => location.pathname === path && read();
  window.addEventListener("popstate", back, { signal });
  window.addEventListener("pageshow", back, { signal }); // a browser may fill forms as they were left
}
