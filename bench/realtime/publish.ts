import { setTimeout as wait } from 'node:timers/promises'
import project from '../../sightline.config.ts'
import { openStreamPublisher } from '../../toolkit/realtime/index.ts'
import { sampleEvents } from './sample-events.ts'

/** Publishes events as fast as it can, or as many a second as it is told. */
const [redis = '', events = '', rate = ''] = process.argv.slice(2)
const happened = sampleEvents(20_000)
const publisher = await openStreamPublisher(project, { redis, timeout: 120_000 })
const start = performance.now()
const most = Number(rate) || Number.POSITIVE_INFINITY
let published = 0
while (published < Number(events)) {
  const due = Math.min(Number(events), ((performance.now() - start) / 1000) * most) - published
  const now = new Date()
  const some = Math.min(2000, Math.ceil(due))
  const sending = Array.from({ length: some }, (_, place) => {
    const { event, data } = happened[(published + place) % happened.length] ?? happened[0]
    return publisher.publish(event, { ...data, at: now })
  })
  published += some
  if (most !== Number.POSITIVE_INFINITY) await wait(10)
  else if (publisher.waiting > 20_000) await Promise.all(sending.slice(0, 1))
}
await publisher.close()
