import { rememberSite } from '../foundation/definition-site.ts'

/** A folder of Grafana within the project's folder, or within another one of the project. */
export interface Folder {
  readonly kind: 'folder'
  readonly uid: string
  readonly title: string
  readonly parent: Folder | undefined
}

/**
 * Defines a folder of Grafana for some of the dashboards and alerts, which refer to it as a value; it stands in the
 * project's folder unless it has another parent.
 *
 * @example const payroll = folder('shop-payroll', { title: 'Payroll', parent: finance })
 */
export function folder(
  uid: string,
  { title, parent }: { readonly title: string; readonly parent?: Folder },
): Folder {
  return rememberSite({ kind: 'folder', uid, title, parent }, folder)
}

/** A folder and those around it, the outermost first. */
export const pathOf = (one: Folder): readonly Folder[] => [...(one.parent ? pathOf(one.parent) : []), one]
