import { parse } from 'yaml'
import { isJsonList, isJsonObject, type Json } from '../../foundation/json.ts'

/** Alerting by its uids: rules, and the integrations of contact points. */
export interface AlertingUids {
  readonly rules: readonly string[]
  readonly integrations: readonly string[]
}

/** Where a release tells a Grafana that reads files what to delete: it keeps what only vanishes from a file. */
export const deletionsPath = 'grafana/provisioning/alerting/deletions.yaml'

/** What is to be deleted, in the form of Grafana's file provisioning; deleting what is not there does no harm. */
export function deletionsFile({ rules, integrations }: AlertingUids): object {
  const each = (uids: readonly string[]) => uids.map((uid) => ({ orgId: 1, uid }))
  return {
    apiVersion: 1,
    ...(rules.length > 0 && { deleteRules: each(rules) }),
    ...(integrations.length > 0 && { deleteContactPoints: each(integrations) }),
  }
}

/** What such a file deletes. */
export function readDeletions(content: string): AlertingUids {
  const file: Json = parse(content)
  const uids = (name: string) => {
    const list = isJsonObject(file) ? file[name] : undefined
    return (isJsonList(list) ? list : []).flatMap((one) =>
      isJsonObject(one) && typeof one.uid === 'string' ? [one.uid] : [],
    )
  }
  return { rules: uids('deleteRules'), integrations: uids('deleteContactPoints') }
}
