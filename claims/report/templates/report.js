"use strict";
(() => {
  const page = document.documentElement;
  page.classList.remove("no-js");
  const byId = (id) => document.getElementById(id);

  // Findings: search, severity, rule, waived.
  const findings = [...document.querySelectorAll(".finding")].map((node) => ({
    node, text: node.textContent.toLowerCase(), number: Number(node.dataset.number),
  }));
  const filterFindings = () => {
    const words = byId("finding-search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set([...document.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const code = byId("finding-code").value;
    const waived = byId("finding-waived").checked;
    let shown = 0;
    for (const { node, text, number } of findings) {
      const fits = severities.has(node.dataset.severity) && (!code || node.dataset.code === code)
        && (waived || node.dataset.waived !== "true") && words.every((word) => text.includes(word));
      node.hidden = !fits;
      if (fits) shown += number;
    }
    byId("finding-count").textContent = `${shown} of ${findings.reduce((sum, one) => sum + one.number, 0)} shown`;
    byId("finding-none").hidden = shown > 0;
  };
  if (byId("finding-tools")) {
    byId("finding-tools").addEventListener("input", filterFindings);
    byId("finding-tools").addEventListener("submit", (event) => event.preventDefault());
    filterFindings();
  }

  // Claims: search, kind, paging. Cells are written as text, never as HTML.
  const pageRows = 50;
  const rows = JSON.parse(byId("claim-data").textContent);
  let lowered = null;
  let fitting = rows;
  let first = 0;
  const drawClaims = () => {
    const body = document.createElement("tbody");
    for (const row of fitting.slice(first, first + pageRows)) {
      const line = body.insertRow();
      const link = document.createElement("a");
      link.href = `#c-${row[0]}`;
      link.textContent = row[1];
      line.insertCell().append(link);
      for (const column of [2, 3, 4, 5, 6, 7, 8, 10]) line.insertCell().textContent = row[column];
    }
    byId("claim-table").tBodies[0].replaceWith(body);
    const last = Math.min(first + pageRows, fitting.length);
    byId("claim-count").textContent = `${fitting.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} claims`;
    byId("claim-page").textContent = fitting.length ? `${first + 1} to ${last}` : "none";
    byId("claim-pager").hidden = fitting.length <= pageRows;
    byId("claim-previous").disabled = first === 0;
    byId("claim-next").disabled = last >= fitting.length;
  };
  const filterClaims = () => {
    lowered ??= rows.map((row) => row.join("\n").toLowerCase());
    const words = byId("claim-search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = byId("claim-kind").value;
    const found = byId("claim-found").checked;
    fitting = rows.filter((row, number) => (!kind || row[9] === kind) && (!found || row[10])
      && words.every((word) => lowered[number].includes(word)));
    first = 0;
    drawClaims();
  };
  if (byId("claim-tools")) {
    byId("claim-tools").addEventListener("input", filterClaims);
    byId("claim-tools").addEventListener("submit", (event) => event.preventDefault());
    byId("claim-previous").addEventListener("click", () => { first = Math.max(first - pageRows, 0); drawClaims(); });
    byId("claim-next").addEventListener("click", () => { first += pageRows; drawClaims(); });
    drawClaims();
  }

  // The reading of a claim, on hover, focus and touch.
  const tip = byId("tip");
  let shownFor = null;
  const hideTip = () => {
    tip.hidden = true;
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
  };
  const showTip = (event) => {
    const mark = event.target.closest ? event.target.closest("mark[data-r]") : null;
    if (!mark) return;
    hideTip();
    shownFor = mark;
    tip.textContent = mark.dataset.r;
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    const place = mark.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, innerWidth - size.width - 8));
    const below = place.bottom + 6 + size.height < innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - size.height - 6)}px`;
  };
  document.addEventListener("mouseover", showTip);
  document.addEventListener("focusin", showTip);
  document.addEventListener("mouseout", (event) => { if (event.target.closest("mark[data-r]")) hideTip(); });
  document.addEventListener("focusout", hideTip);
  document.addEventListener("scroll", hideTip, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });

  // A link to a claim or finding opens the document and clears what hides it.
  const reveal = () => {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    const closed = target.closest("details:not([open])");
    if (closed) closed.open = true;
    const finding = target.closest(".finding");
    if (finding) finding.hidden = false;
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex >= 0) target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper the documents are open, and why rules were not run.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.document:not([open]), details.idle:not([open])")];
    for (const node of closed) node.open = true;
  });
  addEventListener("afterprint", () => { for (const node of closed) node.open = false; });
})();
