// After a draft was kept, what is no longer wrong loses its mark: the fields, the sections, and
// the summary on top. `data-lacks` of the answer names what still is, by the ids of the fields.

const form = document.querySelector("#activity");

const keyOf = (error) => error.dataset.section ?? error.id.replace(/-error$/, "");

/** Take the error from a field, which is marked itself, within a row, or by its label. */
function clear(error) {
  const key = keyOf(error);
  const control = document.getElementById(key);
  const label = document.querySelector(`label[for="${key}"]`);
  for (const one of [error, label]) one?.closest(".is-wrong")?.classList.remove("is-wrong");
  for (const one of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
    const left = one.getAttribute("aria-describedby").split(" ").filter((id) => id !== error.id);
    if (left.length) one.setAttribute("aria-describedby", left.join(" "));
    else one.removeAttribute("aria-describedby");
  }
  control?.removeAttribute("aria-invalid");
  error.remove();
}

/** Leave in the summary what is still wrong; it is no alert any more, so that nobody is interrupted. */
function shorten(note, lacks) {
  const links = [...note.querySelectorAll("a[href^='#']")];
  const left = links.filter((link) => lacks.has(link.hash.slice(1)));
  if (!links.length || left.length === links.length) return;
  note.removeAttribute("role");
  const [count, listed] = [note.querySelector("b"), links[0].parentElement];
  count.textContent = `有 ${left.length} 处要改：`;
  listed.replaceChildren(...left.flatMap((link, at) => (at ? ["；", link] : [link])));
  if (left.length) return;
  count.parentElement.remove();
  listed.remove();
  if (!note.querySelector("p")) note.remove();
}

function mended() {
  const said = document.querySelector("#saved")?.dataset.lacks;
  if (said === undefined) return;
  const lacks = new Set(said.split(" "));
  for (const error of form.querySelectorAll(".gm-error:is([id], [data-section])")) {
    if (!lacks.has(keyOf(error))) clear(error);
  }
  const note = form.querySelector(":scope > .gm-note.is-bad[data-focus]");
  if (note) shorten(note, lacks);
}

document.addEventListener("htmx:after:swap", mended);
