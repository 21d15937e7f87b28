// What script adds to pages that work without it.

const asked = {};

/** Ask for a very long list once a page. */
function offered(address) {
  asked[address] ??= fetch(address).then((answer) => answer.json());
  return asked[address];
}

/** Let a long list of units be searched by name, pinyin and initials. */
function pick(select) {
  if (select.tomselect) return;
  const source = select.dataset.src;
  const later = source && {
    preload: "focus",
    shouldLoad: () => true,
    load: (typed, take) => offered(source).then(take, () => take()),
  };
  new TomSelect(select, {
    ...later,
    searchField: ["text", "pinyin", "initials"],
    maxOptions: 200,
    // A list that opens a moment after the last letter takes the focus from who has gone on by then.
    refreshThrottle: 0,
    plugins: select.multiple ? ["remove_button"] : [],
    render: {
      no_results: (data, escape) => `<div class="no-results">没有找到“${escape(data.input)}”</div>`,
    },
  });
  select.setAttribute("aria-hidden", "true");
}

/** Rows of a small form: the last one is the pattern for more. */
function grow(box) {
  if (box.dataset.grown) return;
  box.dataset.grown = "1";
  const add = box.querySelector("[data-add]");
  const pattern = [...box.querySelectorAll("[data-row]")].at(-1).cloneNode(true);
  let next = box.querySelectorAll("[data-row]").length;
  const renumber = (row) => {
    const from = new RegExp(`^(${box.id})-\\d+-`);
    for (const one of row.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace(from, `$1-${next}-`));
      }
    }
    next += 1;
    return row;
  };
  add.hidden = false;
  add.addEventListener("click", () => {
    const row = renumber(pattern.cloneNode(true));
    add.before(row);
    enliven(row);
    row.querySelector("input, select").focus();
  });
}

/** Copy a field; the older way works without HTTPS too, as in a school's own network. */
function copy(button) {
  document.getElementById(button.dataset.copy).select();
  document.execCommand("copy");
  button.textContent = "已复制";
}

function enliven(root) {
  root.querySelectorAll("[data-rows]").forEach(grow);
  root.querySelectorAll("select[data-pick]").forEach(pick);
  root.querySelectorAll("[data-remove], [data-close], [data-print], [data-copy]").forEach((one) => (one.hidden = false));
  root.querySelectorAll("[data-ask]").forEach((one) => one.classList.add("is-modal"));
  root.querySelectorAll("[data-auto] button").forEach((one) => (one.hidden = true));
  const isWide = matchMedia("(min-width: 1024px)").matches;
  root.querySelectorAll(".gm-more").forEach((one) => (one.hidden = isWide && one.dataset.folded === "phone"));
}

document.addEventListener("click", (event) => {
  const on = (name) => event.target.closest(`[${name}]`);
  if (on("data-remove")) on("data-remove").closest("[data-row]").remove();
  if (on("data-print")) print();
  if (on("data-copy")) copy(on("data-copy"));
  if (on("data-close")) on("data-close").closest("details").open = false;
  if (on("data-unfold")) {
    const open = on("data-unfold").closest("form").classList.toggle("is-open");
    on("data-unfold").setAttribute("aria-expanded", open);
  }
  document.querySelectorAll(".gm-switch[open]").forEach((one) => one.contains(event.target) || (one.open = false));
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  const find = document.querySelector(".gm-find input");
  if (event.key === "/" && !typing && find) {
    event.preventDefault();
    find.focus();
  }
  if (event.key === "Escape") document.querySelectorAll("[data-ask][open], .gm-switch[open]").forEach((one) => (one.open = false));
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    const form = document.querySelector("form[data-form]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
  }
});

// The focus of a question starts on the safe button.
document.addEventListener("toggle", (event) => {
  if (event.target.matches("[data-ask]") && event.target.open) event.target.querySelector("[data-close]").focus();
}, true);

// A form says that it is being sent, and is sent once.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("[data-busy]");
  if (button) {
    if (button.getAttribute("aria-busy")) return event.preventDefault();
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.busy;
  }
  if (event.target.method === "get") dropEmpty(event.target);
});
addEventListener("pageshow", () => document.querySelectorAll("[aria-busy][data-busy]").forEach((one) => one.removeAttribute("aria-busy")));

// A list, and a form that only chooses what is shown, follow what is chosen: a choice at once, typed words after a pause.
let typing;
document.addEventListener("input", (event) => {
  if (!event.target.matches("#filters [type=search]")) return;
  clearTimeout(typing);
  typing = setTimeout(() => event.target.form.requestSubmit(), 400);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("#filters :is(select, [type=checkbox], [type=date]), [data-auto] select")) event.target.form.requestSubmit();
});

/** Keep conditions that are not set out of the address. */
function dropEmpty(form) {
  for (const one of form.elements) {
    if (one.name && !one.value) {
      one.disabled = true;
      setTimeout(() => (one.disabled = false));
    }
  }
}

document.addEventListener("htmx:config:request", (event) => {
  const body = event.detail.ctx.request.body;
  if (event.detail.ctx.request.method === "GET" && body instanceof FormData) {
    for (const [name, value] of [...body]) if (!value) body.delete(name);
  }
});

document.addEventListener("htmx:after:swap", () => enliven(document));
setTimeout(() => document.querySelectorAll("[data-toast]").forEach((one) => one.remove()), 6000);
enliven(document);
document.querySelector("[data-focus]")?.focus();
