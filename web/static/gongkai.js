// Keys that sharpen what already works without them. Off while typing; documented at "?".
const hits = () => [...document.querySelectorAll("[data-hit]")];
const box = document.querySelector("input[name=q]");
let at = -1;

function go(step) {
  const list = hits();
  if (!list.length) return;
  at = Math.min(Math.max(at + step, 0), list.length - 1);
  list[at].focus();
  list[at].scrollIntoView({ block: "nearest" });
}

const keys = {
  "/": () => { box?.focus(); box?.select(); },
  j: () => go(1),
  k: () => go(-1),
  o: () => hits()[at]?.click(),
  "[": () => document.querySelector("a[rel=prev]")?.click(),
  "]": () => document.querySelector("a[rel=next]")?.click(),
  "?": () => document.querySelector("[data-help]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
