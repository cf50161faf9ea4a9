// Saves a text while somebody types, shows how it will look, and loses nothing when the line drops or a tab closes.
(() => {
  const WAIT = 1200;
  const LONGEST_WAIT = 8000;
  const RETRY = 5000;
  const KEPT_FOR = 7 * 24 * 3600 * 1000;

  const element = (name, text) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  };
  const listed = (items) => {
    const list = element("ul");
    list.append(...items.map((one) => element("li", one)));
    return list;
  };
  const quoted = (text) => {
    const quote = element("blockquote");
    quote.append(element("p", text));
    return quote;
  };
  const rowOf = (name, cells) => {
    const row = element("tr");
    row.append(...cells.map((one) => element(name, one)));
    return row;
  };
  const tabled = ({ columns, rows }) => {
    const table = element("table");
    table.className = "utrecht-table utrecht-table--html-table";
    table.append(rowOf("th", columns), ...rows.map((cells) => rowOf("td", cells)));
    return table;
  };
  const shown = (parts) => {
    let reached = 2;
    return parts.map((part) => {
      if (part.kind === "list") return listed(part.items);
      if (part.kind === "quote") return quoted(part.text);
      if (part.kind === "table") return tabled(part);
      if (part.kind !== "heading") return element("p", part.text);
      reached = Math.min(Math.max(part.level, 3), reached + 1);
      return element(`h${reached}`, part.text);
    });
  };

  // What is not saved yet stands in this browser only, and goes as soon as it is saved or refused.
  const kept = (name) => ({
    read: () => {
      try {
        const one = JSON.parse(localStorage.getItem(name));
        return one && Date.now() - one.at < KEPT_FOR ? one : null;
      } catch { return null; }
    },
    write: (text) => { try { localStorage.setItem(name, JSON.stringify({ text, at: Date.now() })); } catch { /* full */ } },
    forget: () => { try { localStorage.removeItem(name); } catch { /* not there */ } },
  });

  const start = (editor) => {
    const form = editor.querySelector("form");
    const area = form.querySelector("textarea");
    const state = editor.querySelector("[data-editor-state]");
    const refused = editor.querySelector("[data-editor-refused]");
    const found = editor.querySelector("[data-editor-kept]");
    const preview = editor.querySelector("[data-editor-preview]");
    const local = kept(editor.dataset.keptAs);
    let saved = area.value;
    let isBusy = false;
    let timer = 0;
    let typedSince = 0;
    let hasFailed = false;

    const tell = (word, time = "") => {
      state.textContent = state.dataset[word].replace("{time}", time);
      state.dataset.now = word;
    };
    const refuse = (says) => {
      refused.hidden = !says.length;
      refused.querySelector("ul")?.remove();
      if (says.length) refused.append(listed(says));
      area.setAttribute("aria-invalid", String(Boolean(says.length)));
    };
    const hear = (answer, text) => {
      hasFailed = false;
      typedSince = 0;
      saved = text;
      if (answer.state === "refused") {
        local.forget();
        refuse(answer.says);
        tell("refused");
        return;
      }
      refuse([]);
      if (answer.state === "saved") form.elements.base_number.value = answer.number;
      if (area.value === text) local.forget();
      preview.replaceChildren(...shown(answer.parts));
      tell(answer.state, answer.at);
    };
    const save = async () => {
      clearTimeout(timer);
      const text = area.value;
      if (isBusy || text === saved) return;
      isBusy = true;
      const body = new URLSearchParams({
        csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
        base_number: form.elements.base_number.value,
        text,
      });
      try {
        const answer = await fetch(editor.dataset.address, { method: "POST", body, keepalive: text.length < 50000 });
        if (!answer.ok) throw new Error(answer.status);
        hear(await answer.json(), text);
      } catch {
        hasFailed = true;
        tell("offline");
        timer = setTimeout(save, RETRY);
      }
      isBusy = false;
      if (!hasFailed && area.value !== saved) timer = setTimeout(save, WAIT);
    };
    const later = () => {
      local.write(area.value);
      if (!hasFailed) tell("typing");
      typedSince ||= Date.now();
      clearTimeout(timer);
      timer = setTimeout(save, Date.now() - typedSince > LONGEST_WAIT ? 0 : WAIT);
    };

    area.before(refused);
    area.addEventListener("input", later);
    form.addEventListener("submit", () => { saved = area.value; });
    window.addEventListener("online", save);
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    window.addEventListener("pagehide", save);
    window.addEventListener("beforeunload", (event) => { if (hasFailed && area.value !== saved) event.preventDefault(); });

    const before = local.read();
    if (!before || before.text.trim() === area.value.trim() || "isRefused" in editor.dataset) {
      local.forget();
      return;
    }
    found.hidden = false;
    found.querySelector("[data-put-back]").addEventListener("click", () => {
      area.value = before.text;
      found.hidden = true;
      area.focus();
      later();
    });
    found.querySelector("[data-throw-away]").addEventListener("click", () => {
      local.forget();
      found.hidden = true;
      area.focus();
    });
  };

  for (const editor of document.querySelectorAll("[data-editor]")) start(editor);
})();
