// Stands in for Office.js in the tests, with as much of Word as the pane uses. It is not Word: Word itself loads Office.js from
// its maker, https://appsforoffice.microsoft.com, and nothing here shows that Word does the same.
"use strict";

window.standIn = { paragraphs: [], selection: [0, 0, 0], selected: null };

(() => {
  const doc = window.standIn;
  class Range {
    constructor(paragraph, start, end) { Object.assign(this, { paragraph, start, end }); }
    get now() { return doc.paragraphs[this.paragraph].slice(this.start, this.end); }
    load() { queue.push(() => { this.text = this.now; }); }
    getRange(where) {
      const at = where === "Start" ? this.start : this.end;
      return where ? new Range(this.paragraph, at, at) : this;
    }
    expandTo(other) { return new Range(this.paragraph, Math.min(this.start, other.start), Math.max(this.end, other.end)); }
    get paragraphs() { return new Collection(() => [paragraph(this.paragraph)]); }
    select() { queue.push(() => { doc.selection = [this.paragraph, this.start, this.end]; }); }
    insertText(text, where) {
      queue.push(() => {
        const whole = doc.paragraphs[this.paragraph], from = where === "Replace" ? this.start : this.end;
        doc.paragraphs[this.paragraph] = whole.slice(0, from) + text + whole.slice(this.end);
      });
    }
    search(words, options) {
      if (words.length > 255 || !options.matchCase) throw new Error("as Word would");
      const plain = words.replaceAll("^^", "^");
      return new Collection(() => {
        const found = [];
        for (let at = this.now.indexOf(plain); at >= 0; at = this.now.indexOf(plain, at + plain.length)) {
          found.push(new Range(this.paragraph, this.start + at, this.start + at + plain.length));
        }
        return found;
      });
    }
  }
  class Collection {
    constructor(made) { this.made = made; }
    load(what) {
      queue.push(() => {
        this.items = this.made();
        if (what.includes("text")) for (const each of this.items) each.text = each.now;
      });
    }
  }
  let queue = [];
  const paragraph = (n) => new Range(n, 0, doc.paragraphs[n].length);
  const context = {
    document: {
      getSelection: () => new Range(...doc.selection),
      body: { get paragraphs() { return new Collection(() => doc.paragraphs.map((_, n) => paragraph(n))); } },
    },
    sync: async () => { const run = queue; queue = []; for (const each of run) each(); },
  };
  window.Word = { run: async (work) => { const made = await work(context); await context.sync(); return made; } };
  window.Office = { onReady: (then) => { document.addEventListener("DOMContentLoaded", () => then()); } };
})();
