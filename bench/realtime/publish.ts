import { setTimeout as wait } from 'node:timers/promises'
import type { Event } from 'sightline/events'
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
  const byEvent = new Map<Event, object[]>()
  for (let place = 0; place < some; place++) {
    const { event, data } = happened[(published + place) % happened.length] ?? happened[0]
    const same = byEvent.get(event) ?? []
    byEvent.set(event, same)
    // What is given is read before this returns, so that it may be used again.
    same.push(Object.assign(data, { at: now }))
  }
  const sending = Promise.all([...byEvent].map(([event, data]) => publisher.publishAll(event, data)))
  published += some
  if (most !== Number.POSITIVE_INFINITY) await wait(10)
  else if (publisher.waiting > 10_000) await sending
}
await publisher.close()
