import type { ProjectInfo } from '../toolkit/preview/api.ts'
import { element } from './dom.ts'

type Listed = ProjectInfo['dashboards'][number]

/** Dashboards as a list, those in a folder under its title, as deep as folders stand in each other. */
export function dashboardList(
  dashboards: readonly Listed[],
  link: (dashboard: Listed) => HTMLElement,
  depth = 0,
): HTMLElement {
  const here = dashboards.filter(({ folders }) => folders.length === depth)
  const titles = new Set(dashboards.flatMap(({ folders }) => folders[depth] ?? []))
  const inside = [...titles].sort().map((title) => {
    const within = dashboards.filter(({ folders }) => folders[depth] === title)
    return element(
      'li',
      { class: 'folder' },
      element('span', {}, title),
      dashboardList(within, link, depth + 1),
    )
  })
  return element('ul', {}, ...here.map(link), ...inside)
}
