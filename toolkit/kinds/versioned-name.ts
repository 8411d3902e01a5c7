import { relationName } from '../sql/relation-name.ts'

/** The name under which one version of a view's rows is kept; readers use the view's own name. */
export function versionedName(view: string, hash: string): string {
  return relationName(view).with({ suffix: `__${hash.slice(0, 8)}` }).written
}
