// SPDX-License-Identifier: GPL-3.0-or-later
// What reviews cost elsewhere: ts-fsrs over the histories of fsrs.c.
//   node fsrs.js next|state REVIEWS        reviews a second: whole ones, or of a memory alone
//   node fsrs.js show REVIEWS              the stability and difficulty that each history ends with
const { fsrs, createEmptyCard } = require("ts-fsrs");
const [, , what, count] = process.argv;
const HISTORY = 20, DAY = 86400000;
const scheduler = fsrs({ enable_fuzz: false });
let x = 1;
const draw = (n) => ((x = (Math.imul(x, 1664525) + 1013904223) >>> 0), (x >>> 8) % n);

function whole(reviews, told) {
  let now = Date.UTC(2024, 0, 1), card;
  for (let i = 0; i < reviews; i++) {
    if (i % HISTORY === 0) card = createEmptyCard(new Date(now));
    now += DAY * draw(30);
    card = scheduler.next(card, new Date(now), 1 + draw(4)).card;
    if (told && i % HISTORY === HISTORY - 1) console.log(card.stability, card.difficulty);
  }
}

function memory(reviews) {
  let state = null;
  for (let i = 0; i < reviews; i++) {
    if (i % HISTORY === 0) state = null;
    const days = draw(30);
    state = scheduler.next_state(state, days, 1 + draw(4));
  }
}

if (what === "show") whole(Number(count), true);
else {
  const run = what === "next" ? whole : memory;
  run(Number(count) / 10); // compiled by then
  const begun = process.hrtime.bigint();
  run(Number(count));
  console.log(Math.round((Number(count) * 1e9) / Number(process.hrtime.bigint() - begun)));
}
