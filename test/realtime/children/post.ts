import { setTimeout as wait } from 'node:timers/promises'
import { saleOf } from '../shop.ts'

/** Posts the sales of some numbers, each with an id, and sends again what was not answered; ends when all are. */
const [url = '', token = '', from = '', to = '', start = '', lasts = ''] = process.argv.slice(2)
const chunk = Math.ceil((Number(to) - Number(from)) / 50)
for (let number = Number(from); number < Number(to); number += chunk) {
  const numbers = Array.from({ length: Math.min(chunk, Number(to) - number) }, (_, place) => number + place)
  for (let place = 0; place < numbers.length; place += 1000) {
    const lines = numbers.slice(place, place + 1000).map((one) => {
      const at = new Date(Number(start) - (one % 90) * 60_000)
      return JSON.stringify({ event: 'sale', id: `sale ${one}`, data: saleOf(one, at) })
    })
    while (!(await isTaken(lines))) await wait(50)
  }
  await wait(Number(lasts) / 50)
}

async function isTaken(lines: readonly string[]): Promise<boolean> {
  try {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
    const answer = await fetch(url, { method: 'POST', headers, body: lines.join('\n') })
    const { accepted }: { accepted?: number } = JSON.parse(await answer.text())
    return answer.status === 200 && accepted === lines.length
  } catch {
    return false
  }
}
