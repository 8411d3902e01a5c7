import { contentHash } from '../foundation/content-hash.ts'
import type { FolderManifest, Manifest, ReleaseFile } from './release.ts'

type Content = Pick<Manifest, 'objects' | 'sources'>

/** What a release contains, as a hash over its objects, its sources and the files that Grafana reads its alerts from. */
export function manifestHash({ objects, sources }: Content, files: FolderManifest['files']): string {
  const hashes = objects.map(({ kind, name, hash }) => `${kind} ${name} ${hash}`).sort()
  const provisioned = Object.entries(files).filter(([path]) => path.endsWith('.yaml'))
  return contentHash(JSON.stringify([hashes, sources, provisioned]))
}

/** The version of a release: that of its project and what tells its content from others'. */
export function releaseVersion(projectVersion: string, hash: string): string {
  return `${projectVersion}+${hash.slice(0, 12)}`
}

/** The hash of each file, by its path. */
export function fileHashes(files: readonly ReleaseFile[]): FolderManifest['files'] {
  return Object.fromEntries(files.map(({ path, hash }) => [path, hash]))
}
