// Puts a form of Weir into a page:  <script src="https://weir.example/forms/embed.js" data-form="KEY" async></script>
// It remembers nothing unless the page's own consent banner calls `weir.allow()`; `weir.forget()` takes that back. What is
// remembered stays in this browser until a form is sent.
"use strict";
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const STORE = "weir.visits";
  const MOST = 30;
  const FILE = /\.(pdf|zip|docx?|xlsx?|pptx?)$/i;

  function kept() {
    try { return JSON.parse(localStorage.getItem(STORE)); } catch { return null; }
  }
  function note(kind, title, url) {
    const list = kept();
    if (!list) return;
    list.push({ at: new Date().toISOString(), kind, title: String(title).slice(0, 300), url: String(url).slice(0, 300) });
    try { localStorage.setItem(STORE, JSON.stringify(list.slice(-MOST))); } catch { /* full or forbidden: nothing is remembered */ }
  }
  // Where somebody came from, for the page with the form that they open later; kept only where remembering is allowed.
  const ORIGIN = "weir.origin";
  const asked = [...new URLSearchParams(location.search)].filter(([name]) => /^utm_|^gclid$|^wl$/.test(name));
  function came() {
    try { return JSON.parse(localStorage.getItem(ORIGIN)) || []; } catch { return []; }
  }
  function remember() {
    if (!kept() || asked.length === 0) return;
    try { localStorage.setItem(ORIGIN, JSON.stringify(asked.map(([name, value]) => [name, value.slice(0, 300)]))); } catch { /* as above */ }
  }
  window.weir = {
    allow() {
      if (kept()) return;
      try { localStorage.setItem(STORE, "[]"); } catch { return; }
      note("page", document.title, location.pathname);
      remember();
    },
    forget() {
      try { for (const one of [STORE, ORIGIN]) localStorage.removeItem(one); } catch { /* nothing was kept */ }
    },
  };
  remember();
  note("page", document.title, location.pathname);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && (link.hasAttribute("download") || FILE.test(link.pathname))) note("download", link.textContent.trim(), link.pathname);
  });

  const key = script.dataset.form;
  if (!key) return;
  const address = new URL(`/f/${encodeURIComponent(key)}`, home);
  address.searchParams.set("embed", "1");
  for (const [name, value] of asked.length > 0 ? asked : came()) address.searchParams.set(name, value.slice(0, 300));
  address.searchParams.set("page", location.pathname);
  if (document.referrer) address.searchParams.set("referrer", document.referrer.slice(0, 300));
  if (script.dataset.lang) address.searchParams.set("lang", script.dataset.lang);
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || "Form";
  frame.style.cssText = "width:100%;border:0;min-height:20rem";
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home || !event.data) return;
    if (event.data.weir === "height") frame.style.height = `${Math.min(Number(event.data.height) || 0, 4000)}px`;
    if (event.data.weir === "ready" && kept()) frame.contentWindow.postMessage({ weir: "visits", visits: kept() }, home);
  });
  script.after(frame);
})();
