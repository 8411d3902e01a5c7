import { isTableKind } from '../../kinds/table/table-kind.ts'
import type { BrokenReader, BrokenThing, DiffReport } from '../diff-report.ts'
import { type Line, line, words } from './line.ts'
import { item, type Section, section } from './section.ts'

/** What is dropped, renamed or retyped, what reads it, and what fails for another reason. */
export function brokenSection({ broken, failing }: DiffReport): Section {
  const things = broken.map((thing) => item(thingLine(thing), readerLines(thing)))
  const failures = failing.map(({ kind, where, message }) =>
    item(line`${words(kind)} ${where} fails: ${words(message)}`),
  )
  return section('Broken', [...things, ...failures])
}

function thingLine({ change, kind, name, before, after }: BrokenThing): Line {
  if (change === 'renamed' && after !== undefined) return line`${words(kind)} ${name} renamed to ${after}`
  if (change === 'retyped' && before !== undefined && after !== undefined)
    return line`${words(kind)} ${name} retyped from ${before} to ${after}`
  return line`${words(kind)} ${name} dropped`
}

function readerLines({ readers, kind }: BrokenThing): Line[] {
  if (readers.length > 0) return readers.map(readerLine)
  return isTableKind(kind)
    ? [words('nothing reads it; its rows stay')]
    : [words('nothing of this project reads it')]
}

function readerLine({ kind, name, fate, message }: BrokenReader): Line {
  switch (fate) {
    case 'fails':
      return line`${words(kind)} ${name} fails: ${words(message ?? '')}`
    case 'removed':
      return line`${words(kind)} ${name} read it, and is removed`
    case 'adapted':
      return line`${words(kind)} ${name} read it, and no longer does`
    case 'reads it still':
      return line`${words(kind)} ${name} reads it`
  }
}
