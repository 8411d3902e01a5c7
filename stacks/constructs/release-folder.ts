import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AssetType, TerraformAsset, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { type Release, releaseFolderFiles } from 'sightline/engine'

/** The release folder beside the synthesized stack, one for all steps: what is planned is what is deployed. */
export function releaseFolder(scope: Construct, release: Release): string {
  const stack = TerraformStack.of(scope)
  const found = stack.node.tryFindChild('release')
  if (found instanceof TerraformAsset) return found.path
  const assetHash = release.manifest.contentHash
  return new TerraformAsset(stack, 'release', {
    path: written(release),
    type: AssetType.DIRECTORY,
    assetHash,
  }).path
}

/** An asset is copied from somewhere when the stack is synthesized. */
function written(release: Release): string {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-release-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const { path, content } of releaseFolderFiles(release)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
