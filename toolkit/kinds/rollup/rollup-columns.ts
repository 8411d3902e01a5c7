import type { EventField } from '../../define/realtime/event-field.ts'
import type { Measure } from '../../define/realtime/measure.ts'
import type { Rollup } from '../../define/realtime/rollup.ts'
import { derivedName } from '../../sql/derived-name.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import type { DesiredColumn } from '../table/desired-column.ts'

const types = {
  text: 'text',
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  time: 'timestamp with time zone',
} as const

const typeOf = ({ from }: Rollup, field: string): string => types[fieldOf(from.fields, field).type]

function fieldOf(fields: Readonly<Record<string, EventField>>, name: string): EventField {
  const found = fields[name]
  if (!found) throw new Error(`There is no field ${name}.`)
  return found
}

/** The column in which the values that were counted are kept, so that more of them can be counted later. */
export const sketchColumn = (measure: string): string => derivedName(measure, { suffix: '__sketch' })

/** The columns of a roll-up, in their order. */
export function rollupColumns(rollup: Rollup): DesiredColumn[] {
  const { per, by, measures } = rollup
  return [
    column(per, types.time, 'not null'),
    ...by.map((name) => column(name, typeOf(rollup, name), 'not null')),
    ...Object.entries(measures).flatMap(([name, measure]) => measureColumns(rollup, name, measure)),
  ]
}

function measureColumns(rollup: Rollup, name: string, measure: Measure): DesiredColumn[] {
  switch (measure.measure) {
    case 'count':
    case 'count if':
      return [column(name, 'bigint', 'not null default 0')]
    case 'sum':
      return [column(name, typeOf(rollup, measure.field), 'not null default 0')]
    case 'min':
    case 'max':
      return [column(name, typeOf(rollup, measure.field), '')]
    case 'approximate distinct':
      return [column(name, 'bigint', 'not null default 0'), column(sketchColumn(name), 'bytea', '')]
  }
}

const column = (name: string, type: string, constraint: string): DesiredColumn => ({
  name,
  type,
  nullable: !constraint.startsWith('not null'),
  definition: [quoteIdentifier(name), type, constraint].filter((part) => part !== '').join(' '),
})
