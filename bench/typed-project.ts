import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const layers = 3
const fanIn = 4
const panelsEach = 20

/** A query of the project in words that both spellings share: its relations, and what follows `selectFrom`. */
interface WrittenQuery {
  readonly relations: readonly string[]
  readonly rest: string
}

/** How a project is spelled: with this toolkit, or with Kysely alone. */
interface Spelling {
  /** The imports and helpers of every file. */
  readonly head: string
  readonly view: (name: string, query: WrittenQuery) => string
  readonly dashboard: (name: string, queries: readonly WrittenQuery[]) => string
}

/** Writes a project of so many views, each joined with others below it, and twenty panels for each; returns its folder. */
export function writeTypedProject(folder: string, views: number, spelling: Spelling): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const width = views / layers
  const file = (name: string, relations: readonly string[], text: string) => {
    const imports = [...new Set(relations)].map((own) => `import { ${own} } from './${own}.ts'\n`)
    writeFileSync(join(folder, `${name}.ts`), `${spelling.head}${imports.join('')}${text}\n`)
  }
  for (let layer = 0; layer < layers; layer++) {
    for (let position = 0; position < width; position++) {
      const query = layer === 0 ? lowest : joined(layer, position, width)
      file(`v${layer}_${position}`, query.relations, spelling.view(`v${layer}_${position}`, query))
    }
  }
  for (let board = 0; board < views; board++) {
    const queries = Array.from({ length: panelsEach }, (_, panel) =>
      shown(`v${panel % layers}_${(board + panel) % width}`, panel),
    )
    const read = queries.flatMap(({ relations }) => relations)
    file(`d${board}`, read, spelling.dashboard(`d${board}`, queries))
  }
}

const lowest: WrittenQuery = {
  relations: ['orders'],
  rest: ".selectFrom('orders').select((eb) => ['country', eb.fn.sum<number>('amount').as('total'), eb.fn.countAll<number>().as('n')]).groupBy('country')",
}

function joined(layer: number, position: number, width: number): WrittenQuery {
  const relations = Array.from({ length: fanIn }, (_, i) => `v${layer - 1}_${(position + i) % width}`)
  const [first = '', ...others] = relations
  const joins = others.map((name) => `.innerJoin('an.${name}', 'an.${name}.country', 'an.${first}.country')`)
  const columns = `['an.${first}.country', 'an.${others.at(-1)}.total', 'an.${first}.n']`
  return { relations, rest: `.selectFrom('an.${first}')${joins.join('')}.select(${columns})` }
}

const shown = (name: string, panel: number): WrittenQuery => ({
  relations: [name],
  rest:
    panel % 2 === 0
      ? `.selectFrom('an.${name}').select((eb) => eb.fn.sum<number>('total').as('total')).where('n', '>', ${panel})`
      : `.selectFrom('an.${name}').select(['country', 'total', 'n']).orderBy('total', 'desc').limit(${panel})`,
})

/** The project as a user of this toolkit writes it. */
export const withSightline: Spelling = {
  head: "import { dashboard, from, row, statPanel, tablePanel, view } from 'sightline'\n",
  view: (name, { relations, rest }) =>
    `export const ${name} = view('an.${name}', { description: 'd', grain: ['country'], query: from(${relations})${rest} })`,
  dashboard: (name, queries) =>
    `export const ${name} = dashboard({ uid: '${name}', title: 'D', description: 'd', rows: [row('R', { panels: [\n${queries
      .map(({ relations, rest }, panel) => {
        const kind = panel % 2 === 0 ? 'statPanel' : 'tablePanel'
        return `${kind}({ title: 'P${panel}', description: 'd', query: from(${relations})${rest} })`
      })
      .join(',\n')}] })] })`,
}

/** The same queries with Kysely's own types. */
export const withKysely: Spelling = {
  head: "import { db, type RowOf } from './db.ts'\n",
  view: (name, query) => `export const ${name} = ${plain(query)}`,
  dashboard: (name, queries) => `export const ${name} = [\n${queries.map(plain).join(',\n')}]`,
}

function plain({ relations, rest }: WrittenQuery): string {
  const tables = relations.map((name) =>
    name === 'orders' ? 'orders: RowOf<typeof orders>' : `'an.${name}': RowOf<typeof ${name}>`,
  )
  return `db<{ ${tables.join('; ')} }>()${rest}`
}

/** What each spelling says besides. */
export const sources = {
  sightline: {
    orders:
      "import { source } from 'sightline'\nimport { numeric, text } from 'sightline/columns'\nexport const orders = source('orders', { description: 'o', columns: { country: text(), amount: numeric(10, 2) } })\n",
  },
  kysely: {
    orders:
      "import { sql } from 'kysely'\nexport const orders = sql<{ country: string; amount: number }>`select 1`\n",
    db: "import type { Expression, Kysely } from 'kysely'\nexport type RowOf<Q> = Q extends Expression<infer Row> ? Row : never\nexport declare function db<DB>(): Kysely<DB>\n",
  },
} as const
