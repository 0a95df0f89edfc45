// Rows of squares, one for each answer. Tab stops once in each row; the arrow keys, Home and End go from square to square.
//
// Reads: .mr-strip with links.

const STRIP = ".mr-strip";
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

export function mount({ signal }) {
  for (const strip of document.querySelectorAll(STRIP)) {
    for (const link of [...strip.querySelectorAll("a")].slice(1)) link.tabIndex = -1;
  }
  document.addEventListener("keydown", move, { signal });
}

function move(event) {
  const strip = event.target.closest?.(STRIP);
  if (!strip || !(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...strip.querySelectorAll("a")];
  const place = links.indexOf(event.target);
  const next = links[Math.max(0, Math.min(links.length - 1, place + STEPS[event.key]))];
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
