import type { DesiredObject, DesiredState } from 'sightline/engine'
import { contentHash } from '../../../toolkit/foundation/content-hash.ts'

/** Changes to a release: what is selected from its views, and what its queries say instead. */
export interface Variant {
  readonly title: string
  /** By view: the new SELECT list over its old query. */
  readonly select: Readonly<Record<string, string>>
  /** Words in queries, and what stands in their place. */
  readonly words?: Readonly<Record<string, string>>
}

/** A release that differs from another one. */
export function stateVariant(state: DesiredState, { title, select, words = {} }: Variant): DesiredState {
  const storages = new Map<string, string>()
  const changed = state.objects.map((object): DesiredObject => {
    const list = select[object.name]
    if (list === undefined || !('query' in object)) return object
    const query = `select ${list} from (\n${object.query}\n) q`
    const hash = contentHash(query)
    if (!('storage' in object)) return { ...object, query, hash }
    const storage = `${object.name}__${hash.slice(0, 8)}`
    storages.set(object.storage, storage)
    return { ...object, query, hash, storage }
  })
  const objects = changed.map((object): DesiredObject => {
    if (object.kind !== 'function') return object
    let { create } = object
    for (const [old, storage] of storages) create = create.replaceAll(old, storage)
    return { ...object, create, hash: contentHash(create) }
  })
  const queries = state.queries.map((query) => {
    let text = query.sql
    for (const [word, other] of Object.entries(words)) text = text.replaceAll(word, other)
    return { ...query, sql: text }
  })
  const hash = contentHash(JSON.stringify([title, state.contentHash]))
  return { ...state, objects, queries, contentHash: hash, version: `${title.replaceAll(' ', '-')}+${hash}` }
}
