// The table of identities: what is shown and in which order. Nothing is changed here.
import { $, $$ } from "./review.js";

const body = $("#people tbody");
const rows = $$("tr", body);

function filter() {
  const words = $("#filter").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const [state, kind] = [$("#filter-state").value, $("#filter-kind").value];
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLocaleLowerCase();
    row.hidden = !(words.every((word) => text.includes(word)) && (!state || row.dataset.state === state) && (!kind || row.dataset.kind === kind));
    if (!row.hidden) count += 1;
  }
  $("#shown-count").textContent = count;
}
for (const id of ["filter", "filter-state", "filter-kind"]) $(`#${id}`).addEventListener("input", filter);

const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
for (const button of $$("[data-sort]")) {
  button.addEventListener("click", () => {
    const column = Number(button.dataset.sort);
    const heading = button.closest("th");
    const down = heading.getAttribute("aria-sort") === "ascending";
    $$("th[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = new Intl.Collator("en-GB", { numeric: true }).compare;
    rows.sort((a, b) => (down ? -1 : 1) * order(value(a, column), value(b, column)));
    body.append(...rows);
  });
}

// the code that stays is one of those that are ticked
const stays = $("#stays");
function ticked() {
  const codes = $$(".tick:checked").map((tick) => tick.value);
  for (const option of stays.options) option.hidden = Boolean(option.value) && codes.length > 0 && !codes.includes(option.value);
  if (codes.length && !codes.includes(stays.value)) stays.value = "";
}
body.addEventListener("change", ticked);
ticked();
