// SPDX-License-Identifier: GPL-3.0-or-later
// A language that nobody speaks, to find what is not translated.
//
//   node pseudo.js po < mafunzo.pot > qps.po       every string in brackets, a third longer: <open>Save~~<close>
//   node pseudo.js course FILE.yaml...             rewrites content, letter by letter, into dotted ones
//   node pseudo.js demo < demo.c > dotted.c        so that tests/tui/demo.c shows
//   node pseudo.js judge TYPED.txt SCREEN.txt...   prints each word of a screen that is in neither, and
//                                                  each screen on which a string was cut
//   node pseudo.js count SCREEN.txt...             how many strings they show
//
// What may stand outside brackets is told by rules: content (its letters have dots), what was typed or
// written into files, the data of a drawn document (between the lines of its frame), numbers, names of
// keys and of files, codes of diagnostics, and what the linear face asks to be typed ([esc]).
const fs = require("fs");
const OPEN = "\u27e6", CLOSE = "\u27e7";

const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const dotted = [..."ȦḂĊḊĖḞĠḢỊJ̣ḲḶṀṄȮṖQṘṠṪỤṾẆẊẎŻȧḃċḋėḟġḣịjḳḷṁṅȯṗqṙṡṫụṿẇẋẏż".normalize("NFC").replace(/J\u0323/, "Ĵ").replace("j", "ĵ").replace("Q", "Ɋ").replace("q", "ɋ")];
const dot = (text) => text.replace(/[A-Za-z]/g, (c) => dotted[plain.indexOf(c)]);

// As much as other languages need: words of ~ that a line may break between.
function longer(text) {
  const n = Math.ceil(text.length / 3);
  return n < 9 ? "~".repeat(n) : " ~~~~~".repeat(Math.ceil(n / 6));
}

function po(pot) {
  const quoted = (line) => JSON.parse(line.replace(/^[^"]*/, ""));
  const quote = (text) => JSON.stringify(text);
  const bracket = (text) => {
    const [, before, middle, after] = text.match(/^(\s*)([^]*?)(\s*)$/);
    return middle ? before + OPEN + middle + longer(middle) + CLOSE + after : text;
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
  "rank form time speaks trust tired fear child alone worth by as words").split(" "));
// And of a folder documents/: only what looks show, names and reasons are prose.
const keptOfDocuments = "code number years pages posts abroad fraud step depth changes differs found".split(" ");

function course(file) {
  const yaml = require("yaml");
  const doc = yaml.parseDocument(fs.readFileSync(file, "utf8"), { schema: "failsafe" });
  const patterns = /\/interview\/[^/]*$/.test(file);
  const documents = doc.has("states") || doc.has("anomalies");
  const keeps = new Set([...kept, ...(documents ? keptOfDocuments : ["competency", "inspecting", "deciding", "protecting"])]);
  const visit = (node, root) => {
    if (yaml.isMap(node))
      for (const pair of node.items) {
        const key = String(pair.key);
        if (patterns && key !== "puzzled") continue; // what is typed in interviews: no prose
        if (!root && key === "objectives" && yaml.isSeq(pair.value)) continue;
        if (root && (key === "objectives" || key === "sources")) visit(pair.value);
        else if (root && key === "glossary") {
          pair.key = new yaml.Scalar(dot(key));
          for (const term of pair.value.items) (term.key = new yaml.Scalar(dot(String(term.key)))), visit(term.value);
          pair.key = new yaml.Scalar("glossary");
        } else if (!keeps.has(key)) {
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

// Its texts, and no names of blocks, actions and keys: what has a capital or a blank, and the words that
// tell a state. Rows of documents stay, since fields in them are found by their bytes.
function demo(source) {
  const text = (string) => /^[^a-z]*[A-Z]| /.test(string) && !/^go |<<|\w\w   |^[A-Z_]+$/.test(string);
  source = source.replace("str_puts(&text, input->action);", ""); // the name of what came
  return source.replace(/(\w+ = |\d, |)("(?:[^"\\\n]|\\.)*")/g, (all, before, string) => {
    const state = /^(word = |\d, )$/.test(before); // or the unit of an entry
    const dotted = string.replace(/\\x[0-9a-f]{2}|\\.|%[a-z]+|[A-Za-z]/g, (c) => (c.length > 1 ? c : dot(c)));
    return text(string.slice(1, -1)) || state ? before + dotted : all;
  });
}

const pairs = new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, "g");
function unbracketed(text) {
  for (let before = ""; before !== text;) (before = text), (text = text.replace(pairs, " "));
  return text;
}

// A screen that scrolls may begin or end within a string; v and ^ in the bar say so.
function framed(screen) {
  const lines = screen.trimEnd().split("\n");
  if (title(screen)) lines[0] = "";
  const foot = lines.pop();
  if (!new RegExp(`(\\s|${OPEN})[v^](\\s|$)`).test(foot)) return [...lines, foot].join("\n");
  let body = lines.slice(1).join("\n");
  const first = body.search(OPEN), close = body.search(CLOSE);
  if (close >= 0 && (first < 0 || close < first)) body = body.slice(close + 1);
  const open = unbracketed(body).search(OPEN) >= 0 ? body.lastIndexOf(OPEN) : -1;
  return lines[0] + "\n" + (open >= 0 ? body.slice(0, open) : body) + "\n" + foot;
}

function outside(screen) {
  let text = screen.replace(/[│|][^\n]*[│|]/g, " ").replace(/[\w./-]+\.(yaml|json|db)\b/g, " ");
  text = text.replace(/\[:?[\w-]+\]/g, " ").replace(/\bctrl-\w\b/gi, " ").replace(/\b[a-z]+\.[a-z-]+\b/g, " ");
  text = text.replace(/[^\n]*SPECIMEN\n[^]*?<<[^\n]*\n[^\n]*<[^\n]*\n/g, " "); // a page without a frame, to its MRZ
  return unbracketed(text.replace(/[A-Z\d<]*[A-Z\d]<[A-Z\d<]*/g, " "));
}

const words = (text) => text.match(/\p{L}[\p{L}\p{M}]*/gu) || [];

function judge(typed, files) {
  const known = new Set(words(typed.replace(/\p{Cf}/gu, "")).flatMap((word) => [word, word.toLowerCase()]));
  const settings = fs.readFileSync(`${__dirname}/../../src/screen/settings.c`, "utf8");
  for (const found of settings.matchAll(/"(\p{L}+)", \d, "[a-z]{2}"/gu)) known.add(found[1]); // languages, in their own words
  const rooms = `${__dirname}/../../src/assess`;
  for (const file of fs.readdirSync(rooms)) // kinds of question, as the trainer writes them
    for (const found of fs.readFileSync(`${rooms}/${file}`, "utf8").matchAll(/\.key = "([a-z-]+)"/g))
      words(found[1]).forEach((word) => known.add(word));
  const long = [...known].filter((word) => word.length > 20); // a field shows a part of it
  const near = (word) => // typed in pieces, or letters taken back: all but two begin a word alike
    [...known].some((one) => {
      let n = 0;
      while (n < word.length && one[n] === word[n]) n++;
      return n > 2 && n > Math.max(word.length, one.length) - 3;
    });
  let bad = 0;
  const say = (file, what) => (bad++, console.log(`${file.replace(/.*\//, "")}: ${what}`));
  for (const file of files) {
    const screen = fs.readFileSync(file, "utf8");
    const left = outside(framed(screen));
    for (const word of words(left))
      if (/^[A-Za-z]{2,}$/.test(word) && !known.has(word) && !near(word) && !long.some((typed) => typed.includes(word))) say(file, word);
    for (const line of left.split("\n"))
      if (line.includes(OPEN) || line.includes(CLOSE)) say(file, "cut: " + line.trim());
  }
  return bad;
}

// On 40 columns the title may be cut, which it says by >.
const title = (screen) => /^[^\n]{0,40}>\n/.test(screen);

function count(files) {
  const seen = new Set();
  for (const file of files)
    for (const string of fs.readFileSync(file, "utf8").match(pairs) || []) seen.add(string.replace(/\d+|\s+/g, " "));
  return seen.size;
}

const [what, ...files] = process.argv.slice(2);
if (what === "po") process.stdout.write(po(fs.readFileSync(0, "utf8")));
else if (what === "course") files.forEach(course);
else if (what === "demo") process.stdout.write(demo(fs.readFileSync(0, "utf8")));
else if (what === "count") console.log(count(files));
else process.exit(judge(fs.readFileSync(files[0], "utf8"), files.slice(1)) ? 1 : 0);
