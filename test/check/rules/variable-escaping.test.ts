import { sql } from 'kysely'
import { customVariable, tablePanel } from 'sightline'
import { dataCheck } from 'sightline/data-checks'
import { expect, it } from 'vitest'
import { variableEscaping } from '../../../toolkit/check/rules/variable-escaping.ts'
import { contextOf, findings, fromOrders, shop } from './context.ts'
import { revenueAlert } from './revenue-alert.ts'

const status = customVariable('status', {
  label: 'Status',
  description: 'Which orders are shown.',
  options: ['paid', 'open'],
  default: 'paid',
})

/** What is found in a panel whose condition is this text. */
function inPanel(condition: string) {
  const query = fromOrders()
    .select('amount')
    .where(sql<boolean>`${sql.raw(condition)}`)
  const panel = tablePanel({ title: 'Amounts', description: 'Of orders.', query })
  return findings(variableEscaping, contextOf([{ ...shop(panel), variables: [status] }]))
}

it.each(['status = ${status}', 'status = ${status:raw}', 'status = $status', 'status = [[status]]'])(
  'reports %s, which a URL could use to change the query',
  (condition) => {
    const [, written] = condition.split(' = ')
    expect(inPanel(condition)).toEqual([
      {
        where: 'shop/Amounts',
        what: `The variable ${written} is not escaped, so a dashboard's URL can change the SQL.`,
        next: 'Write ${status:sqlstring}, and cast it where it is not text: ${status:sqlstring}::integer.',
      },
    ])
  },
)

it('tells to take the quotes away with which an unescaped variable is surrounded', () => {
  expect(inPanel("status = '$status'")[0]?.next).toBe(
    'Write ${status:sqlstring}, without the quotes around it, and cast it where it is not text: ${status:sqlstring}::integer.',
  )
})

it.each([
  "status like '%${status:sqlstring}%'",
  "status = E'it\\'s ${status:sqlstring}'",
  'status = $$${status:sqlstring}$$',
  'status = "${status:sqlstring}"',
])('reports a variable inside the quotes of %s, since it would be quoted twice', (condition) => {
  expect(inPanel(condition)).toEqual([
    {
      where: 'shop/Amounts',
      what: 'The variable ${status:sqlstring} stands inside quotes, but it brings its own, so it is quoted twice.',
      next: "Take the quotes away, and join texts with ||: '%' || ${status:sqlstring} || '%'.",
    },
  ])
})

it('reports a variable once, however often a query has it', () => {
  expect(inPanel('status = $status or status <> $status')).toHaveLength(1)
})

it.each([
  'status = ${status:sqlstring}',
  "status like '%' || ${status:sqlstring} || '%' and status <> 'it''s'",
  "status <> 'open' /* it's fine: \" */ and status = ${status:sqlstring}",
  '$__timeFilter(created_at)',
])('is silent about %s', (condition) => {
  expect(inPanel(condition)).toEqual([])
})

const watching = (condition: string) =>
  revenueAlert('Revenue', {
    query: fromOrders()
      .select((eb) => eb.fn.sum<number>('amount').as('revenue'))
      .where(sql<boolean>`${sql.raw(condition)}`),
  })

it('reports any variable of an alert, escaped or not, since nobody chooses its value', () => {
  const rule = watching('status = ${status:sqlstring} and order_id > ${__from}')
  const next = 'Write the value itself into the query, or read it from a table.'
  expect(findings(variableEscaping, contextOf([rule]))).toEqual([
    { where: 'Revenue', what: 'An alert knows no variables, but its query uses ${status:sqlstring}.', next },
    { where: 'Revenue', what: 'An alert knows no variables, but its query uses ${__from}.', next },
  ])
})

it('reports a variable of a data check, which runs without Grafana', () => {
  const query = fromOrders().select('amount').where(sql<boolean>`status = $status`)
  const check = dataCheck('paid', { description: 'All paid.', remedy: 'Ask.', query })
  expect(findings(variableEscaping, contextOf([check]))[0]?.what).toBe(
    'A data check knows no variables, but its query uses $status.',
  )
})

it('is silent about macros in an alert', () => {
  expect(findings(variableEscaping, contextOf([watching('$__timeFilter(created_at)')]))).toEqual([])
})

it('reports a variable after a letter that gives its quotes another meaning', () => {
  for (const condition of ['status = E${status:sqlstring}', 'status = U&${status:sqlstring}']) {
    expect(inPanel(condition)).toEqual([
      {
        where: 'shop/Amounts',
        what: 'The variable ${status:sqlstring} follows a letter that makes its quotes mean something else, such as a backslash that escapes them.',
        next: 'Take the letter away: ${status:sqlstring} alone is escaped.',
      },
    ])
  }
})

it('reports a variable in a comment, which a line break in its value would end', () => {
  expect(inPanel("status = 'paid' -- not ${status:sqlstring}")).toEqual([
    {
      where: 'shop/Amounts',
      what: 'The variable ${status:sqlstring} stands in a comment, which a line break in its value ends.',
      next: 'Take it out of the comment.',
    },
  ])
})
