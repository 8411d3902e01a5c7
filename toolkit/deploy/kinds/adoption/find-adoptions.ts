import type { ClientBase } from 'pg'
import type { IndexColumn } from '../../../define/index-column.ts'
import { SightlineError } from '../../../foundation/sightline-error.ts'
import { type DesiredObject, isRelation, isStored } from '../../../kinds/desired-object.ts'
import type { DesiredStoredView } from '../../../kinds/materialized-view/desired-stored-view.ts'
import { storageIndexNames } from '../../../kinds/materialized-view/storage-sql.ts'
import { queryOf } from '../../../kinds/query-of.ts'
import type { DesiredCopy } from '../../../kinds/view-copy/desired-copy.ts'
import type { DesiredState } from '../../../release/desired-state.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { FinalShadow } from '../../shadow/final-shadow.ts'
import type { Adoption, RenamedIndex } from './adoption.ts'
import { type FoundRelation, readAdopted } from './read-adopted.ts'

/** What a release wants of a version of rows, and whose rows they are. */
interface Version {
  readonly object: DesiredStoredView | DesiredCopy
  readonly name: string
  readonly of: string
}

/**
 * The materialized views that somebody made and that are what the release makes of the same definition, with the views
 * below them, of which a release keeps versions.
 *
 * @throws SightlineError where a materialized view has the name of one of the release, and another query
 */
export async function findAdoptions(
  client: ClientBase,
  { objects }: DesiredState,
  live: LiveState,
  final: FinalShadow,
): Promise<Adoption[]> {
  const versions = objects.flatMap(versionOf)
  const isForeign = ({ object, of }: Version) =>
    isStored(object) && live.relations.get(of)?.type === 'materialized view'
  const wanted = versions.filter(isForeign)
  if (wanted.length === 0) return []
  const needed = new Map(wanted.map((one) => [one.name, one]))
  for (const version of needed.values())
    for (const read of final.relations.get(version.name)?.reads ?? []) {
      const below = versions.find(({ name }) => name === read)
      if (below && !live.relations.has(read)) needed.set(read, below)
    }
  const all = versions.filter(({ name }) => needed.has(name))
  const found = await readAdopted(
    client,
    all.map(({ of }) => of),
  )
  const adopted = new Set(all.map(({ of }) => of))
  return all.map((version): Adoption => {
    const [now, row] = [live.relations.get(version.of), found.get(version.of)]
    const [front, kept] = [version.of, version.name].map((name) => final.relations.get(name))
    const owner = objects.find((object) => object.name === version.of)
    const isSame = kept && now && asFound(kept.canonical, versions) === asFound(now.canonical, versions)
    if (!isSame || !front || !row || !owner || !isRelation(owner))
      throw anotherQuery(version, now?.type, owner)
    return {
      name: version.of,
      version: version.name,
      found: now,
      front,
      kept,
      query: queryOf(owner),
      indexes: isStored(version.object) ? renamedIndexes(version.object, row) : [],
      readers: row.readers.filter(({ name }) => !adopted.has(name)),
      isFilled: row.isFilled,
      isOwn: row.isOwn,
    }
  })
}

function versionOf(object: DesiredObject): Version[] {
  if (object.kind === 'materialized view') return [{ object, name: object.storage, of: object.name }]
  return object.kind === 'view copy' ? [{ object, name: object.name, of: object.of }] : []
}

/** What is stored reads versions: its text as Postgres prints it while they still have the names of what they are versions of. */
function asFound(text: string, versions: readonly Version[]): string {
  return versions.reduce((written, { name, of }) => {
    const { sql, name: plain } = relationName(of)
    const version = relationName(name).sql
    return written.replaceAll(`${version} ${quoteIdentifier(plain)}`, sql).replaceAll(version, sql)
  }, text)
}

/** The indexes that the storage of the release would have as well, by their names there. */
function renamedIndexes(object: DesiredStoredView, { indexes }: FoundRelation): RenamedIndex[] {
  const { schema } = relationName(object.name)
  const names = storageIndexNames(object)
  const wanted: [readonly IndexColumn[], boolean, string][] = [
    [object.grain, true, names.grain],
    ...names.others.map(({ name, columns }): [readonly IndexColumn[], boolean, string] => [
      columns,
      false,
      name,
    ]),
  ]
  const taken = new Set<string>()
  return wanted.flatMap(([columns, unique, to]) => {
    const same = indexes.find(
      (index) =>
        !taken.has(index.name) &&
        (index.unique || !unique) &&
        (unique
          ? sameSet(index.columns, columns)
          : JSON.stringify(index.columns) === JSON.stringify(columns)),
    )
    if (!same) return []
    taken.add(same.name)
    return [{ from: `${quoteIdentifier(schema)}.${quoteIdentifier(same.name)}`, to }]
  })
}

const sameSet = (one: readonly IndexColumn[], other: readonly IndexColumn[]) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())

function anotherQuery(
  { of }: Version,
  type = 'materialized view',
  object: DesiredObject | undefined,
): SightlineError {
  const where = object?.where
  return new SightlineError({
    code: 'relation-name-taken',
    what: `There is a ${type} called ${of} in this database, and it is not what the release makes of its definition.`,
    value: of,
    ...(where === undefined ? {} : { where }),
    next: 'Bring it in as it is first (`sightline import views`, then apply), and change it in a later release; or rename the one or the other.',
  })
}
