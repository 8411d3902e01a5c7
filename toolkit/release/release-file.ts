import { contentHash } from '../foundation/content-hash.ts'
import type { ReleaseFile } from './release.ts'

/** A file of a release, hashed once. */
export function releaseFile(path: string, content: string): ReleaseFile {
  return { path, content, hash: contentHash(content, 64) }
}
