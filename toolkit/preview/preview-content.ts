import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { parse } from 'yaml'
import { panelsOfDashboard } from '../check/rules/placed-panels.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { plainText } from '../grafana/provisioning/dollar.ts'
import type { Manifest, Release, ReleaseFile } from '../release/release.ts'

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
  readonly rules: readonly PreviewRule[]
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
  return { ...contentOf(release.files), sites }
}

/**
 * Reads what a preview shows of a release folder.
 *
 * @throws SightlineError where the folder is not a release
 */
export async function readPreviewContent(folder: string): Promise<PreviewContent> {
  try {
    const paths = [
      'manifest.json',
      ...(await filesIn(folder, dashboardFolder)),
      ...(await filesIn(folder, rulesFolder)),
    ]
    const files = await Promise.all(
      paths.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })),
    )
    return { ...contentOf(files), sites: new Map() }
  } catch (cause) {
    const next = 'Name a folder that `sightline build --out FOLDER` wrote.'
    throw new SightlineError({ what: 'This folder is not a release.', value: folder, next }, { cause })
  }
}

const dashboardFolder = 'grafana/dashboards'
const rulesFolder = 'grafana/provisioning/alerting'

async function filesIn(folder: string, below: string): Promise<string[]> {
  const names = await readdir(join(folder, below)).catch(() => [])
  return names.sort().map((name) => `${below}/${name}`)
}

function contentOf(files: readonly ReleaseFile[]): Omit<PreviewContent, 'sites'> {
  const contentOfFile = (path: string) => files.find((file) => file.path === path)?.content
  const { name, version, objects }: Manifest = JSON.parse(contentOfFile('manifest.json') ?? '')
  const dashboards = objects
    .filter(({ kind }) => kind === 'dashboard')
    .map(({ file }): DashboardJson => JSON.parse(contentOfFile(file) ?? ''))
  return { name, version, dashboards, rules: rulesOf(contentOfFile(`${rulesFolder}/rules.yaml`)) }
}

function rulesOf(yaml: string | undefined): PreviewRule[] {
  if (yaml === undefined) return []
  const { groups }: { groups: { interval: string; rules: RuleJson[] }[] } = parse(yaml)
  return groups.flatMap(({ interval, rules }) =>
    rules.map((rule) => {
      const receiver = plainText(rule.notification_settings.receiver)
      const plain = { ...rule, title: plainText(rule.title), notification_settings: { receiver } }
      return { rule: plain, every: interval }
    }),
  )
}
