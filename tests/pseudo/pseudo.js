// SPDX-License-Identifier: GPL-3.0-or-later
// A language that nobody speaks, to find what is not translated.
//
//   node pseudo.js po < mafunzo.pot > qps.po       every string in its own brackets: <open>Settings<close>
//   node pseudo.js course FILE.yaml...             rewrites content, letter by letter, into dotted ones
//   node pseudo.js judge TYPED.txt SCREEN.txt...   prints each word of a screen that is in neither
//
// What may stand outside brackets is told by rules: content (its letters have dots), what was typed,
// the data of a drawn document (between the lines of its frame), numbers, codes in capitals, names of
// files, and what the linear face asks to be typed ([esc]).
const fs = require("fs");
const OPEN = "\u27e6", CLOSE = "\u27e7";

const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const dotted = [..."ȦḂĊḊĖḞĠḢỊJ̣ḲḶṀṄȮṖQṘṠṪỤṾẆẊẎŻȧḃċḋėḟġḣịjḳḷṁṅȯṗqṙṡṫụṿẇẋẏż".normalize("NFC").replace(/J\u0323/, "Ĵ").replace("j", "ĵ").replace("Q", "Ɋ").replace("q", "ɋ")];
const dot = (text) => text.replace(/[A-Za-z]/g, (c) => dotted[plain.indexOf(c)]);

function po(pot) {
  const quoted = (line) => JSON.parse(line.replace(/^[^"]*/, ""));
  const quote = (text) => JSON.stringify(text);
  const bracket = (text) => {
    const [, before, middle, after] = text.match(/^(\s*)([^]*?)(\s*)$/);
    return middle ? before + OPEN + middle + CLOSE + after : text;
  };
  return pot.split(/\n\n+/).map((entry, i) => {
    const strings = {};
    let key = null;
    for (const line of entry.split("\n")) {
      const head = line.match(/^(msgid_plural|msgid|msgstr(?:\[\d\])?) /);
      if (head) strings[(key = head[1])] = quoted(line);
      else if (key && line.startsWith('"')) strings[key] += quoted(line);
    }
    if (!("msgid" in strings)) return "";
    if (!strings.msgid)
      return 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n' +
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n';
    const lines = entry.split("\n").filter((line) => line.startsWith("#,"));
    lines.push("msgid " + quote(strings.msgid));
    if (!("msgid_plural" in strings)) lines.push("msgstr " + quote(bracket(strings.msgid)));
    else
      lines.push("msgid_plural " + quote(strings.msgid_plural), "msgstr[0] " + quote(bracket(strings.msgid)),
        "msgstr[1] " + quote(bracket(strings.msgid_plural)));
    return lines.join("\n") + "\n";
  }).join("\n");
}

// Keys whose values are no prose: names of things, answers that are typed, and the data of documents.
const kept = new Set(("id language version licence audience requires modules certainty competency level objective " +
  "objectives source use draw pass minutes truth equals within accept pattern reject specimen document holder show " +
  "start from to go when score set end state holders printed tamper requirements importance frequency difficulty " +
  "rank").split(" "));

function course(file) {
  const yaml = require("yaml");
  const doc = yaml.parseDocument(fs.readFileSync(file, "utf8"), { schema: "failsafe" });
  const visit = (node, root) => {
    if (yaml.isMap(node))
      for (const pair of node.items) {
        const key = String(pair.key);
        if (!root && key === "objectives" && yaml.isSeq(pair.value)) continue;
        if (root && (key === "objectives" || key === "sources")) visit(pair.value);
        else if (root && key === "glossary") {
          pair.key = new yaml.Scalar(dot(key));
          for (const term of pair.value.items) (term.key = new yaml.Scalar(dot(String(term.key)))), visit(term.value);
          pair.key = new yaml.Scalar("glossary");
        } else if (!kept.has(key)) {
          if (key === "panel") { // "Surname [ADEYO](wrong: a reason)": the word is the format's
            const parts = pair.value.value.split(/(\]\(\w+: )/);
            pair.value.value = parts.map((part, i) => (i % 2 ? part : dot(part))).join("");
            continue;
          }
          if (yaml.isScalar(pair.value)) scalar(pair.value);
          else visit(pair.value);
        }
      }
    else if (yaml.isSeq(node)) node.items.forEach((item) => visit(item));
    else if (yaml.isScalar(node)) scalar(node);
  };
  const scalar = (node) => {
    if (typeof node.value === "string") node.value = dot(node.value);
  };
  visit(doc.contents, true);
  fs.writeFileSync(file, doc.toString({ lineWidth: 0 }));
}

function outside(screen) {
  let text = screen.replace(/[│|][^\n]*[│|]/g, " ").replace(/[\w./-]+\.(yaml|json|db)\b/g, " ");
  text = text.replace(/\[:?[\w-]+\]/g, " ");
  text = text.replace(/[^\n]*SPECIMEN\n[^]*?<<[^\n]*\n[^\n]*<[^\n]*\n/g, " "); // a page without a frame, to its MRZ
  for (let before = ""; before !== text;) (before = text), (text = text.replace(new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, "g"), " "));
  return text.replace(new RegExp(`${OPEN}[^\n]*`, "g"), " ").replace(new RegExp(`[^\n]*${CLOSE}`, "g"), " ");
}

function judge(typed, files) {
  const known = new Set((typed.replace(/\p{Cf}/gu, "").match(/[\p{L}]+/gu) || []).flatMap((word) => [word, word.toLowerCase()]));
  const settings = fs.readFileSync(`${__dirname}/../../src/screen/settings.c`, "utf8");
  const names = new Set([...settings.matchAll(/"(\p{L}+)", \d, "[a-z]{2}"/gu)].map((found) => found[1])); // languages, in their own words
  const rooms = `${__dirname}/../../src/assess`;
  for (const file of fs.readdirSync(rooms)) // kinds of question, as the trainer writes them
    for (const found of fs.readFileSync(`${rooms}/${file}`, "utf8").matchAll(/\.key = "([a-z-]+)"/g)) names.add(found[1]);
  let bad = 0;
  for (const file of files)
    for (const word of outside(fs.readFileSync(file, "utf8")).match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}_'-]*/gu) || []) {
      const ours = /^[A-Za-z][a-z']+$/.test(word) && !known.has(word) && !names.has(word);
      if (!ours) continue;
      console.log(`${file.replace(/.*\//, "")}: ${word}`);
      bad++;
    }
  return bad;
}

const [what, ...files] = process.argv.slice(2);
if (what === "po") process.stdout.write(po(fs.readFileSync(0, "utf8")));
else if (what === "course") files.forEach(course);
else process.exit(judge(fs.readFileSync(files[0], "utf8"), files.slice(1)) ? 1 : 0);
