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
      if (event.key === "Escape") { who.open = false; who.querySelector("summary").focus(); }
    });
  }
})();
