import { describeSite } from '../../foundation/definition-site.ts'
import { frontEndInterval } from '../../grafana/model/time/front-end-interval.ts'
import type { Rule } from '../rule.ts'

const fastest = 5

/** Reports a dashboard that asks its database too often. */
export const refreshTooFast: Rule = {
  name: 'refresh-too-fast',
  description: `A dashboard refreshes every ${fastest} s at most: each open browser runs all its queries that often.`,
  *check({ release }) {
    for (const { definition, json } of release.dashboards) {
      const { refresh } = json
      const seconds =
        typeof refresh === 'string' && isInterval(refresh) ? frontEndInterval(refresh) / 1000 : undefined
      if (seconds === undefined || seconds >= fastest) continue
      yield {
        where: definition.uid,
        what: `It refreshes every ${refresh}, faster than the ${fastest} s that Grafana allows by default.`,
        next: "Set `refresh` to '5s' or longer.",
        site: describeSite(definition),
      }
    }
  },
}

const isInterval = (text: string): boolean => /^\d+(?:\.\d+)?(?:ms|[smhdwMy])$/.test(text)
