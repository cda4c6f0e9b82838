/* What pages do beyond what works without script: date pickers, keys, one send a form, words when a request fails.
   Everything hangs on data attributes, so that no page needs a script of its own. */
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* ---- start, once for the page and once for each piece that htmx brings ---- */

  const ENGLISH = {
    open_calendar: "Open calendar", choose_a_date: "Choose a date",
    choose_a_date_between: "Choose a date from {minDay} {minMonthStr} {minYear} to {maxDay} {maxMonthStr} {maxYear}",
    choose_a_date_before: "Choose a date until {maxDay} {maxMonthStr} {maxYear}.",
    choose_a_date_after: "Choose a date from {minDay} {minMonthStr} {minYear}.",
    aria_label_date: "{dayStr} {day} {monthStr} {year}", current_month_displayed: "Showing {monthLabel} {focusedYear}",
    first_possible_date: "First date to choose", last_possible_date: "Last date to choose",
    previous_year: "One year back", previous_month: "One month back", next_month: "One month on", next_year: "One year on",
    select_month: "Choose month", select_year: "Choose year", previous_years: "{years} years back", next_years: "{years} years on",
    guide: "Left and right arrows change the day, up and down the week, page up and page down the month, with shift the year.",
    months_displayed: "Choose a month", years_displayed: "Showing {start} to {end}. Choose a year.",
    january: "January", february: "February", march: "March", april: "April", may: "May", june: "June", july: "July",
    august: "August", september: "September", october: "October", november: "November", december: "December",
    monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday", friday: "Friday",
    saturday: "Saturday", sunday: "Sunday",
  };
  if (document.documentElement.lang !== "da") DKFDS.datePicker.setLanguage(ENGLISH);

  function start(root) {
    DKFDS.init({ scope: root });
    // dkfds listens on every scope it starts; the page's own listeners are enough, two would open and shut the calendar.
    if (root !== document) DKFDS.datePicker.remove(root);
    all("form", root).forEach((form) => { form.noValidate = true; });
    // Back to a form that was sent: the page comes anew with another token, so what was typed must not come back with it.
    all("[data-token]", root).forEach((token) => token.form?.setAttribute("autocomplete", "off"));
    all("[data-today]", root).forEach((box) => {
      box.scrollLeft = (box.scrollWidth * Number(box.dataset.today)) / 100 - box.clientWidth / 2;
    });
    // what is chosen in sight, where the row of tabs is wider than the window
    all(".tabs, .view-tabs, .mainnav", root).forEach((row) => {
      const chosen = $("[aria-current]", row);
      if (chosen) row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
    });
    all("[data-tick]", root).forEach(showTick);
    showTicks();
    all("[data-hide-after]", root).forEach(hideLater);
  }
  // A CPR number that was asked for goes away by itself; the button that shows it stays.
  function hideLater(secret) {
    setTimeout(() => {
      secret.textContent = "••••••-••••";
      secret.className = "mask";
    }, Number(secret.dataset.hideAfter) * 1000);
  }
  document.addEventListener("DOMContentLoaded", () => {
    start(document);
    all("[data-keys-open]").forEach((button) => { button.hidden = false; });
    // dkfds moves focus to its own error summary; anything else that asks for it comes here
    $("[data-focus]")?.focus();
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) start(event.detail.elt);
  });

  /* ---- forms ---- */

  // The calendar empties what it cannot read; the server shall see it and say what is wrong.
  document.addEventListener("formdata", (event) => {
    all(".date-picker--initialized", event.target).forEach((picker) => {
      const inner = $(".date-picker__internal-input", picker);
      const typed = $(".date-picker__external-input", picker);
      if (inner?.name && typed && !inner.value && typed.value) event.formData.set(inner.name, typed.value);
    });
  });

  // A double click sends once. After a while the form opens again: a file that was fetched leaves the page as it is.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => reopen(form), 8000);
  }, true);
  const reopen = (form) => { delete form.dataset.sent; };
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) reopen(form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[hx-post]:not(form)");
    if (button?.classList.contains("htmx-request")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // Back to a page of somebody who may have logged out since: ask the server again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (document.body.hasAttribute("data-signed-in")) location.reload();
    else all("form").forEach(reopen);
  });

  /* ---- drafts: what stands in a long form is kept by the server while it is written, and in no browser storage ---- */

  const EVERY = 20000;
  const draftForms = () => all("form[data-draft]");
  const typedIn = (form) => {
    const typed = new FormData(form);
    [...typed].forEach(([name, value]) => { if (value instanceof File) typed.delete(name); });
    return typed;
  };
  async function keepDraft(form, leaving = false) {
    if (!form.dataset.changed || form.dataset.sent) return;
    delete form.dataset.changed;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typedIn(form), keepalive: leaving, redirect: "manual" });
      if (!answer.ok) throw new Error(answer.status);
      const said = $("[data-draft-said]", form);
      if (said) said.textContent = await answer.text();
    } catch {
      form.dataset.changed = "1";
    }
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) form.dataset.changed = "1";
  });
  setInterval(() => draftForms().forEach((form) => keepDraft(form)), EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") draftForms().forEach((form) => keepDraft(form, true));
  });
  window.addEventListener("pagehide", () => draftForms().forEach((form) => keepDraft(form, true)));
  // Whoever logs out takes nothing half written along: it is kept first.
  document.addEventListener("submit", (event) => {
    const waiting = draftForms().filter((form) => form.dataset.changed && form !== event.target);
    if (!event.target.matches("[data-log-out]") || !waiting.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.all(waiting.map((form) => keepDraft(form, true))).finally(() => event.target.submit());
  }, true);

  /* ---- words when a request fails: what was typed stays on the page ---- */

  function say(text) {
    const box = $("#messages");
    if (!box) return;
    const line = document.createElement("p");
    line.className = "toast-line is-error";
    line.textContent = text;
    box.replaceChildren(line);
    box.scrollIntoView({ block: "nearest" });
  }
  const failed = () => say(document.body.dataset.textFailed);
  const offline = () => say(document.body.dataset.textOffline);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:swapError", failed);
  document.addEventListener("htmx:sendError", offline);
  document.addEventListener("htmx:timeout", offline);

  /* ---- rows that are ticked, and the bar that acts on them ---- */

  const ticks = () => all("[data-tick]");
  function showTick(tick) {
    tick.closest("tr")?.classList.toggle("is-picked", tick.checked);
  }
  function showTicks() {
    const picked = ticks().filter((tick) => tick.checked).length;
    all("[data-bulkbar]").forEach((bar) => { bar.hidden = !picked; });
    all("[data-bulk-count]").forEach((place) => { place.textContent = picked; });
    all("[data-tick-all]").forEach((box) => {
      box.checked = picked > 0 && picked === ticks().length;
      box.indeterminate = picked > 0 && !box.checked;
    });
  }
  function tickAll(checked) {
    ticks().forEach((tick) => { tick.checked = checked; showTick(tick); });
    showTicks();
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) tickAll(event.target.checked);
    if (event.target.matches("[data-tick]")) { showTick(event.target); showTicks(); }
  });

  /* ---- small windows ---- */

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-bulk-clear]")) tickAll(false);
    if (event.target.closest("[data-keys-open]")) $("#keys").showModal();
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
  });

  /* ---- keys: j k between rows, 1 2 3 answer, Enter opens, / searches, ? explains; they can be switched off ---- */

  const OFF = "igu-keys-off";
  const rows = () => all("[data-row]").filter((row) => row.offsetParent !== null);
  let place = -1;

  function go(step) {
    const list = rows();
    if (!list.length) return;
    const here = list.findIndex((row) => row.contains(document.activeElement));
    const from = here >= 0 ? here : place;
    mark(list, Math.min(Math.max(from + step, 0), list.length - 1));
  }
  function mark(list, index) {
    place = index;
    list.forEach((row, i) => row.classList.toggle("is-current", i === index));
    list[index].tabIndex = -1;
    list[index].focus({ preventScroll: true });
    list[index].scrollIntoView({ block: "nearest" });
  }
  function current() {
    const list = rows();
    return list.find((row) => row.contains(document.activeElement)) || list[place];
  }
  const DOES = {
    j: () => go(1),
    k: () => go(-1),
    1: () => press("1"),
    2: () => press("2"),
    3: () => press("3"),
    Enter: () => (document.activeElement.matches("[data-row]") ? open(current()) : false),
    "/": () => { const box = $("[data-search]"); if (!box) return false; box.focus(); box.select(); return true; },
    "?": () => { const keys = $("#keys"); if (!keys) return false; keys.showModal(); return true; },
  };
  function press(number) {
    const button = current() && $(`[data-answer="${number}"]`, current());
    if (!button) return false;
    button.click();
    return true;
  }
  function open(row) {
    const link = row && ($("[data-open]", row) || $("a[href]", row));
    if (!link) return false;
    link.click();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, select, textarea, dialog[open], [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
    if (DOES[event.key] && DOES[event.key]() !== false) event.preventDefault();
  });
  // An answered row is gone: its place goes on to the next one. (The gone row's own events reach nobody any more.)
  document.addEventListener("htmx:afterRequest", () => {
    const list = rows();
    if (place >= 0 && list.length && document.activeElement === document.body) mark(list, Math.min(place, list.length - 1));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const box = $("[data-keys-switch]");
    if (!box) return;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  });
})();
