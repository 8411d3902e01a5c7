import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { ContactPoint } from '../define/alerts/contact-point.ts'
import type { MessageTemplate } from '../define/alerts/message-template.ts'
import type { MuteTiming } from '../define/alerts/mute-timing.ts'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { DataCheck } from '../define/data-check.ts'
import type { ExportSet } from '../define/exports/export-set.ts'
import type { Project } from '../define/project.ts'
import type { Report } from '../define/reports/report.ts'
import type { Source } from '../define/source.ts'
import type { DesiredQuery } from './desired-query.ts'
import type { LiveDefinition } from './live/live-definition.ts'
import type { SqlObject } from './sql-object.ts'

/** A dashboard beside its JSON. */
export interface BuiltDashboard {
  readonly definition: Dashboard
  /** Made when it is read. */
  readonly json: DashboardJson
  readonly file: ReleaseFile
  /** What its panels, variables and annotations select from, in alphabetical order. */
  readonly relations: readonly string[]
  /** What its queries want of a database. */
  desiredQueries(): readonly DesiredQuery[]
}

/** One file of a release: its path from the release folder, its bytes, and their SHA-256. */
export interface ReleaseFile {
  readonly path: string
  readonly content: string
  readonly hash: string
}

/** What a manifest says of one object. */
export interface ManifestObject {
  readonly kind: string
  readonly name: string
  readonly hash: string
  readonly dependsOn: readonly string[]
  readonly file: string
}

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly contentHash: string
  readonly objects: readonly ManifestObject[]
  /** The source tables and columns that the release expects to find. */
  readonly sources: readonly { readonly name: string; readonly columns: Readonly<Record<string, string>> }[]
}

/** The manifest of a release folder, which also knows the hash of each of its files. */
export interface FolderManifest extends Manifest {
  readonly files: Readonly<Record<string, string>>
}

/** Everything that a project says, built: what is deployed, compared and checked. */
export interface Release {
  readonly project: Project
  readonly version: string
  /** In the database that is deployed to. */
  readonly sources: readonly Source[]
  /** In other databases, of which the release only reads. */
  readonly otherSources: readonly Source[]
  readonly sqlObjects: readonly SqlObject[]
  readonly dashboards: readonly BuiltDashboard[]
  readonly alerts: readonly AlertRule[]
  readonly contactPoints: readonly ContactPoint[]
  readonly messageTemplates: readonly MessageTemplate[]
  readonly muteTimings: readonly MuteTiming[]
  readonly dataChecks: readonly DataCheck[]
  readonly exports: readonly ExportSet[]
  readonly reports: readonly Report[]
  /** Its events, live figures and caches. */
  readonly live: readonly LiveDefinition[]
  /** Without its manifest and what it wants of a database and of a Grafana, which only a folder needs beside them. */
  readonly files: readonly ReleaseFile[]
  readonly manifest: Manifest
}
