/** What rows of a sample are made with. */
export { codes, emails, keyOf, serial, uuids, within } from './define/sample/keys.ts'
export { type MadeRows, madeRows, madeSample } from './define/sample/made-sample.ts'
export { type Cell, each, type Maker } from './define/sample/maker.ts'
export {
  always,
  bytes,
  daysBack,
  inTurn,
  lists,
  numbers,
  oneOf,
  orNull,
  recent,
  recentDays,
  words,
  yesNo,
} from './define/sample/values.ts'
export type { Sample, SampleRow, SampleTarget } from './define/sample.ts'
