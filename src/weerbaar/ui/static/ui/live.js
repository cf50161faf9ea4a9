// A clock that runs, and a page that looks whether something has changed. Every page works without it.
(() => {
  const EVERY = 3000;

  for (const part of document.querySelectorAll("[data-passed]")) {
    const began = performance.now() - Number(part.dataset.passed) * 1000;
    const clock = part.querySelector("[data-clock]");
    const bar = part.querySelector("progress");
    const steps = [...part.querySelectorAll("[data-from]")];
    const tick = () => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      const minute = Math.floor(seconds / 60);
      clock.textContent = `${minute}:${String(seconds % 60).padStart(2, "0")}`;
      if (bar) bar.value = Math.min(minute, bar.max);
      for (const step of steps) {
        const now = Number(step.dataset.from) <= minute && minute < Number(step.dataset.to);
        if (now) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
      }
    };
    tick();
    setInterval(tick, 1000);
  }

  for (const part of document.querySelectorAll("[data-poll]")) {
    const look = async () => {
      try {
        const answer = await fetch(part.dataset.poll, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const { stamp, counts } = await answer.json();
        for (const [number, count] of Object.entries(counts)) {
          const place = part.querySelector(`[data-count="${Number(number)}"]`);
          if (place) place.textContent = String(count);
        }
        if (stamp !== part.dataset.stamp) window.location.reload();
      } catch {
        // The line dropped: the next look may find it again.
      }
    };
    setInterval(look, EVERY);
  }
})();
