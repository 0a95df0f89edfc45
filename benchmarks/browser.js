// What benchmarks/browser.py runs in each page, before the page's own scripts.
//
// A frame has been shown when a message that was posted from it arrives: the browser paints between the two.

globalThis.measures = (() => {
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  /** Resolve when the next frame has been painted. */
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        waiting.push(resolve);
        port2.postMessage(null);
      });
    });

  let tasks = 0;
  new PerformanceObserver((list) => {
    tasks += list.getEntries().length;
  }).observe({ type: "longtask" });

  const ITEMS = "[data-item], .mr-entry"; // as in lists.mjs
  const list = () => document.querySelector("[data-list]");
  /** What a list tells, and the first items that it shows: more than a window holds. */
  const told = () => {
    const shown = [];
    const items = list().querySelectorAll(ITEMS);
    for (let n = 0; n < items.length && shown.length < 30; n += 1) if (!items[n].hidden) shown.push(n);
    return `${list().querySelector("output.mr-result-count").value}: ${shown}`;
  };

  /** Resolve with the time once something holds and has been painted. */
  const until = async (holds) => {
    do await painted();
    while (!holds());
    return performance.now();
  };

  const tools = until(() => document.getElementsByClassName("mr-shortcuts-button").length); // the last of our scripts adds them

  return {
    tools,
    told,
    paint: () => performance.getEntriesByName("first-contentful-paint")[0].startTime,

    /** A word that about a fifth of the list has, a long one if there is, or null without a field to type it into. */
    word() {
      if (!list()?.querySelector("input[name=q]")) return null;
      const items = [...list().querySelectorAll(ITEMS)].map((item) => item.textContent.toLowerCase());
      const all = new Set(items[items.length >> 1].match(/[a-z\d]{2,9}/g));
      const long = [...all].filter((word) => /^[a-z]{6}/.test(word));
      const far = (word) => Math.abs(items.filter((item) => item.includes(word)).length / items.length - 0.2);
      return (long.length ? long : [...all]).sort((a, b) => far(a) - far(b))[0];
    },

    /** Get ready for a key after which the list tells `expected`; `measures.key` is how long that took. */
    awaitKey(expected) {
      const { promise, resolve } = Promise.withResolvers();
      const press = async ({ timeStamp }) => resolve((await until(() => told() === expected)) - timeStamp);
      addEventListener("keydown", press, { once: true, capture: true });
      measures.key = promise;
    },

    /** Choose one verdict, or else the first value of the first choice. */
    async filter() {
      const [box, select] = ["input[type=checkbox]", "select"].map((name) => list()?.querySelector(name));
      if (!box && !select) return null;
      const before = told();
      const start = performance.now();
      if (box) box.click();
      else {
        select.selectedIndex = 1;
        select.dispatchEvent(new Event("input", { bubbles: true }));
      }
      const end = await until(() => told() !== before);
      list().querySelector("button.mr-reset").click();
      return end - start;
    },

    /** Sort by the last column that can be sorted. */
    async sort() {
      const head = list()?.querySelector("th[data-sort]:last-of-type");
      if (!head) return null;
      const start = performance.now();
      head.querySelector("button").click();
      return (await until(() => head.ariaSort)) - start;
    },

    /** Scroll from top to bottom; return how long each frame took, and how many tasks were long. */
    async scroll(speed) {
      const room = document.querySelector(".mr-scroll--tall") ?? document.scrollingElement;
      room.scrollTop = 0;
      await until(() => true);
      tasks = 0;
      const frames = [];
      let last = performance.now();
      for (let top = -1; room.scrollTop > top; ) {
        top = room.scrollTop;
        room.scrollTop += speed;
        const now = await until(() => true);
        frames.push(now - last);
        last = now;
      }
      await new Promise((resolve) => setTimeout(resolve, 100)); // the observer is told of tasks after they end
      return { frames, tasks };
    },
  };
})();
