// What script adds to the form of an activity: the draft kept by Ctrl+S,
// the length of the summary, records that are not the same.

const form = document.querySelector("#activity");
const notTheSame = new Set();

/** Keep the draft 2 seconds after the last touch, one request after another: each needs the
    revision that the one before it came back with. Handing in waits for it too. */
const keeps = form !== null && form.dataset.autosave !== undefined;
let pause, leaving;
let keeping = false, again = false;

function keep() {
  clearTimeout(pause);
  if (keeping) {
    again = true;
  } else if (keeps) {
    keeping = true;
    htmx.trigger(form, "keep");
  }
}

function kept() {
  keeping = false;
  if (leaving) form.requestSubmit(leaving);
  else if (again) keep();
  again = false;
}

function later() {
  clearTimeout(pause);
  pause = setTimeout(keep, 2000);
}

if (keeps) {
  for (const name of ["input", "change"]) form.addEventListener(name, later);
  form.addEventListener("submit", (event) => {
    clearTimeout(pause);
    if (!keeping) return;
    event.preventDefault();
    leaving = event.submitter;
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (event.detail.ctx.sourceElement === form) kept();
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx.sourceElement !== form) return;
    document.querySelector("#saved").textContent = "网络中断，草稿还没有保存，填的内容都还在；连上后会再保存";
    later();
  });
}

document.addEventListener("click", (event) => {
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) {
    const note = dismiss.closest("[data-candidate]");
    notTheSame.add(note.dataset.candidate);
    note.remove();
  }
});

/** What is typed while the fields for another category or party are fetched stays typed: it is
    remembered key by key, as a swap takes its time and typing goes on meanwhile. */
const typed = new Map();
let focused = "";

function remember(one) {
  if (one.type !== "checkbox") typed.set(one.name, one.value);
}

document.addEventListener("input", (event) => {
  if (event.target.closest("#figures, #details")) remember(event.target);
});

document.addEventListener("focusin", (event) => {
  focused = event.target.closest("#figures, #details") ? event.target.name : "";
});

// At once when the fields are others, so that no key is pressed where nothing has the focus.
let figures = document.querySelector("#figures");
if (figures) new MutationObserver(() => {
  const now = document.querySelector("#figures");
  if (!now || now === figures) return;
  figures = now;
  retyped();
}).observe(form, { childList: true, subtree: true });

// On a slow network people type before this is loaded.
document.querySelectorAll(":is(#figures, #details) input").forEach((one) => one.value !== one.defaultValue && remember(one));

function retyped() {
  for (const [name, value] of typed) {
    const one = document.querySelector(`:is(#figures, #details) [name="${name}"]`);
    const offered = !one?.options || [...one.options].some((option) => option.value === value);
    if (one && offered) one.value = value;
  }
  const lost = focused && document.activeElement === document.body;
  if (lost) document.querySelector(`:is(#figures, #details) [name="${focused}"]`)?.focus();
}

/** Hide the records that the clerk said are not the same, and offer to say so of the others. */
function candidates() {
  for (const note of document.querySelectorAll("[data-candidate]")) {
    if (notTheSame.has(note.dataset.candidate)) note.remove();
    else note.querySelector("[data-dismiss]").hidden = false;
  }
}

function counted() {
  const text = document.querySelector("#summary");
  const said = document.querySelector("[data-count]");
  if (!text || !said) return;
  const left = 50 - text.value.replace(/\s/g, "").length;
  said.textContent = left > 0 ? `还差 ${left} 个字` : "字数够了";
}

document.addEventListener("keydown", (event) => {
  if (form && event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (keeps) keep();
    else form.requestSubmit(form.querySelector("[data-primary]"));
  }
});

document.addEventListener("input", counted);
document.addEventListener("htmx:after:swap", () => {
  candidates();
  retyped();
});
document.querySelectorAll(".gm-script").forEach((one) => (one.hidden = false));
candidates();
counted();
