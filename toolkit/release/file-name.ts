import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { dashboardFolder } from '../grafana/provisioning/folders.ts'

/** Longer ones do not fit everywhere, with the number and the kind before and the ending after them. */
const longest = 100

/**
 * A name as it can stand in a path. Where that says too little of it, as of `売上: EU`, a hash of the name follows.
 *
 * @example fileName('daily/Top videos') // 'daily-Top-videos'
 */
export function fileName(name: string): string {
  if (/^[\w./ -]*$/.test(name) && name.length <= longest) return name.replace(/[^\w.-]+/g, '-')
  const readable = name.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return `${[...readable].slice(0, longest / 4).join('')}-${contentHash(name, 8)}`
}

/** The path of a dashboard in its release folder. */
export const dashboardPath = ({ folder, uid }: Dashboard): string =>
  `${dashboardFolder(folder)}/${fileName(uid)}.json`
