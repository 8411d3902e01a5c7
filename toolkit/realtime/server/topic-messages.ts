import type { Update } from '../live-chunk.ts'

/** What happened to the readers of a topic since the message before. */
export interface TopicMessage {
  readonly topic: string
  readonly event: string
  count: number
  readonly sums: Record<string, number>
}

/** What the readers of each topic are told of some updates: one message for each topic and event. */
export function topicMessages(
  updates: readonly Update[],
  isWanted: (topic: string) => boolean,
): Map<string, TopicMessage[]> {
  const byTopic = new Map<string, TopicMessage[]>()
  for (const { event, topics, count, sums } of updates) {
    const names = ['all', ...Object.entries(topics).map(([topic, value]) => `${topic}:${value}`)]
    for (const topic of names) {
      if (!isWanted(topic)) continue
      const messages = byTopic.get(topic) ?? []
      byTopic.set(topic, messages)
      const found = messages.find((one) => one.event === event)
      if (!found) messages.push({ topic, event, count, sums: { ...sums } })
      else {
        found.count += count
        for (const [name, value] of Object.entries(sums)) found.sums[name] = (found.sums[name] ?? 0) + value
      }
    }
  }
  return byTopic
}
