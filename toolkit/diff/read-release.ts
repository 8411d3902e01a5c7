import { type DesiredGrafana, desiredGrafana } from '../release/desired-grafana.ts'
import { type DesiredState, desiredState } from '../release/desired-state.ts'
import type { FolderTrust } from '../release/folder-files.ts'
import { readReleaseFolder } from '../release/read-release-folder.ts'
import type { Manifest, Release } from '../release/release.ts'
import { comparedGrafana } from './compared-grafana.ts'
import type { ComparedCheck, ComparedRelease } from './compared-release.ts'

/**
 * Reads what `build` wrote, as one side of a comparison.
 *
 * @throws SightlineError where the folder is not a release
 * @example const base = await readRelease('release', 'the last release')
 */
export async function readRelease(
  folder: string,
  label: string,
  trust: FolderTrust = {},
): Promise<ComparedRelease> {
  const { manifest, desired, grafana, files } = await readReleaseFolder(folder, trust)
  return side(label, desired, grafana, checksOf(manifest, files))
}

/** A release that was just built, as one side of a comparison. */
export function comparedRelease(release: Release, label: string): ComparedRelease {
  const files = new Map(release.files.map(({ path, content }) => [path, content]))
  return side(label, desiredState(release), desiredGrafana(release), checksOf(release.manifest, files))
}

function side(
  label: string,
  desired: DesiredState,
  grafana: DesiredGrafana,
  dataChecks: readonly ComparedCheck[],
): ComparedRelease {
  return { label, desired, grafana: comparedGrafana(grafana), dataChecks }
}

function checksOf({ objects }: Manifest, files: ReadonlyMap<string, string>): ComparedCheck[] {
  const checks = objects.filter(({ kind }) => kind === 'data check')
  return checks.map(({ name, file }) => readCheck(name, files.get(file) ?? ''))
}

/** A check is written with its description in front, each line a comment. */
function readCheck(name: string, text: string): ComparedCheck {
  const lines = text.trimEnd().replace(/;$/, '').split('\n')
  const first = Math.max(
    lines.findIndex((line) => !line.startsWith('-- ')),
    0,
  )
  return { name, sql: lines.slice(first).join('\n') }
}
