import { stringify } from 'yaml'
import { templatesOf } from '../define/alerts/contact-point.ts'
import { timingsOf } from '../define/alerts/notifications.ts'
import type { DataCheck } from '../define/data-check.ts'
import { exportParts } from '../define/exports/export-parts.ts'
import type { ExportSet } from '../define/exports/export-set.ts'
import type { Report } from '../define/reports/report.ts'
import { reportParts } from '../define/reports/report-parts.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { integrationUid } from '../grafana/alerting/integration-uid.ts'
import { panelPlaces } from '../grafana/panel-places.ts'
import { ruleGroups } from '../grafana/provisioning/alert-rules.ts'
import { contactPointsFile } from '../grafana/provisioning/contact-points.ts'
import { deletionsFile, deletionsPath } from '../grafana/provisioning/deletions.ts'
import { dashboardProviders, dataSourceFile } from '../grafana/provisioning/folders.ts'
import { messageTemplatesFile } from '../grafana/provisioning/message-templates.ts'
import { muteTimingsFile } from '../grafana/provisioning/mute-timings.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { fileName } from './file-name.ts'
import { liveFolders } from './live/live-definition.ts'
import type { ReleaseFolder } from './read-release-folder.ts'
import type { ManifestObject, Release, ReleaseFile } from './release.ts'
import { releaseFile } from './release-file.ts'
import { removedAlerting } from './removed-alerting.ts'
import { pictureKind, type ReportPicture, reportPictures } from './report-pictures.ts'

type Parts = Pick<
  Release,
  | 'project'
  | 'sqlObjects'
  | 'dashboards'
  | 'alerts'
  | 'contactPoints'
  | 'messageTemplates'
  | 'muteTimings'
  | 'dataChecks'
  | 'exports'
  | 'reports'
  | 'live'
>

interface FilesAndObjects {
  readonly files: readonly ReleaseFile[]
  readonly objects: readonly ManifestObject[]
}

/** The files of a release without its manifest, and what the manifest says of each object. */
export function releaseFiles(parts: Parts, replaces: ReleaseFolder | undefined): FilesAndObjects {
  const all = [
    sqlFiles(parts),
    queryFiles(parts.dataChecks, 'checks'),
    queryFiles(
      parts.exports.flatMap((set) => exportParts(set).map((part) => ({ kind: set.kind, ...part }))),
      'exports',
    ),
    queryFiles(parts.reports.flatMap(namedParts), 'reports'),
    liveFiles(parts),
    pictureFiles(parts.reports.flatMap(reportPictures)),
    dashboardFiles(parts),
    alertingFiles(parts),
    { files: replaces ? deletionFiles(parts, replaces) : [], objects: [] },
  ]
  const objects = all.flatMap((each) => each.objects)
  requireOwnFiles(objects)
  return { files: all.flatMap(({ files }) => files), objects }
}

/** Two names that differ only in what a path cannot hold would share a file. */
function requireOwnFiles(objects: readonly ManifestObject[]): void {
  const owners = new Map<string, ManifestObject>()
  for (const object of objects) {
    if (
      !/^(?:checks|exports|reports|events|live-figures|caches|grafana\/dashboards|grafana\/folders)\//.test(
        object.file,
      )
    )
      continue
    const key = object.file.toLowerCase()
    const other = owners.get(key)
    owners.set(key, object)
    if (!other && object.name.trim() !== '') continue
    throw new SightlineError({
      code: other ? 'duplicate-name' : 'invalid-name',
      what: other
        ? `The ${object.kind}s "${other.name}" and "${object.name}" would be written to one file.`
        : `A ${object.kind} has no name.`,
      value: object.file,
      next: 'Use letters, digits, `-` and `_`, in names that differ in more than their other characters.',
    })
  }
}

function sqlFiles({ sqlObjects }: Parts): FilesAndObjects {
  const files: ReleaseFile[] = []
  const digits = Math.max(3, String(sqlObjects.length).length)
  const objects = sqlObjects.map(({ kind, name, statements, dependsOn, hash }, position): ManifestObject => {
    const number = String(position + 1).padStart(digits, '0')
    const file = `sql/${number}-${fileName(`${kind} ${name}`)}.sql`
    files.push(releaseFile(file, `${statements.join(';\n\n')};\n`))
    return { kind, name, hash, dependsOn, file }
  })
  return { files, objects }
}

type NamedQuery = Pick<DataCheck | ExportSet | Report, 'kind' | 'name' | 'description'> &
  Pick<ExportSet, 'query'>

/** A report as the queries that it asks: whom it goes to, and each section. */
function namedParts(report: Report): NamedQuery[] {
  const { kind, name, title, schedule, timeZone } = report
  const when = `${title}: every ${schedule.every} at ${schedule.at} (${timeZone})`
  return reportParts(report).map((part) => ({
    kind,
    name: `${name}/${part.title}`,
    description: [when, part.description].filter(Boolean).join('\n'),
    query: part.query,
  }))
}

/** Definitions that are a query, of which nothing is created. */
function queryFiles(definitions: readonly NamedQuery[], folder: string): FilesAndObjects {
  const files: ReleaseFile[] = []
  const objects = definitions.map(({ kind, name, description, query }): ManifestObject => {
    const { sql, relations } = compileQuery(query)
    const file = `${folder}/${fileName(name)}.sql`
    files.push(releaseFile(file, `-- ${description.split(/\r\n?|\n/).join('\n-- ')}\n${sql};\n`))
    return { kind, name, hash: contentHash(sql), dependsOn: [...relations].sort(), file }
  })
  return { files, objects }
}

/** What is counted and kept while events happen. */
function liveFiles({ live }: Parts): FilesAndObjects {
  const files: ReleaseFile[] = []
  const objects = live.map((definition): ManifestObject => {
    const { kind, name } = definition
    const file = releaseFile(
      `${liveFolders[kind]}/${fileName(name)}.json`,
      `${JSON.stringify(definition, null, 2)}\n`,
    )
    files.push(file)
    const dependsOn = kind === 'cache' ? definition.from : kind === 'live figure' ? definition.events : []
    return { kind, name, hash: file.hash.slice(0, 16), dependsOn: dependsOn.toSorted(), file: file.path }
  })
  return { files, objects }
}

/** Which dashboards reports draw, so that a change of one can be named for the report too. */
function pictureFiles(pictures: readonly ReportPicture[]): FilesAndObjects {
  const files: ReleaseFile[] = []
  const objects = pictures.map(({ name, draws }): ManifestObject => {
    const file = `reports/${fileName(name)}.json`
    const text = `${JSON.stringify({ draws }, null, 2)}\n`
    files.push(releaseFile(file, text))
    return { kind: pictureKind, name, hash: contentHash(text), dependsOn: draws, file }
  })
  return { files, objects }
}

function dashboardFiles({ project, dashboards }: Parts): FilesAndObjects {
  const files: ReleaseFile[] = []
  const objects = dashboards.map(({ definition, relations, file }): ManifestObject => {
    files.push(file)
    return {
      kind: definition.kind,
      name: definition.uid,
      hash: file.hash.slice(0, 16),
      dependsOn: relations,
      file: file.path,
    }
  })
  files.push(yamlFile('grafana/provisioning/dashboards/sightline.yaml', dashboardProviders(project)))
  files.push(yamlFile('grafana/provisioning/datasources/sightline.yaml', dataSourceFile(project)))
  return { files, objects }
}

function alertingFiles(parts: Parts): FilesAndObjects {
  const { project, dashboards } = parts
  const alerts = byName(parts.alerts)
  const contactPoints = byName(parts.contactPoints)
  const files: ReleaseFile[] = []
  const objects: ManifestObject[] = []
  if (alerts.length > 0) {
    const file = 'grafana/provisioning/alerting/rules.yaml'
    const places = panelPlaces(dashboards)
    files.push(yamlFile(file, ruleGroups(project, alerts, places)))
    for (const rule of alerts) {
      const read = Object.values(rule.queries).flatMap(({ query }) => [...compileQuery(query).relations])
      const relations = [...new Set(read)].sort()
      const timings = timingsOf(rule.notifications).map(({ name }) => name)
      const dependsOn = [...relations, rule.contactPoint.name, ...timings]
      objects.push({
        kind: rule.kind,
        name: rule.name,
        hash: contentHash(JSON.stringify(ruleGroups(project, [rule], places))),
        dependsOn,
        file,
      })
    }
  }
  if (contactPoints.length > 0) {
    const file = 'grafana/provisioning/alerting/contact-points.yaml'
    files.push(yamlFile(file, contactPointsFile(contactPoints)))
    for (const point of contactPoints) {
      const hash = contentHash(JSON.stringify(contactPointsFile([point])))
      objects.push({
        kind: point.kind,
        name: point.name,
        hash,
        dependsOn: templatesOf(point).map(({ name }) => name),
        file,
      })
    }
  }
  const templates = byName(parts.messageTemplates)
  if (templates.length > 0) {
    const file = 'grafana/provisioning/alerting/message-templates.yaml'
    files.push(yamlFile(file, messageTemplatesFile(templates)))
    for (const template of templates) {
      const hash = contentHash(JSON.stringify(messageTemplatesFile([template])))
      objects.push({ kind: template.kind, name: template.name, hash, dependsOn: [], file })
    }
  }
  const timings = muteTimingFiles(parts)
  return { files: [...files, ...timings.files], objects: [...objects, ...timings.objects] }
}

function muteTimingFiles(parts: Parts): FilesAndObjects {
  const timings = byName(parts.muteTimings)
  if (timings.length === 0) return { files: [], objects: [] }
  const file = 'grafana/provisioning/alerting/mute-timings.yaml'
  const objects = timings.map((timing): ManifestObject => {
    const hash = contentHash(JSON.stringify(muteTimingsFile([timing])))
    return { kind: timing.kind, name: timing.name, hash, dependsOn: [], file }
  })
  return { files: [yamlFile(file, muteTimingsFile(timings))], objects }
}

/** Nothing where nothing is gone: then the release is the same, whatever it replaces. */
function deletionFiles(parts: Parts, replaces: ReleaseFolder): ReleaseFile[] {
  const removed = removedAlerting(replaces, parts.project, {
    rules: parts.alerts.map(({ uid }) => uid),
    integrations: parts.contactPoints.flatMap(({ name, integrations: own }) =>
      own.map(({ type }, position) => integrationUid(name, position, type)),
    ),
    templates: parts.messageTemplates.map(({ name }) => name),
  })
  if (Object.values(removed).every((names) => names.length === 0)) return []
  return [yamlFile(deletionsPath, deletionsFile(removed))]
}

function yamlFile(path: string, content: object): ReleaseFile {
  return releaseFile(path, stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }))
}

/** The order in which a project lists these has no meaning. */
function byName<T extends { name: string }>(definitions: readonly T[]): T[] {
  return definitions.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
