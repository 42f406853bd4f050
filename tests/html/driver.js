// Uses a page as a person at a keyboard does, and writes down what it saw. The test
// adds it to a page; it stands beside the tree's own script.
window.addEventListener("error", function (event) {
  document.documentElement.setAttribute("data-error", event.message);
});
window.addEventListener("load", async function () {
  "use strict";
  const said = [];
  const input = document.getElementById("-query");
  const panel = document.querySelector(".panel");
  const list = document.getElementById("-results");
  const press = function (target, key) {
    const event = new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
  };
  const until = async function (done) {
    for (let turn = 0; turn < 200 && !done(); turn += 1) {
      await new Promise(function (go) { setTimeout(go, 5); });
    }
  };
  const type = async function (text) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await until(function () { return !panel.hidden && window.fieldwrightMembers; });
  };
  const selected = function () {
    const item = list.querySelector("[aria-selected=true]");
    return item ? item.querySelector("code").textContent : "none";
  };
  press(document.body, "/");
  said.push("slash: " + (document.activeElement === input));
  await type("provider");
  said.push("found: " + Array.from(list.children).map(function (item) {
    return item.querySelector("code").textContent;
  }).join(" "));
  said.push("first: " + selected());
  press(input, "ArrowDown");
  said.push("down: " + selected());
  press(input, "ArrowUp");
  press(input, "ArrowUp");
  said.push("round: " + selected());
  press(input, "Escape");
  said.push("closed: " + panel.hidden + " " + input.getAttribute("aria-expanded"));
  await type("provider");
  const share = document.querySelector(".share");
  share.focus();
  press(share, "Escape");
  said.push("left: " + panel.hidden + " " + (document.activeElement === input));
  await type("categories hris-l");
  press(input, "Enter");
  said.push("opened: " + location.hash);
  await type("no such thing");
  said.push("status: " + document.querySelector("[role=status]").textContent);
  const before = document.documentElement.getAttribute("data-theme");
  const button = document.querySelector("button.theme");
  button.click();
  const after = document.documentElement.getAttribute("data-theme");
  button.click();
  const again = document.documentElement.getAttribute("data-theme");
  said.push("theme: " + before + " " + (after !== again));
  const folded = Array.from(document.querySelectorAll("main details:not([open])"));
  const open = function () { return folded.every(function (one) { return one.open; }); };
  window.dispatchEvent(new Event("beforeprint"));
  const printed = open();
  window.dispatchEvent(new Event("afterprint"));
  said.push("printed: " + folded.length + " " + printed + " " + open());
  document.documentElement.setAttribute("data-said", said.join("; "));
});
