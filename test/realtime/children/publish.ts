import { setTimeout as wait } from 'node:timers/promises'
import { openPublisher } from '../../../toolkit/realtime/index.ts'
import { sale, saleOf, shop } from '../shop.ts'

/** Publishes the sales of some numbers, and ends when all are acknowledged. */
const [redis = '', from = '', to = '', start = '', lasts = ''] = process.argv.slice(2)
const publisher = await openPublisher(shop, { redis, timeout: 120_000 })
/** Some hundred steps, so that it lasts about as long as it shall. */
const chunk = Math.ceil((Number(to) - Number(from)) / 100)
for (let number = Number(from); number < Number(to); number += chunk) {
  const numbers = Array.from({ length: Math.min(chunk, Number(to) - number) }, (_, place) => number + place)
  await publisher.publishAll(
    sale,
    numbers.map((one) => saleOf(one, new Date(Number(start) - (one % 90) * 60_000))),
  )
  await wait(Number(lasts) / 100)
}
await publisher.close()
