import { type ChangedPicture, pictureChanges } from '../preview/picture-changes.ts'
import type { PreviewContent } from '../preview/preview-content.ts'
import type { ComparedRelease } from './compared-release.ts'
import type { DiffReport } from './diff-report.ts'

export interface PictureDiffOptions {
  /** The databases on which both sides are deployed. */
  readonly urls: { readonly base: string; readonly head: string }
  /** The moment at which their clocks are stopped. */
  readonly now: Date
  /** The built page. */
  readonly pageFolder: string
  /** The folder for the pictures. */
  readonly out: string
  readonly onStep?: (step: string) => void
}

/** Pictures of the dashboards that a report says something about, before and after, side by side. */
export async function pictureDiff(
  report: DiffReport,
  base: ComparedRelease,
  head: ComparedRelease,
  { urls, now, ...options }: PictureDiffOptions,
): Promise<ChangedPicture[]> {
  const side = (release: ComparedRelease, databaseUrl: string) => {
    return { content: contentOf(release), databaseUrl, readerRole: '', clock: () => now }
  }
  const before = side(base, urls.base)
  const after = side(head, urls.head)
  const dashboards = changedDashboards(report, after.content)
  return pictureChanges({ before, after, dashboards, ...options })
}

/** Dashboards that change themselves, and those one of whose numbers does. */
function changedDashboards(
  { dashboards, numbers }: DiffReport,
  { dashboards: all }: PreviewContent,
): string[] {
  const moved = numbers.filter(({ difference }) => difference.kind !== 'same').map(({ where }) => where)
  const uids = all.flatMap(({ uid }) =>
    uid !== undefined && moved.some((where) => where.startsWith(`${uid}/`)) ? uid : [],
  )
  return [...new Set([...dashboards.map(({ uid }) => uid), ...uids])]
}

function contentOf({ label, desired, grafana }: ComparedRelease): PreviewContent {
  const rules = (grafana?.alerts ?? []).map(({ rule, every }) => ({ rule, every }))
  return {
    name: label,
    version: desired.version,
    dashboards: grafana?.dashboards ?? [],
    folders: new Map(),
    rules,
    dataSources: grafana?.dataSources ?? [],
    sites: new Map(),
  }
}
