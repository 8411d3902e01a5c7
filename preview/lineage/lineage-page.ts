import type { LineageInfo } from '../../toolkit/preview/api.ts'
import { goTo, parameters } from '../address.ts'
import { ask } from '../ask.ts'
import { element } from '../dom.ts'
import type { Page } from '../page.ts'
import { whileLoading } from '../readiness.ts'
import { drawLineage } from './draw-lineage.ts'
import { reachOf } from './lineage-graph.ts'

/** Kinds that stand for themselves in the picture; the rest is shown when it is asked for. */
const aside = new Set(['index', 'data check', 'schedule', 'refresh function', 'function'])

/** What reads what, as a picture that can be walked through. */
export class LineagePage implements Page {
  readonly place = element('article', { class: 'lineage' })
  #info: LineageInfo | undefined

  async reload(): Promise<void> {
    this.#info = await whileLoading(ask<LineageInfo>('lineage'))
    await this.show()
  }

  async show(): Promise<void> {
    const info = this.#info
    if (!info) return
    document.title = 'Lineage · Sightline'
    const address = parameters()
    const wanted = address.get('of') ?? undefined
    const column = address.get('column') ?? undefined
    const of = wanted !== undefined && info.nodes.some(({ name }) => name === wanted) ? wanted : undefined
    const kinds = new Map(info.nodes.map(({ name, kind }) => [name, kind]))
    const edges = (of === undefined ? info.edges : reachOf(info, of, column)).filter(
      ({ reader, relation }) =>
        of === reader ||
        of === relation ||
        !(aside.has(kinds.get(reader) ?? '') || aside.has(kinds.get(relation) ?? '')),
    )
    this.place.replaceChildren(
      element(
        'header',
        { class: 'page-header' },
        element('h1', {}, 'Lineage'),
        element(
          'p',
          {},
          'From the tables on the left to what people see on the right, as Postgres tells it. Choose anything to see what it reads and what reads it.',
        ),
        this.#picker(info, of),
      ),
      of === undefined ? '' : this.#about(info, of, column),
      drawLineage(edges, kinds, of),
    )
  }

  rowsChanged(): void {}

  redraw(): void {}

  end(): void {}

  #picker({ nodes }: LineageInfo, of: string | undefined): HTMLElement {
    const kinds = [...new Set(nodes.map(({ kind }) => kind))]
    const select = element(
      'select',
      { class: 'control', id: 'lineage-of' },
      element('option', { value: '' }, 'Everything'),
      ...kinds.map((kind) =>
        element(
          'optgroup',
          { label: kind },
          ...nodes
            .filter((node) => node.kind === kind)
            .map(({ name }) => element('option', { value: name, selected: name === of }, name)),
        ),
      ),
    )
    select.addEventListener('change', () => goTo(lineageAddress(select.value)))
    return element('div', { class: 'variable' }, element('label', { for: 'lineage-of' }, 'Show'), select)
  }

  #about({ columns, edges, nodes }: LineageInfo, of: string, column: string | undefined): HTMLElement {
    const kind = nodes.find(({ name }) => name === of)?.kind ?? ''
    const own = columns[of] ?? []
    const uid = of.split('/')[0] ?? ''
    const dashboard = nodes.some((node) => node.kind === 'dashboard' && node.name === uid) ? uid : undefined
    return element(
      'section',
      { class: 'lineage-about', 'aria-label': of },
      element('h2', {}, of, element('span', {}, kind)),
      dashboard !== undefined && element('a', { href: `/d/${dashboard}` }, 'Open the dashboard'),
      own.length > 0 &&
        element(
          'ul',
          { class: 'columns', 'aria-label': 'Columns' },
          ...own.map((name) => {
            const readers = edges.filter(
              ({ relation, columns: read, columnsUnknown }) =>
                relation === of && (columnsUnknown || read.includes(name)),
            )
            const chosen = name === column
            const href = chosen ? lineageAddress(of) : lineageAddress(of, name)
            const attributes = {
              href,
              'aria-current': chosen ? 'true' : undefined,
              class: readers.length === 0 ? 'unread' : undefined,
            }
            return element('li', {}, element('a', attributes, name))
          }),
        ),
    )
  }
}

/** The address of something's lineage, or of that of one of its columns. */
export function lineageAddress(of: string, column?: string): string {
  if (of === '') return '/lineage'
  const address = new URLSearchParams(column === undefined ? { of } : { of, column })
  return `/lineage?${address}`
}
