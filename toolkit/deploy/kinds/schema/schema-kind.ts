import type { DesiredSchema } from '../../../kinds/schema/desired-schema.ts'
import { createSchemaSql } from '../../../kinds/schema/schema-kind.ts'
import { missing } from '../../plan/drift-finding.ts'
import { step } from '../../plan/planner.ts'
import { adopted, recordNamed } from '../../records/records.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'

export const schemaKind: DeployedKind<DesiredSchema> = {
  live: () => ({}),
  shadow: () => [],
  prepare(planner, { name }) {
    if (planner.live.schemas.has(name)) return []
    return [
      step(planner, {
        object: name,
        space: 'schema',
        kind: 'add',
        phase: 'prepare',
        statements: [createSchemaSql(name)],
      }),
    ]
  },
  expand: () => [],
  drops: () => [],
  comments: () => [],
  record({ records, live }, { kind, name, hash }) {
    const origin = recordNamed(records, kind, name)?.canonical
    const canonical = origin ?? (live.schemas.has(name) ? adopted : '')
    return { kind, name, hash, canonical, state: 'final' }
  },
}

export const recordedSchema: RecordedKind = {
  space: 'schema',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: true,
  live: () => ({}),
  drift: (record, { schemas }) => (schemas.has(record.name) ? [] : [missing(record)]),
  isDone: isWantedAsIs,
}
