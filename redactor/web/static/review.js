// What every page does: tells the server which tab it is, follows events, and sends files. Nothing here decides anything.
import { initAll } from "./vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.addEventListener("htmx:load", (event) => initAll(event.target));

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// ---- this tab, and the page's own token

// a tab keeps its name while it is open; one that was duplicated has its parent's, finds it taken, and takes another
const taken = (name) => new Promise((done) => {
  navigator.locks.request(`redactor-${name}`, { ifAvailable: true }, (lock) => {
    done(Boolean(lock));
    return lock ? new Promise(() => {}) : undefined;
  });
});
let tab = sessionStorage.getItem("redactor-tab");
let mine = false;
for (let tries = 0; tab && !mine && tries < 5; tries += 1) { // the page before in this tab may still hold it
  mine = await taken(tab);
  if (!mine) await new Promise((done) => setTimeout(done, 60));
}
if (!mine) {
  tab = crypto.randomUUID();
  sessionStorage.setItem("redactor-tab", tab);
  await taken(tab);
}
const csrf = $('meta[name="csrf"]').content;
export const headers = { "X-CSRF-Token": csrf, "X-Tab": tab };

const fillTabs = (root) => $$("[data-tab]", root).forEach((field) => { field.value = tab; });
fillTabs(document);
document.addEventListener("htmx:load", (event) => fillTabs(event.target));
document.addEventListener("htmx:configRequest", (event) => Object.assign(event.detail.headers, headers));
document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status === 204) event.detail.shouldSwap = false; });
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText || "This did not work. Reload the page."));
document.addEventListener("htmx:sendError", () => gone());

export function say(text) {
  const said = $("#said");
  said.textContent = text;
  said.classList.add("said--shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.classList.remove("said--shown"), 6000);
}

// ---- events

const shut = (box, on) => {
  box.hidden = !on;
  $$("header, main").forEach((part) => { part.inert = on; });
  if (on) $("button", box)?.focus();
};
const gone = () => { if ($("#gone").hidden) { source.close(); shut($("#gone"), true); } };
const source = new EventSource(`/events?tab=${encodeURIComponent(tab)}`);
let failures = 0;
source.addEventListener("open", () => { failures = 0; });
source.addEventListener("error", () => { if (++failures > 4) gone(); });
source.addEventListener("elsewhere", () => shut($("#elsewhere"), true));
source.addEventListener("here", () => { if (!$("#elsewhere").hidden) shut($("#elsewhere"), false); });
source.addEventListener("closed", () => gone());
source.addEventListener("progress", (event) => {
  const { what, done, of, left } = JSON.parse(event.data);
  if (!$("#progress")) return;
  $("#progress-what").textContent = what;
  const bar = $("#progress-bar");
  if (of) { bar.max = of; bar.value = done; } else { bar.removeAttribute("value"); }
  $("#progress-left").textContent = leftIn(left);
  $("#progress-count").textContent = of ? `${done} of ${of} pages` : "\u00a0";
});
const leftIn = (seconds) => (seconds < 0 ? "" : seconds < 90 ? `About ${Math.max(5, 5 * Math.ceil(seconds / 5))} seconds left.` : `About ${Math.ceil(seconds / 60)} minutes left.`);
source.addEventListener("ended", (event) => { if ($("#progress")) location.assign(JSON.parse(event.data).go); });
source.addEventListener("changed", () => document.dispatchEvent(new CustomEvent("redactor:changed")));
// a job may have ended before this page listened
if ($("#progress")) setInterval(async () => {
  const answer = await fetch("/working", { redirect: "manual" });
  if (answer.type === "opaqueredirect") location.assign("/working");
}, 3000);

$("#use-this-tab").addEventListener("click", async () => {
  const answer = await fetch("/tab", { method: "POST", headers });
  if (answer.ok) location.reload();
});

// ---- files: dropped or chosen, sent one by one as they are

// one after another, in the order given; whoever goes on meanwhile goes on with all of them
let allSent = Promise.resolve(), sending = 0, toldAt = 0, refused = []; // what is refused is told together, each by its name
function send(kind, files, box) {
  const all = [...files]; // the field is emptied for the next ones
  if (!sending) refused = [];
  sending += 1;
  allSent = allSent.then(() => sent(kind, all, box))
    .catch(() => refused.push("A file could not be read. Choose it once more."))
    .finally(() => { sending -= 1; tellRefused(); });
  return allSent;
}
const SEEN = 1500; // milliseconds that a list of refused files stands before a button goes past it
document.addEventListener("submit", async (event) => {
  const unseen = refused.length && performance.now() - toldAt < SEEN;
  if (!sending && !unseen) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!sending) return say("A file could not be read. It is named above.");
  say("Your files are still being read. It goes on by itself.");
  const form = event.target, button = event.submitter;
  while (sending) await allSent;
  if (!refused.length) form.requestSubmit(button); // nobody goes on without a file and does not see it
}, true);

function tellRefused() {
  const told = $("#file-problems");
  if (!told) return;
  $("ul", told).replaceChildren(...refused.map((why) => { const line = document.createElement("li"); line.textContent = why; return line; }));
  told.hidden = !refused.length;
  toldAt = performance.now();
}

async function sent(kind, files, box) {
  for (const file of files) {
    say(`Reading ${file.name}`);
    const answer = await fetch(`${box.dataset.to ?? "/files"}?kind=${kind}`, {
      method: "POST", body: file, headers: { ...headers, "X-File-Name": encodeURIComponent(file.name) },
    });
    if (!answer.ok) {
      const why = await answer.text();
      refused.push(why.includes(file.name) ? why : `${file.name}: ${why}`);
      say(why);
      continue;
    }
    $(box.dataset.shows).innerHTML = await answer.text();
    htmx.process($(box.dataset.shows));
    say(`${file.name} was added.`);
  }
  document.dispatchEvent(new CustomEvent("redactor:files"));
}

for (const box of $$("[data-drop]")) {
  const field = $('input[type="file"]', box);
  field.addEventListener("change", () => { send(box.dataset.drop, field.files, box); field.value = ""; });
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("drop--over"); });
  box.addEventListener("dragleave", () => box.classList.remove("drop--over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("drop--over");
    send(box.dataset.drop, event.dataTransfer.files, box);
  });
}
// a file that misses the box must not take the place of the page
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());

// ---- light or dark: what the computer says, or what was chosen here

const dark = matchMedia("(prefers-color-scheme: dark)");
function paint() {
  const chosen = localStorage.getItem("redactor-theme");
  const on = chosen ? chosen === "dark" : dark.matches;
  document.documentElement.dataset.theme = on ? "dark" : "light";
  $("#theme").setAttribute("aria-pressed", String(on));
}
paint();
dark.addEventListener("change", paint);
$("#theme").addEventListener("click", () => {
  localStorage.setItem("redactor-theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  paint();
});

// everything listens now
document.documentElement.dataset.ready = "yes";
