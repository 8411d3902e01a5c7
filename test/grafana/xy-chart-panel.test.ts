import { from, xyChartPanel } from 'sightline'
import { describe, expect, it } from 'vitest'
import { orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'What the number means.' }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents', 'discount'])

describe('an xychart', () => {
  it('maps its series by hand, says of which frame they are and for which form of the plugin', () => {
    const panel = xyChartPanel({
      ...about,
      query,
      x: 'amount_cents',
      y: 'discount',
      pointColor: 'discount',
    }).build()
    expect(panel).toMatchObject({ type: 'xychart', pluginVersion: '11.1.0', options: { mapping: 'manual' } })
    expect(panel.options).toHaveProperty('series', [
      {
        frame: { matcher: { id: 'byIndex', options: 0 } },
        x: { matcher: { id: 'byName', options: 'amount_cents' } },
        y: { matcher: { id: 'byName', options: 'discount' } },
        color: { matcher: { id: 'byName', options: 'discount' } },
      },
    ])
  })

  it('may let a field say how large a point is', () => {
    const options = { x: 'amount_cents', y: 'discount', pointSize: 'discount' } as const
    expect(xyChartPanel({ ...about, query, ...options }).build().options).toHaveProperty(
      'series.0.size.matcher.options',
      'discount',
    )
  })
})
