import type { DesiredState } from '../../release/desired-state.ts'
import { RelationName } from '../../sql/relation-name.ts'
import type { DriftFinding } from '../plan/drift-finding.ts'
import type { Records } from '../records/records.ts'
import { byRelation, type ReadableColumns, type ReaderAccess } from './reader-access.ts'
import type { RecordedGrant } from './reader-grant.ts'

/**
 * What the reader lost of what it was given and, where the release is in place, what it may read beside that: also as
 * everybody may, or through the role that logs in with its rights.
 */
export function grantDrift(
  { readerRole, project }: DesiredState,
  { current, grants }: Records,
  { columns, lost, others }: ReaderAccess,
  inPlace: boolean,
): DriftFinding[] {
  const ofReader = grants.filter(({ role }) => role === readerRole)
  const elsewhere = ofReader.filter((grant) => grant.project !== project && grant.kind === 'column')
  const wholes = ofReader.filter(({ kind }) => kind === 'relation')
  const needed = byRelation([
    ...(current?.reads ?? []),
    ...elsewhere.map(({ schema, name, part }) => ({ relation: nameOf(schema, name), column: part })),
    ...wholes.map(({ schema, name }) => ({ relation: nameOf(schema, name), column: '*' })),
  ])
  const grantees: readonly (readonly [string, ReadableColumns])[] = inPlace
    ? [[readerRole, columns], ...others]
    : []
  const differences = { grant: new Map<string, string[]>(), 'grant to others': new Map<string, string[]>() }
  const add = (kind: keyof typeof differences, object: string, line: string) =>
    differences[kind].set(object, [...(differences[kind].get(object) ?? []), line])
  for (const grant of lost) add('grant', objectOf(grant, readerRole), `- ${describe(grant)} to ${readerRole}`)
  for (const [grantee, readable] of grantees) {
    for (const [relation, had] of readable) {
      const excess = [...had].filter((column) => !needed.get(relation)?.has(column))
      const kind = grantee === readerRole ? 'grant' : 'grant to others'
      for (const column of excess) add(kind, relation, `+ ${select(relation, column)} to ${grantee}`)
    }
  }
  return (['grant', 'grant to others'] as const).flatMap((kind) =>
    [...differences[kind]].map(([object, difference]) => ({ object, kind, difference })),
  )
}

const nameOf = (schema: string, name: string) => new RelationName(schema, name).written

function objectOf({ kind, schema, name }: RecordedGrant, role: string): string {
  if (kind === 'role' || kind === 'setting') return role
  return kind === 'schema' ? schema : nameOf(schema, name)
}

const select = (relation: string, column: string) =>
  `select ${column === '*' ? 'on the whole' : `(${column})`} of ${relation}`

function describe({ kind, schema, name, part }: RecordedGrant): string {
  switch (kind) {
    case 'role':
      return 'the role'
    case 'setting':
      return `the setting ${name}`
    case 'schema':
      return `usage of the schema ${schema}`
    case 'function':
      return `execute of ${nameOf(schema, name)}(${part})`
    case 'relation':
      return select(nameOf(schema, name), '*')
    case 'column':
      return select(nameOf(schema, name), part)
  }
}
