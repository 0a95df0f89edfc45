// An image, large: with its caption, its alternative text, the way to its answer, and its neighbours.
//
// Reads: [data-gallery] figure with a.mr-thumbnail[href] around an img, and in its figcaption the link to the answer; .mr-answer
// img.mr-image, which get a button around them (an image inside a link stays as it is). Only the image that is seen and the next are loaded.

import { createButton, createElement, createDialog, openDialog, plainText, titleOf } from "./dom.mjs";

const SWIPE = 40; // px sideways

export function mount({ nav, signal }) {
  for (const image of document.querySelectorAll(".mr-answer img.mr-image")) wrap(image);
  const box = makeBox(nav, signal);
  document.addEventListener(
    "click",
    (event) => {
      const shot = event.target.closest?.("[data-gallery] a.mr-thumbnail, button.mr-zoom");
      if (!shot || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // Material follows links by itself
      box.open(shot);
    },
    { signal, capture: true },
  );
}

function wrap(image) {
  if (image.closest("a, button")) return;
  const label = image.alt ? `Enlarge: ${image.alt}` : "Enlarge the image";
  const around = createElement("button", { type: "button", class: "mr-zoom", "aria-label": label, "aria-haspopup": "dialog" });
  image.replaceWith(around);
  around.append(image);
}

/** All that can be opened together with a shot: those of the page, or of the dialog that it is in. */
function rowOf(shot) {
  const room = shot.closest("dialog");
  const selector = shot.matches("a") ? "[data-gallery] a.mr-thumbnail" : "button.mr-zoom";
  const all = [...(room ?? document).querySelectorAll(selector)];
  return all.filter((each) => each.closest("dialog") === room && each.checkVisibility());
}

/** What is told of a shot: address, alternative text, caption, and where its answer is. */
function about(shot) {
  const image = shot.querySelector("img");
  const alt = image?.alt ?? "";
  if (shot.matches("a")) {
    const link = shot.closest("figure")?.querySelector("figcaption a");
    return { src: shot.href, alt, caption: link ? plainText(link) : "", answer: link?.getAttribute("href") };
  }
  const entry = shot.closest(".mr-entry");
  if (entry) return { src: image.src, alt, caption: titleOf(entry), answer: `#${entry.id}` };
  let heading = shot.closest(".mr-answer")?.previousElementSibling;
  while (heading && !heading.matches("h2, h3")) heading = heading.previousElementSibling;
  return { src: image.src, alt, caption: heading ? plainText(heading) : "", answer: heading?.id && `#${heading.id}` };
}

function makeBox(nav, signal) {
  const dialog = createDialog(nav, signal, { class: "mr-lightbox mr-dialog--fullscreen", "aria-label": "Image" });
  const image = createElement("img", { class: "mr-lightbox-image", alt: "" });
  const caption = createElement("b", {});
  const alt = createElement("span", { class: "mr-lightbox-alt" });
  const answer = createElement("a", {}, "Go to the answer");
  const place = createElement("span", { class: "mr-lightbox-position", role: "status" });
  const before = createButton("‹", { class: "mr-button", "aria-label": "Previous image" }, () => step(-1));
  const after = createButton("›", { class: "mr-button", "aria-label": "Next image" }, () => step(1));
  const close = createButton("Close", { class: "mr-button" }, () => dialog.close());
  dialog.append(
    createElement("div", { class: "mr-lightbox-head" }, place, close),
    createElement("div", { class: "mr-lightbox-stage" }, before, image, after),
    createElement("p", { class: "mr-lightbox-text" }, caption, alt, answer),
  );
  let row = [];
  let at = 0;

  const show = (by) => {
    const shot = about(row[at]);
    image.removeAttribute("src"); // the image before it does not stay while this one comes
    image.src = shot.src;
    image.alt = shot.alt;
    caption.textContent = shot.caption;
    alt.textContent = shot.alt || "No alternative text.";
    alt.classList.toggle("mr-lightbox-alt--none", !shot.alt);
    answer.hidden = !shot.answer;
    if (shot.answer) answer.href = shot.answer;
    place.textContent = `${at + 1} of ${row.length}`;
    before.hidden = after.hidden = row.length < 2;
    const next = row[(at + (by || 1) + row.length) % row.length];
    if (row.length > 1) new Image().src = about(next).src;
  };

  const step = (by) => {
    if (row.length < 2) return;
    at = (at + by + row.length) % row.length;
    show(by);
  };

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });

  let from = null;
  dialog.addEventListener("pointerdown", (event) => {
    from = event.pointerType !== "mouse" && event.isPrimary ? event : null;
  });
  dialog.addEventListener("pointerup", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const x = event.clientX - from.clientX;
    const y = event.clientY - from.clientY;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 ? 1 : -1);
    from = null;
  });
  image.addEventListener("dragstart", (event) => event.preventDefault());
  dialog.querySelector(".mr-lightbox-stage").addEventListener("click", (event) => {
    if (event.target === event.currentTarget) dialog.close();
  });
  answer.addEventListener("click", () => {
    for (const each of document.querySelectorAll("dialog[open]")) each.close(); // side by side, too
  });
  dialog.addEventListener("close", () => image.removeAttribute("src"));

  return {
    open(shot) {
      row = rowOf(shot);
      at = Math.max(row.indexOf(shot), 0);
      show(1);
      openDialog(dialog, () => row[at]);
      close.focus();
    },
  };
}
