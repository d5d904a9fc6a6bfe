// The business manager's pages. What is typed goes to the server, which says what is wrong with it; nothing is judged here.
import { $, $$, headers, say } from "./review.js";

const WAIT = 400; // milliseconds after the last key
const send = (address, fields) => {
  const body = new URLSearchParams(fields).toString();
  return fetch(address, {
    method: "POST", headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" }, body,
    keepalive: body.length < 60_000, // browsers let no more outlive the page
  });
};

// ---- cells: what was typed is sent a moment later, one request after another

const typed = new Map(); // cell → text, not sent yet
let timer = 0;
let sending = Promise.resolve();
let onTheWay = 0;

const cellOf = (target) => target?.closest?.(".cell") ?? null;
const place = (cell) => { const [, line, column] = /^c(\d+)-(.+)$/.exec(cell.id); return { line, column }; };

document.addEventListener("input", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  typed.set(cell.id.slice(1), cell.value);
  clearTimeout(timer);
  timer = setTimeout(flush, cell.matches("select") ? 0 : WAIT);
});
document.addEventListener("change", (event) => { if (cellOf(event.target)) flush(); });

// typed before this script was there, or put back by the browser when the page was loaded anew
for (const cell of $$("textarea.cell")) if (cell.value !== cell.defaultValue) typed.set(cell.id.slice(1), cell.value);
for (const cell of $$("select.cell")) if (!cell.selectedOptions[0]?.defaultSelected && cell.selectedIndex > 0) typed.set(cell.id.slice(1), cell.value);

function flush() {
  clearTimeout(timer);
  sending = sending.then(sendTyped);
  return sending;
}

async function sendTyped() {
  if (!typed.size) return;
  const sent = [...typed];
  typed.clear();
  onTheWay += 1;
  try {
    const answer = await send("/list/cells", sent.flatMap(([cell, text]) => [["cell", cell], ["value", text]]));
    if (!answer.ok) { say(await answer.text()); return; }
    showFaults(await answer.json());
  } catch {
    for (const [cell, text] of sent) if (!typed.has(cell)) typed.set(cell, text); // sent with the next ones
    say("What you typed has not been taken in yet. Is redactor still running?");
  } finally { onTheWay -= 1; }
}

flush();

// ---- what is wrong: only what is otherwise than before is touched

const shown = new WeakMap(); // element → what was put into it last
function put(element, html) {
  if (element && shown.get(element) !== html) { element.innerHTML = html; shown.set(element, html); }
}

function showFaults(state) {
  put($("#counts"), state.counts);
  put($("#links"), state.links);
  $(".list-bar").dataset.unsaved = state.unsaved ? "yes" : "no";
  for (const row of $$(".entries__faults")) {
    const html = state.lines[row.id.slice(1)] ?? "";
    put(row.firstElementChild, html);
    row.hidden = !html;
  }
  for (const cell of $$(".cell[data-weight]")) if (!state.cells[cell.id]) mark(cell, "");
  for (const [id, weight] of Object.entries(state.cells)) mark(document.getElementById(id), weight);
  spare(document.activeElement);
  tellHere();
}

// while a row is being filled in, nobody is told that its empty cells are empty
let spared = null;
function spare(element) {
  const row = element?.closest?.("tr[data-line]") ?? null;
  for (const each of new Set([spared, row])) if (each?.isConnected) {
    const faults = document.getElementById(`f${each.dataset.line}`);
    for (const cell of $$(".cell", each)) {
      const wait = each === row && !cell.value && Boolean(cell.dataset.weight);
      cell.classList.toggle("cell--waits", wait);
      cell.toggleAttribute("aria-invalid", false);
      if (!wait && cell.dataset.weight === "must") cell.setAttribute("aria-invalid", "true");
      document.getElementById(`f${cell.id.slice(1)}`)?.toggleAttribute("hidden", wait);
    }
    faults.hidden = !$(":scope .fault:not([hidden])", faults);
  }
  spared = row;
}
document.addEventListener("focusin", (event) => spare(event.target));

function mark(cell, weight) {
  if (!cell) return;
  if (!weight) { for (const name of ["data-weight", "aria-invalid", "aria-describedby"]) cell.removeAttribute(name); return; }
  cell.dataset.weight = weight;
  cell.setAttribute("aria-describedby", `f${cell.id.slice(1)}`);
  if (weight === "must") cell.setAttribute("aria-invalid", "true"); else cell.removeAttribute("aria-invalid");
}

// a screen reader is told what is wrong with the cell that it is in, once
function tellHere() {
  const cell = cellOf(document.activeElement), told = $("#here");
  if (!cell || !told) return;
  const text = $(`#f${cell.id.slice(1)}:not([hidden])`)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  if (told.textContent !== text) told.textContent = text;
}

// the headings stay under the bar, however high it is
const bar = () => document.documentElement.style.setProperty("--bar", `${$(".list-bar")?.offsetHeight ?? 0}px`);
const watched = new ResizeObserver(bar);
const watch = () => { watched.disconnect(); if ($(".list-bar")) { watched.observe($(".list-bar")); bar(); } };
watch();
document.addEventListener("htmx:afterSettle", watch);

// ---- moving about

const rowOf = (cell) => cell.closest("tr");
function neighbour(cell, down, across) {
  if (across) {
    const cells = $$(".cell", rowOf(cell));
    return cells[cells.indexOf(cell) + across] ?? null;
  }
  let row = rowOf(cell);
  do { row = down > 0 ? row.nextElementSibling : row.previousElementSibling; } while (row && !row.dataset.line);
  return row && document.getElementById(`c${row.dataset.line}-${place(cell).column}`);
}
function edge(cell, last) {
  const rows = $$("tr[data-line]", cell.closest("tbody"));
  return document.getElementById(`c${rows.at(last ? -1 : 0).dataset.line}-${place(cell).column}`);
}
function go(cell) {
  if (!cell) return;
  const hidden = cell.closest("details");
  if (hidden) hidden.open = true;
  cell.focus();
  cell.select?.();
}

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  const cell = cellOf(event.target);
  if (!cell || event.isComposing) return;
  let to;
  if (event.key === "Enter" && event.altKey && !cell.matches("select")) {
    event.preventDefault();
    cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  if (event.key === "Enter" && !event.ctrlKey && !event.altKey) {
    to = neighbour(cell, event.shiftKey ? -1 : 1, 0);
    if (!to && !event.shiftKey) {
      event.preventDefault();
      $(`[data-add="${cell.closest("table").classList.contains("entries--roles") ? "roles" : "people"}"]`)?.click();
      return;
    }
  } else if (event.ctrlKey && ARROWS[event.key]) to = neighbour(cell, ...ARROWS[event.key]);
  else if (event.ctrlKey && (event.key === "Home" || event.key === "End")) to = edge(cell, event.key === "End");
  else return;
  event.preventDefault();
  go(to);
});

// a link to a cell, and the problem after the one where the eye is
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('#links a[href^="#"]');
  if (link) { event.preventDefault(); go(document.getElementById(link.hash.slice(1))); return; }
  const remove = event.target.closest?.("[data-remove]");
  if (remove) { change("/list/remove", { line: remove.dataset.remove }); return; }
  if (!event.target.closest?.("#next-fault")) return;
  const wrong = $$(".cell[data-weight]");
  if (!wrong.length) { say("No cell has a problem."); return; }
  const at = document.getElementById(go.last ?? "");
  go(wrong.find((cell) => at && at.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING) ?? wrong[0]);
});
let tabbed = false; // into the cell: then it is selected whole, as in a spreadsheet
document.addEventListener("keydown", (event) => { tabbed = event.key === "Tab"; }, true);
document.addEventListener("pointerdown", () => { tabbed = false; }, true);
document.addEventListener("focusin", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  go.last = cell.id;
  if (tabbed) cell.select?.();
});
if (location.hash.startsWith("#c")) go(document.getElementById(location.hash.slice(1)));

// ---- a block from Excel

document.addEventListener("paste", (event) => {
  const cell = cellOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !(/[\t\n\r]/.test(text) || cell.matches("select"))) return;
  event.preventDefault();
  change("/list/paste", { ...place(cell), text });
});

// steps that give the whole grid anew
async function change(address, values) {
  await flush();
  htmx.ajax("POST", address, { target: "#grid-area", swap: "innerHTML", values });
}

// ---- nothing is sent past what is still being typed

document.addEventListener("htmx:confirm", (event) => {
  if (!typed.size && !onTheWay) return;
  event.preventDefault();
  flush().then(() => event.detail.issueRequest(true));
});
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("hx-post")) { event.preventDefault(); return; } // htmx sends it, however new it is
  if (!typed.size) return;
  event.preventDefault();
  flush().then(() => event.target.requestSubmit(event.submitter));
}, true);

// ---- what the server asks for

document.addEventListener("redactor:focus", (event) => go(document.getElementById(event.detail.id)));
document.addEventListener("redactor:say", (event) => say(event.detail.text));
document.addEventListener("redactor:saved", () => { const bar = $(".list-bar"); if (bar) bar.dataset.unsaved = "no"; });
document.addEventListener("redactor:files", () => {
  const next = $("[data-go]");
  if (next) { leave(); location.assign(next.dataset.go); }
  else if ($("main .govuk-error-summary")) say("Not every file could be taken. The page says why.");
});

// ---- a list that was not saved is gone with the page

let leaving = false; // to another of these pages
const leave = () => { leaving = true; setTimeout(() => { leaving = false; }, 2000); };
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  leave();
  const goesAway = new URL(link.href).pathname !== location.pathname;
  if (!goesAway || !(typed.size || onTheWay) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // first what was typed, then the other page
  await flush();
  leave();
  location.assign(link.href);
}, true);
document.addEventListener("submit", leave, true);
window.addEventListener("beforeunload", (event) => {
  sendTyped(); // not after what is still on the way: the page would be gone by then
  if (!leaving && $('[data-unsaved="yes"]')) event.preventDefault();
});

// ---- who fills in a field has chosen what it belongs to

document.addEventListener("input", (event) => {
  const choice = document.getElementById(event.target.dataset?.chooses ?? "");
  if (choice && event.target.value) choice.checked = true;
});

// ---- answers to requests are kept as they are given

let keeping = 0;
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (!form) return;
  clearTimeout(keeping);
  keeping = setTimeout(() => send(form.dataset.keep, new FormData(form)), WAIT);
});

// ---- one key for a pair of names, while the pair has the focus (WCAG 2.1.4)

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  const pair = event.target.closest?.(key === "u" ? "[data-pairs]" : "[data-pair]");
  if (!pair || !/^[otu]$/.test(key) || event.ctrlKey || event.altKey || event.metaKey) return;
  const button = $(`[data-key="${key}"]`, pair);
  if (!button) return;
  event.preventDefault();
  button.click();
});
