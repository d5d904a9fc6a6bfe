// The list as a grid. What is typed goes to the server, which keeps it and says what is wrong; nothing is judged here.
// Rows are texts until they come near the window: fields for hundreds of rows would cost seconds at every redraw.
import { $, $$, headers, say } from "./review.js";

const WAIT = 400; // milliseconds after the last key
const NEAR = "700px 0px"; // of the window: rows as near have fields
export const send = (address, fields) => {
  const body = new URLSearchParams(fields).toString();
  return fetch(address, {
    method: "POST", headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded" }, body,
    keepalive: body.length < 60_000, // browsers let no more outlive the page
  });
};

// ---- the rows: what they say, and what stands for them

const rows = new Map(); // line → { part, cells, tr }
let weights = {}; // id of a cell → "must", "look", "note"
const faultRows = new Map(); // line → { html, tr }
const tables = Object.fromEntries($$("table[data-part]").map((table) => [table.dataset.part, table]));
const prototypes = Object.fromEntries(Object.keys(tables).map((part) => [part, $(`#row-${part}`).content.firstElementChild]));
const columns = Object.fromEntries(Object.entries(prototypes).map(([part, row]) => [part, $$(".cell", row).map((cell) => cell.dataset.column)]));

const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) fill(target); else empty(target);
}, { rootMargin: NEAR });

function take(tr, part, cells) {
  rows.set(tr.dataset.line, { part, cells, tr });
  near.observe(tr);
}
for (const [part, table] of Object.entries(tables)) for (const tr of $$("tr[data-line]", table)) {
  take(tr, part, [...tr.children].slice(1, -1).map((cell) => cell.textContent));
}

function light(line, part, cells) {
  const tr = document.createElement("tr"), head = document.createElement("th"), remove = document.createElement("td");
  tr.dataset.line = line;
  Object.assign(head, { scope: "row", id: `r${line}`, tabIndex: -1 });
  remove.className = "entries__remove";
  tr.append(head, ...cells.map(() => document.createElement("td")), remove);
  take(tr, part, cells);
  empty(tr, true);
  return tr;
}

// texts in the place of fields; not while somebody is in the row
function empty(tr, anew = false) {
  const row = rows.get(tr.dataset.line);
  if (!row || (!anew && (!tr.dataset.filled || tr.contains(document.activeElement)))) return;
  delete tr.dataset.filled;
  row.cells.forEach((text, n) => { tr.children[n + 1].textContent = text; });
  tr.lastElementChild.textContent = "";
}

// fields in the place of texts
function fill(tr) {
  const line = tr.dataset.line, row = rows.get(line);
  if (!row || tr.dataset.filled) return;
  tr.dataset.filled = "yes";
  const made = prototypes[row.part].cloneNode(true);
  $$(".cell", made).forEach((cell, n) => {
    const column = columns[row.part][n];
    cell.id = `c${line}-${column}`;
    cell.setAttribute("aria-labelledby", `h-${row.part}-${column} r${line}`);
    put(cell, row.cells[n]);
    tr.children[n + 1].replaceChildren(cell);
    mark(cell, weights[cell.id] ?? "");
  });
  const remove = $("[data-remove]", made);
  Object.assign(remove.dataset, { remove: line });
  remove.id = `x${line}`;
  remove.setAttribute("aria-labelledby", `x${line} r${line}`);
  tr.lastElementChild.replaceChildren(remove);
  spare(document.activeElement);
}

function put(cell, text) {
  if (cell.matches("select") && ![...cell.options].some((option) => option.value === text)) cell.add(new Option(text, text));
  if (cell.value !== text) cell.value = text;
}

const cellOf = (target) => target?.closest?.(".cell") ?? null;
const place = (cell) => { const [, line, column] = /^c(\d+)-(.+)$/.exec(cell.id); return { line, column }; };
const at = (id) => { // a cell or a row's head by its id, with its field where it has none yet
  const line = /^[cr](\d+)/.exec(id)?.[1];
  if (line && rows.has(line)) fill(rows.get(line).tr);
  return document.getElementById(id);
};

// ---- cells: what was typed is sent a moment later, one request after another

const typed = new Map(); // cell → text, not sent yet
let timer = 0;
let sending = Promise.resolve();
let onTheWay = 0;
export const isPending = () => Boolean(typed.size || onTheWay);

document.addEventListener("input", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  const { line, column } = place(cell), row = rows.get(line);
  row.cells[columns[row.part].indexOf(column)] = cell.value;
  typed.set(cell.id.slice(1), cell.value);
  html($("#kept"), "Saving");
  clearTimeout(timer);
  timer = setTimeout(flush, cell.matches("select") ? 0 : WAIT);
});
document.addEventListener("change", (event) => { if (cellOf(event.target)) flush(); });

export function flush() {
  clearTimeout(timer);
  sending = sending.then(sendTyped);
  return sending;
}

export async function sendTyped() {
  if (!typed.size) return;
  const sent = [...typed];
  typed.clear();
  onTheWay += 1;
  let state;
  try {
    const answer = await send("/list/cells", sent.flatMap(([cell, text]) => [["cell", cell], ["value", text]]));
    if (!answer.ok) throw new Error(await answer.text());
    state = await answer.json();
  } catch (error) {
    for (const [cell, text] of sent) if (!typed.has(cell)) typed.set(cell, text); // sent with the next ones
    html($("#kept"), "<strong class='fault__must'>Not saved.</strong>");
    say(error instanceof TypeError ? "What you typed has not been saved yet. Is redactor still running?" : error.message);
  } finally { onTheWay -= 1; }
  if (state) tell(state);
}

// steps that change more than a cell: only the rows that are otherwise come back
export async function change(address, fields) {
  await flush();
  const answer = await send(address, fields);
  if (!answer.ok) { say(await answer.text()); return; }
  const state = await answer.json();
  if (state.go) { location.assign(state.go); return; }
  showRows(state);
  tell(state);
  if (filtered()) clear();
  if (state.focus) go(at(state.focus));
  if (state.say) say(state.say);
}

function showRows({ rows: changed, order, told }) {
  const problems = $("#grid-problems");
  if (problems.innerHTML !== told) { problems.innerHTML = told; $(".govuk-error-summary", problems)?.scrollIntoView({ block: "nearest" }); }
  for (const [part, lines] of Object.entries(order)) {
    const body = tables[part].tBodies[0], stay = new Set(lines.map(String));
    for (const [line, row] of rows) if (row.part === part && !stay.has(line)) { near.unobserve(row.tr); row.tr.remove(); drop(line); rows.delete(line); }
    let next = body.firstElementChild;
    lines.map(String).forEach((line, n) => {
      while (next && !next.dataset.line) next = next.nextElementSibling; // what is wrong with the row before
      const row = rows.get(line), tr = row?.tr ?? light(line, part, changed[line]);
      if (row && changed[line]) change_(row, changed[line]);
      if (tr === next) next = next.nextElementSibling; else { drop(line); body.insertBefore(tr, next); }
      if (tr.firstElementChild.textContent !== String(n + 1)) tr.firstElementChild.textContent = n + 1;
    });
  }
}

function change_(row, cells) {
  row.cells = cells;
  if (row.tr.dataset.filled) $$(".cell", row.tr).forEach((cell, n) => put(cell, cells[n])); else empty(row.tr, true);
}

// ---- what is wrong: only what is otherwise than before is touched

const shown = new WeakMap(); // element → what was put into it last
function html(element, text) {
  if (element && shown.get(element) !== text) { element.innerHTML = text; shown.set(element, text); }
}

function drop(line) { faultRows.get(line)?.tr.remove(); faultRows.delete(line); }

function tell(state) {
  html($("#counts"), state.counts);
  html($("#links"), state.links);
  html($("#kept"), state.kept);
  if (isPending()) html($("#kept"), "Saving");
  $(".list-bar").dataset.unsaved = state.unsaved ? "yes" : "no";
  showFaults(state);
}

function showFaults({ lines, cells }) {
  for (const line of [...faultRows.keys()]) if (!lines[line] || !rows.has(line)) drop(line);
  for (const [line, text] of Object.entries(lines)) {
    const row = rows.get(line);
    if (!row || faultRows.get(line)?.html === text) continue;
    drop(line);
    const tr = document.createElement("tr"), cell = document.createElement("td");
    Object.assign(tr, { className: "entries__faults", id: `f${line}`, hidden: row.tr.hidden });
    cell.colSpan = row.cells.length + 2;
    cell.innerHTML = text;
    tr.append(cell);
    row.tr.after(tr);
    faultRows.set(line, { html: text, tr });
  }
  const before = weights;
  weights = cells;
  for (const id of Object.keys(before)) if (!cells[id]) mark(document.getElementById(id), "");
  for (const [id, weight] of Object.entries(cells)) mark(document.getElementById(id), weight);
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
    if (faults) faults.hidden = each.hidden || !$(":scope .fault:not([hidden])", faults);
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

// ---- finding

const filtered = () => Boolean($("#find").value.trim() || $("#find-faults").checked);
let foundAt = -1; // of the rows found, the one that was gone to last
function find() {
  const wanted = $("#find").value.trim().toLowerCase(), faults = $("#find-faults").checked;
  foundAt = -1;
  let count = 0, filled = 0;
  for (const [line, { cells, tr }] of rows) {
    const some = cells.some((cell) => cell.trim());
    const fits = (!wanted || cells.some((cell) => cell.toLowerCase().includes(wanted))) && (!faults || faultRows.has(line));
    filled += some;
    count += some && fits;
    tr.hidden = filtered() && !(some && fits);
    const told = faultRows.get(line)?.tr;
    if (told) told.hidden = tr.hidden;
  }
  $("#found").textContent = filtered() ? `${count} of ${filled} rows` : "";
  const roles = $("#abbreviations"); // what was found among the abbreviations is no use in a closed box
  if (wanted && roles && $$("tr[data-line]:not([hidden])", roles).length) roles.open = true;
  spare(document.activeElement);
}
function clear() { $("#find").value = ""; $("#find-faults").checked = false; find(); }

// ---- moving about

function neighbour(cell, down, across) {
  if (across) {
    const cells = $$(".cell", cell.closest("tr"));
    return cells[cells.indexOf(cell) + across] ?? null;
  }
  let row = cell.closest("tr");
  do { row = down > 0 ? row.nextElementSibling : row.previousElementSibling; } while (row && (!row.dataset.line || row.hidden));
  return row && at(`c${row.dataset.line}-${place(cell).column}`);
}
function edge(cell, last) {
  const every = $$("tr[data-line]:not([hidden])", cell.closest("tbody"));
  return at(`c${every.at(last ? -1 : 0).dataset.line}-${place(cell).column}`);
}
export function go(cell) {
  if (!cell) return;
  const closed = cell.closest("details");
  if (closed) closed.open = true;
  if (cell.closest("tr")?.hidden) clear();
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
      $(`[data-add="${cell.closest("table").dataset.part}"]`)?.click();
      return;
    }
  } else if (event.ctrlKey && ARROWS[event.key]) to = neighbour(cell, ...ARROWS[event.key]);
  else if (event.ctrlKey && (event.key === "Home" || event.key === "End")) to = edge(cell, event.key === "End");
  else return;
  event.preventDefault();
  go(to);
});

let last = ""; // id of the cell that somebody was in last
let tabbed = false; // into the cell: then it is selected whole, as in a spreadsheet
document.addEventListener("keydown", (event) => { tabbed = event.key === "Tab"; }, true);
document.addEventListener("pointerdown", () => { tabbed = false; }, true);
document.addEventListener("focusin", (event) => {
  const cell = cellOf(event.target);
  if (!cell) return;
  last = cell.id;
  if (tabbed) cell.select?.();
});

// a link to a cell, and the problem after the one where the eye is
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('#links a[href^="#"], #grid-problems a[href^="#c"]');
  if (link) { event.preventDefault(); go(at(link.hash.slice(1))); return; }
  const remove = event.target.closest?.("[data-remove]");
  if (remove) { change("/list/remove", { line: remove.dataset.remove }); return; }
  const add = event.target.closest?.("[data-add]");
  if (add) { change("/list/add", { part: add.dataset.add }); return; }
  if (event.target.closest?.("#undo")) { change("/list/undo", {}); return; }
  if (!event.target.closest?.("#next-fault")) return;
  const order = [...rows.keys()], here = /^c(\d+)-(.+)$/.exec(last);
  const position = (id) => { const [, line, column] = /^c(\d+)-(.+)$/.exec(id); return order.indexOf(line) * 100 + columns[rows.get(line).part].indexOf(column); };
  const wrong = Object.keys(weights).filter((id) => rows.has(/^c(\d+)/.exec(id)[1])).sort((one, other) => position(one) - position(other));
  if (!wrong.length) { say("No cell has a problem."); return; }
  const from = here && rows.has(here[1]) ? position(last) : -1;
  go(at(wrong.find((id) => position(id) > from) ?? wrong[0]));
});

// ---- a block from Excel

document.addEventListener("paste", (event) => {
  const cell = cellOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !(/[\t\n\r]/.test(text) || cell.matches("select"))) return;
  event.preventDefault();
  change("/list/paste", { ...place(cell), text });
});

// ---- at the beginning

if (Object.keys(tables).length) {
  const told = $("#faults").dataset;
  showFaults({ lines: JSON.parse(told.lines), cells: JSON.parse(told.cells) });
  $("#find").addEventListener("input", find);
  $("#find-faults").addEventListener("change", find);
  $("#find-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = $("#find").value.trim().toLowerCase();
    const found = [...rows].filter(([, row]) => !row.tr.hidden && row.cells.some((cell) => cell.trim()));
    if (!found.length || !filtered()) return;
    foundAt = (foundAt + 1) % found.length;
    const [line, { part, cells }] = found[foundAt];
    go(at(`c${line}-${columns[part][Math.max(0, cells.findIndex((cell) => wanted && cell.toLowerCase().includes(wanted)))]}`));
  });
  $("#find").addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); clear(); } });
  // the headings stay under the bar, however high it is
  const bar = () => document.documentElement.style.setProperty("--bar", `${$(".list-bar").offsetHeight}px`);
  new ResizeObserver(bar).observe($(".list-bar"));
  bar();
  if (location.hash.startsWith("#c")) go(at(location.hash.slice(1)));
}
