import type { SqlDefinition } from '../define/project.ts'
import type { View } from '../define/view.ts'
import { contentHash } from '../foundation/content-hash.ts'
import type { StoredRows } from '../kinds/definition-kind.ts'
import { createdKind } from '../kinds/definition-kinds.ts'
import { hasStoredRows, type StoredDefinition } from '../kinds/has-stored-rows.ts'
import { isIncremental } from '../kinds/incremental-view/incremental-view-kind.ts'
import { isView, type ViewDefinition } from '../kinds/is-view.ts'
import { storedContent } from '../kinds/stored-content.ts'
import { versionedName } from '../kinds/versioned-name.ts'
import { compileOnce, compileQuery } from '../sql/compile-query.ts'
import { type RelationName, relationName } from '../sql/relation-name.ts'
import type { SqlObject } from './sql-object.ts'

interface Version {
  readonly hash: string
  /** The name under which this version of the rows can be read for as long as anything needs it. */
  readonly name: string
}

/**
 * Names each version of the rows behind a view. What is stored reads versions only, so that a view can be dropped and
 * created again without touching what is stored.
 */
export class RowVersions {
  readonly #hashes = new Map<string, string>()
  readonly #versions = new Map<string, Version>()
  /** The incremental views that stand below each other one. */
  readonly #followed = new Map<string, readonly string[]>()
  readonly #views = new Map<string, { view: View; dependsOn: readonly string[] }>()

  /** Takes notice of an object; those below it must have been noticed before. */
  note(definition: SqlDefinition, dependsOn: readonly string[], statements: readonly string[]): void {
    const below = this.#below(dependsOn)
    if (isView(definition) && !hasStoredRows(definition)) {
      this.#views.set(definition.name, { view: definition, dependsOn })
      const content = [compileOnce(definition.query).sql, below]
      this.#hashes.set(definition.name, contentHash(JSON.stringify(content)))
    } else if (createdKind(definition).usedAs === 'function') {
      this.#hashes.set(definition.name, contentHash(JSON.stringify([statements[0], below])))
    }
  }

  /** The storage of a view whose rows are kept: its name, and its query over versions only. */
  storage(
    view: StoredDefinition,
    dependsOn: readonly string[],
  ): StoredRows & { readonly copies: readonly SqlObject[] } {
    const hash = contentHash(JSON.stringify([storedContent(view), this.#below(dependsOn)]))
    const copies: SqlObject[] = []
    const query = this.#overVersions(view, dependsOn, copies)
    const name = versionedName(view.name, hash)
    this.#hashes.set(view.name, hash)
    this.#versions.set(view.name, { hash, name })
    return { name, query, below: this.#storagesBelow(view), copies }
  }

  /** Each is noted after those below it, which is the order in which they are refreshed. */
  #storagesBelow(view: StoredDefinition): Map<string, string> {
    if (!isIncremental(view)) return new Map()
    const followed = view.follow.flatMap(({ source }) =>
      isIncremental(source) ? [source.name, ...(this.#followed.get(source.name) ?? [])] : [],
    )
    this.#followed.set(view.name, followed)
    return new Map(
      [...this.#versions].flatMap(([name, version]) =>
        followed.includes(name) ? [[name, version.name] as const] : [],
      ),
    )
  }

  #below(dependsOn: readonly string[]): string[] {
    return dependsOn.map((name) => this.#hashes.get(name) ?? name)
  }

  #overVersions({ query }: ViewDefinition, dependsOn: readonly string[], copies: SqlObject[]): string {
    const to = new Map<string, RelationName>()
    for (const name of dependsOn) {
      const version = this.#versions.get(name) ?? this.#copy(name, copies)
      if (version) to.set(name, relationName(version.name))
    }
    return compileQuery(query, { to, all: dependsOn }).sql
  }

  #copy(name: string, copies: SqlObject[]): Version | undefined {
    const found = this.#views.get(name)
    if (!found) return undefined
    const { view, dependsOn } = found
    const hash = this.#hashes.get(name) ?? ''
    const version = { hash, name: versionedName(name, hash) }
    const query = this.#overVersions(view, dependsOn, copies)
    copies.push({
      kind: 'view copy',
      name: version.name,
      statements: [`create or replace view ${relationName(version.name).sql} as\n${query}`],
      dependsOn,
      hash,
      storage: undefined,
      copyOf: name,
      query,
      definition: undefined,
    })
    this.#versions.set(name, version)
    return version
  }
}
