// The table of facts: which rows are shown; the drafts as printed: which words are shown. Nothing is changed here.
import { $, $$ } from "./review.js";

const rows = $$("#fact-table tbody tr");
function filter() {
  const words = $("#filter").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const [kind, state] = [$("#filter-kind").value, $("#filter-state").value];
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLocaleLowerCase();
    row.hidden = !(words.every((word) => text.includes(word)) && (!kind || row.dataset.kind === kind) && (!state || row.dataset.state === state));
    if (!row.hidden) count += 1;
  }
  $("#shown-count").textContent = count;
}
if (rows.length) for (const id of ["filter", "filter-kind", "filter-state"]) $(`#${id}`).addEventListener("input", filter);

// who writes what to change to has answered "change"
for (const field of $$('input[name^="put-"]')) {
  field.addEventListener("input", () => {
    const answer = $(`select[name="${field.name.replace("put-", "answer-")}"]`);
    if (field.value && !answer.value) answer.value = "change";
  });
}

for (const field of $$('input[name="shows"]')) {
  field.addEventListener("change", () => { $("#draft").className = `draft draft--${field.value}`; });
}
// an address of a fact leads to it, for keys too
const led = location.hash && document.getElementById(location.hash.slice(1));
if (led) { led.focus({ preventScroll: true }); led.scrollIntoView({ block: "center" }); led.classList.add(led.matches("tr") ? "line--current" : "mark--current"); }
