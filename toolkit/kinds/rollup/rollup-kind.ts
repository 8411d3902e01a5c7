import type { Definition } from '../../define/project.ts'
import type { Rollup } from '../../define/realtime/rollup.ts'
import type { CreatedKind } from '../definition-kind.ts'
import type { DesiredObject } from '../desired-object.ts'
import type { ObjectKind } from '../object-kind.ts'
import { relationComments } from '../relation-comments.ts'
import { columnFacts } from '../table/column-facts.ts'
import { alone, ownTableStatements, partitionFacts } from '../table/own-table.ts'
import { type DesiredRollup, desiredRollup, desiredRollupSchema } from './desired-rollup.ts'

/** A table in which events are counted, partitioned by time. */
export const rollupDefinition: CreatedKind<Rollup> = {
  plural: 'roll-ups',
  rank: 0,
  usedAs: 'relation',
  hasOwnNames: false,
  isUpkeep: false,
  isInSchema: true,
  isOpaque: false,
  reads: () => ({ relations: [], text: '' }),
  moved: (rollup, to) => ({ ...rollup, name: to.name(rollup.name) }),
  uses: () => [],
  statements: (rollup) => [
    ...ownTableStatements(desiredRollup(rollup, alone(rollup.name))),
    ...relationComments('table', rollup.name, rollup.description, {}),
  ],
  desired: desiredRollup,
}

export const rollupKind: ObjectKind<DesiredRollup> = {
  schema: desiredRollupSchema,
  isShown: true,
  isOpaque: false,
  relations: ({ name }) => [{ name, query: undefined, shownAs: name }],
  text: () => ({ sql: '', isQuery: false }),
  facts: (before, after) => [
    ...(before.event === after.event ? [] : [`event from ${before.event} to ${after.event}`]),
    ...columnFacts(before, after),
    ...Object.entries(after.measures).flatMap(([name, text]) => {
      const old = before.measures[name]
      return old === undefined || old === text ? [] : [`measure ${name} from ${old} to ${text}`]
    }),
    ...partitionFacts(before, after),
    ...(before.distributeBy === after.distributeBy
      ? []
      : [`distributed by ${after.distributeBy ?? 'nothing'} instead of ${before.distributeBy ?? 'nothing'}`]),
  ],
}

/** Whether a definition is of a roll-up. */
export const isRollupDefinition = (definition: Pick<Definition, 'kind'>): definition is Rollup =>
  definition.kind === 'rollup'

/** Whether an object is a roll-up. */
export const isRollup = (object: DesiredObject): object is DesiredRollup => object.kind === 'rollup'
