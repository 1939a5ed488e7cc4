// SPDX-License-Identifier: GPL-3.0-or-later
// check.js SCHEMA MODE FILE...: prints TAP, one line a file. MODE good: the schema must accept the
// file; bad: it must refuse it. YAML is read as version 1.1 and as 1.2, since editors do either.
'use strict'
const fs = require('fs')
const Ajv = require('ajv')
const YAML = require('yaml')

const [schemaFile, mode, ...files] = process.argv.slice(2)
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(fs.readFileSync(schemaFile)))

for (const file of files) {
  const text = fs.readFileSync(file, 'utf8')
  const name = file.split('/').slice(-2).join('/')
  for (const version of ['1.1', '1.2']) {
    let accepted = false
    let why = ''
    try {
      accepted = validate(YAML.parse(text, { version }))
      why = accepted ? '' : validate.errors.map(e => `${e.dataPath} ${e.message}`).join('; ')
    } catch (error) {
      why = error.message.split('\n')[0]
    }
    const good = accepted === (mode === 'good')
    if (!good) console.log(`# ${why || 'accepted'}`)
    console.log(`${good ? 'ok' : 'not ok'} - schema ${mode} ${name} as YAML ${version}`)
  }
}
