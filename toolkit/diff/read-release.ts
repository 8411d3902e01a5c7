import { desiredGrafana } from '../release/desired-grafana.ts'
import { desiredState } from '../release/desired-state.ts'
import { type FolderTrust, parsedJson } from '../release/folder-files.ts'
import { isLiveKind, type LiveDefinition, readLiveDefinition } from '../release/live/live-definition.ts'
import { readReleaseFolder } from '../release/read-release-folder.ts'
import type { Manifest, Release } from '../release/release.ts'
import { pictureKind } from '../release/report-pictures.ts'
import { comparedGrafana } from './compared-grafana.ts'
import type { ComparedNamedQuery, ComparedRelease } from './compared-release.ts'

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
  return {
    label,
    desired,
    grafana: comparedGrafana(grafana),
    ...namedQueries(manifest, files),
    live: liveIn(manifest, files),
  }
}

/** A release that was just built, as one side of a comparison. */
export function comparedRelease(release: Release, label: string): ComparedRelease {
  const files = new Map(release.files.map(({ path, content }) => [path, content]))
  const grafana = comparedGrafana(desiredGrafana(release))
  const { manifest, live } = release
  return { label, desired: desiredState(release), grafana, ...namedQueries(manifest, files), live }
}

type NamedQueries = Pick<ComparedRelease, 'dataChecks' | 'exports' | 'reports' | 'pictures'>

function namedQueries({ objects }: Manifest, files: ReadonlyMap<string, string>): NamedQueries {
  const ofKind = (wanted: string) =>
    objects
      .filter(({ kind }) => kind === wanted)
      .map(({ name, file }) => readQuery(name, files.get(file) ?? ''))
  const pictures = objects
    .filter(({ kind }) => kind === pictureKind)
    .map(({ name, dependsOn }) => ({ name, draws: dependsOn }))
  return {
    dataChecks: ofKind('data check'),
    exports: ofKind('export'),
    reports: ofKind('report'),
    pictures,
  }
}

function liveIn({ objects }: Manifest, files: ReadonlyMap<string, string>): LiveDefinition[] {
  return objects
    .filter(({ kind }) => isLiveKind(kind))
    .flatMap(({ file }) => readLiveDefinition(parsedJson(files.get(file) ?? '')) ?? [])
}

/** A query is written with its description in front, each line a comment. */
function readQuery(name: string, text: string): ComparedNamedQuery {
  const lines = text.trimEnd().replace(/;$/, '').split('\n')
  const first = Math.max(
    lines.findIndex((line) => !line.startsWith('-- ')),
    0,
  )
  return { name, sql: lines.slice(first).join('\n') }
}
