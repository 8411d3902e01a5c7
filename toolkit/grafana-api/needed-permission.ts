import type { GrafanaRequest } from './grafana-request.ts'

interface Needed {
  /** The least of Grafana's own roles that has the permission. */
  readonly role: 'Viewer' | 'Editor' | 'Admin' | 'Editor (before Grafana 11: Admin)'
  readonly permission: string
}

/** Permissions that Grafana gives to administrators only. */
const forAdmins = /^(datasources:(create|write|delete)|serviceaccounts:|settings:)/

/** What a token must be allowed to do for a request: what Grafana names where it names something. */
export function neededPermission(request: Pick<GrafanaRequest, 'method' | 'path'>, message: string): Needed {
  const [, named] = /Permissions needed: (?:any of |all of )?([\w.:]+)/.exec(message) ?? []
  if (named === undefined) return permissionFor(request)
  const reader = named.endsWith(':read') ? 'Viewer' : 'Editor'
  return { permission: named, role: forAdmins.test(named) ? 'Admin' : reader }
}

/** A Grafana before 10 names none. */
function permissionFor({ method, path }: Pick<GrafanaRequest, 'method' | 'path'>): Needed {
  const reads = method === 'GET'
  const verb = reads ? 'read' : 'write'
  if (path.startsWith('/api/v1/provisioning'))
    return { role: 'Editor (before Grafana 11: Admin)', permission: `alert.provisioning:${verb}` }
  if (path.startsWith('/api/datasources'))
    return { role: 'Admin', permission: `datasources:${reads ? 'read' : 'create'}` }
  if (path.startsWith('/api/annotations')) {
    const verbs = { GET: 'read', POST: 'create', DELETE: 'delete', PATCH: 'write', PUT: 'write' }
    return { role: reads ? 'Viewer' : 'Editor', permission: `annotations:${verbs[method]}` }
  }
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
