import { parse } from 'yaml'
import { isJsonList, isJsonObject, type Json } from '../../foundation/json.ts'
import { literalText, plainText } from './dollar.ts'

/** Alerting by what identifies it: the uids of rules and of the integrations of contact points, the names of templates. */
export interface AlertingNames {
  readonly rules: readonly string[]
  readonly integrations: readonly string[]
  readonly templates: readonly string[]
}

/** Where a release tells a Grafana that reads files what to delete: it keeps what only vanishes from a file. */
export const deletionsPath = 'grafana/provisioning/alerting/deletions.yaml'

/**
 * What is to be deleted, in the form of Grafana's file provisioning; deleting what is not there does no harm. Mute timings
 * stay: Grafana deletes them before it reads the rules, and does not start where one still names them.
 */
export function deletionsFile({ rules, integrations, templates }: AlertingNames): object {
  const each = (uids: readonly string[]) => uids.map((uid) => ({ orgId: 1, uid }))
  return {
    apiVersion: 1,
    ...(rules.length > 0 && { deleteRules: each(rules) }),
    ...(integrations.length > 0 && { deleteContactPoints: each(integrations) }),
    ...(templates.length > 0 && {
      deleteTemplates: templates.map((name) => ({ orgId: 1, name: literalText(name) })),
    }),
  }
}

/** What such a file deletes. */
export function readDeletions(content: string): AlertingNames {
  const file: Json = parse(content)
  const named = (list: string, key: string) => {
    const found = isJsonObject(file) ? file[list] : undefined
    return (isJsonList(found) ? found : []).flatMap((one) => {
      const name = isJsonObject(one) ? one[key] : undefined
      return typeof name === 'string' ? [name] : []
    })
  }
  return {
    rules: named('deleteRules', 'uid'),
    integrations: named('deleteContactPoints', 'uid'),
    templates: named('deleteTemplates', 'name').map(plainText),
  }
}
