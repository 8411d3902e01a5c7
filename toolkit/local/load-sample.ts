import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Project } from '../define/project.ts'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isSource } from '../kinds/source/source-kind.ts'
import { inTransaction } from '../postgres/client.ts'
import { copyRows } from '../postgres/copy-rows.ts'
import { type CopyField, copyFieldFor } from '../postgres/copy-value.ts'
import { isCatalog } from '../postgres/is-catalog.ts'
import { place } from '../release/project-index.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'

export interface SampleOptions {
  readonly now: Date
  readonly scale: number
  readonly seed: number
  /** Called after each table. */
  readonly onTable?: (table: string, rows: number) => void
  /** Done when all rows are there, in the same transaction. */
  readonly afterRows?: () => Promise<void>
}

/** Fills the source tables with the project's sample, in place of what was there, and returns how many rows it has. */
export async function loadSample(
  client: ClientBase,
  { sample, definitions }: Project,
  { now, scale, seed, onTable, afterRows }: SampleOptions,
): Promise<number> {
  const sources = definitions.filter(isSource).filter((source) => !isCatalog(source))
  const tables = sources.map(({ name }) => relationName(name).sql)
  let total = 0
  await inTransaction(client, async () => {
    if (tables.length > 0) await client.query(`truncate ${tables.join(', ')} restart identity`)
    await sample({
      now,
      scale,
      seed,
      copy: async (source, rows) => {
        if (isCatalog(source)) return 0
        const copied = copyRows(client, relationName(source.name), rows, fieldsOf(source))
        const count = await copied.catch((cause: unknown) => {
          throw refusedRows(source, cause)
        })
        total += count
        onTable?.(source.name, count)
        return count
      },
    }).catch((cause: unknown) => {
      throw sampleThrew(cause)
    })
    try {
      await client.query('set constraints all immediate')
      await afterRows?.()
    } catch (cause) {
      throw refusedReference(sources, cause)
    }
  })
  await client.query('analyze')
  return total
}

/** Whether the source tables could not be emptied because other tables, which are not sources, refer to them. */
export function isTruncateRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000'
}

function fieldsOf({ columns }: Source): Map<string, CopyField> {
  const entries = Object.entries(columns)
  return new Map(entries.map(([name, { shape }]) => [name, copyFieldFor(shape.type, shape.zone)]))
}

function refusedRows(source: Source, cause: unknown): Error {
  if (!(cause instanceof pg.DatabaseError)) return cause instanceof Error ? cause : new Error(String(cause))
  return new SightlineError(
    {
      code: 'sample-refused',
      what: `Postgres refuses the sample rows of ${source.name}: ${cause.message}.`,
      value: cause.detail ?? cause.where ?? source.name,
      ...place(source),
      next: 'Correct the rows that the sample copies into this source, or the declaration of the source.',
    },
    { cause },
  )
}

/** What refers to rows that are not there is found when all rows are. */
function refusedReference(sources: readonly Source[], problem: unknown): unknown {
  const cause = problem instanceof SightlineError ? problem.cause : problem
  if (!(cause instanceof pg.DatabaseError)) return problem
  if (problem !== cause && cause.code !== brokenReference) return problem
  const { schema = 'public', table = '' } = cause
  const name = new RelationName(schema, table)
  const source = sources.find((one) => relationName(one.name).equals(name))
  return source ? refusedRows(source, cause) : problem
}

/** The code of Postgres for a foreign key without its row. */
const brokenReference = '23503'

/** What the sample itself throws is its author's to put right; what the database says is told elsewhere. */
function sampleThrew(cause: unknown): unknown {
  if (cause instanceof SightlineError || cause instanceof pg.DatabaseError) return cause
  const { message, stack = '' } = cause instanceof Error ? cause : { message: String(cause) }
  const [, frame] = /^\s+at (.+)$/m.exec(stack) ?? []
  return new SightlineError(
    {
      code: 'sample-throws',
      what: `The sample throws: ${message}`,
      ...(frame === undefined ? {} : { where: frame }),
      next: 'Correct the sample; `npx tsc --noEmit` often says more.',
    },
    { cause },
  )
}
