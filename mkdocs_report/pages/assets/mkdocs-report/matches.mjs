// Where the words of a search are: they are marked in the answers, and each answer collapses to its title and the text
// around them. When the search ends, the answers are as they were.
//
// Listens to `mr-filter` of a list (lists.mjs). Reads: details.mr-entry with summary and .mr-answer.

import { createElement, fold } from "./dom.mjs";
import { ngettext } from "./words.mjs";

const AROUND = 50; // characters shown before and after a word
const MOST_SHOWN = 3; // words of an answer that are shown in context
const MOST_MATCHES = 200; // words marked in an answer
const FRAME = 8; // ms per frame
const NAME = "mr-match";
const PARTS = ":scope > summary h3, :scope > .mr-entry-findings, :scope > .mr-answer";

export function mount({ signal }) {
  for (const list of document.querySelectorAll("[data-list]")) {
    if (list.querySelector("details.mr-entry")) showMatches(list, signal);
  }
  signal.addEventListener("abort", () => CSS.highlights?.delete(NAME));
}

function showMatches(list, signal) {
  const search = list.querySelector('input[type="search"]');
  let before = null; // whether each answer was open before the search
  let searched = "";
  let frame = 0;

  const start = (entries, words) => {
    cancelAnimationFrame(frame);
    const highlight = CSS.highlights && new Highlight();
    if (highlight) CSS.highlights.set(NAME, highlight);
    const rest = [...entries].reverse();
    const step = () => {
      const until = performance.now() + FRAME;
      while (rest.length && performance.now() < until) showEntry(rest.pop(), words, highlight);
      if (rest.length) frame = requestAnimationFrame(step);
    };
    step();
  };

  const stop = () => {
    cancelAnimationFrame(frame);
    CSS.highlights?.delete(NAME);
    for (const piece of list.querySelectorAll(".mr-context")) piece.remove();
    for (const [entry, isOpen] of before ?? []) entry.open = isOpen;
    before = null;
  };

  const filter = ({ detail: { words, items } }) => {
    const typed = words.join(" ");
    if (typed === searched) return;
    searched = typed;
    if (!words.length) return stop();
    if (!before) {
      before = new Map([...list.querySelectorAll("details.mr-entry")].map((entry) => [entry, entry.open]));
      for (const entry of before.keys()) entry.open = false;
    }
    for (const piece of list.querySelectorAll(".mr-context")) piece.remove();
    start(items, words);
  };

  list.addEventListener("mr-filter", filter, { signal });
  const enter = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // else the key would open the answer
    list.querySelector("details.mr-entry:not([hidden]) > summary")?.focus();
  };
  search?.addEventListener("keydown", enter, { signal });
  signal.addEventListener("abort", () => cancelAnimationFrame(frame));
}

/** Mark the words in an answer, and show the text around them in its summary. */
function showEntry(entry, words, highlight) {
  for (const part of entry.querySelectorAll(PARTS)) {
    const { text, nodes } = readText(part);
    const places = findPlaces(text, words);
    for (const [start, end] of places) {
      const range = rangeOf(nodes, start, end);
      if (range) highlight?.add(range);
    }
    if (places.length && !part.matches("h3")) entry.querySelector("summary").append(context(text, places));
  }
}

/** The text of an element, and the nodes that it comes from: [node, place of its first character]. */
function readText(element) {
  const nodes = [];
  let text = "";
  const accepts = (node) => (node.matches?.(".mr-js, .headerlink") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accepts);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      nodes.push([node, text.length]);
      text += node.data;
    } else if (node.alt) text += ` ${node.alt} `;
  }
  return { text, nodes };
}

/** The places of the words in a text, in order and without overlap: [start, end, word]. */
function findPlaces(text, words) {
  const [folded, places] = foldWithPlaces(text);
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0 && found.length < MOST_MATCHES; at = folded.indexOf(word, at + 1)) {
      found.push([places?.[at] ?? at, places?.[at + word.length] ?? at + word.length, word]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.filter(([start], index) => !index || start >= found[index - 1][1]);
}

/** A text as searches compare it, and for each of its characters the place in the original; no places if all are equal. */
function foldWithPlaces(text) {
  if (!/[^\x00-\x7f]/.test(text)) return [text.toLowerCase(), null];
  let folded = "";
  const places = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let index = 0; index < plain.length; index += 1) places.push(at);
    folded += plain;
    at += character.length;
  }
  return [folded, [...places, at]];
}

/** The range of a part of a text; null in the alternative text of an image. */
function rangeOf(nodes, start, end) {
  const first = nodes.findLast(([, at]) => at <= start);
  const last = nodes.findLast(([, at]) => at < end);
  if (!first || !last || start - first[1] > first[0].length || end - last[1] > last[0].length) return null;
  const range = new StaticRange({
    startContainer: first[0],
    startOffset: start - first[1],
    endContainer: last[0],
    endOffset: end - last[1],
  });
  return range;
}

/** The text around the first place of each word, or the first places of few words, and how many there are. */
function context(text, places) {
  const firsts = places.filter(([, , word], index) => places.findIndex((each) => each[2] === word) === index);
  const chosen = [...new Set([...firsts, ...places])].slice(0, Math.max(MOST_SHOWN, firsts.length));
  const pieces = [];
  for (const [from, to] of chosen.sort((a, b) => a[0] - b[0])) {
    const piece = pieces.at(-1);
    if (piece && from - AROUND <= piece.end) piece.end = to + AROUND;
    else pieces.push({ start: from - AROUND, end: to + AROUND });
  }
  const line = createElement("span", { class: "mr-context mr-js" });
  for (const { start, end } of pieces) {
    let at = wordStart(text, Math.max(0, start));
    line.append(at > 0 && !line.textContent.endsWith("… ") ? "… " : "");
    const last = wordEnd(text, Math.min(text.length, end));
    for (const [from, to] of places.filter(([from, to]) => from >= at && to <= last)) {
      line.append(text.slice(at, from), createElement("mark", {}, text.slice(from, to)));
      at = to;
    }
    line.append(text.slice(at, last), last < text.length ? " … " : " ");
  }
  line.append(createElement("span", { class: "mr-muted" }, ngettext("%(num)s match", "%(num)s matches", places.length)));
  return line;
}

/** The start of the word after a cut, and the end of the word before one, unless that is far away. */
const wordStart = (text, at) => (at ? at + Math.max(0, text.slice(at, at + 20).search(/\s/)) : 0);
const wordEnd = (text, at) => {
  const cut = text.slice(Math.max(0, at - 20), at).search(/\s\S*$/);
  return at < text.length && cut >= 0 ? Math.max(0, at - 20) + cut : at;
};
