import type { Imported } from './imported.ts'

/** How things of a database are called in TypeScript, each by a name of its own. */
export interface GivenNames {
  /** The constant of a table or of a type, by `schema.name`. */
  constant(schema: string, name: string): string
  /** The file of a table, without its ending. */
  file(schema: string, name: string): string
}

/** Words that TypeScript keeps, and names that the files import. */
const taken = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for
function if implements import in instanceof interface let new null package private protected public return static
super switch this throw true try typeof var void while with yield arguments eval undefined NaN Infinity index types
sources sample source bigint boolean bytea char date doublePrecision integer json jsonb numeric real smallint text time
timestamp timestamptz uuid varchar column extensionType compositeType domain enumType always bytes codes daysBack each
emails inTurn keyOf lists madeRows madeSample numbers oneOf orNull recent recentDays serial uuids within words yesNo
view materializedView desc views sql`.split(/\s+/),
)

/** A thing of a database, by its schema and its own name. */
export interface Named {
  readonly schema: string
  readonly name: string
}

/** The names of tables and of the types that are defined beside them. */
export const namesOf = ({ tables, types }: Imported): GivenNames =>
  giveNames([...tables, ...types.filter(({ kind }) => kind !== 'extension')])

/** Gives names to what was imported; what is in `public` comes first, so that its names stay plain. */
export function giveNames(all: readonly Named[]): GivenNames {
  const constants = new Map<string, string>()
  const files = new Map<string, string>()
  const used = new Set(taken)
  const ordered = [
    ...all.filter(({ schema }) => schema === 'public'),
    ...all.filter(({ schema }) => schema !== 'public'),
  ]
  for (const { schema, name } of ordered) {
    const choices = [camel(name), camel(`${name} of ${schema}`)]
    const numbered = Array.from({ length: 99 }, (_, number) => `${choices[1]}${number + 2}`)
    const given = [...choices, ...numbered].find((choice) => !used.has(choice)) ?? camel(name)
    used.add(given)
    const id = `${schema}.${name}`
    if (!constants.has(id)) constants.set(id, given)
    files.set(id, kebab(given))
  }
  return {
    constant: (schema, name) => constants.get(`${schema}.${name}`) ?? camel(name),
    file: (schema, name) => files.get(`${schema}.${name}`) ?? kebab(camel(name)),
  }
}

function camel(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .match(/[A-Za-z0-9]+/g) ?? ['table']
  const joined = words
    .flatMap((word) => (word === word.toUpperCase() ? [word.toLowerCase()] : [word]))
    .map((word, index) => (index === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join('')
  return /^\d/.test(joined) ? `t${joined}` : joined
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
