// Marks for examiners: reviewed, a score, a note at each answer. They stay in this browser (marks_store.mjs).
//
// Reads: nav.mr-course-nav[data-marks][data-kind][data-name][data-groups]; .mr-answer[data-question]; on question pages
// their details.mr-entry[data-group]. Adds a row at the foot of each answer; the panel over them is marks_panel.mjs.

import { createElement, plainText, showToast } from "./dom.mjs";
import { addPanel } from "./marks_panel.mjs";
import { Marks, reason } from "./marks_store.mjs";

const ANSWERS = ".mr-answer[data-question], [data-question] .mr-answer";
const PAUSE = 300; // ms without typing

export function mount({ nav, signal }) {
  const { kind, name, groups } = nav.dataset;
  if (!["group", "question", "overview"].includes(kind)) return;
  const home = groups ? new URL(".", new URL(groups, location.href)) : new URL("..", import.meta.url);
  const marks = new Marks(`mkdocs-report.marks:${home.pathname}`, signal);
  if (kind !== "overview") {
    for (const answer of document.querySelectorAll(ANSWERS)) {
      const group = kind === "group" ? name : answer.closest("[data-group]")?.dataset.group;
      if (group && !answer.closest("dialog")) addRow(marks, group, answer, signal);
    }
  }
  if (kind !== "question") addPanel(marks, nav, signal);
}

function addRow(marks, group, answer, signal) {
  const { question } = answer.closest("[data-question]").dataset;
  const head = headOf(answer);
  const reviewed = createElement("input", { type: "checkbox" });
  const score = createElement("input", { type: "number", step: "any", inputmode: "decimal" });
  const note = createElement("textarea", { rows: "1" });
  const label = head ? `Your mark: ${plainText(head)}` : "Your mark";
  const row = createElement(
    "div",
    { class: "mr-mark mr-js", role: "group", "aria-label": label },
    createElement("label", { class: "mr-mark-reviewed" }, reviewed, " Reviewed"),
    createElement("label", { class: "mr-mark-score" }, "Score ", score),
    createElement("label", { class: "mr-mark-comment" }, createElement("span", {}, "Note"), note),
  );
  const sign = createElement("span", { class: "mr-reviewed mr-js", hidden: true }, "reviewed");
  let timer = 0;

  const show = () => {
    const mark = marks.get(group, question);
    sign.hidden = !mark?.reviewed;
    row.classList.toggle("mr-mark--reviewed", Boolean(mark?.reviewed));
    if (timer) return; // what is being written is newer
    reviewed.checked = Boolean(mark?.reviewed);
    const number = Number.isNaN(score.valueAsNumber) ? null : score.valueAsNumber;
    if (number !== (mark?.score ?? null)) score.value = mark?.score ?? ""; // 1. and 1.0 are left to who writes them
    if (note.value === (mark?.note ?? "")) return;
    note.value = mark?.note ?? "";
    grow(note);
  };

  const keep = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    const value = { score: Number.isNaN(score.valueAsNumber) ? null : score.valueAsNumber, note: note.value };
    try {
      marks.set(group, question, { reviewed: reviewed.checked, ...value, at: new Date().toISOString() });
    } catch (error) {
      showToast(`Your mark is not kept. ${reason(error)} Export your marks before you leave this page.`, true);
    }
  };

  row.addEventListener("input", (event) => {
    if (event.target === note) grow(note);
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
    if (event.target === reviewed) keep();
  });
  row.addEventListener("change", keep);
  window.addEventListener("pagehide", keep, { signal });
  signal.addEventListener("abort", keep);
  marks.addEventListener("change", show);
  answer.closest("details.mr-entry")?.addEventListener("toggle", () => grow(note), { signal });
  answer.append(row);
  head?.append(sign);
  show();
}

/** The heading of an answer: of its entry, or the one before it. */
function headOf(answer) {
  const entry = answer.closest("details.mr-entry");
  if (entry) return entry.querySelector("summary h3");
  let at = answer.previousElementSibling;
  while (at && !at.matches("h3")) at = at.previousElementSibling;
  return at;
}

/** Make a note as tall as its text, where the style sheet can not: each time the browser has to lay out the page. */
function grow(note) {
  if (CSS.supports("field-sizing", "content")) return;
  note.style.height = "auto";
  if (note.scrollHeight) note.style.height = `${note.scrollHeight + 2}px`;
}
