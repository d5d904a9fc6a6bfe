// A thin window: it shows what the page of redactor on this computer says, and decides nothing.
// Offsets that are asked and answered count characters (code points); those of JavaScript count halves of some.
"use strict";

const NEW = "new", NOBODY = "nobody";
const WHY = {
  several: "may be several people", doubtful: "please look: perhaps", new: "nobody of the list yet",
  removed: "goes in the anonymised copy", perhaps: "perhaps somebody",
};
const LONGEST = 255;  // letters that Word searches for
const by = (id) => document.getElementById(id);
const points = (text) => Array.from(text);
let cases = [];

class Told extends Error {}  // a sentence for the author

async function post(path, fields) {
  const answer = await fetch(path, {
    method: "POST", body: JSON.stringify(fields || {}), headers: { "Content-Type": "application/json" }, credentials: "same-origin",
  }).catch(() => { throw new Told("The window of redactor for Word does not run. Start it, and try again."); });
  const said = await answer.json();
  if (answer.status === 401) {
    await begin();
    throw new Told("Type the code that the window of redactor for Word shows.");
  }
  if (!answer.ok) throw new Told(said.problem);
  return said;
}

const chosenCase = () => {
  const found = cases.find((c) => String(c.page) === by("case").value);
  if (!found) throw new Told("Several cases are open in redactor. Choose above which one this text is of.");
  return found;
};
const ask = (what, fields) => post("/ask/" + what, { page: chosenCase().page, ...fields });
const say = (sentence) => { by("said").textContent = sentence; };

async function begin() {
  by("work").hidden = true;
  by("pairing").hidden = false;
  await post("/pair/begin");
  by("code").focus();
}

async function readCases() {
  const before = by("case").value;
  cases = (await post("/ask/cases")).cases;
  by("pairing").hidden = true;
  by("work").hidden = false;
  const rows = cases.map((c) => new Option(`${c.case}: ${c.drafts.join(", ")}`, c.page));
  // where several are open nobody guesses
  by("case").replaceChildren(...(rows.length > 1 ? [new Option("Choose", "")] : []), ...rows);
  if (cases.some((c) => String(c.page) === before)) by("case").value = before;
}

// ---- what the document says

async function selectionIn(context) {
  const selection = context.document.getSelection();
  const paragraphs = selection.paragraphs;
  selection.load("text");
  paragraphs.load("items/text");
  await context.sync();
  if (paragraphs.items.length !== 1) throw new Told("The selection goes over more than one paragraph. Select the name of one person.");
  const paragraph = paragraphs.items[0];
  const before = paragraph.getRange("Start").expandTo(selection.getRange("Start"));
  before.load("text");
  await context.sync();
  const start = points(before.text).length;
  return { selection, paragraph, text: paragraph.text, start, end: start + points(selection.text).length };
}

// The range of these characters of a paragraph, null where Word does not find just them.
async function rangeOf(context, paragraph, text, start, end) {
  const words = points(text).slice(start, end).join("");
  if (!words || words.length > LONGEST) return null;
  const found = paragraph.search(words.replaceAll("^", "^^"), { matchCase: true });
  found.load("items/text");
  await context.sync();
  const ahead = points(text).slice(0, start).join("");
  let number = 0;
  for (let at = text.indexOf(words); at >= 0 && at < ahead.length; at = text.indexOf(words, at + words.length)) number += 1;
  const range = found.items[number];
  return range && range.text === words ? range : null;
}

async function replace(context, range, words, put) {
  if (range) { range.load("text"); await context.sync(); }
  if (!range || range.text !== words) {
    throw new Told(`Nothing was replaced: the text has changed, or a field or note stands among the words. Type ${put} yourself.`);
  }
  range.insertText(put, words ? "Replace" : "End");
  await context.sync();
}

// ---- a: the code

const putCode = () => Word.run(async (context) => {
  const at = await selectionIn(context);
  if (at.start === at.end) {
    const person = await choose("Whose code is put at the cursor?", []);
    await replace(context, at.selection, "", person.code);
    return;
  }
  const meant = await ask("who", { texts: [at.text], text: 0, start: at.start, end: at.end });
  const put = meant.put || (await choose(`“${meant.words}”: Who is meant? The code goes in the place of the words.`, meant.likely)).code;
  await replace(context, await rangeOf(context, at.paragraph, at.text, meant.start, meant.end), meant.words, put);
  say(`${put} is put.`);
});

// ---- b: what still names somebody

const show = (whole) => Word.run(async (context) => {
  const of = whole ? context.document.body.paragraphs : context.document.getSelection().paragraphs;
  of.load("items/text");
  await context.sync();
  const texts = of.items.map((p) => p.text);
  const { finds } = await ask("left", { texts });
  const where = whole ? "in the text of this document (headers, notes and comments are not read here)" : "in this paragraph";
  by("finds").replaceChildren(...finds.map((find) => row(find, texts, whole)));
  say(finds.length ? `${finds.length} places name or may name somebody ${where}.`
    : `redactor sees nobody named ${where}. It can miss somebody: read it once more yourself.`);
});

function row(find, texts, whole) {
  const line = document.createElement("li"), about = aboutOf(find.code), likely = find.likely.map(aboutOf).join(", ");
  const said = find.why === "known" ? about || find.put : WHY[find.why] + (likely ? `: ${likely}` : "");
  line.append(`${whole ? `Paragraph ${find.text + 1}: ` : ""}“${find.words}”: ${said} `);
  const with_ = (work) => () => Word.run(async (context) => {
    const of = whole ? context.document.body.paragraphs : context.document.getSelection().paragraphs;
    of.load("items/text");
    await context.sync();
    // found again by its text: the author may have written on in between
    const there = of.items[find.text] && of.items[find.text].text === texts[find.text];
    const range = there ? await rangeOf(context, of.items[find.text], texts[find.text], find.start, find.end) : null;
    if (!range) throw new Told("The text has changed since. Ask again who is named.");
    await work(context, range);
  });
  line.append(
    button("Go there", with_(async (context, range) => { range.select(); await context.sync(); })),
    button("Put the code", with_(async (context, range) => {
      const put = find.put || (await choose(`“${find.words}”: Who is meant?`, find.likely)).code;
      range.select();
      await replace(context, range, find.words, put);
      await show(whole);
    })),
    button("Who is meant…", async () => { await mark(find.words, find.likely); await show(whole); }),
  );
  return line;
}

const aboutOf = (code) => (chosenCase().people.find((p) => p.code === code) || { about: code }).about;

function button(text, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", safely(work));
  return made;
}

// ---- c: who is meant

const sayWho = () => Word.run(async (context) => {
  const at = await selectionIn(context);
  const meant = await ask("who", { texts: [at.text], text: 0, start: at.start, end: at.end });
  await mark(meant.words, meant.code ? [meant.code] : meant.likely);
});

async function mark(words, likely) {
  const more = [{ about: "Somebody new…", more: NEW }, { about: "Nobody: these words stay in this case", more: NOBODY }];
  const who = await choose(`Who is meant by “${words}”? It then holds in the whole case.`, likely, more, "Say so");
  let fields = { words, code: who.code };
  if (who.more === NOBODY) fields = { words, keep: true };
  if (who.more === NEW) {
    const kinds = chosenCase().prefixes.map((k) => ({ about: `${k.prefix}: ${k.about}`, prefix: k.prefix }));
    fields = { words, new: (await pick(`Which kind of code is “${words}” to get?`, kinds, "Say so", false)).prefix };
  }
  const said = await ask("meant", fields);
  await readCases();
  say(said.kept ? `“${words}” stays in this case: it names nobody.` : `“${words}” is ${said.person.about}, in this case.`);
}

// ---- asking

function choose(question, likely, more = [], label = "Put the code") {
  const people = chosenCase().people, first = likely.map((c) => people.find((p) => p.code === c)).filter(Boolean);
  return pick(question, [...first, ...more, ...people.filter((p) => !first.includes(p))], label, first.length === 1);
}

// One of the rows, by the author; nothing is chosen beforehand unless one alone is likely.
let left = null;
function pick(question, rows, label, first) {
  if (left) left();
  by("question").textContent = question;
  by("choose").textContent = label;
  by("people").replaceChildren(...rows.map((r, n) => new Option(r.about, n)));
  by("people").selectedIndex = first ? 0 : -1;
  by("choice").hidden = false;
  by("people").focus();
  return new Promise((resolve, reject) => {
    const end = (then) => { by("choice").hidden = true; left = null; then(); };
    left = () => end(() => reject(new Told("")));
    by("cancel").onclick = () => left();
    by("choice").onsubmit = (event) => {
      event.preventDefault();
      const at = by("people").selectedIndex;
      if (at >= 0) end(() => resolve(rows[at]));
    };
  });
}

// ---- the pane

const safely = (work) => async () => {
  try {
    say("");
    await work();
  } catch (error) {  // what goes wrong elsewhere could hold a name
    say(error instanceof Told ? error.message : "Something went wrong in this pane. Save your text and try again.");
  }
};
const withCase = (work) => safely(async () => { await readCases(); await work(); });

Office.onReady(() => {
  by("put").addEventListener("click", withCase(putCode));
  by("meant").addEventListener("click", withCase(sayWho));
  by("paragraph").addEventListener("click", withCase(() => show(false)));
  by("document").addEventListener("click", withCase(() => show(true)));
  by("pairing").addEventListener("submit", (event) => {
    event.preventDefault();
    safely(async () => { await post("/pair", { code: by("code").value.trim() }); by("code").value = ""; await readCases(); })();
  });
  safely(readCases)();
});
