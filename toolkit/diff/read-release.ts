import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DesiredGrafana, desiredGrafana } from '../release/desired-grafana.ts'
import { type DesiredState, desiredState } from '../release/desired-state.ts'
import { readDesiredGrafana, readDesiredState } from '../release/read-release-folder.ts'
import type { Manifest, Release } from '../release/release.ts'
import { comparedGrafana } from './compared-grafana.ts'
import type { ComparedCheck, ComparedRelease } from './compared-release.ts'

/**
 * Reads what `build` wrote, as one side of a comparison.
 *
 * @throws SightlineError where the folder is not a release
 * @example const base = await readRelease('release', 'the last release')
 */
export async function readRelease(folder: string, label: string): Promise<ComparedRelease> {
  const desired = await readDesiredState(folder)
  const grafana = await readDesiredGrafana(folder)
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const listed = manifest.objects.filter(({ kind }) => kind === 'data check')
  const checks = await Promise.all(
    listed.map(async ({ name, file }) => readCheck(name, await readFile(join(folder, file), 'utf8'))),
  )
  return side(label, desired, grafana, checks)
}

/** A release that was just built, as one side of a comparison. */
export function comparedRelease(release: Release, label: string): ComparedRelease {
  const texts = new Map(release.files.map(({ path, content }) => [path, content]))
  const listed = release.manifest.objects.filter(({ kind }) => kind === 'data check')
  const checks = listed.map(({ name, file }) => readCheck(name, texts.get(file) ?? ''))
  return side(label, desiredState(release), desiredGrafana(release), checks)
}

function side(
  label: string,
  desired: DesiredState,
  grafana: DesiredGrafana,
  dataChecks: readonly ComparedCheck[],
): ComparedRelease {
  return { label, desired, grafana: comparedGrafana(grafana), dataChecks }
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
