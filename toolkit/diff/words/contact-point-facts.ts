import type { ComparedContactPoint } from '../compared-release.ts'
import { type Fact, facts } from '../fact.ts'
import { namedFacts } from './named-facts.ts'
import { settingFact } from './setting-facts.ts'

/** Settings that are secrets, or may hold one. */
const secret = /url|token|key|password|secret|authorization/i

/** What changes in a contact point; secrets are not shown. */
export function contactPointFacts(before: ComparedContactPoint, after: ComparedContactPoint): Fact[] {
  return facts(
    'delivery',
    namedFacts(
      before.receivers,
      after.receivers,
      ({ type }) => `integration ${type}`,
      (old, now) => {
        const names = [...new Set([...Object.keys(old.settings), ...Object.keys(now.settings)])]
        const changed = names.filter((name) => isChanged(old.settings[name], now.settings[name]))
        const [silent, other] = [old, now].map(({ disableResolveMessage }) => disableResolveMessage)
        return [
          ...changed.map((name) =>
            secret.test(name) ? `${name} changed` : settingFact(name, old.settings[name], now.settings[name]),
          ),
          ...(silent === other ? [] : [other ? 'no longer says when it is over' : 'says when it is over']),
        ]
      },
    ),
  )
}

/** Grafana does not show a secret again, and a release names it by its environment variable. */
function isChanged(before: unknown, after: unknown): boolean {
  const [old, now] = [before, after].map((value) => JSON.stringify(value ?? ''))
  const isHidden = [before, after].some((value) => value === '[REDACTED]')
  return old !== now && !isHidden
}
