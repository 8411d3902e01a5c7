import type { TestGrafana } from '../../support/grafana/test-grafana.ts'
import { interval, ruleOf, type ScriptedRule } from './scripted-rule.ts'

/** Has Grafana evaluate rules in a folder of their own, until what it returns is called. */
export async function deployRules(
  { byHand }: TestGrafana,
  name: string,
  rules: readonly ScriptedRule[],
  database: string,
): Promise<() => Promise<void>> {
  const { host, pathname, username, password } = new URL(database)
  await byHand('POST', '/api/folders', { uid: name, title: name })
  await byHand('POST', '/api/datasources', {
    uid: name,
    name,
    type: 'grafana-postgresql-datasource',
    access: 'proxy',
    url: host,
    user: decodeURIComponent(username),
    jsonData: { database: pathname.slice(1), sslmode: 'disable', maxOpenConns: 20 },
    secureJsonData: { password: decodeURIComponent(password) },
  })
  const group = rules.map((rule, index) => {
    const { keepFiringFor, ...rest } = ruleOf(rule, name, name)
    return {
      ...rest,
      keep_firing_for: keepFiringFor,
      orgID: 1,
      uid: `${name}-${index}`,
      folderUID: name,
      ruleGroup: name,
    }
  })
  await byHand('PUT', `/api/v1/provisioning/folder/${name}/rule-groups/${name}`, {
    title: name,
    folderUid: name,
    interval,
    rules: group,
  })
  return async () => {
    await byHand('DELETE', `/api/folders/${name}?forceDeleteRules=true`)
    await byHand('DELETE', `/api/datasources/uid/${name}`)
  }
}
