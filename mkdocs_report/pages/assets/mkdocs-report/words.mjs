// The words of the scripts in the language of the site. English texts are the keys. `%(name)s` is a place for a value.

// site/theme_files.py writes the catalogue of the site's language here: { language, messages, plurals }; English has none.
const CATALOGUE = null;

const language = CATALOGUE?.language ?? "en";
const messages = CATALOGUE?.messages ?? {};
const format = new Intl.NumberFormat(language);

/** A number as the language writes it. */
export const number = (value) => format.format(value);

/** Compares texts by the rules of the language; numbers in them by their value. */
export const collator = new Intl.Collator(CATALOGUE?.language, { numeric: true, sensitivity: "base" });

/** A text in the language of the site. Numbers among the values are written as the language does. */
export const _ = (text, values = {}) => fill(messages[text]?.[0] ?? text, values);

/** A text about a number of things, `%(num)s`. */
export function ngettext(one, many, num, values = {}) {
  const forms = messages[one];
  const text = forms?.[formOf(num)] ?? (num === 1 ? one : many);
  return fill(text, { num, ...values });
}

/** The plural form of a number. `plurals` has those of 0 to 199; the rules of all languages repeat after each hundred. */
function formOf(num) {
  const { plurals } = CATALOGUE;
  return Number(plurals[num < 200 ? num : 100 + (num % 100)]);
}

const fill = (text, values) =>
  text.replace(/%\((\w+)\)s|%%/g, (place, name) => {
    if (!name) return "%";
    const value = values[name];
    return typeof value === "number" ? number(value) : String(value ?? place);
  });

const NAMES = {
  passed: () => _("passed"),
  warning: () => _("warning"),
  error: () => _("error"),
  unanswered: () => _("unanswered"),
  "no report": () => _("no report"),
};

/** The word for a verdict. */
export const nameOf = (verdict) => NAMES[verdict]?.() ?? verdict;

/** `100 groups`, `12 of 100 groups`. */
export function countText(number, all, noun) {
  if (number === all) return COUNTS[noun](all);
  return COUNTS_OF[noun](number, all);
}
const COUNTS = {
  group: (num) => ngettext("%(num)s group", "%(num)s groups", num),
  answer: (num) => ngettext("%(num)s answer", "%(num)s answers", num),
  finding: (num) => ngettext("%(num)s finding", "%(num)s findings", num),
  item: (num) => ngettext("%(num)s item", "%(num)s items", num),
};
const COUNTS_OF = {
  group: (number, num) => ngettext("%(number)s of %(num)s group", "%(number)s of %(num)s groups", num, { number }),
  answer: (number, num) => ngettext("%(number)s of %(num)s answer", "%(number)s of %(num)s answers", num, { number }),
  finding: (number, num) => ngettext("%(number)s of %(num)s finding", "%(number)s of %(num)s findings", num, { number }),
  item: (number, num) => ngettext("%(number)s of %(num)s item", "%(number)s of %(num)s items", num, { number }),
};
