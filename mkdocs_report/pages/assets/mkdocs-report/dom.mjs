// What several modules share: making elements, dialogs, messages, going to a page. It works on what it is given.

/** Make an element. Attributes that are false, null or undefined are left out; strings among the children are text. */
export function createElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Make a button that does something when it is pressed. */
export function createButton(label, attributes, act) {
  const made = createElement("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

const SIGNS = { passed: "✓", warning: "!", error: "✗", unanswered: "–" };
const WORDS = { passed: "passed", warning: "warning", error: "error", unanswered: "unanswered" };

/** The sign of a verdict, as on the pages. */
export const sign = (verdict) => SIGNS[verdict] ?? "";

/** A verdict in words, for those who do not see its sign. */
export const verdictLabel = (verdict) => WORDS[verdict] ?? "";

/** A text as it is searched: without case, accents and letters that only look different. */
export function fold(text) {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  const plain = text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  return plain.replace(/[æøœßłđð]/g, (letter) => LETTERS[letter]);
}
const LETTERS = { æ: "ae", ø: "o", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d" };

/** The words of a query, folded. */
export const queryWords = (text) => fold(text).split(/\s+/).filter(Boolean);

/** The text of an element without what scripts and themes have added; images by their alternative texts. */
export function plainText(element, without = ".headerlink") {
  const parts = [];
  const gather = (within) => {
    for (let node = within.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) parts.push(node.data);
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(`.mr-js, ${without}`)) {
        if (node.alt) parts.push(` ${node.alt} `);
        gather(node);
      }
    }
  };
  gather(element);
  return parts.join("").replace(/\s+/g, " ").trim();
}

/** Whose answer an entry of a question's page is. */
export const titleOf = (entry) => plainText(entry.querySelector("summary h3"));

/** The element that the address' hash names, or null. */
export function hashTarget() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // a lone % in it
  }
}

/** Whether an element begins in the window, or within a window's height of it. */
export const isNear = (element) => {
  const { top } = element.getBoundingClientRect();
  return top > -innerHeight && top < 2 * innerHeight;
};

let landing = new AbortController();

/**
 * Bring an element to the top of the window, and keep it there until what stands over it has its true height: long
 * pages are laid out as they come into sight. A reader who moves on is let go.
 */
export async function scrollToElement(element) {
  landing.abort();
  landing = new AbortController();
  const { signal } = landing;
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(act, () => landing.abort(), { signal, capture: true, passive: true });
  }
  const offset = () => Math.round(element.getBoundingClientRect().top + scrollY);
  let before = null;
  for (let still = 0, frames = 0; still < STILL && frames < 60 && !signal.aborted; frames += 1) {
    if (before && scrollY !== before.scrolled && offset() === before.offset) break; // something else has scrolled
    element.scrollIntoView({ block: "start", behavior: "instant" });
    still = before?.scrolled === scrollY ? still + 1 : 0;
    before = { scrolled: scrollY, offset: offset() };
    await new Promise(requestAnimationFrame);
  }
  if (!signal.aborted) landing.abort();
}
const STILL = 5; // frames in which nothing moved

/** Go to an address as a click on a link would, so that Material can load it in its own way. */
export function followLink(url) {
  const link = createElement("a", { href: url, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Where scripts put their tools in the row of links over a page. */
export function navActions(nav) {
  return nav.querySelector(".mr-nav-actions") ?? nav.appendChild(createElement("div", { class: "mr-nav-actions mr-js" }));
}

/** Where scripts put their buttons in the tools of a list. */
export function filterActions(form) {
  return form.querySelector(".mr-actions") ?? form.appendChild(createElement("span", { class: "mr-actions mr-js" }));
}

/**
 * Make a modal dialog on the page. It goes with the page; Escape and a press beside it close it.
 * Single keys pressed in it do not reach the theme's own shortcuts.
 */
export function createDialog(nav, signal, attributes) {
  const dialog = createElement("dialog", { ...attributes, class: `mr-dialog mr-js ${attributes.class ?? ""}`.trim() });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  nav.append(dialog); // not beside it: there, Material's style sheet would have the whole page styled anew
  signal.addEventListener("abort", () => dialog.remove());
  return dialog;
}

/** Open a dialog; when it closes, give the focus to what `back()` returns. */
export function openDialog(dialog, back) {
  if (dialog.open) return;
  dialog.addEventListener("close", () => back()?.focus({ preventScroll: false }), { once: true });
  dialog.showModal();
}

/** Say something for a moment at the foot of the window, and to screen readers; an error stays until it is answered. */
export function showToast(text, isError = false) {
  let place = document.querySelector(".mr-toast");
  if (!place) {
    place = createElement("div", { class: "mr-toast mr-js", role: "status" });
    place.addEventListener("click", () => place.replaceChildren());
    document.body.append(place);
  }
  const message = createElement("p", { class: isError ? "mr-toast--error" : false }, text);
  place.replaceChildren(message);
  if (!isError) setTimeout(() => message.remove(), 4000);
}
