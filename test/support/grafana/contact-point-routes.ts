import { isJsonObject, type JsonObject } from '../../../toolkit/foundation/json.ts'
import { bodies } from './documented-fields.ts'
import { ok, type Route, refuse } from './route.ts'

const base = '^/api/v1/provisioning'

/** The settings that Grafana encrypts, and never shows again. */
const secure: Readonly<Record<string, readonly string[]>> = {
  slack: ['token', 'url'],
  pagerduty: ['integrationKey'],
  webhook: ['password', 'authorization_credentials', 'secret'],
  telegram: ['bottoken'],
  opsgenie: ['apiKey'],
}

/** Contact points. */
export const contactPointRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`${base}/contact-points$`),
    role: 'Admin',
    query: ['name'],
    handle: ({ state, query }) => {
      const name = query.get('name')
      const found = [...state.integrations.values()].filter((one) => name === null || one.name === name)
      return ok(found.map(redacted))
    },
  },
  {
    method: 'POST',
    path: new RegExp(`${base}/contact-points$`),
    role: 'Admin',
    body: bodies.contactPoint,
    handle: ({ state, body, provenance }) => {
      if (state.integrations.has(String(body.uid))) return refuse(400, 'contact point with this UID exists')
      state.integrations.set(String(body.uid), { ...body, provenance })
      return ok(redacted({ ...body, provenance }), 202)
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`${base}/contact-points/([^/]+)$`),
    role: 'Admin',
    body: bodies.contactPoint,
    handle: ({ state, path: [uid = ''], body, provenance }) => {
      const found = state.integrations.get(uid)
      if (!found) return refuse(404, 'contact point not found')
      if (found.provenance !== '' && found.provenance !== provenance)
        return refuse(409, `cannot change provenance from '${found.provenance}' to '${provenance}'`)
      state.integrations.set(uid, { ...body, uid, provenance })
      return ok({ message: 'contactpoint updated' }, 202)
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`${base}/contact-points/([^/]+)$`),
    role: 'Admin',
    handle: ({ state, path: [uid = ''] }) => {
      state.integrations.delete(uid)
      return ok({ message: 'contactpoint deleted' }, 202)
    },
  },
]

function redacted(integration: JsonObject): JsonObject {
  const hidden = secure[String(integration.type)] ?? []
  const shown = (settings: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => {
        if (hidden.includes(name)) return [name, '[REDACTED]']
        return [name, isJsonObject(value) ? shown(value) : value]
      }),
    )
  return { ...integration, settings: isJsonObject(integration.settings) ? shown(integration.settings) : {} }
}
