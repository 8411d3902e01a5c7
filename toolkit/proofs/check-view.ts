import type { ViewExpectation } from '../define/proofs/expectation.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { compareRows, type Mismatch, type Row } from './compare-rows.ts'
import type { ProofContext } from './proof-context.ts'

/** Whether a view or a roll-up has the rows that are expected, and how it differs where it has not. */
export async function checkView(
  { client, views, rollups }: ProofContext,
  { view, rows }: ViewExpectation,
): Promise<Mismatch | undefined> {
  const key = (views.get(view.name) ?? rollups.find(({ name }) => name === view.name))?.grain ?? []
  const order = key.length > 0 ? ` order by ${key.map(quoteIdentifier).join(', ')}` : ''
  const { rows: found, fields } = await client.query<Row>(
    `select * from ${relationName(view.name).sql}${order}`,
  )
  const unknown = rows.flatMap(Object.keys).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) throw unknownColumn(view.name, unknown, fields)
  return compareRows(view.name, rows, found, key)
}

/** What the compiler refuses may still come from plain JavaScript. */
const unknownColumn = (view: string, column: string, fields: readonly { readonly name: string }[]) =>
  new SightlineError({
    code: 'unknown-column',
    what: `A proof expects a column that ${view} does not have.`,
    value: column,
    next: `Use one of ${fields.map(({ name }) => name).join(', ')}.`,
  })
