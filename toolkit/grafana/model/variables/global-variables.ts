import { encodeParameter } from './encode.ts'
import { formatMoment } from './format-date.ts'
import type { InterpolationContext } from './interpolation-context.ts'
import { InterpolationError } from './interpolation-error.ts'
import type { VariableValue } from './variable-state.ts'
import { addressValues } from './variable-value.ts'

/** The value of one of Grafana's own variables, and how people see it; `custom` is left alone by formats. */
export interface GlobalValue {
  readonly value: VariableValue | { readonly custom: string }
  readonly text: string
}

/**
 * One of Grafana's own variables, as in `${__from:date}`; undefined for a name that is none in a query, such as
 * `$__range`, which only some data sources have.
 *
 * @throws InterpolationError for a value that only Grafana knows
 */
export function globalVariable(
  name: string,
  path: string | undefined,
  context: InterpolationContext,
): GlobalValue | undefined {
  const { range, interval, dashboard, user, org } = context
  switch (name) {
    case '__from':
      return { value: range.from.getTime(), text: formatMoment(range.from) }
    case '__to':
      return { value: range.to.getTime(), text: formatMoment(range.to) }
    case '__interval':
      return interval && plain(interval.text)
    case '__interval_ms':
      return interval && { value: interval.milliseconds, text: String(interval.milliseconds) }
    case '__timezone':
      return plain(context.zone ?? 'utc')
    case '__dashboard':
      return plain(path === 'uid' ? known(dashboard, name).uid : known(dashboard, name).title)
    case '__user':
      return plain(userField(known(user, name), path))
    case '__org':
      return plain(path === 'name' ? known(org, name).name : String(known(org, name).id))
    case '__url_time_range':
      return { value: { custom: urlTimeRange(context) }, text: '' }
    case '__all_variables':
      return { value: { custom: allVariables(context) }, text: '' }
    case '__url':
      return { value: urlPart(path, context), text: '' }
    default:
      return undefined
  }
}

const plain = (text: string): GlobalValue => ({ value: text, text })

function known<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value
  throw new InterpolationError(`Only Grafana knows the value of $${name}.`)
}

function userField({ id, login, email }: NonNullable<InterpolationContext['user']>, path?: string): string {
  if (path === 'login') return login
  return path === 'email' ? email : String(id)
}

function urlTimeRange({ range, rawRange, zone }: InterpolationContext): string {
  const { from, to } = rawRange ?? { from: range.from.toISOString(), to: range.to.toISOString() }
  return `from=${encodeParameter(from)}&to=${encodeParameter(to)}&timezone=${encodeParameter(zone ?? 'utc')}`
}

function allVariables({ variables }: InterpolationContext): string {
  const parameters = variables.flatMap((variable) => {
    const values = addressValues(variable) ?? []
    return values.map((value) => `var-${variable.name}=${encodeParameter(value)}`)
  })
  return parameters.join('&')
}

function urlPart(path: string | undefined, context: InterpolationContext): string {
  if (path === 'path') return known(context.path, '__url.path')
  throw new InterpolationError(
    path === 'params'
      ? "Grafana's page shows an error for ${__url.params} in a query."
      : 'Only Grafana knows the address of a dashboard.',
  )
}
