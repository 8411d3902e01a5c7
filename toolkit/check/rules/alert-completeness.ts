import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'

/** Reports an alert that would reach nobody, or tell them nothing. */
export const alertCompleteness: Rule = {
  name: 'alert-completeness',
  description:
    'An alert says how bad it is, what it means, whom it tells, and what happens without data or with an error.',
  *check({ release }) {
    for (const rule of release.alerts) {
      for (const part of parts) {
        if (part.isComplete(rule)) continue
        const { what, next } = part
        yield { where: rule.name, what, next, site: describeSite(rule) }
      }
    }
  },
}

interface Part {
  readonly what: string
  readonly next: string
  isComplete(rule: AlertRule): boolean
}

/** Rules written in plain JavaScript can lack what the types require. */
const isFilled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

const parts: readonly Part[] = [
  {
    what: 'It has no severity, so no notification policy can tell it from a minor one.',
    next: "Set `severity` to 'critical', 'warning' or 'info'.",
    isComplete: ({ severity, labels }) => isFilled(labels.severity ?? severity),
  },
  {
    what: 'It has no summary, so its notification does not say what happened.',
    next: 'Write one line in `summary`; {{ $values.B.Value }} is the watched number.',
    isComplete: ({ summary, annotations }) => isFilled(annotations.summary ?? summary),
  },
  {
    what: 'It has no description, so whoever is woken up does not know what to do.',
    next: 'Say in `description` what is wrong when it fires, and what to do then.',
    isComplete: ({ description, annotations }) => isFilled(annotations.description ?? description),
  },
  {
    what: 'It has no contact point, so it tells nobody.',
    next: 'Set `contactPoint` to one of the project that has a name and an integration.',
    isComplete: ({ contactPoint }) => isReachable(contactPoint),
  },
  {
    what: 'It does not say what happens when its query returns nothing.',
    next: "Set `noData` to 'OK', 'Alerting', 'NoData' or 'KeepLast'.",
    isComplete: ({ noData }) => isFilled(noData),
  },
  {
    what: 'It does not say what happens when its query fails.',
    next: "Set `onError` to 'OK', 'Alerting', 'Error' or 'KeepLast'.",
    isComplete: ({ onError }) => isFilled(onError),
  },
]

function isReachable(point: Partial<AlertRule['contactPoint']> | undefined): boolean {
  return isFilled(point?.name) && (point?.integrations?.length ?? 0) > 0
}
