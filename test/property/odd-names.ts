import fc from 'fast-check'

/** Fills a name up to a number of bytes. */
const long = (bytes: number, with_ = 'monthly_recurring_revenue_') => {
  let name = ''
  for (const letter of with_.repeat(bytes)) {
    if (Buffer.byteLength(name + letter) > bytes) return name
    name += letter
  }
  return name
}

/** The last byte of a name that was cut off would also fit. */
export const longNames = [46, 47, 52, 55, 57, 59, 62, 63].map((bytes) => long(bytes))

/** Names that Postgres allows in quotes, the plain ones first: a failure shrinks towards them. */
export const oddNames = [
  'plain',
  'daily',
  'order',
  'user',
  'Sales',
  'camelCase',
  '2024',
  'my-name',
  'two words',
  "it's",
  'say "hi"',
  'back\\slash',
  '$lock$',
  '$role$',
  '$$',
  '100%s',
  '%I',
  'größe',
  '日本語',
  '😀',
  'semi;colon',
  '--comment',
  '/*',
  '{"a":1}',
  '${x}',
  'x__new',
  'x__old',
  'x__0a1b2c3d',
  'select',
  'null',
  'table',
  long(60, 'é'),
  long(62, '日本語'),
  ...longNames,
] as const

/** A schema's name must not begin with `pg_`. */
export const schemaNames = ['app', 'public', 'legacy', ...oddNames] as const

/** What a query can name: no name with a dot in it. */
export const relationNames = oddNames

/** What Grafana can show: a dollar sign before a word would be one of its variables. */
export const titles = oddNames.filter((name) => !/\$[\w{]/.test(name))

/** Which names a scenario has: those that need no quotes and are short, or all. */
export type NameChoice = 'plain' | 'odd'

/** Different names, the plain ones first. */
export const namesFrom = (
  choice: NameChoice,
  pool: readonly string[],
  count: number,
): fc.Arbitrary<string[]> =>
  choice === 'plain'
    ? fc.constant(Array.from({ length: count }, (_, index) => `name_${index}_of_${pool.length}`))
    : fc
        .uniqueArray(fc.nat(pool.length - 1), { minLength: count, maxLength: count })
        .map((places) => places.map((place) => pool[place] ?? ''))
