// A dialog with an enlarged image: caption, alternative text, link to the answer, previous and next image.
//
// Reads: [data-gallery] figure with a.mr-thumbnail[href] around an img, and in its figcaption the link to the answer;
// .mr-answer img.mr-image, which get a button around them unless they are inside a link. Only the current and the next image are
// loaded.

import { createButton, createElement, createDialog, openDialog, plainText, titleOf } from "./dom.mjs";
import { _ } from "./words.mjs";

const SWIPE = 40; // px, horizontal

export function mount({ nav, signal }) {
  for (const image of document.querySelectorAll(".mr-answer img.mr-image")) wrap(image);
  const lightbox = createLightbox(nav, signal);
  document.addEventListener(
    "click",
    (event) => {
      const thumbnail = event.target.closest?.("[data-gallery] a.mr-thumbnail, button.mr-zoom");
      if (!thumbnail || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation(); // Material handles clicks on links
      lightbox.open(thumbnail);
    },
    { signal, capture: true },
  );
}

function wrap(image) {
  if (image.closest("a, button")) return;
  const label = image.alt ? _("Enlarge: %(text)s", { text: image.alt }) : _("Enlarge the image");
  const around = createElement("button", {
    type: "button",
    class: "mr-zoom",
    "aria-label": label,
    "aria-haspopup": "dialog",
  });
  image.replaceWith(around);
  around.append(image);
}

/** All thumbnails of the page, or of the dialog that contains the given one. */
function rowOf(thumbnail) {
  const dialog = thumbnail.closest("dialog");
  const selector = thumbnail.matches("a") ? "[data-gallery] a.mr-thumbnail" : "button.mr-zoom";
  const all = [...(dialog ?? document).querySelectorAll(selector)];
  return all.filter((each) => each.closest("dialog") === dialog && each.checkVisibility());
}

/** The data of a thumbnail: URL, alternative text, caption, link to the answer. */
function describe(thumbnail) {
  const image = thumbnail.querySelector("img");
  const alt = image?.alt ?? "";
  if (thumbnail.matches("a")) {
    const link = thumbnail.closest("figure")?.querySelector("figcaption a");
    return { src: thumbnail.href, alt, caption: link ? plainText(link) : "", answer: link?.getAttribute("href") };
  }
  const entry = thumbnail.closest(".mr-entry");
  if (entry) return { src: image.src, alt, caption: titleOf(entry), answer: `#${entry.id}` };
  let heading = thumbnail.closest(".mr-answer")?.previousElementSibling;
  while (heading && !heading.matches("h2, h3")) heading = heading.previousElementSibling;
  return { src: image.src, alt, caption: heading ? plainText(heading) : "", answer: heading?.id && `#${heading.id}` };
}

function createLightbox(nav, signal) {
  const dialog = createDialog(nav, signal, { class: "mr-lightbox mr-dialog--fullscreen", "aria-label": _("Image") });
  const image = createElement("img", { class: "mr-lightbox-image", alt: "" });
  const caption = createElement("b", {});
  const alt = createElement("span", { class: "mr-lightbox-alt" });
  const answer = createElement("a", {}, _("Go to the answer"));
  const position = createElement("span", { class: "mr-lightbox-position", role: "status" });
  const before = createButton("‹", { class: "mr-button", "aria-label": _("Previous image") }, () => step(-1));
  const after = createButton("›", { class: "mr-button", "aria-label": _("Next image") }, () => step(1));
  const close = createButton(_("Close"), { class: "mr-button" }, () => dialog.close());
  dialog.append(
    createElement("div", { class: "mr-lightbox-head" }, position, close),
    createElement("div", { class: "mr-lightbox-stage" }, before, image, after),
    createElement("p", { class: "mr-lightbox-text" }, caption, alt, answer),
  );
  let row = [];
  let index = 0;

  const show = (by) => {
    const thumbnail = describe(row[index]);
    image.removeAttribute("src"); // do not show the previous image while this one loads
    image.src = thumbnail.src;
    image.alt = thumbnail.alt;
    caption.textContent = thumbnail.caption;
    alt.textContent = thumbnail.alt || _("No alternative text.");
    alt.classList.toggle("mr-lightbox-alt--none", !thumbnail.alt);
    answer.hidden = !thumbnail.answer;
    if (thumbnail.answer) answer.href = thumbnail.answer;
    position.textContent = _("%(number)s of %(all)s", { number: index + 1, all: row.length });
    before.hidden = after.hidden = row.length < 2;
    const next = row[(index + (by || 1) + row.length) % row.length];
    if (row.length > 1) new Image().src = describe(next).src;
  };

  const step = (by) => {
    if (row.length < 2) return;
    index = (index + by + row.length) % row.length;
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
    for (const each of document.querySelectorAll("dialog[open]")) each.close(); // the comparison, too
  });
  dialog.addEventListener("close", () => image.removeAttribute("src"));

  return {
    open(thumbnail) {
      row = rowOf(thumbnail);
      index = Math.max(row.indexOf(thumbnail), 0);
      show(1);
      openDialog(dialog, () => row[index]);
      close.focus();
    },
  };
}
