// Small comforts. Every page works without them.
(() => {
  const fold = document.querySelector(".menu__fold");
  if (fold) {
    const wide = window.matchMedia("(min-width: 60rem)");
    const follow = () => { fold.open = wide.matches; };
    follow();
    wide.addEventListener("change", follow);
  }

  document.querySelector("[data-focus]")?.focus();

  const who = document.querySelector(".who");
  if (who) {
    document.addEventListener("click", (event) => { if (!who.contains(event.target)) who.open = false; });
    who.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      who.open = false;
      who.querySelector("summary").focus();
    });
  }

  // A question that stands in the page without JavaScript becomes a real dialog with it.
  for (const ask of document.querySelectorAll("details[data-dialog]")) {
    const box = ask.querySelector("dialog");
    const close = ask.querySelector(".ask__close");
    box.removeAttribute("open");
    close.hidden = false;
    ask.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      ask.open = true;
      box.showModal();
    });
    close.addEventListener("click", () => box.close());
    box.addEventListener("close", () => {
      ask.open = false;
      ask.querySelector("summary").focus();
    });
  }

  // Arrow keys walk over the tile map; the tab key keeps working as always.
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  for (const map of document.querySelectorAll("[data-tiles]")) {
    const tiles = [...map.querySelectorAll("a.tile")].map((tile) => ({
      tile, column: Number(tile.dataset.column), row: Number(tile.dataset.row),
    }));
    map.addEventListener("keydown", (event) => {
      const step = steps[event.key];
      const from = tiles.find(({ tile }) => tile === document.activeElement);
      if (!step || !from) return;
      const [across, down] = step;
      const ahead = tiles
        .map((to) => ({ to, along: (to.column - from.column) * across + (to.row - from.row) * down,
          aside: Math.abs((to.column - from.column) * down) + Math.abs((to.row - from.row) * across) }))
        .filter(({ along }) => along > 0)
        .sort((one, other) => one.along + 3 * one.aside - other.along - 3 * other.aside)[0];
      if (!ahead) return;
      event.preventDefault();
      ahead.to.tile.focus();
    });
  }
})();
