// Writing in a manuscript: the text in place, figures as chips, everything saved by itself.

const desk = document.querySelector("#manuscript");
const said = document.querySelector("#saved");
const PAUSE = 1500;
const passages = new Map();
let place = null, chosen = null, looking;

/** Write a passage as it is saved: words, tokens, a line for each paragraph. */
function wordsOf(body) {
  const lines = [""];
  const blocks = new Set(["P", "DIV"]);
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data.replace(/\n/g, " ");
    else if (node.dataset?.token) lines[lines.length - 1] += node.dataset.token;
    else if (node.tagName === "BR") lines.push("");
    else {
      if (blocks.has(node.tagName) && node !== body) lines.push("");
      node.childNodes.forEach(walk);
      if (blocks.has(node.tagName) && node !== body) lines.push("");
    }
  };
  walk(body);
  return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}

function tell(words) {
  said.textContent = words;
}

function changed(body) {
  const state = passages.get(body);
  clearTimeout(state.pause);
  if (wordsOf(body) === state.kept) return;
  tell("正在编写");
  proofed("文字已改，保存后重新校对");
  state.pause = setTimeout(() => save(body), PAUSE);
}

/** Save one passage, one request after another: each needs the revision the last came back with. */
async function save(body) {
  const state = passages.get(body);
  clearTimeout(state.pause);
  const words = wordsOf(body);
  if (words === state.kept) return;
  if (state.busy) {
    state.again = true;
    return;
  }
  state.busy = true;
  tell("正在保存");
  try {
    const answer = await fetch(desk.dataset.save, {
      method: "POST",
      headers: { "X-CSRFToken": desk.dataset.csrf },
      body: new URLSearchParams({ key: body.dataset.passage, revision: state.revision, words, chosen: state.chosen }),
    });
    if (answer.status >= 500) throw new Error(answer.statusText);
    const found = answer.ok ? await answer.json() : null;
    if (found === null) tell("没有保存，文字还在本页：请复制后刷新再试");
    else if (found.theirs === undefined) kept(body, words, found);
    else cross(body, words, found);
  } catch {
    tell("没有连上，文字还在本页；稍后会再保存");
    state.pause = setTimeout(() => save(body), 10000);
  }
  state.busy = false;
  if (state.again) {
    state.again = false;
    save(body);
  }
}

function kept(body, words, answer) {
  const state = passages.get(body);
  state.revision = answer.revision;
  state.kept = words;
  const piece = body.closest(".gm-piece");
  if (state.chosen) piece.querySelectorAll("[data-beside]").forEach((one) => one.remove());
  state.chosen = 0;
  piece.classList.remove("is-stale");
  const note = piece.querySelector("[data-note]");
  if (note) note.textContent = answer.edited ? "已改" : "与记录所写一致";
  const only = (name, is) => piece.querySelectorAll(`[data-when="${name}"]`).forEach((one) => (one.hidden = !is));
  only("kept", true);
  only("edited", answer.edited);
  only("stale", false);
  piece.querySelector(".gm-piece-bar")?.classList.toggle("is-on", answer.edited);
  tell(`已保存 ${answer.at}`);
  later(800);
}

/** Say of what time the findings are, or why they are not of now. */
function proofed(words) {
  document.querySelector("#proofed").textContent = words;
}

function later(pause) {
  clearTimeout(looking);
  looking = setTimeout(look, pause);
}

/** Ask anew what proof-reading says, but not while somebody writes a reason among its words. */
async function look() {
  const reason = [...document.querySelectorAll("#rail form input[name=reason]")].some((one) => one.value);
  if (reason || document.querySelector("#rail form :focus")) return later(3000);
  try {
    const answer = await fetch(desk.dataset.rail);
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    document.querySelector("#rail").outerHTML = await answer.text();
    if (unsaved()) proofed("文字已改，保存后重新校对");
  } catch {
    proofed("校对没有更新，稍后再试");
    later(10000);
  }
}

function unsaved() {
  return [...passages].some(([body, state]) => wordsOf(body) !== state.kept);
}

/** Somebody else wrote in the passage too: both texts are kept until one is chosen. */
function cross(body, words, answer) {
  const state = passages.get(body), piece = body.closest(".gm-piece");
  state.kept = words;
  state.chosen = 0;
  tell(`已留作待定 ${answer.at}`);
  piece.querySelectorAll("[data-beside]").forEach((one) => one.remove());
  const note = document.createElement("div");
  note.className = "gm-note is-warn gm-crossed";
  note.dataset.beside = "";
  note.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.textContent = `${answer.author}也改了这一段。上面是您写的，可以接着改；下面是${answer.author}写的。两份都已保存，请选定一份。`;
  const theirs = document.createElement("div");
  theirs.className = "gm-theirs";
  theirs.innerHTML = answer.theirs;
  const settle = (isTheirs) => {
    if (state.busy) return setTimeout(() => settle(isTheirs), 100);
    if (isTheirs) body.innerHTML = answer.theirs;
    Object.assign(state, { revision: answer.revision, chosen: answer.aside, kept: null });
    save(body);
  };
  const box = document.createElement("div");
  box.append(title, theirs, button("用我写的", () => settle(false)), button(`用${answer.author}写的`, () => settle(true)));
  note.append(box);
  body.after(note);
  later(800);
}

function button(label, deed) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "btn btn-quiet btn-small";
  one.textContent = label;
  one.addEventListener("click", deed);
  return one;
}

/** Remember where the next figure goes. */
function remember() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const body = range && (range.startContainer.parentElement ?? range.startContainer).closest?.("[data-passage]");
  if (body) place = { body, range: range.cloneRange() };
}

function insert(chip) {
  if (!place) return;
  const { body, range } = place;
  body.focus();
  const inside = range.startContainer.parentElement?.closest("[data-token]");
  if (inside) range.setStartAfter(inside);
  range.collapse(true);
  range.insertNode(chip);
  if (chip.parentElement === body) {
    const line = document.createElement("p");
    chip.replaceWith(line);
    line.append(chip);
  }
  range.setStartAfter(chip);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  remember();
  changed(body);
}

function chipOf(token, words, title, href) {
  const chip = document.createElement(href ? "a" : "span");
  chip.className = "gm-fig";
  chip.contentEditable = "false";
  chip.dataset.token = token;
  chip.textContent = words;
  chip.classList.toggle("is-case", words.length > 20);
  chip.title = title;
  if (href) chip.href = href;
  return chip;
}

/** Show at the right what a figure is; its page is one click further. */
function choose(chip) {
  chosen?.classList.remove("is-open");
  chosen = chip;
  getSelection().collapse(chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip) + 1);
  chip.classList.add("is-open");
  const box = document.querySelector("#chosen");
  box.hidden = false;
  box.querySelector(".gm-strong").textContent = chip.textContent;
  box.querySelector(".gm-sub").textContent = chip.title;
  const link = box.querySelector("a");
  link.hidden = !chip.href;
  if (chip.href) link.href = chip.href;
}

/** Open a box that puts something where somebody writes, or behind that passage. */
function ask(box) {
  if (!place) return tell("先点一下要插入的位置");
  const after = box.querySelector("[name=after]");
  if (after) after.value = place.body.dataset.passage;
  box.showModal();
}

function quote() {
  const number = document.querySelector("#quote-number"), source = document.querySelector("#quote-source");
  const plain = (field) => field.value.replace(/[⟦⟧｜\s]+/g, " ").trim();
  if (!plain(number) || !plain(source)) {
    (plain(number) ? source : number).focus();
    return;
  }
  document.querySelector("#quote").close();
  insert(chipOf(`⟦引用｜${plain(number)}｜${plain(source)}⟧`, `${plain(number)}（来源：${plain(source)}）`, `引用自${plain(source)}`));
  number.value = source.value = "";
}

function ready(body) {
  passages.set(body, { revision: Number(body.dataset.revision), kept: wordsOf(body), busy: false, chosen: 0 });
  body.contentEditable = "true";
  body.setAttribute("role", "textbox");
  body.setAttribute("aria-multiline", "true");
  body.addEventListener("input", () => changed(body));
  body.addEventListener("blur", () => save(body));
  body.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  body.addEventListener("drop", (event) => event.preventDefault());
}

desk.querySelectorAll("[data-passage]").forEach(ready);
document.querySelectorAll("[data-open]").forEach((one) => (one.hidden = false));
document.querySelectorAll("[data-plain]").forEach((one) => one.remove());
document.addEventListener("selectionchange", remember);
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-open]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const chip = on("[data-passage] [data-token]");
  if (chip) {
    event.preventDefault();
    choose(chip);
  }
  if (on("[data-open]")) ask(document.getElementById(on("[data-open]").dataset.open));
  if (on("[data-shut]")) on("dialog").close();
  if (on("[data-quote]")) quote();
  const pick = on("[data-insert]");
  if (pick) {
    on("dialog").close();
    insert(chipOf(pick.dataset.insert, pick.dataset.said, pick.dataset.name, pick.dataset.href));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    passages.forEach((state, body) => save(body));
  }
});

addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault();
});
if (matchMedia("(max-width: 1023px)").matches) desk.querySelector(".gm-outline").open = false;
