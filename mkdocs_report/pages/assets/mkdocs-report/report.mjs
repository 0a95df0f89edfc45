// The entry point of the scripts. It loads only the features that a page needs. All pages work without scripts.
//
// A feature is a module with `mount({ nav, signal })`. `nav` is the page's `nav.mr-course-nav`. `signal` is aborted when
// the reader leaves the page: with Material's navigation.instant, the scripts stay loaded.

const FEATURES = [
  ["nav.mr-course-nav", "header"],
  [".mr-question-heading, .mr-entry", "reading"],
  ["nav.mr-course-nav[data-groups]", "switcher"],
  ["[data-list] [data-sort]", "sorting"],
  ["[data-list] details.mr-entry", "matches"],
  ["[data-list]", "lists"],
  [".mr-pager, [data-list]", "neighbours"],
  [".mr-strip", "squares"],
  ["input[data-colours]", "colours"],
  ["details.mr-entry", "collapse"],
  ["[data-gallery], .mr-answer img.mr-image", "lightbox"],
  ["nav.mr-course-nav[data-marks]", "marks"],
  ["[data-compare]", "compare"],
  ["nav.mr-course-nav[data-keyboard]", "keyboard"],
];
const SHARED = ["dom", "address", "reading", "neighbours", "words"]; // imported by features: loaded in parallel with them
const VERSION = new URL(import.meta.url).search; // of all modules: site/theme_files.py adds it to their imports

let page = new AbortController();

async function mount() {
  page.abort();
  page = new AbortController();
  const { signal } = page;
  const nav = document.querySelector("nav.mr-course-nav");
  if (!nav) return;
  const tab = nav.querySelector(".mr-tabs [aria-current]");
  if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - tab.closest("ul").offsetLeft - 16; // a phone shows four tabs
  const features = FEATURES.filter(([selector]) => document.querySelector(selector));
  const loaded = await Promise.allSettled(
    [...features.map(([, name]) => name), ...SHARED].map(
      (name) => import(new URL(`${name}.mjs${VERSION}`, import.meta.url).href),
    ),
  );
  if (signal.aborted) return;
  for (const { reason, value } of loaded.slice(0, features.length)) {
    try {
      if (reason) throw reason;
      value.mount({ nav, signal });
    } catch (error) {
      console.error("mkdocs-report:", error); // the other features still work
    }
  }
  document.documentElement.classList.remove("mr-filtering"); // see filtered.js
}

window.addEventListener("beforeprint", () => {
  for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager"; // all images are printed
});

if (window.document$)
  window.document$.subscribe(mount); // Material: once per page
else mount();
