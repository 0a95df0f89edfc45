// The panel of the marks: how many answers are reviewed; export, import, and taking all away.
//
// Reads: on the overview [data-item][data-asked], else the cells of strips; on a group page .mr-answer[data-question].

import { createButton, createElement, createDialog, openDialog } from "./dom.mjs";
import { parse, toCsv, toJson } from "./marks_files.mjs";
import { reason } from "./marks_store.mjs";

const MOST = 10_000_000; // bytes of a file of marks

export function addPanel(marks, nav, signal) {
  const isGroup = nav.dataset.kind === "group";
  const all = isGroup ? countAnswers() : countAsked();
  const count = createElement("span", { class: "mr-marks-count" });
  const progress = createElement("progress", { max: String(all || 1), "aria-label": "Reviewed answers" });
  const told = createElement("p", { class: "mr-marks-status", role: "status" });
  const file = createElement("input", { type: "file", accept: ".csv,.json,text/csv,application/json", hidden: true });
  const tell = (text, isError = false) => {
    told.textContent = text;
    told.classList.toggle("mr-toast--error", isError);
  };

  const show = () => {
    const number = marks.reviewed(isGroup ? nav.dataset.name : undefined);
    progress.hidden = !all;
    progress.value = Math.min(number, all);
    count.textContent = all ? `${number} of ${Math.max(all, number)} reviewed` : `${number} reviewed`;
  };

  const save = (kind, type, text) => {
    if (!marks.all().size) return tell("There are no marks yet.");
    const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = createElement("a", { href: url, download: `marks.${kind}`, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    tell(`All marks of all groups are in marks.${kind}.`);
  };

  const take = async () => {
    const [chosen] = file.files;
    file.value = ""; // the same file can be chosen again
    if (!chosen) return;
    try {
      if (chosen.size > MOST) throw new Error("It is larger than 10 MB.");
      const found = parse(await chosen.text());
      const number = [...found.values()].reduce((sum, each) => sum + each.size, 0);
      const taken = marks.merge(found);
      const rest = taken < number ? " The others are not newer than yours." : "";
      tell(`${chosen.name}: ${taken} of ${number} ${number === 1 ? "mark" : "marks"} taken.${rest}`);
    } catch (error) {
      tell(`${chosen.name} was not imported, and your marks are as they were. ${reason(error)}`, true);
    }
  };
  file.addEventListener("change", take);

  const ask = makeQuestion(nav, signal, () => {
    try {
      marks.clear();
      tell("All marks are deleted.");
    } catch {
      tell("This browser does not let the site delete them.", true);
    }
  });
  const remove = createButton("Delete all marks", { class: "mr-button" }, () => ask(remove));
  const panel = createElement(
    "section",
    { class: "mr-marks mr-js", "aria-label": "Your marks" },
    createElement("div", { class: "mr-marks-progress" }, createElement("b", {}, "Your marks"), progress, count),
    createElement(
      "div",
      { class: "mr-marks-actions" },
      createButton("Export CSV", { class: "mr-button" }, () => save("csv", "text/csv", toCsv(marks.all()))),
      createButton("Export JSON", { class: "mr-button" }, () => save("json", "application/json", toJson(marks.all()))),
      createButton("Import", { class: "mr-button" }, () => file.click()),
      file,
      remove,
    ),
    createElement("p", { class: "mr-muted" }, "Kept in this browser only, and sent to nobody."),
    told,
  );
  const place = document.querySelector(isGroup ? ".mr-summary" : "[data-list]");
  if (isGroup && place) place.after(panel);
  else if (place) place.before(panel);
  else nav.after(panel);
  marks.addEventListener("change", show);
  show();
}

const countAnswers = () => document.querySelectorAll(".mr-answer[data-question]").length;

/** How many answers the course asks for, as far as the overview tells. */
function countAsked() {
  const rows = [...document.querySelectorAll("[data-item][data-asked]")];
  if (rows.length) return rows.reduce((sum, row) => sum + Number(row.dataset.asked), 0);
  return document.querySelectorAll("[data-item] .mr-strip--small i").length;
}

/** A dialog that asks before all is gone; returns what opens it. */
function makeQuestion(nav, signal, act) {
  const dialog = createDialog(nav, signal, { class: "mr-confirm", "aria-labelledby": "mr-confirm-text", role: "alertdialog" });
  const yes = () => {
    dialog.close();
    act();
  };
  dialog.append(
    createElement("p", { id: "mr-confirm-text" }, "Delete your marks of all groups in this browser? Nobody can bring them back."),
    createElement(
      "div",
      { class: "mr-marks-actions" },
      createButton("Keep them", { class: "mr-button", autofocus: true }, () => dialog.close()),
      createButton("Delete all marks", { class: "mr-button mr-button--error" }, yes),
    ),
  );
  return (back) => openDialog(dialog, () => back);
}
