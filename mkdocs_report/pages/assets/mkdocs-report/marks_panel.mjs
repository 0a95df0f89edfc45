// The panel of the marks: the number of reviewed answers, export, import, deletion.
//
// Reads: on the overview [data-item][data-asked], else the cells of the strips; on a group page .mr-answer[data-question].

import { createButton, createElement, createDialog, openDialog } from "./dom.mjs";
import { parse, toCsv, toJson } from "./marks_files.mjs";
import { reason } from "./marks_store.mjs";
import { _, ngettext } from "./words.mjs";

const MAX_BYTES = 10_000_000; // of an imported file

export function addPanel(marks, nav, signal) {
  const isGroup = nav.dataset.kind === "group";
  const all = isGroup ? countAnswers() : countAsked();
  const count = createElement("span", { class: "mr-marks-count" });
  const progress = createElement("progress", { max: String(all || 1), "aria-label": _("Reviewed answers") });
  const status = createElement("p", { class: "mr-marks-status", role: "status" });
  const file = createElement("input", { type: "file", accept: ".csv,.json,text/csv,application/json", hidden: true });
  const showStatus = (text, isError = false) => {
    status.textContent = text;
    status.classList.toggle("mr-toast--error", isError);
  };

  const show = () => {
    const number = marks.reviewed(isGroup ? nav.dataset.name : undefined);
    progress.hidden = !all;
    progress.value = Math.min(number, all);
    const values = { number, all: Math.max(all, number) };
    count.textContent = all ? _("%(number)s of %(all)s reviewed", values) : _("%(number)s reviewed", values);
  };

  const save = (kind, type, text) => {
    if (!marks.all().size) return showStatus(_("No marks yet."));
    const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = createElement("a", { href: url, download: `marks.${kind}`, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    showStatus(_("Exported all marks to %(file)s.", { file: `marks.${kind}` }));
  };

  const importFile = async () => {
    const [chosen] = file.files;
    file.value = ""; // allow the same file again
    if (!chosen) return;
    try {
      if (chosen.size > MAX_BYTES) throw new Error(_("The file is larger than 10 MB."));
      const found = parse(await chosen.text());
      const number = [...found.values()].reduce((sum, each) => sum + each.size, 0);
      const imported = marks.merge(found);
      const rest = imported < number ? ` ${_("The others are not newer than your marks.")}` : "";
      const text = ngettext(
        "Imported %(imported)s of %(num)s mark from %(file)s.",
        "Imported %(imported)s of %(num)s marks from %(file)s.",
        number,
        { imported, file: chosen.name },
      );
      showStatus(`${text}${rest}`);
    } catch (error) {
      const values = { file: chosen.name, reason: reason(error) };
      showStatus(_("%(file)s was not imported. %(reason)s Your marks have not changed.", values), true);
    }
  };
  file.addEventListener("change", importFile);

  const confirmDelete = createConfirmation(nav, signal, () => {
    try {
      marks.clear();
      showStatus(_("All marks deleted."));
    } catch {
      showStatus(_("The marks could not be deleted in this browser."), true);
    }
  });
  const remove = createButton(_("Delete all marks"), { class: "mr-button" }, () => confirmDelete(remove));
  const panel = createElement(
    "section",
    { class: "mr-marks mr-js", "aria-label": _("Your marks") },
    createElement("div", { class: "mr-marks-progress" }, createElement("b", {}, _("Your marks")), progress, count),
    createElement(
      "div",
      { class: "mr-marks-actions" },
      createButton(_("Export CSV"), { class: "mr-button" }, () => save("csv", "text/csv", toCsv(marks.all()))),
      createButton(_("Export JSON"), { class: "mr-button" }, () => save("json", "application/json", toJson(marks.all()))),
      createButton(_("Import"), { class: "mr-button" }, () => file.click()),
      file,
      remove,
    ),
    createElement("p", { class: "mr-muted" }, _("Stored in this browser only. Marks are not sent to a server.")),
    status,
  );
  const anchor = document.querySelector(isGroup ? ".mr-summary" : "[data-list]");
  if (isGroup && anchor) anchor.after(panel);
  else if (anchor) anchor.before(panel);
  else nav.after(panel);
  marks.addEventListener("change", show);
  show();
}

const countAnswers = () => document.querySelectorAll(".mr-answer[data-question]").length;

/** The number of answers that the course asks for, according to the overview. */
function countAsked() {
  const rows = [...document.querySelectorAll("[data-item][data-asked]")];
  if (rows.length) return rows.reduce((sum, row) => sum + Number(row.dataset.asked), 0);
  return document.querySelectorAll("[data-item] .mr-strip--small a").length;
}

/** Create the dialog that confirms the deletion; return the function that opens it. */
function createConfirmation(nav, signal, onConfirm) {
  const dialog = createDialog(nav, signal, {
    class: "mr-confirm",
    "aria-labelledby": "mr-confirm-text",
    role: "alertdialog",
  });
  const yes = () => {
    dialog.close();
    onConfirm();
  };
  dialog.append(
    createElement(
      "p",
      { id: "mr-confirm-text" },
      _("Delete all marks of all groups in this browser? This cannot be undone."),
    ),
    createElement(
      "div",
      { class: "mr-marks-actions" },
      createButton(_("Cancel"), { class: "mr-button", autofocus: true }, () => dialog.close()),
      createButton(_("Delete all marks"), { class: "mr-button mr-button--error" }, yes),
    ),
  );
  return (back) => openDialog(dialog, () => back);
}
