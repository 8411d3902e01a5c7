import { derivedName } from '../sql/derived-name.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'
import { RelationName } from '../sql/relation-name.ts'
import type { CountedColumn } from './table-facts.ts'

interface Move {
  readonly from: RelationName
  readonly to: RelationName
}

/** Counting goes on in the other table where it was: an identity gets a new sequence, a sequence of its own another owner. */
export function movedCounters(counted: readonly CountedColumn[], { from, to }: Move) {
  const statements = counted
    .filter(({ kind }) => kind !== 'serial')
    .flatMap(({ name, kind, sequence, options }) => {
      const column = quoteIdentifier(name)
      const { schema, own } = parsed(sequence)
      const made = new RelationName(schema, derivedName(own, { suffix: '__fresh' }))
      return [
        `alter table ${to.sql} alter column ${column} add generated ${kind} as identity (sequence name ${made.sql} ${options})`,
        `select setval(${quoteLiteral(made.sql)}, last_value, is_called) from ${sequence}`,
        `alter table ${from.sql} alter column ${column} drop identity`,
        `alter sequence ${made.sql} rename to ${quoteIdentifier(own)}`,
      ]
    })
  const owned = (table: RelationName): string[] =>
    counted
      .filter(({ kind }) => kind === 'serial')
      .map(
        ({ name, sequence }) => `alter sequence ${sequence} owned by ${table.sql}.${quoteIdentifier(name)}`,
      )
  return { statements, owned }
}

/** A name as Postgres quotes it, in its parts. */
function parsed(name: string): { schema: string; own: string } {
  const [schema = '', own = ''] = [...name.matchAll(/"((?:[^"]|"")*)"|([^".]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
  return { schema, own }
}
