// SPDX-License-Identifier: GPL-3.0-or-later
// export.js SCHEMA FILE: every line (of a .jsonl) or the whole of FILE must fit the schema. Exit 0 if so;
// else says the first faults.
'use strict'
const fs = require('fs')
const Ajv = require('ajv')

const [schemaFile, file] = process.argv.slice(2)
const validate = new Ajv({ format: 'full' }).compile(JSON.parse(fs.readFileSync(schemaFile)))
const text = fs.readFileSync(file, 'utf8')
const values = file.endsWith('.jsonl') ? text.split('\n').slice(0, -1) : [text]
if (!values.length) { console.log('nothing in it'); process.exit(1) }
for (const value of values) {
  if (validate(JSON.parse(value))) continue
  console.log(validate.errors.slice(0, 3).map(e => `${e.dataPath} ${e.message}`).join('\n'))
  process.exit(1)
}
