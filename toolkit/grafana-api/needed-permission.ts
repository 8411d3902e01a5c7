import type { GrafanaRequest } from './grafana-request.ts'

interface Needed {
  /** The least of Grafana's own roles that has the permission. */
  readonly role: 'Viewer' | 'Editor' | 'Admin' | 'Editor (before Grafana 11: Admin)'
  readonly permission: string
}

/** What a token must be allowed to do for a request. */
export function neededPermission({ method, path }: Pick<GrafanaRequest, 'method' | 'path'>): Needed {
  const reads = method === 'GET'
  const verb = reads ? 'read' : 'write'
  if (path.startsWith('/api/v1/provisioning'))
    return { role: 'Editor (before Grafana 11: Admin)', permission: `alert.provisioning:${verb}` }
  if (path.startsWith('/api/datasources'))
    return { role: 'Admin', permission: `datasources:${reads ? 'read' : 'create'}` }
  if (path.startsWith('/api/annotations'))
    return reads
      ? { role: 'Viewer', permission: 'annotations:read' }
      : { role: 'Editor', permission: `annotations:${method === 'POST' ? 'create' : 'write'}` }
  if (path.startsWith('/api/folders')) {
    if (reads) return { role: 'Viewer', permission: 'folders:read' }
    return { role: 'Editor', permission: method === 'POST' ? 'folders:create' : 'folders:write' }
  }
  if (path.startsWith('/api/org')) return { role: 'Viewer', permission: 'orgs:read' }
  if (reads) return { role: 'Viewer', permission: 'dashboards:read' }
  return {
    role: 'Editor',
    permission: method === 'DELETE' ? 'dashboards:delete' : 'dashboards:create and dashboards:write',
  }
}
