import { changed, missing } from '../../plan/drift-finding.ts'
import { lineDifference } from '../../plan/line-difference.ts'
import { canonicalOf, withoutHeld, withoutOptions } from '../../plan/view-options.ts'
import type { ObjectRecord } from '../../records/record.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'

/** A view that people read, also the one in front of stored rows. */
export const recordedView: RecordedKind = {
  space: 'definition',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: false,
  live: ({ name }) => ({ relations: [name] }),
  drift(record, { relations }) {
    const { name } = record
    const canonical = withoutHeld(record.canonical)
    const found = relations.get(name)
    if (!found) return [missing(record)]
    const now = canonicalOf(found)
    const isOptions = withoutOptions(canonical) === found.canonical && now !== canonical
    return isOptions
      ? [{ object: name, kind: 'options', difference: lineDifference(canonical, now) }]
      : changed({ name, canonical }, now)
  },
  isDone: isWantedAsIs,
}

/** Whether a record is of a view that people read. */
export const isRecordedView = ({ kind }: Pick<ObjectRecord, 'kind'>): boolean => kind === 'view'
