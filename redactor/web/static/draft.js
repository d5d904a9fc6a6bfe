// The draft and its panel: keys, the way to a mention, selections. What an answer means, the server decides.
import { $, $$, say } from "./review.js";

const draft = $("#draft");
const panel = $("#panel");
const get = (address) => htmx.ajax("GET", address, { target: "#panel", swap: "innerHTML" });

// ---- names or codes

function show(what) {
  for (const each of ["names", "codes", "both"]) draft.classList.toggle(`draft--${each}`, what === each);
  $(`#show-${what}`).checked = true;
}
for (const field of $$('input[name="shows"]')) field.addEventListener("change", () => show(field.value));

// ---- mentions: one of them can be reached by Tab, arrows lead to the others

let current = null;
function choose(mark, { focus = true, scroll = true } = {}) {
  if (current) { current.tabIndex = -1; current.classList.remove("mark--current"); }
  current = mark;
  mark.tabIndex = 0;
  mark.classList.add("mark--current");
  if (scroll) mark.scrollIntoView({ block: "center" });
  if (focus) mark.focus({ preventScroll: true });
}
function first() { const mark = $(".mark", draft); if (mark) mark.tabIndex = 0; }
function alive() { if (current && !current.isConnected) current = document.getElementById(current.id); return current; }
function step(by, selector = ".mark") {
  const marks = $$(selector, draft);
  if (!marks.length) return;
  const here = alive();
  let at = here ? marks.indexOf(here) : -1;
  if (here && at < 0) at = marks.findIndex((m) => here.compareDocumentPosition(m) & Node.DOCUMENT_POSITION_FOLLOWING) - (by > 0 ? 1 : 0);
  choose(marks[(at + by + marks.length) % marks.length]);
}
function goto(id, scroll = true) {
  const mark = id && document.getElementById(id);
  if (mark) { if (mark.closest(".filtered")) filter(""); choose(mark, { focus: false, scroll }); }
  return Boolean(mark);
}
const why = (mark) => {
  const [, passage, start] = mark.id.match(/^m(\d+)-(\d+)$/);
  choose(mark);
  get(`/panel/why?passage=${passage}&start=${start}`);
};
draft.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark && getSelection().isCollapsed) why(mark);
});
first();

document.body.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  if (link) { event.preventDefault(); if (!goto(link.dataset.goto)) say("That place has changed since."); }
  const next = event.target.closest("[data-next]");
  if (next) step(1, `.${next.dataset.next}`);
  if (event.target.closest('[data-action="add"]')) add();
});
document.body.addEventListener("click", (event) => {
  const next = event.target.closest("[data-next-code]");
  if (!next) return;
  const marks = $$(".mark", draft).filter((mark) => $(".mark__code", mark).textContent === next.dataset.nextCode);
  if (!marks.length) return;
  const here = alive();
  choose(marks[(marks.indexOf(here) + 1) % marks.length], { focus: false });
});
document.body.addEventListener("redactor:goto", (event) => goto(event.detail.id));

// ---- find: in what the draft says, by names and by codes at once

const field = $("#find");
let hits = [];
let hit = -1;
const said = (holder) => {
  const copy = holder.cloneNode(true);
  $$(".govuk-visually-hidden", copy).forEach((part) => part.remove());
  $$(".mark__code", copy).forEach((part) => part.prepend(" "));
  return copy.textContent.toLocaleLowerCase().replace(/\s+/g, " ");
};
function find() {
  const words = field.value.trim().toLocaleLowerCase().replace(/\s+/g, " ");
  $(".line--found")?.classList.remove("line--found");
  hits = words.length < 2 ? [] : $$(".line__text", draft).filter((line) => said(line).includes(words)
    || line.textContent.toLocaleLowerCase().includes(words)).map((line) => line.closest(".line"));
  hit = -1;
  $("#found").textContent = words.length < 2 ? "" : `${hits.length} found`;
}
function toHit(by) {
  if (!hits.length) return;
  $(".line--found")?.classList.remove("line--found");
  hit = (hit + by + hits.length) % hits.length;
  const line = hits[hit].isConnected ? hits[hit] : document.getElementById(hits[hit].id);
  if (line.closest(".filtered")) filter("");
  line.classList.add("line--found");
  line.scrollIntoView({ block: "center" });
  $("#found").textContent = `${hit + 1} of ${hits.length}`;
}
field.addEventListener("input", find);
field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); toHit(event.shiftKey ? -1 : 1); } });

// ---- only what is of one kind

const only = $("#show-only");
function sift(root) {
  const kind = only.value;
  for (const block of $$("p.line, tbody tr", root)) {
    if (block.matches("tr .line")) continue;
    block.classList.toggle("filtered", Boolean(kind) && !$(`.mark--${kind}`, block));
  }
}
function filter(kind) { only.value = kind; sift(draft); }
only.addEventListener("change", () => { sift(draft); scrollTo({ top: 0 }); });

// ---- selections: characters of a passage are counted in what the draft has, not in codes or labels

function offset(holder, node, at) {
  const range = document.createRange();
  range.selectNodeContents(holder);
  range.setEnd(node, at);
  const cut = range.cloneContents();
  $$(".mark__code, .govuk-visually-hidden", cut).forEach((part) => part.remove());
  return [...cut.textContent].length; // characters, not the two halves that a browser keeps an emoji in
}
let selected = null;
function take() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const holder = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".line__text");
  const [from, to] = [holder(range.startContainer), holder(range.endContainer)];
  if (!from && !to) return;
  if (from !== to || !draft.contains(from)) { selected = { across: true }; return; }
  selected = {
    passage: from.dataset.p,
    start: offset(from, range.startContainer, range.startOffset),
    end: offset(from, range.endContainer, range.endOffset),
    text: selection.toString(),
  };
}
document.addEventListener("selectionchange", take);
function add() {
  take(); // a busy browser tells of a selection only after the key that follows it
  const chosen = getSelection().isCollapsed ? null : selected;
  if (chosen?.across) { say("Select within one paragraph or cell."); return; }
  if (!chosen) { get("/panel/add"); return; }
  // spaces at the ends of a selection are slips of the mouse
  const text = chosen.text.replace(/[\u00a0]/g, " ");
  const start = chosen.start + (text.length - text.trimStart().length);
  const end = chosen.end - (text.length - text.trimEnd().length);
  get(`/panel/add?passage=${chosen.passage}&start=${start}&end=${end}`);
}

// the kind of code follows what the words are, unless a person has written another one
panel.addEventListener("change", (event) => {
  const select = event.target.closest("[data-sets]");
  const field = select && document.getElementById(select.dataset.sets);
  if (!field) return;
  const usual = [...select.options].map((option) => option.dataset.usual);
  if (!field.value.trim() || usual.includes(field.value.trim())) field.value = select.selectedOptions[0].dataset.usual;
});

let answeredAt = 0; // a key that is held, or pressed twice by a slip, must not answer the next question too

// ---- a double click must not answer the next question unread

panel.addEventListener("click", (event) => {
  if (!event.detail || !event.target.closest('button[name="answer"]')) return; // 0: a key, which has a guard of its own
  if (event.detail > 1 || performance.now() - answeredAt < 350 || $(".htmx-request")) { event.preventDefault(); event.stopPropagation(); }
}, true);

// ---- keys

const writing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.repeat && !writing(event.target) && !event.key.startsWith("Arrow")) { event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typed = writing(event.target);
  if (typed) {
    if (event.key === "Enter" && typed.dataset.enter) { event.preventDefault(); document.getElementById(typed.dataset.enter).click(); }
    if (event.key === "Escape") typed.blur();
    return;
  }
  const mark = event.target.closest(".mark");
  if (mark) {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); why(mark); return; }
    if (event.key === "ArrowDown" || event.key === "ArrowRight") { event.preventDefault(); step(1); return; }
    if (event.key === "ArrowUp" || event.key === "ArrowLeft") { event.preventDefault(); step(-1); return; }
  }
  if (!$("#keys-on").checked) return;
  if (event.target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
  if (event.target.type === "radio" && (event.key.startsWith("Arrow") || event.key === "Enter")) return;
  const button = $(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`, panel) || $(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`, $("#status"));
  if (button) {
    event.preventDefault();
    if (panel.contains(button) && (performance.now() - answeredAt < 250 || $(".htmx-request"))) return;
    button.click();
    return;
  }
  const focus = $(`[data-focus="${CSS.escape(event.key)}"]`, panel);
  if (focus) { event.preventDefault(); focus.closest("details")?.setAttribute("open", ""); focus.focus(); return; }
  switch (event.key) {
    case "/": field.focus(); break;
    case "v": show(draft.classList.contains("draft--names") ? "codes" : "names"); break;
    case "j": step(1); break;
    case "h": step(-1); break;
    case "q": get("/panel/question"); break;
    case "e": { const other = $('input[name="scope"]:not(:checked)', panel); if (other) { other.checked = true; say(`The answer holds ${other.value === "here" ? "here only" : "everywhere"}.`); } break; }
    default: return;
  }
  event.preventDefault();
});

// ---- what the server changes

// passages that look otherwise come in a template of their own, past htmx: it would look into every mark of them
function changed(root) {
  for (const box of $$("template[data-changed]", root)) {
    for (const line of [...box.content.children]) document.getElementById(line.id)?.replaceWith(line);
    if (only.value) sift(draft);
    box.remove();
  }
}
document.addEventListener("redactor:changed", async () => {
  await htmx.ajax("GET", "/changes", { target: "#changes", swap: "innerHTML" });
  if ($("[data-waits]", panel)) get("/panel/question"); // the last look is over: is there anything?
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  changed(event.target);
  if (event.target !== panel) return;
  answeredAt = performance.now();
  const title = $("#panel-title");
  // a reader with a screen reader is led to what is new; one who is typing a name is not
  if (title) title.focus({ preventScroll: true });
  panel.parentElement.scrollTop = 0;
});
const opening = $("[data-goto]", panel);
if (location.hash) goto(location.hash.slice(1)); else if (opening) goto(opening.dataset.goto, false); // a draft opens at its top
