// What script adds to a review: single keys that can be switched off, remarks pinned at a fact,
// only what changed.

const OFF = "shortcuts-off";

/** Add a remark at a place: in the row that is still empty, or in one more. */
function pin(place) {
  const box = document.querySelector("#pins");
  const empty = () => [...box.querySelectorAll("[data-row]")].find((row) =>
    [...row.querySelectorAll("input, [name$=reason_id]")].every((one) => !one.value));
  if (!empty()) box.querySelector("[data-add]").click();
  const row = empty();
  row.querySelector("[name$=place]").value = place;
  row.querySelector("[name$=reason_id]").focus();
}

function off() {
  return localStorage.getItem(OFF) === "1";
}

function say() {
  const button = document.querySelector("[data-shortcuts]");
  if (!button) return;
  button.textContent = off() ? "打开快捷键" : "关闭快捷键";
  document.querySelector("[data-shortcuts-on]").hidden = off();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pin]");
  if (button) pin(button.dataset.pin);
  if (event.target.closest("[data-shortcuts]")) {
    localStorage.setItem(OFF, off() ? "" : "1");
    say();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-only-changes]")) {
    document.querySelector("#record").classList.toggle("is-only-changes", event.target.checked);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && event.target.closest("#pins")) {
    document.querySelector("[name=decision][value=returned]").click();
  }
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (typing || off() || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
  if (event.key.toLowerCase() === "r" && document.querySelector("#pins")) {
    event.preventDefault();
    pin("");
  }
  const one = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!one) return;
  if (one.dataset.thenEnter === undefined) one.click();
  else one.focus();
});

document.querySelectorAll(".gm-script").forEach((one) => (one.hidden = false));
say();
