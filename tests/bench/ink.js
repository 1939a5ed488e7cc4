// SPDX-License-Identifier: GPL-3.0-or-later
// What a session costs elsewhere: inkjs tells a story of so many choices, each kept with an fsync.
//   node ink.js compile STORY.json CHOICES     node ink.js tell STORY.json RECORD
const fs = require("fs");
const [, , what, story, last] = process.argv;

function write(choices) {
  let ink = "-> q1\n";
  for (let i = 1; i <= choices; i++) {
    ink += `=== q${i} ===\nWhat do you do with number ${i}, when all is said?\n`;
    for (const option of ["Refer it", "Let it pass", "Ask again", "Look closer"])
      ink += `* ${option}\n  A reason for it that says what is the matter.\n  -> q${i + 1}\n`;
  }
  return ink + `=== q${choices + 1} ===\nThat was all.\n-> END\n`;
}

if (what === "compile") {
  const { Compiler } = require("inkjs/full");
  fs.writeFileSync(story, new Compiler(write(Number(last))).Compile().ToJson());
} else {
  const { Story } = require("inkjs");
  const told = new Story(fs.readFileSync(story, "utf8").replace(/^\uFEFF/, ""));
  const record = fs.openSync(last, "w");
  for (;;) {
    process.stdout.write(told.ContinueMaximally());
    if (told.currentChoices.length === 0) break;
    told.currentChoices.forEach((choice, i) => process.stdout.write(`${i + 1}. ${choice.text}\n`));
    told.ChooseChoiceIndex(0);
    fs.writeSync(record, told.currentChoices.length + " " + told.state.currentPathString + "\n");
    fs.fdatasyncSync(record);
  }
}
