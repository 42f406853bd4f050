// Search over types, fields and values, and the choice of colours. Every page is
// complete without this file. Text of a document only ever becomes a text node.
(function () {
  "use strict";

  var root = document.documentElement;
  var KEY = "fieldwright-theme";
  var LIMIT = 50;

  // --- colours: before the first paint ------------------------------------

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch (blocked) {
      return null; // then the choice lasts as long as the page
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch (blocked) {
      // as above
    }
  }

  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var chosen = remembered();
  if (chosen === "dark" || chosen === "light") {
    root.setAttribute("data-theme", chosen);
  }

  function colours() {
    var button = document.querySelector("button.theme");
    function label() {
      var words = isDark() ? "Use light colours" : "Use dark colours";
      button.setAttribute("aria-label", words);
      button.title = words;
    }
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", theme);
      remember(theme);
      label();
    });
    label();
    button.hidden = false;
  }

  // --- the index: loaded when it is first asked for -----------------------

  var entries = null;
  var waiting = [];
  var changed = function () {};

  function load(address, then) {
    var script = document.createElement("script");
    script.src = address;
    script.onload = then;
    document.head.appendChild(script);
  }

  // Names of types and operations first: they can be searched while members are on their way.
  function withIndex(then) {
    if (entries) {
      then();
      return;
    }
    waiting.push(then);
    if (waiting.length > 1) {
      return;
    }
    var from = root.getAttribute("data-root");
    load(from + "search.js", function () {
      var lines = window.fieldwrightIndex || [];
      entries = keyed(named(lines));
      waiting.splice(0).forEach(function (act) {
        act();
      });
      load(from + "search-members.js", function () {
        entries = keyed(named(lines).concat(members(lines, window.fieldwrightMembers || [])));
        changed();
      });
    });
  }

  function named(lines) {
    return lines.map(function (line) {
      return { name: line[2], owner: "", kind: line[3], words: line[4], to: line[0] + "#" + line[1] };
    });
  }

  function members(lines, lists) {
    var out = [];
    lists.forEach(function (list, index) {
      var path = lines[index][0], anchor = lines[index][1], name = lines[index][2];
      var kind = lines[index][3];
      var member = { struct: "field", enum: "value", union: "alternative" }[kind] || kind;
      list.forEach(function (one) {
        var spelled = typeof one !== "string";
        out.push({
          name: spelled ? one[0] : one,
          owner: kind === "operation" ? "" : name + ".",
          kind: member,
          words: kind === "operation" ? name : "",
          to: path + "#" + (spelled ? one[1] : anchor + "." + one)
        });
      });
    });
    return out;
  }

  function keyed(list) {
    list.forEach(function (entry) {
      entry.key = entry.name.toLowerCase();
      entry.whole = (entry.owner + entry.name).toLowerCase();
    });
    return list;
  }

  // Lower is better; -1 is no match. All words must occur; the last one ranks.
  function rank(entry, words) {
    for (var i = 0; i < words.length; i += 1) {
      if (entry.whole.indexOf(words[i]) < 0) {
        return -1;
      }
    }
    var last = words[words.length - 1];
    var at = entry.key.indexOf(last);
    var score = entry.key === last || entry.whole === last ? 0 : at === 0 ? 2 : at > 0 ? 4 : 6;
    return score + (entry.owner ? 1 : 0);
  }

  function find(query) {
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) {
      return [];
    }
    var found = [];
    entries.forEach(function (entry, order) {
      var score = rank(entry, words);
      if (score >= 0) {
        found.push({ entry: entry, score: score, order: order });
      }
    });
    found.sort(function (a, b) {
      return a.score - b.score || a.entry.whole.length - b.entry.whole.length || a.order - b.order;
    });
    return found.map(function (one) {
      return one.entry;
    });
  }

  // --- the search box ------------------------------------------------------

  function search() {
    var box = document.querySelector(".search");
    var input = box.querySelector("input");
    var panel = box.querySelector(".panel");
    var list = box.querySelector("ul");
    var status = box.querySelector("[role=status]");
    var share = box.querySelector(".share");
    var current = -1;

    function close() {
      panel.hidden = true;
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function select(index) {
      var items = list.children;
      if (!items.length) {
        return;
      }
      if (items[current]) {
        items[current].setAttribute("aria-selected", "false");
      }
      current = (index + items.length) % items.length;
      items[current].setAttribute("aria-selected", "true");
      items[current].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", items[current].id);
    }

    function open(item) {
      if (item) {
        location.href = item.getAttribute("data-to");
        close();
        input.blur();
      }
    }

    function show() {
      var query = input.value.trim();
      if (!query) {
        list.textContent = "";
        close();
        return;
      }
      var found = find(query);
      list.textContent = "";
      found.slice(0, LIMIT).forEach(function (entry, index) {
        list.appendChild(item(entry, index, query));
      });
      var count = found.length;
      status.textContent = count === 0 ? "Nothing found." :
        count > LIMIT ? LIMIT + " of " + count + " results." :
        count === 1 ? "1 result." : count + " results.";
      if (!window.fieldwrightMembers) {
        status.textContent += " Fields and values are on their way.";
      }
      share.href = "#?q=" + encodeURIComponent(query);
      panel.hidden = false;
      current = -1;
      input.setAttribute("aria-expanded", "true");
      input.removeAttribute("aria-activedescendant");
      select(0);
    }

    function item(entry, index, query) {
      var out = document.createElement("li");
      out.id = "-result-" + index;
      out.setAttribute("role", "option");
      out.setAttribute("aria-selected", "false");
      out.setAttribute("data-to", root.getAttribute("data-root") + entry.to);
      var name = document.createElement("code");
      marked(name, entry.owner + entry.name, query.split(/\s+/).pop());
      var words = document.createElement("span");
      words.className = "first";
      words.textContent = entry.words;
      var kind = document.createElement("span");
      kind.className = "kind " + entry.kind;
      kind.textContent = entry.kind;
      out.append(name, words, kind);
      return out;
    }

    function marked(parent, text, part) {
      var lower = text.toLowerCase();
      var at = lower.length === text.length ? lower.lastIndexOf(part.toLowerCase()) : -1;
      if (at < 0) {
        parent.textContent = text;
        return;
      }
      var mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + part.length);
      parent.append(text.slice(0, at), mark, text.slice(at + part.length));
    }

    function keys(event) {
      if (event.isComposing) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (panel.hidden) {
          withIndex(show);
        } else {
          select(current + (event.key === "ArrowDown" ? 1 : -1));
        }
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!panel.hidden) {
          open(list.children[current]);
        }
      }
    }

    // Wherever the focus is in the box: first the panel goes, then the focus.
    function escape(event) {
      if (event.key !== "Escape" || event.isComposing) {
        return;
      }
      event.preventDefault();
      if (panel.hidden) {
        input.blur();
      } else {
        input.focus();
        close();
      }
    }

    // `#?q=label` in an address opens the search for it.
    function fromAddress() {
      if (location.hash.slice(0, 4) !== "#?q=") {
        return;
      }
      try {
        input.value = decodeURIComponent(location.hash.slice(4));
      } catch (malformed) {
        input.value = location.hash.slice(4);
      }
      input.focus();
      withIndex(show);
    }

    input.addEventListener("focus", function () {
      withIndex(function () {});
    });
    input.addEventListener("input", function () {
      withIndex(show);
    });
    input.addEventListener("keydown", keys);
    box.addEventListener("keydown", escape);
    panel.addEventListener("mousedown", function (event) {
      event.preventDefault(); // the input keeps the focus
    });
    list.addEventListener("click", function (event) {
      open(event.target.closest("li"));
    });
    box.addEventListener("focusout", function (event) {
      if (!box.contains(event.relatedTarget)) {
        close();
      }
    });
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
    changed = function () {
      if (!panel.hidden) {
        show();
      }
    };
    window.addEventListener("hashchange", fromAddress);
    box.hidden = false;
    fromAddress();
  }

  // --- the side list -------------------------------------------------------

  function side() {
    var list = document.querySelector(".side details");
    if (matchMedia("(max-width: 52rem)").matches) {
      list.open = false;
    }
    function mark() {
      var old = list.querySelector("[aria-current]");
      if (old) {
        old.removeAttribute("aria-current");
      }
      var type = location.hash.split(".")[0];
      list.querySelectorAll("a").forEach(function (link) {
        if (type.length > 1 && link.getAttribute("href") === type) {
          link.setAttribute("aria-current", "location");
        }
      });
    }
    window.addEventListener("hashchange", mark);
    mark();
    var all = document.querySelector(".side .all");
    if (all) {
      all.addEventListener("toggle", function () {
        everything(all.querySelector("ul"));
      });
      all.hidden = false;
    }
  }

  // All types of a large module, once they are asked for.
  function everything(list) {
    if (list.firstChild || window.fieldwrightSide) {
      return;
    }
    load("side.js", function () {
      var file = "";
      window.fieldwrightSide.forEach(function (line) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        file = line[0] || file;
        link.href = file + "#" + line[1];
        link.className = "type " + line[3];
        if (line[4]) {
          item.className = "inner";
          var outer = document.createElement("span");
          outer.className = "outer";
          outer.textContent = line[4] + " \u203a ";
          link.append(outer);
        }
        link.append(line[2] || line[1]);
        item.append(link);
        list.append(item);
      });
    });
  }

  // --- paper -----------------------------------------------------------------

  // What is folded is printed, too, and folded again.
  function paper() {
    var folded = [];
    window.addEventListener("beforeprint", function () {
      folded = Array.from(document.querySelectorAll("main details:not([open])"));
      folded.forEach(function (one) {
        one.open = true;
      });
    });
    window.addEventListener("afterprint", function () {
      folded.splice(0).forEach(function (one) {
        one.open = false;
      });
    });
  }

  // --- examples ------------------------------------------------------------

  // A button at each example copies it, where the browser allows that.
  function copies() {
    if (!navigator.clipboard) {
      return;
    }
    document.querySelectorAll("pre").forEach(function (example) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(example.querySelector("code").textContent).then(function () {
          button.textContent = "Copied";
          setTimeout(function () {
            button.textContent = "Copy";
          }, 1500);
        });
      });
      var frame = document.createElement("div");
      frame.className = "frame";
      example.replaceWith(frame);
      frame.append(example, button);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    colours();
    side();
    search();
    copies();
    paper();
  });
})();
