// What script adds to a place for files ([data-taken]): several are sent at once, piece by piece, each
// with its progress. What the network broke off goes on where it stopped; without script the plain
// field sends the files with the form.

/** So many files on their way at once, in pieces of so many bytes: a lost piece is sent again. */
const AT_ONCE = 3, PIECE = 1024 * 1024;
const queue = [];
const broken = new Map();
let running = 0, answered = "", pressed = null, arrived = Promise.resolve();

function place(page = document) {
  return page.querySelector("[data-taken]");
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
}

function take(files) {
  for (const file of files) queue.push({ file, row: line(file.name) });
  advance();
}

function advance() {
  while (running < AT_ONCE && queue.length) send(queue.shift());
  if (running || queue.length) return;
  if (answered) redraw(answered);
  answered = "";
  const button = pressed;
  pressed = null;
  if (button && !broken.size) button.form.requestSubmit(button);
}

async function send(one) {
  running += 1;
  says(one, "上传中", "run");
  try {
    await arrive(one, await sent(one));
  } catch (problem) {
    if (problem instanceof Refused) refuse(one, problem.message);
    else stop(one);
  }
  running -= 1;
  advance();
}

class Refused extends Error {}

/** Send a file, from where it was broken off before, and return its address. */
async function sent(one) {
  one.row.querySelector(".gm-hint").innerHTML = '<progress class="gm-prog" max="100" value="0"></progress>';
  const bar = one.row.querySelector("progress");
  if (one.address) return one.address;
  return new Promise((resolve, reject) => {
    one.upload ??= new tus.Upload(one.file, {
      endpoint: place().dataset.upload,
      headers: { "X-CSRFToken": token() },
      metadata: { filename: one.file.name },
      chunkSize: PIECE,
      retryDelays: [0, 1000, 3000, 6000],
      removeFingerprintOnSuccess: true,
    });
    Object.assign(one.upload.options, {
      onProgress: (done, all) => (one.row.querySelector("progress").value = Math.round((done / all) * 100)),
      onSuccess: () => resolve((one.address = one.upload.url)),
      onError: (problem) => {
        const answer = problem.originalResponse;
        reject(answer && answer.getStatus() === 413 ? new Refused(answer.getBody()) : problem);
      },
    });
    if (bar) bar.value = 0;
    one.upload.findPreviousUploads().then((known) => {
      if (known.length && !one.upload.url) one.upload.resumeFromPreviousUpload(known[0]);
      one.upload.start();
    });
  });
}

/** Have files taken in that came whole, one after another: the answer that comes last holds all. */
function arrive(one, address) {
  const turn = arrived.then(() => taken(one, address));
  arrived = turn.catch(() => {});
  return turn;
}

async function taken(one, address) {
  const body = new URLSearchParams({ uploads: address.split("/").pop() });
  const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
  const answer = await fetch(place().dataset.taken, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(answer.status);
  answered = await answer.text();
  const said = parsed(answered).querySelector(".is-refused .gm-error");
  if (said) throw new Refused(said.textContent);
  one.row.dataset.done = "";
  one.row.querySelector(".gm-hint").textContent = "";
  says(one, "已上传", "ok");
}

function line(name) {
  const row = document.createElement("li");
  row.dataset.sending = "";
  row.innerHTML = '<span class="gm-thumb"></span><div><span></span><br><span class="gm-hint"></span></div><span class="gm-status gm-wait">等待上传</span><span></span>';
  row.querySelector("div span").textContent = name;
  place().querySelector(".gm-files").append(row);
  return row;
}

function says(one, words, look) {
  const status = one.row.querySelector(".gm-status");
  status.className = `gm-status gm-${look}`;
  status.textContent = words;
}

function refuse(one, words) {
  says(one, "没有收下", "bad");
  one.row.querySelector(".gm-hint").className = "gm-error";
  one.row.querySelector(".gm-error").textContent = words;
}

/** Keep a file whose connection was lost in the page, to be sent again by hand or when it is back. */
function stop(one) {
  says(one, "未传完", "bad");
  one.row.querySelector(".gm-hint").textContent = "没有传完，文件还在本页";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn-text", textContent: "重传" });
  button.addEventListener("click", () => again(one));
  one.row.lastElementChild.replaceWith(button);
  broken.set(one, button);
}

function again(one) {
  broken.get(one).replaceWith(document.createElement("span"));
  broken.delete(one);
  queue.push(one);
  advance();
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Put the answered list in place of the shown one; what is not taken in yet or was refused stays. */
function redraw(html) {
  const fresh = place(parsed(html));
  const shown = place();
  const kept = [...shown.querySelectorAll(".is-refused, [data-sending]:not([data-done])")];
  const typed = new Map([...shown.querySelectorAll("select, input[type=text], input[type=date]")].map((one) => [one.name, one.value]));
  fresh.querySelectorAll("select, input[type=text], input[type=date]").forEach((one) => typed.has(one.name) && (one.value = typed.get(one.name)));
  fresh.querySelectorAll(".is-refused").forEach((one) => one.remove());
  shown.replaceWith(fresh);
  fresh.querySelector(".gm-files").append(...kept);
  htmx.process(fresh);
  globalThis.keep?.(); // a form that saves itself
}

document.addEventListener("change", (event) => {
  const input = event.target.closest("[data-files]");
  if (!input) return;
  take([...input.files]);
  input.value = "";
});

for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!event.target.closest("[data-drop]")) return;
    event.preventDefault();
    if (name === "drop") take([...event.dataTransfer.files]);
  });
}

addEventListener("online", () => [...broken.keys()].forEach(again));

// What is on its way is waited for before the form goes, and before the page is left.
document.addEventListener("submit", (event) => {
  if (!(running || queue.length) || event.target.id !== "activity") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = event.submitter;
  pressed.textContent = "等待上传完成";
}, true);
addEventListener("beforeunload", (event) => {
  if (running || queue.length || broken.size) event.preventDefault();
});
