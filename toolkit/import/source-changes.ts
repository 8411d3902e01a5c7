import { lineKey } from './merge-text.ts'

/** A difference between what was imported and what the database has now. */
export interface ImportChange {
  readonly kind: 'added' | 'dropped' | 'changed'
  /** The table, or the table and its column: `orders.discount`. */
  readonly name: string
  readonly before?: string
  readonly after?: string
}

type Files = ReadonlyMap<string, string>

/** What of tables and types is another thing than before. */
export function importChanges(before: Files, after: Files): ImportChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => /^sources\/.*\.ts$/.test(path) && path !== 'sources/index.ts',
  )
  return paths.sort().flatMap((path): ImportChange[] => {
    const [old, now] = [before.get(path), after.get(path)]
    const name = path.replace(/^sources\/(.*)\.ts$/, '$1')
    if (old === undefined) return [{ kind: 'added', name, after: summary(now ?? '') }]
    if (now === undefined) return [{ kind: 'dropped', name }]
    return lineChanges(name, declarations(old), declarations(now))
  })
}

function lineChanges(
  table: string,
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): ImportChange[] {
  const keys = new Set([...old.keys(), ...now.keys()])
  return [...keys].flatMap((key): ImportChange[] => {
    const [before, after] = [old.get(key), now.get(key)]
    if (before === after) return []
    const name = `${table}.${key}`
    if (before === undefined) return [{ kind: 'added', name, after: after ?? '' }]
    return after === undefined
      ? [{ kind: 'dropped', name, before }]
      : [{ kind: 'changed', name, before, after }]
  })
}

/** What each line of a file declares, by what it declares it of. */
function declarations(text: string): Map<string, string> {
  const lines = text
    .split('\n')
    .filter((line) => /^\s+\S.*,|^export const .* = (?!source\()|^\s+\/\//.test(line))
  return new Map(
    lines.map((line) => {
      const key = lineKey(line)
      const value = line.trim().replace(/^(?:export const )?(?:[\w$]+|'[^']*'|"[^"]*")(?::| =)\s*/, '')
      return [key, value.replace(/,(\s*\/\/.*)?$/, '$1')]
    }),
  )
}

const summary = (text: string) => {
  const columns = text.slice(text.indexOf('  columns: {')).match(/^ {4}[^\s/].*,/gm) ?? []
  return `${columns.length} column${columns.length === 1 ? '' : 's'}`
}
