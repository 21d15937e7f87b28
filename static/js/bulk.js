// What script adds to a list in which rows are ticked: how many are, all of the page at once,
// and no deeds while nothing is chosen.

function ticked() {
  const bar = document.querySelector("#bulk");
  if (!bar) return;
  const boxes = [...document.querySelectorAll("input[form=bulk][name=key]")];
  const chosen = boxes.filter((one) => one.checked);
  const all = bar.querySelector("[name=all]").checked;
  for (const one of boxes) one.closest("tr").classList.toggle("is-chosen", one.checked || all);
  bar.querySelector("[data-ticked]").textContent = all ? "已选全部筛选结果" : chosen.length ? `已选 ${chosen.length} 项` : "勾选要处理的活动";
  bar.querySelector("[data-deeds]").hidden = !all && !chosen.length;
  const head = document.querySelector("[data-tick-all]");
  head.hidden = false;
  head.checked = boxes.length > 0 && chosen.length === boxes.length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) {
    document.querySelectorAll("input[form=bulk][name=key]").forEach((one) => (one.checked = event.target.checked));
  }
  ticked();
});
document.addEventListener("htmx:after:swap", ticked);
addEventListener("pageshow", ticked);
ticked();
