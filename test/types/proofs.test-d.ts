import { rows } from 'sightline'
import type { AlertRule } from 'sightline/engine'
import { eventFactory, factory, given, timeline } from 'sightline/proofs'
import { figures, report, reportTable } from 'sightline/reports'
import { customers, dailyOrders, orders } from '../define/shop.ts'
import { pageView, viewsPerHour } from '../define/stream.ts'

declare const rule: AlertRule

const order = factory(orders, { status: 'paid' })

order({ amount_cents: 100, placed_at: '2026-03-15T09:00:00Z' })
order({ placed_at: new Date() })
order({ shipped_at: null })
// @ts-expect-error the source has no column of this name
order({ amuont_cents: 100 })
// @ts-expect-error nor has it one for the factory
factory(orders, { staus: 'paid' })
// @ts-expect-error a number is no text
order({ amount_cents: '100' })
// @ts-expect-error a column that is not null takes no NULL
order({ status: null })

given(order()).view(dailyOrders, [{ day: '2026-03-15', orders: 1 }])
// @ts-expect-error the view has no column of this name
given(order()).view(dailyOrders, [{ dya: '2026-03-15' }])
// @ts-expect-error a count is a number
given(order()).view(dailyOrders, [{ orders: 'one' }])
// @ts-expect-error there is no state of this name
given(order()).alert(rule, 'fires')
// @ts-expect-error a moment is a time of the day or a whole one
timeline(rule, '2026-03-15T09:00:00Z').at('nine')

const paid = rows(orders).select(['customer_id', 'amount_cents'])
const daily = report('daily', {
  title: 'Your day',
  description: 'What was ordered.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'customer_id',
  recipients: rows(customers).select(['customer_id', 'name as email']),
  sections: [
    figures({ title: 'Paid', query: paid, figures: { amount_cents: {} } }),
    reportTable({ title: 'Orders', query: paid, columns: { customer_id: {}, amount_cents: {} } }),
  ],
})
given(order()).report(daily, 'ann', { Paid: { amount_cents: 100 }, Orders: [{ customer_id: 'ann' }] })
given(order()).report(daily, 'ann', { Paid: { amount_cents: { now: '100', change: null } }, Orders: 'None.' })
// @ts-expect-error the report has no section of this title
given(order()).report(daily, 'ann', { Payed: { amount_cents: 100 } })
// @ts-expect-error the section shows no column of this name
given(order()).report(daily, 'ann', { Paid: { amount: 100 } })
// @ts-expect-error nor does the one of rows
given(order()).report(daily, 'ann', { Orders: [{ customer: 'ann' }] })
// @ts-expect-error figures are no rows
given(order()).report(daily, 'ann', { Paid: [{ amount_cents: 100 }] })
// @ts-expect-error a change is a number
given(order()).report(daily, 'ann', { Paid: { amount_cents: { change: '50 %' } } })

const page = eventFactory(pageView, { site: 'docs' })
given(page({ at: '2026-03-15T09:00:00Z' })).view(viewsPerHour, [{ hour: '2026-03-15T09:00:00Z', views: 1 }])
// @ts-expect-error the event has no field of this name
page({ sight: 'docs' })
// @ts-expect-error nor for the factory
eventFactory(pageView, { sight: 'docs' })
// @ts-expect-error a text is no number
page({ site: 7 })
// @ts-expect-error the roll-up has no column of this name
given(page()).view(viewsPerHour, [{ minute: '2026-03-15T09:00:00Z' }])
