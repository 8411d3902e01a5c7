import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The place in the user's files where a definition was written. */
export interface DefinitionSite {
  readonly file: string
  readonly line: number
}

type PublicFunction = (...args: never[]) => unknown

const siteKey = Symbol('site')

/** Holds a stack of one frame; it becomes text only when somebody asks. */
interface Captured {
  stack?: string
}

/** What may know where it was written. */
interface Sited {
  [siteKey]?: unknown
}

/** Remembers where a definition was written: the place that called `definedBy`, the public function that made it. */
export function rememberSite<T extends object>(definition: T, definedBy: PublicFunction): T {
  const captured: Captured = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 1
  Error.captureStackTrace(captured, definedBy)
  Error.stackTraceLimit = limit
  note(definition, captured)
  return definition
}

/** Something that comes with a definition, and was written where that was. */
export function siteFrom<T extends object>(definition: object, companion: T): T {
  if (siteKey in definition) note(companion, definition[siteKey])
  return companion
}

/** Assigned, and not merged: a large project has ten thousands of definitions, and building begins with them. */
function note(definition: Sited, captured: unknown): void {
  definition[siteKey] = captured
}

/** Whether this value was made by a function of the toolkit. */
export function hasSite(definition: object): boolean {
  return siteKey in definition
}

/** Where a definition was written. */
export function siteOf(definition: object): DefinitionSite | undefined {
  if (!(siteKey in definition)) return undefined
  const captured: unknown = definition[siteKey]
  const stack =
    typeof captured === 'object' && captured !== null && 'stack' in captured ? String(captured.stack) : ''
  const match = /(?:\(|at )(?:async )?((?:file:\/\/)?\/[^)]*?):(\d+):\d+\)?$/m.exec(stack)
  if (!match?.[1]) return undefined
  const file = match[1].startsWith('file://') ? fileURLToPath(match[1]) : match[1]
  return { file: file.replace(/\?.*$/, ''), line: Number(match[2]) }
}

/** A definition's place as `sql/views/mrr.ts:12`, relative to the given folder. */
export function describeSite(definition: object, folder: string = process.cwd()): string | undefined {
  const site = siteOf(definition)
  return site && `${relative(folder, site.file)}:${site.line}`
}

/** The folder of the file where a definition was written, whatever folder a command runs in. */
export function folderOf(definition: object): string | undefined {
  const site = siteOf(definition)
  return site && dirname(site.file)
}
