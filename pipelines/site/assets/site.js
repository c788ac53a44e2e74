/* Makes the pages livelier: a panel with the reading of a number, search, filters, copying. Everything that it shows stands
   in the page already and can be read without it. It asks nothing of any server. */
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const announce = (words) => { byId("announce").textContent = words; };

  // Copying

  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const home = new URL("index.html", location.href);
    home.hash = button.dataset.copyLink || "";
    await copyText(button.dataset.copyLink ? home.href : button.dataset.copy);
    button.focus();
    announce(button.dataset.said);
    const label = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  });

  const text = byId("text");
  if (!text) return;

  // The numbers of the text, in its order

  const numbers = [...text.querySelectorAll(".o, .other")];
  const panel = byId("panel");
  const legend = byId("legend");
  let current = null;

  const stands = (element) => !element.classList.contains("faded");
  const neighbour = (element, step) => {
    for (let at = numbers.indexOf(element) + step; at >= 0 && at < numbers.length; at += step) {
      if (stands(numbers[at])) return numbers[at];
    }
    return null;
  };

  const button = (words, name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-label", name);
    if (act) made.addEventListener("click", act); else made.disabled = true;
    return made;
  };

  const withoutIds = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    return copy;
  };

  const explained = (element) => {
    if (element.dataset.obs) {
      const card = byId(`reading-${element.dataset.obs}`);
      if (!card) return [];
      const copy = withoutIds(card);
      for (const tie of copy.querySelectorAll("[data-rel]")) {
        const relation = byId(`rel-${tie.dataset.rel}`);
        if (relation?.matches(".relation")) tie.replaceChildren(withoutIds(relation));
      }
      return [copy];
    }
    const box = document.createElement("article");
    box.className = "reading";
    const title = document.createElement("h3");
    title.textContent = element.textContent;
    const role = document.querySelector(`.others [data-role="${CSS.escape(element.dataset.role)}"] dt`);
    const said = document.createElement("p");
    said.textContent = role ? `${role.firstChild.textContent.trim()}: ${role.querySelector(".whence").textContent.split("·").pop().trim()}.` : element.dataset.role;
    const not = document.createElement("p");
    not.className = "whence";
    not.textContent = "It states no quantity.";
    const link = document.createElement("p");
    link.className = "actions";
    const copy = button("Copy link", "Copy link", () => {});
    copy.className = "copy";
    copy.dataset.copyLink = element.id || element.closest("[id]").id;
    copy.dataset.said = "Link copied.";
    link.append(copy);
    box.append(title, said, not, link);
    return [box];
  };

  const show = (element, { focus = "panel", address = true } = {}) => {
    current?.classList.remove("current");
    current = element;
    element.classList.add("current");
    const go = (step) => { const other = neighbour(element, step); return other && (() => { show(other); reveal(other); }); };
    const steps = document.createElement("div");
    steps.className = "steps";
    const close = button("Close", "Close the reading", hide);
    close.classList.add("close");
    steps.append(button("‹", "Previous number", go(-1)), button("›", "Next number", go(1)), close);
    panel.replaceChildren(steps, ...explained(element));
    panel.hidden = false;
    document.documentElement.classList.add("reading-open");
    legend.classList.add("beside");
    panel.scrollTop = 0;
    panel.parentElement.scrollTop = 0;
    if (focus === "panel") panel.focus({ preventScroll: true });
    const id = element.dataset.obs && byId(`obs-${element.dataset.obs}`) ? `obs-${element.dataset.obs}` : (element.id || element.closest("[id]").id);
    if (address) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  };

  function hide() {
    if (panel.hidden) return;
    panel.hidden = true;
    document.documentElement.classList.remove("reading-open");
    legend.classList.remove("beside");
    const was = current;
    current?.classList.remove("current");
    current = null;
    if (was) { if (!was.matches("a")) was.tabIndex = -1; was.focus({ preventScroll: true }); }
  }

  const reveal = (element) => element.scrollIntoView({ block: "center" });

  text.addEventListener("click", (event) => {
    const element = event.target.closest(".o, .other");
    if (!element || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(element);
  });
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#obs-']");
    const target = link && link.pathname === location.pathname && byId(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    show(target);
    reveal(target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const inText = event.target.closest?.(".o, .other");
    if (!step || !(inText || event.target === panel)) return undefined;
    const other = neighbour(inText || current, step);
    if (!other) return undefined;
    event.preventDefault();
    if (event.target === panel) { show(other); return reveal(other); }
    if (!other.matches("a")) other.tabIndex = -1;
    other.focus();
    if (!panel.hidden) show(other, { focus: "text" });
    return undefined;
  });
  text.addEventListener("keydown", (event) => {
    const other = event.target.closest(".other");
    if (other && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); show(other); }
  });

  // Addresses: of a number its reading is shown; of one on another part of a long report, that part is opened

  const land = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    if (id.startsWith("search=")) { query.value = id.slice(7); search(); turn(1); return; }
    const target = byId(id);
    if (target) {
      for (let box = target.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) box.open = true;
      const number = target.matches(".o") ? target : target.matches(".n") && text.contains(target) ? target.querySelector(".o") || target : null;
      if (number) { show(number, { focus: "none", address: false }); reveal(number); }
    } else if (/^(obs|num)-/.test(id) && document.querySelector(".part-list")) ask("places.js");
    else if (/^(obs|num|finding|rel)-/.test(id)) missing();
  };
  const missing = () => {
    const words = document.createElement("p");
    words.textContent = "What this link names is not in this version of the report's numbers.";
    panel.replaceChildren(words, button("Close", "Close this message", hide));
    panel.hidden = false;
    announce(words.textContent);
  };
  const ask = (name) => {
    if (document.querySelector(`script[src="${name}"]`)) return;
    const script = document.createElement("script");
    script.src = name;
    document.head.append(script);
  };
  window.hakushoPlaces = (places) => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!Object.hasOwn(places, id)) { missing(); return; }
    const part = places[id];
    location.replace(`${part === 1 ? "index" : `part-${part}`}.html#${encodeURIComponent(id)}`);
  };
  window.addEventListener("hashchange", land);

  // Filters and search

  const form = document.querySelector(".tools");
  const query = byId("query");
  const [back, on] = [byId("previous"), byId("next")];
  const cards = [...document.querySelectorAll(".readings > .reading")];
  const words = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));
  const ofCard = new Map(cards.map((card) => [card.dataset.obs, card]));
  let places = [];
  let place = -1;

  const found = (needle) => {
    const ranges = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (const block of text.querySelectorAll("p, h2, h3, h4, h5, h6, td, th")) {
      const nodes = [];
      let whole = "";
      walker.currentNode = block;
      for (let node = walker.nextNode(); node && block.contains(node); node = walker.nextNode()) {
        if (node.parentElement.closest(".unseen")) continue;
        nodes.push([whole.length, node]);
        whole += node.data.toLowerCase().length === node.data.length ? node.data.toLowerCase() : node.data;
      }
      const at = (offset, end) => {
        let index = nodes.length - 1;
        while (index > 0 && (end ? nodes[index][0] >= offset : nodes[index][0] > offset)) index -= 1;
        return [nodes[index][1], offset - nodes[index][0]];
      };
      for (let start = whole.indexOf(needle); start >= 0 && ranges.length < 2000; start = whole.indexOf(needle, start + needle.length)) {
        const range = document.createRange();
        range.setStart(...at(start, false));
        range.setEnd(...at(start + needle.length, true));
        ranges.push(range);
      }
    }
    return ranges;
  };

  const mark = () => {
    const now = places[place];
    if (window.Highlight && CSS.highlights) {
      CSS.highlights.set("query", new Highlight(...places));
      CSS.highlights.set("query-now", new Highlight(...(now ? [now] : [])));
    } else {
      text.querySelectorAll(".hit").forEach((one) => one.classList.remove("hit"));
      now?.startContainer.parentElement.closest("p, td, th, h2, h3, h4, h5, h6")?.classList.add("hit");
    }
    back.disabled = on.disabled = !places.length;
  };

  const say = (shown) => {
    const needle = query.value.trim();
    const counted = `${shown.toLocaleString("en")} of ${cards.length.toLocaleString("en")} numbers${byId("elsewhere") ? " of this part" : ""}`;
    if (!needle) byId("count").textContent = shown === cards.length ? `${counted} shown` : counted;
    else if (!places.length) byId("count").textContent = `Not in the text; ${counted}`;
    else byId("count").textContent = `${place >= 0 ? `Place ${place + 1} of ${places.length}` : `${places.length} ${places.length === 1 ? "place" : "places"} in the text`}; ${counted}`;
  };

  let shown = cards.length;
  const filter = () => {
    const verdicts = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((one) => one.value));
    const [unit, role] = [byId("unit").value, byId("role").value];
    const needle = query.value.trim().toLowerCase();
    shown = 0;
    const fits = new Set();
    for (const card of cards) {
      const fit = verdicts.has(card.dataset.verdict) && (!unit || card.dataset.unit === unit);
      const meets = fit && (!needle || words.get(card).includes(needle));
      if (fit) fits.add(card.dataset.obs);
      card.hidden = !meets;
      shown += meets;
    }
    for (const element of numbers) {
      const fit = element.dataset.obs ? fits.has(element.dataset.obs) || !ofCard.has(element.dataset.obs) : role !== "none" && (!role || element.dataset.role === role);
      element.classList.toggle("faded", !fit);
    }
    const none = byId("no-numbers");
    if (none) none.hidden = shown > 0;
    say(shown);
  };
  const search = () => {
    const needle = query.value.trim().toLowerCase();
    places = needle ? found(needle) : [];
    place = -1;
    mark();
    filter();
    if (byId("elsewhere")) elsewhere(needle);
  };

  // The other parts of a long report

  let texts = null;
  window.hakushoTexts = (all) => {
    texts = all.map((one) => one.toLowerCase());
    elsewhere(query.value.trim().toLowerCase());
  };
  function elsewhere(needle) {
    const line = byId("elsewhere");
    line.hidden = !needle;
    if (!needle) return;
    if (!texts) { ask("texts.js"); return; }
    const links = [];
    texts.forEach((one, index) => {
      const hits = one.split(needle).length - 1;
      const name = index ? `part-${index + 1}.html` : "index.html";
      if (!hits || document.querySelector(".part-list [aria-current]").textContent === String(index + 1)) return;
      const link = document.createElement("a");
      link.href = `${name}#search=${encodeURIComponent(query.value.trim())}`;
      link.textContent = `part ${index + 1}: ${hits}`;
      links.push(link, " ");
    });
    line.replaceChildren(links.length ? "Also in " : "In no other part.", ...links);
  }
  const turn = (step) => {
    if (!places.length) return;
    place = place < 0 && step < 0 ? places.length - 1 : (place + step + places.length) % places.length;
    mark();
    say(shown);
    const box = places[place].getBoundingClientRect();
    window.scrollTo({ top: window.scrollY + box.top - window.innerHeight / 3 });
  };

  let waiting;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); if (place < 0) search(); turn(1); });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); clearTimeout(waiting); if (place < 0) search(); turn(event.shiftKey ? -1 : 1); }
  });
  form.addEventListener("change", (event) => { if (event.target !== query) filter(); });
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  filter();
  land();
});
