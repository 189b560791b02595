import { readFileSync } from 'node:fs'
import path from 'node:path'

// The clock of an app under test: so many milliseconds off as `clock` in its home says. Loaded before it, by NODE_OPTIONS.
const file = path.join(process.env.VANGUARD_HOME ?? '', '..', 'clock')
const off = () => {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}
const Real = Date
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + off())
    else super(...given)
  }
  static now() {
    return Real.now() + off()
  }
}
