import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import { videoView } from '../../realtime/video-view.ts'
import project from '../../sightline.config.ts'
import { openPublisher } from '../../toolkit/realtime/index.ts'
import { run } from './process.ts'

const token = 'a-token-of-the-bench'

/** Milliseconds from publishing an event until a reader of its topic is told, p50 and p99, beside a load. */
export async function timeLag(redis: string, rate: number, seconds: number): Promise<[number, number]> {
  const server = run('serve', redis, token)
  const url = await server.ready
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, {
    headers: { authorization: `Bearer ${token}` },
  })
  await once(socket, 'open')
  let told = () => {}
  socket.on('message', (message) => {
    if (String(message).includes('"messages":[{"topic":"channel:probe"')) told()
  })
  socket.send(JSON.stringify({ subscribe: ['channel:probe'] }))
  await once(socket, 'message')
  const publisher = await openPublisher(project, { redis })
  const load = run('publish', redis, String(rate * seconds), String(rate))
  await wait(3000)
  const lags: number[] = []
  for (const end = performance.now() + (seconds - 4) * 1000; performance.now() < end; await wait(20)) {
    const start = performance.now()
    const isTold = new Promise<void>((resolve) => {
      told = resolve
    })
    await publisher.publish(videoView, {
      video_id: 'probe',
      channel_id: 'probe',
      user_id: 'probe',
      viewer_id: 'probe',
      watch_seconds: 1,
      published_at: new Date(),
      at: new Date(),
    })
    await isTold
    lags.push(performance.now() - start)
  }
  await load.ended
  await publisher.close()
  socket.terminate()
  server.child.kill('SIGKILL')
  lags.sort((a, b) => a - b)
  const at = (part: number) => lags[Math.floor(lags.length * part)] ?? Number.NaN
  return [at(0.5), at(0.99)]
}
