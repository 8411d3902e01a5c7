import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { expenses } from '../sql/sources.ts'
import { decimals, Random } from './random.ts'
import { addDays, startOfMonth } from './time.ts'

const months = 24

/** What is spent in a month: its days of the month, and dollars a day at scale 1 in the latest month. */
const budgets = [
  { department: 'marketing', category: 'paid_ads', days: [1, 8, 15, 22], amount: 780 },
  { department: 'marketing', category: 'content_marketing', days: [1, 16], amount: 620 },
  { department: 'marketing', category: 'sales', days: [1], amount: 1450 },
  { department: 'engineering', category: 'salaries', days: [1], amount: 14200 },
  { department: 'engineering', category: 'cloud', days: [3], amount: 2350 },
  { department: 'engineering', category: 'ai_services', days: [5, 20], amount: 640 },
  { department: 'operations', category: 'support', days: [1], amount: 3900 },
  { department: 'operations', category: 'payment_fees', days: [4], amount: 1800 },
  { department: 'operations', category: 'office', days: [2], amount: 950 },
] as const

/** What each department spent up to today, growing with the company. */
export function* createExpenses({ now, scale, seed }: SampleTarget): Generator<SampleRow<typeof expenses>> {
  const random = new Random(seed, 'expenses')
  for (let month = 0; month < months; month++) {
    const first = startOfMonth(now, month - months + 1)
    const size = scale * (0.3 + (0.7 * month) / (months - 1))
    for (const { department, category, days, amount } of budgets) {
      for (const dayOfMonth of days) {
        const spent = Math.max(1, decimals(amount * size * random.logNormal(0.12), 2))
        const date = addDays(first, dayOfMonth - 1)
        if (date <= now) yield { date, department, category, amount: spent }
      }
    }
  }
}
