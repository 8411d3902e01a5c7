import { affectedMermaid, type DiffReport, diffMarkdown, verdictLine } from 'sightline/engine'
import { expect, test } from 'vitest'
import { compareShops } from './support/run-case.ts'
import { dailyQuery } from './support/shop.ts'

const none: DiffReport = {
  base: { label: 'main', version: '1.0.0+a' },
  head: { label: 'the working tree', version: '1.0.0+b' },
  verdict: 'breaking',
  broken: [],
  failing: [],
  numbers: [],
  views: [],
  sql: [],
  dashboards: [],
  alerts: [],
  live: [],
  affected: { nodes: [], edges: [], changed: [] },
  notes: [],
}

const many = (number: number): DiffReport => ({
  ...none,
  broken: Array.from({ length: number }, (_, index) => ({
    change: 'dropped',
    kind: 'column',
    name: `shop.daily.column_${index}`,
    before: 'integer',
    after: undefined,
    readers: [
      { kind: 'panel', name: `shop/Panel ${index}`, fate: 'fails', message: 'column does not exist' },
    ],
  })),
  sql: Array.from({ length: number }, (_, index) => ({
    kind: 'view',
    name: `shop.view_${index}`,
    change: 'replaced',
    facts: [],
    lines: Array.from({ length: 40 }, (__, line) => `+  column_${line},`),
    hazards: [],
  })),
})

test.each([10, 100, 1000, 10_000])(
  '%i changes of each kind fit, the worst first, and what was cut is counted',
  (number) => {
    const markdown = diffMarkdown(many(number), { limit: 60_000, graph: true })
    expect(markdown.length).toBeLessThanOrEqual(60_000)
    expect(markdown).toMatch(
      /^\*\*Breaking: [\d,]+ columns dropped, [\d,]+ panels fail; [\d,]+ SQL changes\.\*\*\n\n### Broken/,
    )
    const shown = markdown.match(/^- column/gm)?.length ?? 0
    const cut = Number(/Not shown: ([\d,]+) more changes/.exec(markdown)?.[1]?.replaceAll(',', '') ?? 0)
    expect(shown + cut).toBe(number)
    expect(markdown.match(/<details>/g)?.length ?? 0).toBe(markdown.match(/<\/details>/g)?.length ?? 0)
  },
)

test('the SQL of changes is left out before the changes are', () => {
  const markdown = diffMarkdown(many(100), { limit: 60_000 })
  expect(markdown.match(/^- view/gm)).toHaveLength(100)
  expect(markdown).toMatch(/Not shown: the SQL of \d+\./)
})

test('names and messages cannot leave their places', () => {
  const name = 'a`b|c <script> @somebody'
  const markdown = diffMarkdown({
    ...none,
    failing: [{ kind: 'panel', where: name, message: 'no *such* [column](x) <b> @somebody' }],
    numbers: [
      {
        kind: 'panel',
        where: name,
        rewritten: false,
        difference: {
          kind: 'values',
          values: [
            {
              name: '',
              unit: '',
              before: { value: null, text: 'a|b' },
              after: { value: null, text: '<i>' },
              change: '',
              color: undefined,
            },
          ],
        },
      },
    ],
  })
  expect(markdown).toContain(
    '- panel `` a`b|c <script> @somebody `` fails: no \\*such\\* \\[column\\](x) \\<b> @&#8203;somebody',
  )
  expect(markdown).toContain('| panel `` a`b\\|c <script> @somebody `` | a\\|b | \\<i> |  |')
})

test('one thing is told in the singular', () => {
  expect(verdictLine(many(1))).toBe('Breaking: 1 column dropped, 1 panel fails; 1 SQL change.')
})

test('the drawing marks what changes and leads to all that it reaches', async () => {
  const { affected } = await compareShops({}, { daily: dailyQuery.replace('sum(amount)', 'sum(amount) * 2') })
  expect(affectedMermaid(affected)).toMatchInlineSnapshot(`
    "flowchart LR
      n0["orders"]
      n1["shop"]
      n2["on-call"]
      n3["shop.daily"]
      n4["shop.totals"]
      n5["shop/Revenue"]
      n6["shop/Orders"]
      n7["shop/Revenue by day"]
      n8["Too many orders"]
      n3 --> n4
      n4 --> n5
      n5 --> n1
      n4 --> n6
      n6 --> n1
      n4 --> n8
      n8 --> n2
      n3 --> n7
      n7 --> n1
      n0 --> n3
      classDef changed stroke-width:4px
      class n3 changed"
  `)
})
