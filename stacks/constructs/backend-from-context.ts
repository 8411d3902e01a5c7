import type { App } from 'cdktf'
import { SightlineError } from 'sightline/engine'
import type { Backend } from './backend.ts'

/** The settings that `cdktf.json` may give for each backend, required ones first. */
const settings = {
  local: [],
  s3: ['bucket', 'key', 'region', 'dynamodbTable', 'endpoint'],
  http: ['address', 'lockAddress', 'unlockAddress', 'lockMethod', 'unlockMethod'],
  pg: ['schemaName'],
} as const

const required = { local: 0, s3: 2, http: 1, pg: 1 } as const

/**
 * The backend that `context.backend` of `cdktf.json` names, for each stack: `{stack}` in a setting stands for its id.
 *
 * @throws SightlineError where a setting is missing or unknown, or two stacks would share one state
 */
export function backendFromContext(app: App): (stack: string) => Backend {
  const context: unknown = app.node.tryGetContext('backend') ?? { type: 'local' }
  const given = new Map<string, unknown>(
    typeof context === 'object' && context !== null ? Object.entries(context) : [],
  )
  const type = requireType(given.get('type'))
  for (const name of given.keys()) if (name !== 'type') requireKnown(type, name)
  const text = (stack: string) => (name: string) => {
    const value = given.get(name)
    return typeof value === 'string' ? value.replaceAll('{stack}', stack) : undefined
  }
  for (const name of settings[type].slice(0, required[type]))
    if (text('')(name) === undefined) throw missing(type, name)
  if (type !== 'local' && ![...given.values()].some((value) => String(value).includes('{stack}')))
    throw shared(type)
  return (stack) => backend(type, text(stack))
}

function backend(type: keyof typeof settings, text: (name: string) => string | undefined): Backend {
  const optional = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (text(name) === undefined ? [] : [[name, text(name) ?? '']])))
  switch (type) {
    case 'local':
      return { type }
    case 's3':
      return {
        type,
        bucket: text('bucket') ?? '',
        key: text('key') ?? '',
        encrypt: true,
        ...optional(settings.s3.slice(2)),
      }
    case 'http':
      return { type, address: text('address') ?? '', ...optional(settings.http.slice(1)) }
    case 'pg':
      return { type, schemaName: text('schemaName') ?? '' }
  }
}

function requireType(type: unknown): keyof typeof settings {
  if (type === 'local' || type === 's3' || type === 'http' || type === 'pg') return type
  throw new SightlineError({
    code: 'unknown-backend',
    what: 'The backend in cdktf.json has a type that is not known.',
    value: String(type),
    where: 'cdktf.json, context.backend.type',
    next: 'Use local, s3, http or pg; any other backend of cdktf can be set in stacks/main.ts.',
  })
}

function requireKnown(type: keyof typeof settings, name: string): void {
  const known: readonly string[] = settings[type]
  if (known.includes(name)) return
  throw new SightlineError({
    code: 'unknown-backend-setting',
    what: `The backend ${type} takes no such setting from cdktf.json.`,
    value: name,
    where: `cdktf.json, context.backend.${name}`,
    next: `Use ${known.join(', ') || 'no other setting'}. Credentials come from the environment, as Terraform documents them for each backend.`,
  })
}

function missing(type: string, name: string): SightlineError {
  return new SightlineError({
    code: 'missing-backend-setting',
    what: `The backend ${type} needs a setting that is not a text, or is missing.`,
    value: name,
    where: `cdktf.json, context.backend.${name}`,
    next: `Add "${name}" to context.backend.`,
  })
}

function shared(type: string): SightlineError {
  return new SightlineError({
    code: 'shared-state',
    what: 'All stacks would keep their state in one place, and overwrite each other.',
    value: type,
    where: 'cdktf.json, context.backend',
    next: 'Write {stack} into one of the settings, such as "key": "analytics/{stack}.tfstate".',
  })
}
