// The answer that is read: the one in the hash, until the reader scrolls on; else the one at the top of the window.
// Keys and the switcher follow it.
//
// Reads: .mr-question-heading[id], .mr-entry[id].

import { hashTarget } from "./dom.mjs";

const ANSWERS = ":is(.mr-question-heading, .mr-entry)[id]";
const HEAD = 1 / 4; // of the window: an answer that starts in it is read
const BELOW = 40; // px, at least, from the place to which links scroll to the end of that part
const NEAR = 24; // px by which an answer may miss that place
const REST = 400; // ms without scrolling, after which an answer counts as read
const SCROLL_KEYS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
let last = null; // the answer that was read when the page last rested
let ahead = null; // the answer in the hash, as long as the page scrolls there: a theme may have it scroll smoothly

export function mount({ signal }) {
  let timer = 0;
  const rest = () => {
    ahead = null;
    last = answerRead() ?? last;
  };
  const scroll = () => {
    if (ahead && isInPlace(ahead)) ahead = null;
    clearTimeout(timer);
    timer = setTimeout(rest, REST);
  };
  const follow = () => {
    ahead = hashTarget()?.closest(ANSWERS) ?? null;
    scroll();
  };
  const stop = ({ key }) => {
    if (!key || SCROLL_KEYS.includes(key)) ahead = null;
  };
  last = hashTarget()?.closest(ANSWERS) ?? null;
  follow();
  window.addEventListener("hashchange", follow, { signal });
  window.addEventListener("scroll", scroll, { signal, passive: true });
  for (const type of ["wheel", "touchmove", "keydown"]) window.addEventListener(type, stop, { signal, passive: true });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/** The answer that is read; at the top of the page, the one that was read before. */
export const answerLastRead = () => answerRead() ?? (last?.isConnected ? last : null);

/** The visible answers of the page. */
export const findAnswers = () =>
  [...document.querySelectorAll(ANSWERS)].filter((answer) => answer.getClientRects().length);

/** The distance of an answer from the top of the window. */
export const topOf = (answer) => answer.getBoundingClientRect().top;

/** The answer that is read; null above the first one. */
export function answerRead(all = findAnswers()) {
  if (all.includes(ahead)) return ahead;
  const target = hashTarget()?.closest(ANSWERS);
  if (all.includes(target) && isInPlace(target)) return target;
  if (!all.length) return null;
  const line = readingLine(all[0]);
  return all.findLast((answer) => topOf(answer) <= line) ?? null;
}

/** Whether an answer is where a link scrolls it, or near the end of the page, as far up as it can be. */
function isInPlace(answer) {
  const top = topOf(answer);
  if (Math.abs(top - landing(answer)) < NEAR) return true;
  return rest() < 2 && top >= 0 && top < innerHeight;
}

/** The pixels that are left to scroll. */
const rest = () => document.documentElement.scrollHeight - innerHeight - scrollY;

/** The place to which links scroll an answer, in px from the top of the window. */
function landing(answer) {
  const margin = Number.parseFloat(getComputedStyle(answer).scrollMarginTop);
  return margin + (Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);
}

/** The line above which an answer has started that is read. It moves down at the end: the last answers end there. */
function readingLine(answer) {
  const head = Math.max(HEAD * innerHeight, landing(answer) + BELOW);
  const room = Math.min(innerHeight - head, scrollY + rest());
  return room > 0 ? head + (innerHeight - head) * Math.max(0, 1 - rest() / room) : head;
}
