// What script adds to the form of an activity: uploads with progress, the draft kept by Ctrl+S,
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

/** Send files one after another and draw the list anew; what fails can be sent again. */
async function upload(files) {
  for (const file of files) await send(file);
}

function send(file) {
  const box = document.querySelector("#evidence");
  const row = waiting(box, file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", box.dataset.upload);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      row.querySelector("progress").value = Math.round((event.loaded / event.total) * 100);
    });
    const failed = () => resolve(broken(row, file));
    request.addEventListener("error", failed);
    request.addEventListener("load", () => {
      if (request.status !== 200) return failed();
      row.remove();
      redraw(request.responseText);
      resolve();
    });
    const body = new FormData();
    body.append("files", file);
    request.send(body);
  });
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
}

function waiting(box, file) {
  const row = document.createElement("li");
  row.innerHTML = '<span class="gm-thumb"></span><div><span></span><br><progress class="gm-prog" max="100" value="0"></progress></div><span class="gm-status gm-run">上传中</span><span></span>';
  row.querySelector("div span").textContent = file.name;
  box.querySelector(".gm-files").append(row);
  return row;
}

function broken(row, file) {
  row.innerHTML = '<span class="gm-thumb"></span><div><span></span><br><span class="gm-hint">没有传完，文件还在本机</span></div><span class="gm-status gm-bad">未传完</span><button type="button" class="btn btn-text">重传</button>';
  row.querySelector("div span").textContent = file.name;
  row.querySelector("button").addEventListener("click", () => {
    row.remove();
    send(file);
  });
}

/** Put the answered list in place of the shown one; what is being sent or was refused stays. */
function redraw(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#evidence");
  const shown = document.querySelector("#evidence");
  const kept = [...shown.querySelectorAll(".gm-files > li:has(progress), .gm-files > .is-refused, .gm-files > li:has(.gm-bad)")];
  const typed = new Map([...shown.querySelectorAll("select, input[type=text], input[type=date]")].map((one) => [one.name, one.value]));
  fresh.querySelectorAll("select, input[type=text], input[type=date]").forEach((one) => typed.has(one.name) && (one.value = typed.get(one.name)));
  shown.replaceWith(fresh);
  fresh.querySelector(".gm-files").append(...kept);
  htmx.process(fresh);
  keep();
}

document.addEventListener("change", (event) => {
  const input = event.target.closest("[data-files]");
  if (input) {
    upload([...input.files]);
    input.value = "";
  }
});

for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!event.target.closest("[data-drop]")) return;
    event.preventDefault();
    if (name === "drop") upload([...event.dataTransfer.files]);
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

document.addEventListener("input", (event) => {
  if (event.target.closest("#figures, #details") && event.target.type !== "checkbox") typed.set(event.target.name, event.target.value);
});

document.addEventListener("htmx:before:swap", (event) => {
  if (event.detail.ctx.sourceElement.id === "figures") focused = document.activeElement.name || "";
});

function retyped() {
  for (const [name, value] of typed) {
    const one = document.querySelector(`:is(#figures, #details) [name="${name}"]`);
    const offered = !one?.options || [...one.options].some((option) => option.value === value);
    if (one && offered) one.value = value;
  }
  if (focused) document.querySelector(`:is(#figures, #details) [name="${focused}"]`)?.focus();
  focused = "";
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
