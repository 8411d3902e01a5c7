import * as v from 'valibot'
import type { StoredFormat } from '../../foundation/stored-format.ts'
import type { FolderManifest } from '../release.ts'

const text = v.string()

const schema = v.strictObject({
  name: text,
  version: text,
  contentHash: text,
  objects: v.array(
    v.strictObject({ kind: text, name: text, hash: text, dependsOn: v.array(text), file: text }),
  ),
  sources: v.array(v.strictObject({ name: text, columns: v.record(text, text) })),
  files: v.record(text, text),
})

/** What a release folder holds; format 0 had no hashes of its files. */
export const manifestFormat: StoredFormat<FolderManifest> = {
  name: 'a release folder',
  schema,
  upgrades: [(older) => ({ ...older, files: {} })],
  next: 'Run `sightline build --out FOLDER` again, and name that folder.',
}
