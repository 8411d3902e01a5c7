import { IntervalVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { sql } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { Interval } from '../expressions/clock.ts'
import { type ShownOptions, shown } from './shown.ts'
import { escapedReference, type IntervalVariable, noRelations } from './variable.ts'

/** A length of time that Grafana and Postgres read alike; months are left out, since Postgres reads `1M` as a minute. */
export type IntervalOption = `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`

export interface IntervalVariableOptions<Option extends IntervalOption> extends ShownOptions {
  readonly options: readonly Option[]
  readonly default: NoInfer<Option>
}

/**
 * A variable that offers lengths of time.
 *
 * @example intervalVariable('time_range', { label: 'Published within', description: '…', options: ['7d', '30d'], default: '30d' })
 */
export function intervalVariable<const Name extends string, const Option extends IntervalOption>(
  name: Name,
  { options, default: chosen, ...rest }: IntervalVariableOptions<Option>,
): IntervalVariable<Name> {
  const model = shown(new IntervalVariableBuilder(name), rest)
    .values(options.join(','))
    .options(options.map((option) => ({ text: option, value: option, selected: option === chosen })))
    .current({ text: chosen, value: chosen, selected: true })
    .build()
  const interval = () => sql<Interval>`${sql.raw(escapedReference(name))}::interval`
  return rememberSite(
    { kind: 'variable', type: 'interval', name, model, relations: noRelations, interval },
    intervalVariable,
  )
}
