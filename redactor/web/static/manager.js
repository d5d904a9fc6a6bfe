// The business manager's pages. What is typed goes to the server, which says what is wrong with it; nothing is judged here.
import { $, $$, say } from "./review.js";
import { flush, go, isPending, send, sendTyped } from "./grid.js";

const WAIT = 400; // milliseconds after the last key

// ---- nothing is sent past what is still being typed

document.addEventListener("htmx:confirm", (event) => {
  if (!isPending()) return;
  event.preventDefault();
  flush().then(() => { if (!isPending()) event.detail.issueRequest(true); });
});
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("hx-post")) { event.preventDefault(); return; } // htmx sends it, however new it is
  if (!isPending() || event.target.id === "find-form") return;
  event.preventDefault();
  flush().then(() => { if (!isPending()) event.target.requestSubmit(event.submitter); }); // what could not be saved stays here
}, true);

// ---- what the server asks for

document.addEventListener("redactor:focus", (event) => go(document.getElementById(event.detail.id)));
document.addEventListener("redactor:say", (event) => say(event.detail.text));
document.addEventListener("redactor:files", () => {
  const next = $("[data-go]");
  if (next) { leave(); location.assign(next.dataset.go); }
  else if ($("main .govuk-error-summary")) say("Not every file could be taken. The page says why.");
});

// ---- what could not be saved is gone with the page

let leaving = false; // to another of these pages
const leave = () => { leaving = true; setTimeout(() => { leaving = false; }, 2000); };
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  leave();
  const goesAway = new URL(link.href).pathname !== location.pathname;
  if (!goesAway || !isPending() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // first what was typed, then the other page
  await flush();
  if (isPending()) return; // it could not be saved, and the page says so
  leave();
  location.assign(link.href);
}, true);
document.addEventListener("submit", leave, true);
window.addEventListener("beforeunload", (event) => {
  sendTyped(); // not after what is still on the way: the page would be gone by then
  if (!leaving && (isPending() || $('[data-unsaved="yes"]'))) event.preventDefault();
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
