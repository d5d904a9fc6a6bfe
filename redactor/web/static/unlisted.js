// The table of those who are not on the list: how many are ticked, and where a code has to be written. Nothing is changed here.
import { $, $$ } from "./review.js";

const ticks = $$("#unlisted .tick");
const count = () => $$("[data-ticked]").forEach((each) => { each.textContent = ticks.filter((tick) => tick.checked).length; });
document.body.addEventListener("change", (event) => {
  count();
  const select = event.target.closest("select");
  const field = select && $(`[data-for="${CSS.escape(select.name)}"]`);
  if (!field) return;
  field.hidden = select.selectedOptions[0].dataset.other === undefined;
  if (!field.hidden) field.focus();
});
$("[data-tick-all]")?.addEventListener("click", (event) => {
  const on = !ticks.some((tick) => tick.checked);
  ticks.forEach((tick) => { tick.checked = on; });
  event.target.textContent = on ? "Take all ticks away" : "Tick all";
  count();
});
count();
