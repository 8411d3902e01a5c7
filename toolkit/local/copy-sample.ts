import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Project } from '../define/project.ts'
import type { SampleRow, SampleTarget } from '../define/sample.ts'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { copyRows } from '../postgres/copy-rows.ts'
import { type CopyField, copyFieldFor } from '../postgres/copy-value.ts'
import { isCatalog } from '../postgres/is-catalog.ts'
import { place } from '../release/project-index.ts'
import { relationName } from '../sql/relation-name.ts'
import { Lanes } from './lanes.ts'

export interface SampleOptions {
  readonly now: Date
  readonly scale: number
  readonly seed: number
  /** Called after each table. */
  readonly onTable?: (table: string, rows: number) => void
}

/**
 * Copies the rows of a sample into their tables and returns how many there were. What a sample copies without waiting
 * for it goes over all of the connections, one table at a time over each.
 */
export async function copySample(
  clients: readonly ClientBase[],
  { sample }: Project,
  { now, scale, seed, onTable }: SampleOptions,
): Promise<number> {
  const lanes = new Lanes(clients)
  const copies: Promise<number>[] = []
  const target: SampleTarget = {
    now,
    scale,
    seed,
    copy(source, rows) {
      const copied = isCatalog(source)
        ? Promise.resolve(0)
        : lanes
            .use((client) => copyInto(client, source, rows))
            .then((count) => {
              onTable?.(source.name, count)
              return count
            })
      copies.push(copied)
      return copied
    },
  }
  try {
    await sample(target)
  } catch (cause) {
    throw sampleThrew(cause)
  } finally {
    // Nothing is rolled back while something is still being copied.
    await Promise.allSettled(copies)
  }
  return (await Promise.all(copies)).reduce((sum, count) => sum + count, 0)
}

async function copyInto<S extends Source>(
  client: ClientBase,
  source: S,
  rows: Iterable<SampleRow<S>>,
): Promise<number> {
  try {
    return await copyRows(client, relationName(source.name), rows, fieldsOf(source))
  } catch (cause) {
    throw refusedRows(source, cause)
  }
}

function fieldsOf({ columns }: Source): Map<string, CopyField> {
  const entries = Object.entries(columns)
  return new Map(entries.map(([name, { shape }]) => [name, copyFieldFor(shape.type, shape.zone)]))
}

export function refusedRows(source: Source, cause: unknown): Error {
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
