import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AssetType, TerraformAsset } from 'cdktf'
import type { Construct } from 'constructs'
import { type Release, releaseFolderFiles } from 'sightline'

/** Puts a release folder beside the synthesized stack, so that what is planned is what is deployed. */
export function releaseFolder(scope: Construct, release: Release): TerraformAsset {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-release-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const { path, content } of releaseFolderFiles(release)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const assetHash = release.manifest.contentHash
  return new TerraformAsset(scope, 'release', { path: folder, type: AssetType.DIRECTORY, assetHash })
}
