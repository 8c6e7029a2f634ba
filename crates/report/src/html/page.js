"use strict";
// Only adds to a page that reads without it: records in place, highlighting in the graph, open details in print.
(() => {
  const dialog = document.getElementById("record-view");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.rec");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || dialog.contains(link)) return;
    const record = document.getElementById(link.hash.slice(1));
    if (!record) return;
    event.preventDefault();
    dialog.firstElementChild.replaceChildren(...[...record.childNodes].map((node) => node.cloneNode(true)));
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });

  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));

  const graph = document.getElementById("graph");
  if (!graph) return;
  const view = document.getElementById("node-view");
  const ties = [...graph.querySelectorAll(".ties a")];
  const nodes = new Map([...graph.querySelectorAll("a.node")].map((node) => [node.dataset.node, node]));
  let chosen = null;

  const show = (ids) => {
    graph.classList.toggle("dim", ids !== null);
    for (const [id, node] of nodes) node.classList.toggle("on", ids !== null && ids.has(id));
  };
  const around = (id) => {
    const ids = new Set([id]);
    for (const tie of ties) {
      const own = tie.dataset.a === id || tie.dataset.b === id;
      tie.classList.toggle("on", own);
      if (own && !tie.classList.contains("off")) ids.add(tie.dataset.a).add(tie.dataset.b);
    }
    show(ids);
  };
  const clear = () => {
    if (chosen) return around(chosen);
    ties.forEach((tie) => tie.classList.remove("on"));
    show(null);
  };
  const describe = (id) => {
    const entry = document.getElementById(id);
    if (!entry) return;
    const copy = [...entry.childNodes].map((node) => node.cloneNode(true));
    for (const part of copy) {
      if (part.removeAttribute) part.removeAttribute("id");
      if (part.querySelectorAll) part.querySelectorAll("[id]").forEach((own) => own.removeAttribute("id"));
    }
    view.replaceChildren(...copy);
    view.scrollTop = 0;
  };

  for (const [id, node] of nodes) {
    node.addEventListener("pointerenter", () => around(id));
    node.addEventListener("pointerleave", clear);
    node.addEventListener("focus", () => around(id));
    node.addEventListener("blur", clear);
    node.addEventListener("click", (event) => {
      event.preventDefault();
      chosen = chosen === id ? null : id;
      if (chosen) describe(id);
      clear();
    });
  }
  for (const tie of ties) {
    tie.addEventListener("click", (event) => {
      const row = document.getElementById(tie.getAttribute("href").slice(1));
      if (!row) return;
      event.preventDefault();
      const list = document.createElement("dl");
      const heads = row.closest("table").querySelectorAll("thead th");
      [...row.cells].forEach((cell, at) => {
        if (!cell.textContent.trim()) return;
        const term = document.createElement("dt");
        const value = document.createElement("dd");
        term.textContent = heads[at].textContent;
        value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
        list.append(term, value);
      });
      view.replaceChildren(list);
      ties.forEach((other) => other.classList.toggle("on", other === tie));
      chosen = null;
      show(new Set([tie.dataset.a, tie.dataset.b]));
    });
  }
  graph.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    chosen = null;
    clear();
  });
  for (const button of document.querySelectorAll(".legend [data-layer]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      for (const tie of ties) if (tie.dataset.layer === button.dataset.layer) tie.classList.toggle("off", !on);
      clear();
    });
  }
})();
