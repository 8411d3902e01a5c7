import { requests, type TestGrafana, uniqueName } from '../../support/grafana/test-grafana.ts'

/** An organization that was made a moment ago, as its administrator's token sees it. */
export interface NewOrganization {
  readonly grafana: TestGrafana
  remove(): Promise<void>
}

/** Makes an organization in Grafana, which only an administrator of the server may. */
export async function newOrganization(server: TestGrafana): Promise<NewOrganization> {
  const { orgId } = await server.byHand('POST', '/api/orgs', { name: uniqueName() })
  const byHand = requests(server.url, server.token, String(orgId))
  const { id } = await byHand('POST', '/api/serviceaccounts', { name: 'deploy', role: 'Admin' })
  const { key } = await byHand('POST', `/api/serviceaccounts/${id}/tokens`, { name: 'deploy' })
  const token = String(key)
  return {
    grafana: { ...server, token, byHand: requests(server.url, token) },
    remove: async () => {
      await server.byHand('DELETE', `/api/orgs/${orgId}`)
    },
  }
}
