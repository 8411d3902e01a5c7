import { DataResource, type ITerraformDependable, type TerraformResource } from 'cdktf'
import { Construct } from 'constructs'
import { alertRuleGroups, desiredGrafana, muteIntervals, type Release, templateText } from 'sightline/engine'
import { ContactPoint } from '../grafana/contact-point.ts'
import { Dashboard } from '../grafana/dashboard.ts'
import { DataSource } from '../grafana/data-source.ts'
import { Folder } from '../grafana/folder.ts'
import { FolderPermission, type Permission } from '../grafana/folder-permission.ts'
import { GrafanaProvider } from '../grafana/grafana-provider.ts'
import { MessageTemplate } from '../grafana/message-template.ts'
import { MuteTiming } from '../grafana/mute-timing.ts'
import { RuleGroup } from '../grafana/rule-group.ts'
import type { Before } from './before.ts'
import { canonicalJson } from './canonical-json.ts'
import { contactPointArguments } from './contact-point-arguments.ts'
import { dataSourceArguments, otherDataSourceArguments } from './data-source-arguments.ts'
import { destroyCommand } from './destroy-command.ts'
import { type GrafanaConnection, grafanaEnvironment, inheritedGrafana } from './grafana-connection.ts'
import { literal } from './literal.ts'
import type { PostgresConnection } from './postgres-connection.ts'
import { releaseFolder } from './release-folder.ts'
import { ruleGroupArguments } from './rule-group-arguments.ts'
import { sightlineCommand } from './sightline-command.ts'

export interface GrafanaReleaseOptions {
  readonly release: Release
  readonly grafana: GrafanaConnection
  readonly postgres: PostgresConnection
  /** Who may do what with the folder; Grafana's own permissions stay where nothing is said. */
  readonly permissions?: readonly Permission[]
  /** What Grafana had before: folder and data source are left, what else has a name of the project's is taken over. */
  readonly before?: Before
  /** What has to be there before. */
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * Everything of a release that Grafana holds: folder, data source, dashboards, message templates, contact points and
 * rules, and a mark on the graphs. The organization's notification policies are never touched.
 *
 * @example new GrafanaRelease(this, 'grafana', { release, grafana: grafanaConnection(this), postgres: postgresConnection(this) })
 */
export class GrafanaRelease extends Construct {
  /** Marks the release when everything is there. */
  readonly mark: TerraformResource

  readonly #options: GrafanaReleaseOptions
  readonly #meta: { readonly provider: GrafanaProvider; readonly dependsOn: ITerraformDependable[] }

  constructor(scope: Construct, id: string, options: GrafanaReleaseOptions) {
    super(scope, id)
    const { grafana } = options
    this.#options = options
    const provider = new GrafanaProvider(this, 'grafana', {
      url: grafana.url.stringValue,
      auth: grafana.auth.stringValue,
    })
    this.#meta = { provider, dependsOn: [...(options.dependsOn ?? [])] }
    const { release, postgres, before } = options
    const folder = new Folder(
      this,
      'folder',
      { ...release.project.folder, prevent_destroy_if_not_empty: true },
      this.#meta,
    )
    const dataSource = new DataSource(
      this,
      'data_source',
      dataSourceArguments(this, release, postgres),
      this.#meta,
    )
    before?.unlessThere(folder, 'folder')
    before?.unlessThere(dataSource, 'data_source')
    const folders = this.#folders(folder)
    const dataSources = [dataSource, ...this.#otherDataSources()]
    const made = [
      ...dataSources,
      ...this.#folderPermissions(folder),
      ...this.#dashboards(folders, dataSources),
      ...this.#rules(folders, dataSources),
    ]
    this.mark = this.#markOf([...made, this.#marks()])
  }

  /** What comes after other resources, and not only after what has to be there before all of them. */
  #after(...resources: readonly ITerraformDependable[]) {
    const { provider, dependsOn } = this.#meta
    return { provider, dependsOn: [...dependsOn, ...resources] }
  }

  #otherDataSources(): DataSource[] {
    const { release, before } = this.#options
    return release.project.dataSources.map((one) => {
      const args = otherDataSourceArguments(this, one)
      const made = new DataSource(this, `data_source_${one.database}`, args, this.#meta)
      before?.unlessListed(made, 'data_sources', one.uid)
      return made
    })
  }

  /** The folders within the project's, each after the one around it. */
  #folders(root: Folder): Folder[] {
    const { folder, folders } = desiredGrafana(this.#options.release)
    const made = new Map([[folder.uid, root]])
    for (const { uid, title, parentUid } of folders) {
      const args = { uid, title, parent_folder_uid: parentUid, prevent_destroy_if_not_empty: true }
      const around = made.get(parentUid) ?? root
      const nested = new Folder(this, `folder_${uid}`, args, this.#after(around))
      this.#options.before?.adopt(nested, 'folders', uid, `0:${uid}`)
      made.set(uid, nested)
    }
    return [...made.values()]
  }

  /** The same for what may be taken over: what push made stays open to edits in the browser, and could not be changed otherwise. */
  #keepingProvenance(...resources: readonly ITerraformDependable[]) {
    return { ...this.#after(...resources), lifecycle: { ignoreChanges: ['disable_provenance'] } }
  }

  #folderPermissions(folder: Folder): TerraformResource[] {
    const { permissions } = this.#options
    if (!permissions) return []
    const args = { folder_uid: this.#options.release.project.folder.uid, permissions }
    return [new FolderPermission(this, 'folder_permission', args, this.#after(folder))]
  }

  #dashboards(folders: readonly Folder[], dataSources: readonly DataSource[]): Dashboard[] {
    const { project, dashboards } = this.#options.release
    return dashboards.map(({ definition, json }) => {
      const args = {
        folder: (definition.folder ?? project.folder).uid,
        config_json: canonicalJson(json),
        // One of this uid in the folder is the project's, as the look has made sure of: push may have made it.
        overwrite: true,
      }
      return new Dashboard(this, `dashboard_${json.uid}`, args, this.#after(...folders, ...dataSources))
    })
  }

  #rules(folders: readonly Folder[], dataSources: readonly DataSource[]): TerraformResource[] {
    const { release, before } = this.#options
    const { project } = release
    const templates = release.messageTemplates.map(
      (template) =>
        new MessageTemplate(
          this,
          `template_${template.name}`,
          { name: template.name, template: templateText(template) },
          this.#meta,
        ),
    )
    const points = new Map(
      release.contactPoints.map((point) => {
        const args = contactPointArguments(this, point)
        const meta = this.#keepingProvenance(...templates)
        const made = new ContactPoint(this, `contact_point_${point.name}`, args, meta)
        before?.adopt(made, 'contact_points', point.name, `0:${point.name}`)
        return [point.name, made]
      }),
    )
    const timings = this.#muteTimings()
    const references = {
      contactPoint: (name: string) => points.get(name)?.attribute('name') ?? name,
      muteTiming: (name: string) => timings.get(name)?.attribute('name') ?? name,
    }
    const groups = alertRuleGroups(release).map((group) => {
      const folderUid = (group.folder ?? project.folder).uid
      const args = ruleGroupArguments(group, { ...references, folderUid })
      const id = group.folder ? `rules_${folderUid}_${group.interval}` : `rules_${group.interval}`
      const made = new RuleGroup(this, id, args, this.#keepingProvenance(...folders, ...dataSources))
      const key = `${folderUid}:${group.name}`
      before?.adopt(made, 'rule_groups', key, `0:${key}`)
      return made
    })
    return [...templates, ...points.values(), ...timings.values(), ...groups]
  }

  #muteTimings(): Map<string, MuteTiming> {
    return new Map(
      this.#options.release.muteTimings.map((timing) => {
        const intervals = muteIntervals(timing).map(({ times, ...rest }) => ({
          ...(times && { times: times.map((span) => ({ start: span.start_time, end: span.end_time })) }),
          ...rest,
        }))
        const args = { name: timing.name, intervals }
        const made = new MuteTiming(this, `mute_timing_${timing.name}`, args, this.#keepingProvenance())
        this.#options.before?.adopt(made, 'mute_timings', timing.name, `0:${timing.name}`)
        return [timing.name, made]
      }),
    )
  }

  /** Stays from release to release, and takes all of their marks away when the stack is destroyed. */
  #marks(): DataResource {
    const { name, folder } = this.#options.release.project
    return new DataResource(this, 'marks', {
      input: { project: literal(name), folder: literal(folder.uid) },
      dependsOn: [...this.#meta.dependsOn],
      provisioners: [
        destroyCommand(this, {
          name: 'mark',
          args: ['--remove', '--yes', '--project', name, '--folder', folder.uid],
          environment: inheritedGrafana,
        }),
      ],
    })
  }

  /**
   * The provider would take the mark of the release before away; this one leaves it where it was. Before it, panels get
   * the ids back that the provider loses where a dashboard moves.
   */
  #markOf(made: readonly TerraformResource[]): DataResource {
    const { release, grafana } = this.#options
    const { name, folder } = release.project
    const environment = grafanaEnvironment(grafana)
    return new DataResource(this, 'mark', {
      triggersReplace: { version: literal(release.version) },
      dependsOn: [...made],
      provisioners: [
        sightlineCommand(this, {
          name: 'restore-ids',
          args: ['--release', releaseFolder(this, release)],
          environment,
        }),
        sightlineCommand(this, {
          name: 'mark',
          args: ['--project', name, '--folder', folder.uid, '--deployed', release.version],
          environment,
        }),
      ],
    })
  }
}
