import { contentHash } from '../../../foundation/content-hash.ts'
import { partNames } from '../../../kinds/incremental-view/incremental-parts.ts'
import type { LiveState } from '../../live/live-state.ts'
import { triggerText } from '../../live/live-trigger.ts'
import { changed, type DriftFinding, missing } from '../../plan/drift-finding.ts'
import type { ObjectRecord } from '../../records/record.ts'
import { recordedStored } from '../materialized-view/stored-drops.ts'
import type { RecordedKind } from '../recorded-kind.ts'
import { readKeptRecord } from './kept-record.ts'

/** The rows of an incremental view, with all that keeps them up to date. */
export const recordedKept: RecordedKind = {
  ...recordedStored,
  live({ name, canonical }) {
    const { tables, functions, triggers } = readKeptRecord(canonical)
    return {
      relations: [...tables, partNames(name).query.written],
      functions: Object.keys(functions),
      triggers,
    }
  },
  drift: (record, live) => (live.relations.has(record.name) ? keptDrift(record, live) : [missing(record)]),
}

/** What of it is gone, and what is another thing than was released. */
export function keptDrift(
  { name, canonical }: Pick<ObjectRecord, 'name' | 'canonical'>,
  live: LiveState,
): DriftFinding[] {
  const { query, tables, functions, triggers } = readKeptRecord(canonical)
  const whole = partNames(name).query.written
  const found = live.relations.get(whole)
  const gone = [
    ...[whole, ...tables].filter((one) => !live.relations.has(one)),
    ...triggers
      .filter((trigger) => !live.triggers.has(triggerText(trigger)))
      .map((trigger) => `trigger ${trigger.name} on ${trigger.table}`),
    ...Object.keys(functions).flatMap((one) => (bodyHash(live, one) ? [] : `function ${one}`)),
  ]
  const others = Object.entries(functions).filter(([one, hash]) => (bodyHash(live, one) ?? hash) !== hash)
  return [
    ...(found ? changed({ name, canonical: query }, found.canonical) : []),
    ...finding(
      name,
      'missing',
      gone.map((what) => `- ${what}`),
    ),
    ...finding(
      name,
      'changed',
      others.map(([one]) => `+ another body of ${one}`),
    ),
  ]
}

const finding = (
  object: string,
  kind: DriftFinding['kind'],
  difference: readonly string[],
): DriftFinding[] => (difference.length === 0 ? [] : [{ object, kind, difference }])

/** The hash of what a function does; undefined where it is not there. */
function bodyHash({ functions }: LiveState, name: string): string | undefined {
  const found = functions.find((one) => one.name === name)
  const [, , body] = /AS (\$\w*\$)([\s\S]*)\1\s*$/.exec(found?.canonical ?? '') ?? []
  return body === undefined ? undefined : contentHash(body.trim())
}
