import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard'

/** What tells a project in Grafana from others: several environments of one project may share an organization. */
export interface ProjectInGrafana {
  readonly name: string
  readonly folder: { readonly uid: string }
}

/** The tag that tells dashboards of a project from those that people made. */
export const dashboardTag = ({ name }: Pick<ProjectInGrafana, 'name'>): string => `sightline:${name}`

/** The tags of the annotation that marks a release on the graphs. */
export const markTags = ({ name, folder }: ProjectInGrafana): string[] => [
  'sightline',
  name,
  `folder:${folder.uid}`,
]

/** The text of the annotation that marks a release. */
export const markText = (project: string, version: string): string => `${project} ${version}`

/** The query that shows the marks of the project's releases on every graph of a dashboard. */
export function releaseMarks(project: ProjectInGrafana): AnnotationQuery {
  const target = {
    type: 'tags',
    tags: markTags(project),
    matchAny: false,
    limit: 100,
    _implementsDataqueryVariant,
  }
  const datasource = { type: 'grafana', uid: '-- Grafana --' }
  return { name: 'Releases', datasource, enable: true, hide: false, iconColor: 'super-light-blue', target }
}

const _implementsDataqueryVariant = (): void => {}
