import { importLine } from './written-code.ts'

const statement = /^import \{([^}]*)\} from '([^']*)'\n/gm

/** A text with the names that another import of its file needs now, and without those that nothing uses any more. */
export function mergeImports(base: string, ours: string, theirs: string): string {
  const [before, after] = [importsOf(base), importsOf(theirs)]
  let text = ours
  for (const module of new Set([...before.keys(), ...after.keys()])) {
    const [old, needed] = [before.get(module) ?? [], after.get(module) ?? []]
    const present = importsOf(text).get(module) ?? []
    const gone = old.filter((name) => !needed.includes(name) && !isUsed(text, name))
    const wanted = [...new Set([...present, ...needed.filter((name) => !old.includes(name))])].filter(
      (name) => !gone.includes(name),
    )
    if (wanted.toSorted().join() === present.toSorted().join()) continue
    const line = importLine(wanted, module)
    text =
      present.length > 0
        ? text.replace(statement, (all, _, from: string) => (from === module ? line : all))
        : line + text
  }
  return text
}

function importsOf(text: string): Map<string, string[]> {
  const found = [...text.matchAll(statement)].map(([, names = '', module = '']): [string, string[]] => [
    module,
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ])
  return new Map(found)
}

const isUsed = (text: string, name: string) =>
  new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text.replace(statement, ''))
