// Sets theme and language before the first paint, and has the files of the page and the language fetched beside the start's; a
// separate file because the content policy forbids inline scripts.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = read("weir.theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.lang = read("weir.locale") || (navigator.language.startsWith("zh") ? "zh-CN" : "en");
  const page = { "/": "home", "/board": "board" }[location.pathname];
  for (const name of [page, root.lang]) {
    for (const file of document.currentScript.getAttribute(`data-${name}`)?.split(" ") ?? []) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = file;
      document.head.append(link);
    }
  }
})();
