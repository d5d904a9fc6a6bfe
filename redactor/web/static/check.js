// From a finding to its place.
import { $$, say } from "./review.js";

document.body.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  if (!link) return;
  event.preventDefault();
  const place = document.getElementById(link.dataset.goto);
  if (!place) { say("That place is not shown here: it is a part of the format."); return; }
  $$(".line--current").forEach((other) => other.classList.remove("line--current"));
  place.classList.add("line--current");
  place.tabIndex = -1;
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
});
