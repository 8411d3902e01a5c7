import { sql } from 'kysely'
import { type Definition, dashboard, defineProject, row, statPanel, textPanel } from 'sightline'
import { expect, test } from 'vitest'
import { testPreview } from '../support/preview.ts'

const description = 'For a test.'
const text = textPanel({ title: 'Hello', description, markdown: 'Soon.' })
const one = statPanel({ title: 'One', description, query: sql<{ one: number }>`select 1 as one` })
const shown = (panels: Parameters<typeof row>[1]['panels']): Definition =>
  dashboard({ uid: 'first', title: 'First', description, rows: [row('All', { panels })] })

test.each([
  ['only text', [shown([text])]],
  ['no panel', [dashboard({ uid: 'first', title: 'First', description, rows: [] })]],
  ['a query that reads no table', [shown([one])]],
  ['no dashboard at all', []],
])('a project with %s is previewed', async (_, definitions) => {
  const project = defineProject({
    name: 'first',
    version: '1.0.0',
    folder: { uid: 'first', title: 'First' },
    definitions,
    sample: async () => {},
  })
  const preview = await testPreview(project)
  const response = await fetch(`${preview.url}/api/project`)
  expect(await response.json()).toMatchObject({
    name: 'first',
    dashboards: definitions.map(() => ({ uid: 'first' })),
  })
  if (definitions.length === 0) return
  const [panel] = preview.release.dashboards[0]?.json.panels?.filter(({ type }) => type === 'stat') ?? []
  if (!panel) return
  const body = {
    dashboard: 'first',
    panel: panel.id,
    refId: 'A',
    from: 'now-6h',
    to: 'now',
    maxDataPoints: 100,
    variables: {},
  }
  const answer = await fetch(`${preview.url}/api/query`, { method: 'POST', body: JSON.stringify(body) })
  expect(await answer.text()).toContain('"rows":[["1"]]')
})
