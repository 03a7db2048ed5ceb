// Sends a form of Weir: solves a small puzzle first, marks what is wrong, says thank you. Nothing is kept in the browser.
"use strict";
(() => {
  const form = document.querySelector("form");
  if (!form) return;
  const problem = form.querySelector(".problem");
  const button = form.querySelector("button");
  let visits = null;

  // Constants of SHA-256; `crypto.subtle` is missing where a page is served without https.
  const K = [];
  const H = [];
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    const part = (root) => ((root - Math.floor(root)) * 0x100000000) | 0;
    if (H.length < 8) H.push(part(Math.sqrt(n)));
    K.push(part(Math.cbrt(n)));
  }
  const turn = (x, by) => (x >>> by) | (x << (32 - by));

  /** The first 32 bits of the SHA-256 of an ASCII text. */
  function head(text) {
    const length = text.length;
    const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
    for (let at = 0; at < length; at++) words[at >> 2] |= text.charCodeAt(at) << (24 - (at & 3) * 8);
    words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
    words[words.length - 1] = length * 8;
    const hash = H.slice();
    const w = new Int32Array(64);
    for (let block = 0; block < words.length; block += 16) {
      let [a, b, c, d, e, f, g, h] = hash;
      for (let at = 0; at < 64; at++) {
        if (at < 16) w[at] = words[block + at];
        else {
          const x = w[at - 15];
          const y = w[at - 2];
          const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
          const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
          w[at] = (w[at - 16] + s0 + w[at - 7] + s1) | 0;
        }
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[at] + w[at]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((one, at) => { hash[at] = (hash[at] + one) | 0; });
    }
    return hash[0] >>> 0;
  }

  const rest = () => new Promise((done) => setTimeout(done));

  async function solved() {
    const answer = await fetch(`${location.pathname}/challenge`);
    const { challenge } = await answer.json();
    const bits = Number(challenge.split(".")[2]);
    for (let nonce = 0; ; nonce++) {
      if (head(`${challenge}:${nonce}`) >>> (32 - bits) === 0) return { challenge, nonce: String(nonce) };
      if (nonce % 4000 === 3999) await rest();
    }
  }

  function mark(errors) {
    for (const no of form.querySelectorAll(".no")) no.textContent = "";
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const others = [];
    let first = null;
    for (const { field, message } of errors) {
      const control = field && document.getElementById(field);
      if (!control) { others.push(message); continue; }
      control.setAttribute("aria-invalid", "true");
      document.getElementById(`${field}-no`).textContent = message;
      first = first || control;
    }
    problem.textContent = others.join(" ");
    problem.hidden = others.length === 0;
    if (first) first.focus();
    grow();
  }

  async function send() {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(await solved())) body.set(name, value);
    if (visits) body.set("visits", JSON.stringify(visits));
    const answer = await fetch(location.pathname + location.search, { method: "POST", body });
    const told = await answer.json();
    // The puzzle has grown old while somebody was typing: a new one, once.
    return told.status === "again" ? null : told;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const label = button.textContent;
    button.disabled = true;
    button.textContent = form.dataset.busy;
    try {
      const told = (await send()) || (await send());
      if (told && told.status === "accepted") {
        if (told.to) { (window.top === window ? location : window.top.location).href = told.to; return; }
        const thanks = document.createElement("p");
        thanks.className = "thanks";
        thanks.tabIndex = -1;
        thanks.setAttribute("role", "status");
        thanks.textContent = told.thanks;
        form.replaceWith(thanks);
        thanks.focus();
        grow();
        return;
      }
      mark(told ? told.errors : [{ message: form.dataset.failed }]);
    } catch {
      mark([{ message: form.dataset.failed }]);
    }
    button.disabled = false;
    button.textContent = label;
  });

  // Inside another page: it makes the frame as high as the form, and tells which pages were looked at if that was allowed.
  const grow = () => window.parent !== window && window.parent.postMessage({ weir: "height", height: document.documentElement.scrollHeight }, "*");
  addEventListener("message", (event) => {
    if (event.source === window.parent && event.data && event.data.weir === "visits") visits = event.data.visits;
  });
  addEventListener("resize", grow);
  if (window.parent !== window) window.parent.postMessage({ weir: "ready" }, "*");
  grow();
})();
