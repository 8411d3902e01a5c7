/** The name under which one version of a view's rows is kept; readers use the view's own name. */
export function versionedName(view: string, hash: string): string {
  return `${view}__${hash.slice(0, 8)}`
}
