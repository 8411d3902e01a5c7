import { type AlertRule, factory, given, timeline } from 'sightline'
import { dailyOrders, orders } from '../define/shop.ts'

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
