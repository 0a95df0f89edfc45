// The answer that is read: the one in the hash, until the reader scrolls on; else the one at the top of the window.
// Keys and the switcher follow it.
//
// Reads: .mr-question-heading[id], .mr-entry[id].

import { hashTarget } from "./dom.mjs";

const ANSWERS = ":is(.mr-question-heading, .mr-entry)[id]";
const HEAD = 120; // px from the top: an answer that starts above this line is read
const NEAR = 24; // px by which an answer may miss the place to which a link scrolls it

/** The visible answers of the page. */
export const findAnswers = () =>
  [...document.querySelectorAll(ANSWERS)].filter((answer) => answer.getClientRects().length);

/** The distance of an answer from the top of the window. */
export const topOf = (answer) => answer.getBoundingClientRect().top;

/** The answer that is read; null above the first one. */
export function answerRead(all = findAnswers()) {
  const target = hashTarget()?.closest(ANSWERS);
  if (all.includes(target) && isInPlace(target)) return target;
  const line = readingLine();
  return all.findLast((answer) => topOf(answer) <= line) ?? null;
}

/** Whether an answer is where a link scrolls it, or near the end of the page, as far up as it can be. */
function isInPlace(answer) {
  const top = topOf(answer);
  if (Math.abs(top - Number.parseFloat(getComputedStyle(answer).scrollMarginTop)) < NEAR) return true;
  return rest() < 2 && top >= 0 && top < innerHeight;
}

/** The pixels that are left to scroll. */
const rest = () => document.documentElement.scrollHeight - innerHeight - scrollY;

/** The line above which an answer has started that is read. It moves down at the end: the last answers end there. */
function readingLine() {
  const room = Math.min(innerHeight - HEAD, scrollY + rest());
  return room > 0 ? HEAD + (innerHeight - HEAD) * Math.max(0, 1 - rest() / room) : HEAD;
}
