import { type Folder, pathOf } from '../define/folder.ts'
import type { Definition, Project } from '../define/project.ts'

/** A folder of a project within its own. */
export interface NestedFolder {
  readonly uid: string
  readonly title: string
  readonly parentUid: string
}

/** The folder that a dashboard or an alert names. */
export const folderOfDefinition = (definition: Definition): Folder | undefined =>
  definition.kind === 'dashboard' || definition.kind === 'alert' ? definition.folder : undefined

/** The folders that dashboards and alerts of a project name, each after those around it. */
export function nestedFolders({
  definitions,
  folder,
}: Pick<Project, 'definitions' | 'folder'>): NestedFolder[] {
  const found = new Map<string, NestedFolder>()
  for (const one of definitions.map(folderOfDefinition))
    for (const { uid, title, parent } of one ? pathOf(one) : [])
      found.set(uid, { uid, title, parentUid: parent?.uid ?? folder.uid })
  return [...found.values()]
}

/** What a Grafana that reads files calls a folder: it makes none inside of others. */
export const flatTitle = ({ folder }: Pick<Project, 'folder'>, nested: Folder | undefined): string =>
  [folder, ...(nested ? pathOf(nested) : [])].map(({ title }) => title).join(' / ')

/** The same of all folders of a release, by their uids. */
export function flatTitles(
  root: { readonly uid: string; readonly title: string },
  nested: readonly NestedFolder[],
): ReadonlyMap<string, string> {
  const titles = new Map([[root.uid, root.title]])
  for (const { uid, title, parentUid } of nested) titles.set(uid, `${titles.get(parentUid)} / ${title}`)
  return titles
}
