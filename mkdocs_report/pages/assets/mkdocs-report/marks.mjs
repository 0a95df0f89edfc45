// Marks of an examiner: reviewed, score and comment of each answer. They stay in this browser (marks_store.mjs).
//
// Reads: nav.mr-course-nav[data-marks][data-kind][data-name][data-groups]; .mr-answer[data-question]; on question pages
// their details.mr-entry[data-group]. Adds a row below each answer, and to the place that the event `mr-compare` of the
// list names (compare.mjs). The panel at the top of a page is marks_panel.mjs.

import { createElement, plainText, showToast, titleOf } from "./dom.mjs";
import { addPanel } from "./marks_panel.mjs";
import { Marks, reason } from "./marks_store.mjs";
import { _ } from "./words.mjs";

const ANSWERS = ".mr-answer[data-question], [data-question] .mr-answer";
const PAUSE = 300; // ms without typing

export function mount({ nav, signal }) {
  const { kind, name, groups } = nav.dataset;
  if (!["group", "question", "overview"].includes(kind)) return;
  const base = groups ? new URL(".", new URL(groups, location.href)) : new URL("..", import.meta.url);
  const marks = new Marks(`mkdocs-report.marks:${base.pathname}`, signal);
  if (kind !== "overview") {
    for (const answer of document.querySelectorAll(ANSWERS)) {
      const group = kind === "group" ? name : answer.closest("[data-group]")?.dataset.group;
      const { question } = answer.closest("[data-question]").dataset;
      if (!group || answer.closest("dialog")) continue;
      const { row, grow } = addRow(marks, group, question, headingOf(answer), signal);
      answer.append(row);
      answer.closest("details.mr-entry")?.addEventListener("toggle", grow, { signal });
    }
  }
  const list = document.querySelector("[data-compare][data-question]");
  const compare = ({ detail: { place, group, signal } }) => {
    const heading = createElement("h3", {}, titleOf(list.querySelector(`[data-group="${CSS.escape(group)}"]`)));
    place.replaceChildren(addRow(marks, group, list.dataset.question, heading, signal).row);
  };
  list?.addEventListener("mr-compare", compare, { signal });
  if (kind !== "question") addPanel(marks, nav, signal);
}

/** Create the row of fields of an answer, and add a badge to its heading; `grow` fits the row to its text. */
function addRow(marks, group, question, heading, signal) {
  const reviewed = createElement("input", { type: "checkbox" });
  const score = createElement("input", { type: "number", step: "any", inputmode: "decimal" });
  const comment = createElement("textarea", { rows: "1" });
  const label = heading ? _("Mark: %(answer)s", { answer: plainText(heading) }) : _("Mark");
  const row = createElement(
    "div",
    { class: "mr-mark mr-js", role: "group", "aria-label": label },
    createElement("label", { class: "mr-mark-reviewed" }, reviewed, ` ${_("Reviewed")}`),
    createElement("label", { class: "mr-mark-score" }, `${_("Score")} `, score),
    createElement("label", { class: "mr-mark-comment" }, createElement("span", {}, _("Comment")), comment),
  );
  const badge = createElement("span", { class: "mr-reviewed mr-js", hidden: true }, _("reviewed"));
  let timer = 0;

  const show = () => {
    const mark = marks.get(group, question);
    badge.hidden = !mark?.reviewed;
    row.classList.toggle("mr-mark--reviewed", Boolean(mark?.reviewed));
    if (timer) return; // the fields have newer values
    reviewed.checked = Boolean(mark?.reviewed);
    const number = Number.isNaN(score.valueAsNumber) ? null : score.valueAsNumber;
    if (number !== (mark?.score ?? null)) score.value = mark?.score ?? ""; // keep 1. and 1.0 while the reader types
    if (comment.value === (mark?.comment ?? "")) return;
    comment.value = mark?.comment ?? "";
    grow(comment);
  };

  const save = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    const value = { score: Number.isNaN(score.valueAsNumber) ? null : score.valueAsNumber, comment: comment.value };
    try {
      marks.set(group, question, { reviewed: reviewed.checked, ...value, at: new Date().toISOString() });
    } catch (error) {
      const values = { reason: reason(error) };
      showToast(_("The mark could not be saved. %(reason)s Export your marks before you leave this page.", values), true);
    }
  };

  row.addEventListener("input", (event) => {
    if (event.target === comment) grow(comment);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    if (event.target === reviewed) save();
  });
  row.addEventListener("change", save);
  window.addEventListener("pagehide", save, { signal });
  signal.addEventListener("abort", save);
  marks.addEventListener("change", show, { signal });
  heading?.append(badge);
  show();
  return { row, grow: () => grow(comment) };
}

/** The heading of an answer: in its entry, or before it. */
function headingOf(answer) {
  const entry = answer.closest("details.mr-entry");
  if (entry) return entry.querySelector("summary h3");
  let at = answer.previousElementSibling;
  while (at && !at.matches("h3")) at = at.previousElementSibling;
  return at;
}

/** Make a comment as tall as its text in browsers without `field-sizing`. Each call needs a layout of the page. */
function grow(comment) {
  if (CSS.supports("field-sizing", "content")) return;
  comment.style.height = "auto";
  if (comment.scrollHeight) comment.style.height = `${comment.scrollHeight + 2}px`;
}
