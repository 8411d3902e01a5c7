import { optionalPackage } from '../../foundation/optional-package.ts'

/** What the server counts of itself, as Prometheus reads it. */
export interface ServerMetrics {
  accepted(event: string, count: number): void
  refused(count: number): void
  figure(name: string, value: number): void
  readers(count: number): void
  dropped(): void
  text(): Promise<{ readonly type: string; readonly body: string }>
}

/** Metrics of one server, apart from those of others in the process. */
export async function serverMetrics(): Promise<ServerMetrics> {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await optionalPackage(
    'prom-client',
    'The HTTP server',
    () => import('prom-client'),
  )
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const accepted = new Counter({
    name: 'sightline_events_accepted_total',
    help: 'Events that were acknowledged.',
    labelNames: ['event'],
    registers,
  })
  const refused = new Counter({
    name: 'sightline_events_refused_total',
    help: 'Events that did not fit.',
    registers,
  })
  const readers = new Gauge({ name: 'sightline_readers', help: 'Readers that are connected.', registers })
  const dropped = new Counter({
    name: 'sightline_readers_dropped_total',
    help: 'Readers that were too slow.',
    registers,
  })
  const figures = new Gauge({
    name: 'sightline_figure',
    help: 'Live figures that are numbers.',
    labelNames: ['figure'],
    registers,
  })
  return {
    accepted: (event, count) => accepted.inc({ event }, count),
    refused: (count) => refused.inc(count),
    figure: (figure, value) => figures.set({ figure }, value),
    readers: (count) => readers.set(count),
    dropped: () => dropped.inc(),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
