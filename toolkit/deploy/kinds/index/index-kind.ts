import type { DesiredIndex } from '../../../kinds/index/desired-index.ts'
import { RelationName } from '../../../sql/relation-name.ts'
import { objectComment } from '../../plan/comment.ts'
import { changed, missing } from '../../plan/drift-finding.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'
import { indexNames, plainIndexNames } from './index-names.ts'
import { planIndex, planIndexDrops } from './plan-index.ts'

export const indexKind: DeployedKind<DesiredIndex> = {
  live({ name, on }) {
    const { own, fresh, old } = indexNames({ name, on })
    return { indexes: [own, fresh, old].map((one) => one.written), partitioned: [on] }
  },
  shadow: () => [],
  prepare: planIndex,
  expand: () => [],
  drops: planIndexDrops,
  comments({ name, description }, { indexes }, context) {
    const found = indexes.get(name)
    if (!found) return []
    const on = { type: 'index' as const, name: new RelationName(found.schema, name).sql }
    return objectComment(on, description, found.comment, context)
  },
  record: ({ final }, { kind, name, hash }) => ({
    kind,
    name,
    hash,
    canonical: final.indexes.get(name) ?? '',
    state: 'final',
  }),
}

export const recordedIndex: RecordedKind = {
  space: 'definition',
  isDerived: false,
  isOutsidePhases: true,
  staysBehind: false,
  live: ({ name, canonical }) => ({
    printedIndexes: plainIndexNames(name).map((one) => ({ name: one, canonical })),
  }),
  drift(record, { indexes }) {
    const found = indexes.get(record.name)
    if (!found) return [missing(record)]
    if (found.valid) return changed(record, found.canonical)
    return [{ object: record.name, kind: 'invalid index', difference: [`+ ${record.name} is not valid`] }]
  },
  isDone: isWantedAsIs,
}
