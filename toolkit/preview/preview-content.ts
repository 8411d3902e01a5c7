import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { parse } from 'yaml'
import { panelsOfDashboard } from '../check/rules/placed-panels.ts'
import type { OtherDataSource } from '../define/data-source.ts'
import { describeSite } from '../foundation/definition-site.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import type { NestedFolder } from '../grafana/folders.ts'
import { plainText } from '../grafana/provisioning/dollar.ts'
import { type DesiredGrafana, desiredGrafana } from '../release/desired-grafana.ts'
import { readReleaseFolder } from '../release/read-release-folder.ts'
import type { Manifest, Release } from '../release/release.ts'

/** A rule as Grafana gets it, and how often it is evaluated. */
export interface PreviewRule {
  readonly rule: RuleJson
  readonly every: string
}

/** What a preview shows: the files of a release, as Grafana reads them, and where things are defined. */
export interface PreviewContent {
  readonly name: string
  readonly version: string
  readonly dashboards: readonly DashboardJson[]
  /** The titles of the folders, within that of the project, in which a dashboard stands; by its uid. */
  readonly folders: ReadonlyMap<string, readonly string[]>
  readonly rules: readonly PreviewRule[]
  /** The data sources of other databases. */
  readonly dataSources: readonly OtherDataSource[]
  /** Where a panel (`uid/number`) or a rule (its uid) is defined; empty for a release folder. */
  readonly sites: ReadonlyMap<string, string>
}

/** What a preview shows of a release that was just built. */
export function previewContent(release: Release): PreviewContent {
  const sites = new Map<string, string>()
  for (const dashboard of release.dashboards) {
    for (const { panel, site } of panelsOfDashboard(dashboard))
      if (site !== undefined) sites.set(`${dashboard.definition.uid}/${panel.id}`, site)
  }
  for (const rule of release.alerts) sites.set(rule.uid, describeSite(rule) ?? '')
  const files = new Map(release.files.map(({ path, content }) => [path, content]))
  return { ...contentOf(release.manifest, files, desiredGrafana(release)), sites }
}

/**
 * Reads what a preview shows of a release folder.
 *
 * @throws SightlineError where the folder is not a release
 */
export async function readPreviewContent(folder: string): Promise<PreviewContent> {
  const { manifest, files, grafana } = await readReleaseFolder(folder)
  return { ...contentOf(manifest, files, grafana), sites: new Map() }
}

const rulesFile = 'grafana/provisioning/alerting/rules.yaml'

function contentOf(
  { name, version, objects }: Manifest,
  files: ReadonlyMap<string, string>,
  { folders, placed, dataSources }: DesiredGrafana,
): Omit<PreviewContent, 'sites'> {
  const dashboards = objects
    .filter(({ kind }) => kind === 'dashboard')
    .map(({ file }): DashboardJson => JSON.parse(files.get(file) ?? ''))
  const paths = Object.entries(placed).map(([uid, folder]) => [uid, titlesTo(folder, folders)] as const)
  return {
    name,
    version,
    dashboards,
    folders: new Map(paths),
    rules: rulesOf(files.get(rulesFile)),
    dataSources,
  }
}

/** The titles on the way to a folder; the project's own is not among them. */
function titlesTo(uid: string, folders: readonly NestedFolder[]): string[] {
  const found = folders.find((folder) => folder.uid === uid)
  return found ? [...titlesTo(found.parentUid, folders), found.title] : []
}

/** The rules of the text that was read last: few saves change one. */
let lastRules: { readonly yaml: string; readonly rules: readonly PreviewRule[] } | undefined

function rulesOf(yaml: string | undefined): readonly PreviewRule[] {
  if (yaml === undefined) return []
  if (lastRules?.yaml !== yaml) lastRules = { yaml, rules: parsedRules(yaml) }
  return lastRules.rules
}

function parsedRules(yaml: string): PreviewRule[] {
  const { groups }: { groups: { interval: string; rules: RuleJson[] }[] } = parse(yaml)
  return groups.flatMap(({ interval, rules }) =>
    rules.map((rule) => {
      const receiver = plainText(rule.notification_settings.receiver)
      const plain = { ...rule, title: plainText(rule.title), notification_settings: { receiver } }
      return { rule: plain, every: interval }
    }),
  )
}
