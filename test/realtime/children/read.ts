import { once } from 'node:events'
import WebSocket from 'ws'
import { openPublisher } from '../../../toolkit/realtime/index.ts'
import { sale, saleOf, shop } from '../shop.ts'

/**
 * Opens readers, some of which take nothing that they are sent, and publishes one event after the other, each when all
 * others were told of the last; prints how long that took for each of them, in milliseconds, and
 * stays until SIGTERM.
 */
const [redis = '', url = '', token = '', readers = '', stuck = '', rounds = ''] = process.argv.slice(2)
const publisher = await openPublisher(shop, { redis })
const lags: number[] = []
let published = 0
let told = 0
let allTold = () => {}

async function open(isStuck: boolean): Promise<void> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  const subscribed = new Promise<void>((resolve) => {
    socket.on('message', (message) => {
      const text = String(message)
      if (text.startsWith('{"subscribed"')) resolve()
      if (isStuck || !text.includes('"event":"sale"')) return
      lags.push(performance.now() - published)
      if (++told === Number(readers) - Number(stuck)) allTold()
    })
  })
  socket.on('error', () => {})
  await once(socket, 'open')
  socket.send(JSON.stringify({ subscribe: ['all'] }))
  await subscribed
  if (isStuck) socket.pause()
}

for (let place = 0; place < Number(readers); place += 50)
  await Promise.all(Array.from({ length: 50 }, (_, one) => open(place + one < Number(stuck))))
for (let round = 0; round < Number(rounds); round++) {
  told = 0
  const all = new Promise<void>((resolve) => {
    allTold = resolve
  })
  published = performance.now()
  await Promise.all([publisher.publish(sale, saleOf(round)), all])
}
process.stdout.write(`${JSON.stringify(lags)}\n`)
process.on('SIGTERM', () => process.exit(0))
