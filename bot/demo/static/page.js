// What a browser adds to the page: what happens is shown, what is done is sent. No state but the page.
"use strict";

const said = document.body.dataset;
const phones = [...document.querySelectorAll(".phone")];

// --- What happens ---------------------------------------------------------------------------

function built(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function swap(old, fresh) {
  // Whoever is on a button that is shown anew stays on it.
  const kept = old.contains(document.activeElement) && document.activeElement;
  const place = kept && [...old.querySelectorAll("button, a")].indexOf(kept);
  const open = old.querySelector(".menu:not([hidden])");
  old.replaceWith(fresh);
  if (open) fresh.querySelector(".menu").hidden = false;
  if (kept === old) fresh.focus({ preventScroll: true });
  else if (kept) (fresh.querySelectorAll("button, a")[place] ?? fresh).focus({ preventScroll: true });
}

function days(chat) {
  chat.querySelectorAll(".day").forEach((each) => each.remove());
  let day = "";
  for (const bubble of chat.querySelectorAll(".bubble")) {
    if (bubble.dataset.day === day) continue;
    day = bubble.dataset.day;
    const line = Object.assign(document.createElement("p"), {
      className: "day", textContent: bubble.dataset.dayNamed,
    });
    bubble.before(line);
  }
}

function toEnd(chat) {
  chat.scrollTop = chat.scrollHeight;
}

function atEnd(chat) {
  return chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
}

function arrive(phone, news) {
  const chat = phone.querySelector(".chat");
  const fresh = built(news.html);
  const old = document.getElementById(news.id);
  const stay = !atEnd(chat) && !fresh.classList.contains("mine");
  if (old) swap(old, fresh);
  else {
    fresh.classList.add("new");
    chat.append(fresh);
    phone.dataset.begun = "yes";
    if (fresh.classList.contains("theirs")) badge(phone, 1);
  }
  days(chat);
  fresh.querySelector("img")?.addEventListener("load", () => stay || toEnd(chat));
  if (!stay) toEnd(chat);
}

const does = {
  sent: arrive,
  edited: arrive,
  deleted(phone, news) {
    document.getElementById(news.id)?.remove();
    days(phone.querySelector(".chat"));
  },
  answered(phone, news) {
    if (news.note) note(phone, news.note);
  },
  foot(phone, news) {
    phone.dataset.begun = news.begun ? "yes" : "";
    phone.dataset.blocked = news.blocked ? "yes" : "";
  },
  swap(_, news) {
    const old = document.getElementById(news.id);
    if (old) swap(old, built(news.html));
  },
  reload() {
    location.reload();
  },
};

const news = new EventSource(`/events?after=${said.told}`);
news.onmessage = (message) => {
  const told = JSON.parse(message.data);
  does[told.kind](phones[told.phone], told);
};
news.onerror = () => {
  document.getElementById("said").textContent = said.lost;
};
news.onopen = () => {
  document.getElementById("said").textContent = "";
};

// --- What is done ---------------------------------------------------------------------------

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  return answer ? { ok: answer.ok, ...(await answer.json().catch(() => ({}))) } : { note: said.lost };
}

async function act(phone, deed, body = {}) {
  const { ok, note: words } = await send(`/phones/${phone.dataset.phone}/${deed}`, body);
  if (!ok && words) note(phone, words);
  return ok;
}

function note(phone, words) {
  const line = phone.querySelector(".note");
  line.textContent = words;
  clearTimeout(line.gone);
  line.gone = setTimeout(() => (line.textContent = ""), 5000);
}

function turn(phone, how, bubble) {
  const above = phone.querySelector(".about-reply");
  above.hidden = !how;
  Object.assign(above.dataset, { how: how ?? "", id: bubble?.dataset.id ?? "" });
  if (!how) return;
  const words = bubble.querySelector(".text")?.textContent ?? "";
  above.querySelector(".words").textContent = `${how === "edit" ? said.editing : said.replying} ${words}`;
  const field = phone.querySelector("textarea");
  if (how === "edit") field.value = words;
  field.focus();
}

async function write(phone) {
  const field = phone.querySelector("textarea");
  const text = field.value.trim();
  if (!text) return;
  const { how, id } = phone.querySelector(".about-reply").dataset;
  field.value = "";
  turn(phone);
  const done = how === "edit"
    ? await act(phone, "edit", { message_id: Number(id), text })
    : await act(phone, "say", { text, reply_to: how === "reply" ? Number(id) : null });
  if (!done) field.value = text;
}

function attach(phone, input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  if (file.size > 10_000_000) return note(phone, said.large);
  const reader = new FileReader();
  reader.onload = () => {
    const content = reader.result.split(",")[1] ?? "";
    const field = phone.querySelector("textarea");
    const caption = field.value.trim();
    field.value = "";
    if (["image/png", "image/jpeg"].includes(file.type)) {
      act(phone, "photo", { picture: content, caption });
    } else {
      act(phone, "document", { name: file.name, content, caption });
    }
  };
  reader.readAsDataURL(file);
}

function menu(phone, shown) {
  const list = phone.querySelector(".menu");
  list.hidden = !shown;
  phone.querySelector("[data-menu]").setAttribute("aria-expanded", String(shown));
  if (shown) list.querySelector("button")?.focus();
}

function seek(id) {
  const bubble = document.getElementById(id);
  if (!bubble) return;
  bubble.scrollIntoView({ block: "center" });
  bubble.focus({ preventScroll: true });
  bubble.classList.add("sought");
  setTimeout(() => bubble.classList.remove("sought"), 1500);
}

function pressed(button) {
  const phone = button.closest(".phone");
  const bubble = button.closest(".bubble");
  const id = Number(bubble?.dataset.id);
  const of = button.dataset;
  if (button.closest(".menu")) {
    menu(phone, false);
    phone.querySelector("textarea").focus();
  }
  if ("leap" in of) return send("/clock", { to: of.leap });
  if ("tab" in of) return show(of.tab);
  if ("goto" in of) return seek(of.goto);
  if ("press" in of) return act(phone, "press", { data: of.press, message_id: id });
  if ("follow" in of) return act(phone, "follow", { link: of.follow });
  if ("start" in of) return act(phone, "start", { payload: of.start });
  if ("unblock" in of) return act(phone, "unblock");
  if ("block" in of) return act(phone, "block");
  if ("cancel" in of) return turn(phone);
  if ("reply" in of) return turn(phone, "reply", bubble);
  if ("edit" in of) return turn(phone, "edit", bubble);
  if ("delete" in of) return act(phone, "delete", { message_id: id });
  if ("menu" in of) return menu(phone, button.getAttribute("aria-expanded") !== "true");
  if ("say" in of) return act(phone, "say", { text: of.say });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  for (const phone of phones) {
    if (!event.target.closest(".menu, [data-menu]")) menu(phone, false);
  }
  if (button && button.type !== "submit") pressed(button);
});

for (const phone of phones) {
  phone.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    write(phone);
  });
  phone.querySelector("textarea").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      write(phone);
    }
  });
  phone.querySelector("input[type=file]").addEventListener("change", (event) => attach(phone, event.target));
  phone.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!phone.querySelector(".menu").hidden) {
      menu(phone, false);
      phone.querySelector("[data-menu]").focus();
    } else turn(phone);
  });
  const chat = phone.querySelector(".chat");
  days(chat);
  toEnd(chat);
}

// --- One phone at a time, where there is no room for more -----------------------------------

function badge(phone, more) {
  const mark = document.querySelector(`[data-tab="${phone.dataset.place}"] .badge`);
  const hidden = getComputedStyle(phone).display === "none";
  const count = hidden ? Number(mark.dataset.count ?? 0) + more : 0;
  mark.dataset.count = count;
  mark.hidden = !count;
  mark.textContent = `${count} ${said.arrived}`;
}

function show(place) {
  said.shown = place;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.tab === place));
  }
  const phone = phones[Number(place)];
  if (!phone) return;
  badge(phone, 0);
  toEnd(phone.querySelector(".chat"));
}
