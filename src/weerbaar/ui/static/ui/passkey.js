// Makes or uses a passkey, and sends what the browser answers with the form of the button.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async ({ publicKey: ask }) => {
    const made = await navigator.credentials.create({ publicKey: {
      ...ask, challenge: bytes(ask.challenge), user: { ...ask.user, id: bytes(ask.user.id) },
      excludeCredentials: keys(ask.excludeCredentials),
    } });
    return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    } };
  };

  const use = async ({ publicKey: ask }) => {
    const used = await navigator.credentials.get({ publicKey: {
      ...ask, challenge: bytes(ask.challenge), allowCredentials: keys(ask.allowCredentials),
    } });
    const { response } = used;
    return { id: used.id, rawId: text(used.rawId), type: used.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    } };
  };

  const question = async (form) => {
    const held = document.getElementById("passkey-question");
    if (held) return JSON.parse(held.textContent);
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    return answer.json();
  };

  for (const form of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-passkey-failed]");
      failed.hidden = true;
      try {
        const ask = await question(form);
        const answer = await (form.dataset.passkey === "make" ? make(ask) : use(ask));
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        failed.hidden = false;
        failed.focus();
      }
    });
  }
})();
