// Functions that several modules use: elements, dialogs, messages, navigation.

/** Create an element. Attributes that are false, null or undefined are omitted; children that are strings become text. */
export function createElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Create a button with a click handler. */
export function createButton(label, attributes, onClick) {
  const element = createElement("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", onClick);
  return element;
}

const SIGNS = { passed: "✓", warning: "!", error: "✗", unanswered: "–" };

/** The sign of a verdict. */
export const sign = (verdict) => SIGNS[verdict] ?? "";

/** Normalize a text for searching: lower case, no accents, no ligatures. */
export function fold(text) {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.replace(/[æøœßłđð]/g, (letter) => LETTERS[letter]);
}
const LETTERS = { æ: "ae", ø: "o", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d" };

/** The normalized words of a query. */
export const queryWords = (text) => fold(text).split(/\s+/).filter(Boolean);

/** The text of an element with the alternative texts of images, without elements that scripts and themes have added. */
export function plainText(element, without = ".headerlink") {
  const parts = [];
  const collect = (within) => {
    for (let node = within.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) parts.push(node.data);
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(`.mr-js, ${without}`)) {
        if (node.alt) parts.push(` ${node.alt} `);
        collect(node);
      }
    }
  };
  collect(element);
  return parts.join("").replace(/\s+/g, " ").trim();
}

/** The group's title in an entry of a question page. */
export const titleOf = (entry) => plainText(entry.querySelector("summary h3"));

/** The element with the id in the hash, or null. */
export function hashTarget() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // an invalid % sequence
  }
}

/** Whether the top of an element is in the window, or within one window height of it. */
export const isNear = (element) => {
  const { top } = element.getBoundingClientRect();
  return top > -innerHeight && top < 2 * innerHeight;
};

let scrolling = new AbortController();

/**
 * Scroll an element to the top of the window, and keep it there until the content above it has its final height: long
 * pages are laid out when they become visible. Any input of the reader stops this.
 */
export async function scrollToElement(element) {
  scrolling.abort();
  scrolling = new AbortController();
  const { signal } = scrolling;
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(type, () => scrolling.abort(), { signal, capture: true, passive: true });
  }
  const offset = () => Math.round(element.getBoundingClientRect().top + scrollY);
  let before = null;
  for (let still = 0, frames = 0; still < STILL && frames < 60 && !signal.aborted; frames += 1) {
    if (before && scrollY !== before.scrolled && offset() === before.offset) break; // scrolled by another script
    element.scrollIntoView({ block: "start", behavior: "instant" });
    still = before?.scrolled === scrollY ? still + 1 : 0;
    before = { scrolled: scrollY, offset: offset() };
    await new Promise(requestAnimationFrame);
  }
  if (!signal.aborted) scrolling.abort();
}
const STILL = 5; // frames without movement

/** Navigate like a click on a link, so that Material can handle it. */
export function followLink(url) {
  const link = createElement("a", { href: url, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

/** The container for buttons in the course navigation. */
export function navActions(nav) {
  return (
    nav.querySelector(".mr-nav-actions") ?? nav.appendChild(createElement("div", { class: "mr-nav-actions mr-js" }))
  );
}

/** The container for buttons in the filters of a list. */
export function filterActions(form) {
  return form.querySelector(".mr-actions") ?? form.appendChild(createElement("span", { class: "mr-actions mr-js" }));
}

/**
 * Create a modal dialog. It is removed with the page. Escape and a click outside close it.
 * Keys pressed in it do not trigger shortcuts of the theme.
 */
export function createDialog(nav, signal, attributes) {
  const dialog = createElement("dialog", { ...attributes, class: `mr-dialog mr-js ${attributes.class ?? ""}`.trim() });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  nav.append(dialog); // elsewhere, Material's style sheet would restyle the whole page
  signal.addEventListener("abort", () => dialog.remove());
  return dialog;
}

/** Open a dialog. When it closes, the element that `back()` returns gets the focus. */
export function openDialog(dialog, back) {
  if (dialog.open) return;
  dialog.addEventListener("close", () => back()?.focus({ preventScroll: false }), { once: true });
  dialog.showModal();
}

/** Show a message at the bottom of the window, for screen readers too. An error stays until it is clicked. */
export function showToast(text, isError = false) {
  let toast = document.querySelector(".mr-toast");
  if (!toast) {
    toast = createElement("div", { class: "mr-toast mr-js", role: "status" });
    toast.addEventListener("click", () => toast.replaceChildren());
    document.body.append(toast);
  }
  const message = createElement("p", { class: isError ? "mr-toast--error" : false }, text);
  toast.replaceChildren(message);
  if (!isError) setTimeout(() => message.remove(), 4000);
}
