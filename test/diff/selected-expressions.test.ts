import { expect, test } from 'vitest'
import { selectedExpressions } from '../../toolkit/diff/selected-expressions.ts'

test('the columns of a query are told by what computes them', () => {
  const canonical = ` WITH paid AS (
         SELECT o.day AS hidden FROM orders o
        )
 SELECT paid.day,
    sum(paid.amount) AS revenue,
    count(*) FILTER (WHERE paid.amount IS DISTINCT FROM 0::numeric) AS "Paid Orders",
    paid.a IS DISTINCT FROM paid.b AS differs,
    EXTRACT(year FROM paid.day) AS year
   FROM paid
  GROUP BY paid.day`
  expect(Object.fromEntries(selectedExpressions(canonical))).toEqual({
    day: 'paid . day',
    revenue: 'sum ( paid . amount )',
    'Paid Orders': 'count ( * ) FILTER ( WHERE paid . amount IS DISTINCT FROM 0 :: numeric )',
    differs: 'paid . a IS DISTINCT FROM paid . b',
    year: 'EXTRACT ( year FROM paid . day )',
  })
})
