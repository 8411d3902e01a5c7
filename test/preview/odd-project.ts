import { TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as HistogramBuilder } from '@grafana/grafana-foundation-sdk/histogram'
import { sql } from 'kysely'
import {
  annotation,
  customVariable,
  dashboard,
  defineProject,
  from,
  liveStatPanel,
  multiQueryVariable,
  queryTarget,
  row,
  source,
  statPanel,
  tablePanel,
  textPanel,
  timeFilter,
  timeseriesPanel,
} from 'sightline'
import { numeric, text, timestamptz } from 'sightline/columns'
import type { AnyVariable } from 'sightline/engine'
import { count as countOf, event, field, liveFigure } from 'sightline/events'

const items = source('items', {
  description: 'Things, one of whose columns no panel reads.',
  columns: { item: text().primaryKey(), secret: text(), amount: numeric(10, 2), at: timestamptz() },
})

const column = customVariable('column', {
  label: 'Column',
  description: 'Which column is shown.',
  options: ['item', 'amount'],
  default: 'item',
})

const chosen = multiQueryVariable('chosen', {
  label: 'Chosen',
  description: 'Which things are counted.',
  query: from(items)
    .selectFrom('items')
    .select(['item as __value', 'item as __text'])
    .orderBy('at', 'desc')
    .limit(3),
})

const textbox = (name: string, value: string): AnyVariable => ({
  kind: 'variable',
  type: 'textbox',
  name,
  model: new TextBoxVariableBuilder(name).defaultValue(value).build(),
  relations: new Set(),
})

const count = from(items)
  .selectFrom('items')
  .select((eb) => eb.fn.countAll<number>().as('items'))
const size = { width: 6, height: 6 }

const arrived = event('item_arrived', {
  version: 1,
  description: 'A thing came.',
  fields: { item: field.text('Which.'), at: field.time('When.') },
  shardBy: 'item',
  time: 'at',
})
const came = liveFigure('came', {
  description: 'How many came.',
  from: arrived,
  over: { per: 'hour', last: 1 },
  measures: { things: countOf() },
  value: ({ things }) => things,
})

const odd = dashboard({
  uid: 'odd',
  title: 'Odd',
  description: 'What goes wrong, and what is rare.',
  time: { from: 'now-6h', to: 'now' },
  annotations: [
    annotation('Third', {
      color: 'red',
      query: from(items)
        .selectFrom('items')
        .where('item', '=', 'third')
        .where((eb) => timeFilter(eb.ref('at')))
        .select(['at as time', 'item as text']),
    }),
  ],
  variables: [column, chosen, textbox('word', 'first'), textbox('raw', '1')],
  rows: [
    row('Odd', {
      panels: [
        statPanel({ title: 'Fine', description: 'How many.', size, query: count }),
        statPanel({
          title: 'Broken',
          description: 'Divides by zero.',
          size,
          query: from(items)
            .selectFrom('items')
            .select((eb) => sql<number>`${eb.ref('amount')} / 0`.as('broken')),
        }),
        statPanel({
          title: 'Counted in $chosen',
          description: 'How many of the chosen.',
          size,
          query: from(items)
            .selectFrom('items')
            .where('item', 'in', chosen.values())
            .select((eb) => eb.fn.countAll<number>().as('items')),
        }),
        statPanel({
          title: 'Empty',
          description: 'Nothing.',
          size,
          query: from(items).selectFrom('items').select('amount').where('item', '=', 'none'),
        }),
        liveStatPanel({ title: 'Pushed', description: 'How many came.', size, figure: came }),
        textPanel({
          title: 'Words',
          description: 'Markup in words.',
          size,
          markdown: '**Bold** <img src=x onerror="document.title=1"> [bad](javascript:alert(1))',
        }),
        new HistogramBuilder().title('Rare').description('Not drawn.').withTarget(queryTarget(count)),
        tablePanel({
          title: 'Column',
          description: 'The chosen column.',
          size,
          query: from(items)
            .selectFrom('items')
            .select(sql<string>`\${column:raw}::text`.as('chosen'))
            .orderBy('item'),
        }),
        tablePanel({
          title: 'Word',
          description: 'What has this name.',
          size,
          query: from(items)
            .selectFrom('items')
            .select('item')
            .where('item', '=', sql<string>`\${word:sqlstring}`),
        }),
        tablePanel({
          title: 'Raw',
          description: 'A text that is put in as it stands.',
          size,
          query: from(items)
            .selectFrom('items')
            .select(['item', sql<number>`\${raw}`.as('raw')]),
        }),
        tablePanel({
          title: 'Much',
          description: 'More rows than a page should get.',
          size,
          query: from(items)
            .selectFrom('items')
            .select([sql<number>`generate_series(1, 20000)`.as('number'), 'item']),
        }),
      ],
    }),
    row('Repeated', {
      panels: [
        timeseriesPanel({
          title: 'About $chosen',
          description: 'The amounts of one of the chosen.',
          size: { width: 24, height: 6 },
          query: from(items)
            .selectFrom('items')
            .where('item', 'in', chosen.values())
            .select(['at as time', 'amount'])
            .orderBy('time'),
          repeat: chosen,
        }),
      ],
    }),
    row('Folded', {
      collapsed: true,
      panels: [statPanel({ title: 'Inside', description: 'How many.', query: count })],
    }),
  ],
})

const slow = dashboard({
  uid: 'slow',
  title: 'Slow',
  description: 'Takes a minute.',
  rows: [
    row('Slow', {
      panels: [
        statPanel({
          title: 'Slow',
          description: 'Sleeps.',
          query: from(items)
            .selectFrom('items')
            .select((eb) => [
              eb.fn.countAll<number>().as('items'),
              sql<string>`pg_sleep(25)::text`.as('slept'),
            ]),
        }),
      ],
    }),
  ],
})

const small = dashboard({
  uid: 'small',
  title: 'Small',
  description: 'One panel.',
  rows: [
    row('Small', { panels: [statPanel({ title: 'Fine', description: 'How many.', size, query: count })] }),
  ],
})

const many = dashboard({
  uid: 'many',
  title: 'Many',
  description: 'Twenty panels.',
  time: { from: 'now-6h', to: 'now' },
  rows: [
    row('Many', {
      panels: Array.from({ length: 20 }, (_, index) =>
        timeseriesPanel({
          title: `Panel ${index + 1}`,
          description: 'Amounts over time.',
          size: { width: 6, height: 7 },
          query: from(items)
            .selectFrom('items')
            .where((eb) => timeFilter(eb.ref('at')))
            .select(['at as time', 'amount'])
            .orderBy('time'),
        }),
      ),
    }),
  ],
})

/** A project of what goes wrong and of what is rare. */
export const oddProject = defineProject({
  name: 'odd',
  version: '1.0.0',
  folder: { uid: 'odd', title: 'Odd' },
  definitions: [items, odd, many, slow, small],
  sample: async ({ now: moment, copy }) => {
    const names = ['first', 'second', 'third', ...Array.from({ length: 297 }, (_, index) => `other ${index}`)]
    const rows = names.map((item, index) => {
      const at = new Date(moment.getTime() - index * 60_000)
      return { item, secret: `secret ${index}`, amount: index % 17, at }
    })
    await copy(items, rows)
  },
})
