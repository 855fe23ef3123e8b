"use strict";
(() => {
  const reveal = () => {
    let node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!node) return;
    for (let up = node; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    node.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const form = document.querySelector(".filter");
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const search = form.querySelector("[type=search]");
  const rows = [...document.querySelectorAll(".requirement")].map((node) => ({
    node,
    text: (node.querySelector("summary").textContent + node.querySelector("code").textContent).toLowerCase(),
  }));
  const empty = (node) => !node.querySelector(".requirement:not([hidden])");

  const filter = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    for (const { node, text } of rows) {
      node.hidden = !(shown.has(node.dataset.verdict) && text.includes(wanted));
      count += !node.hidden;
    }
    for (const node of document.querySelectorAll(".clause")) node.hidden = empty(node);
    for (const node of document.querySelectorAll(".spec")) {
      if (!node.querySelector(".requirement")) continue;
      node.hidden = empty(node);
      if (wanted || shown.size < boxes.length) node.open = true;
    }
    form.querySelector("output").textContent = count + " of " + rows.length;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
