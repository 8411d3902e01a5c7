import { bodies } from './documented-fields.ts'
import { ok, type Route } from './route.ts'

/** Message templates. */
export const templateRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/v1\/provisioning\/templates$/,
    role: 'Admin',
    // Go writes a list without elements as null.
    handle: ({ state }) => ok(state.templates.size === 0 ? null : [...state.templates.values()]),
  },
  {
    method: 'PUT',
    path: /^\/api\/v1\/provisioning\/templates\/([^/]+)$/,
    role: 'Admin',
    body: bodies.template,
    handle: ({ state, path: [name = ''], body, provenance }) => {
      const stored = { name, template: body.template ?? '', provenance, version: 'none' }
      state.templates.set(name, stored)
      return ok(stored, 202)
    },
  },
  {
    method: 'DELETE',
    path: /^\/api\/v1\/provisioning\/templates\/([^/]+)$/,
    role: 'Admin',
    query: ['version'],
    handle: ({ state, path: [name = ''] }) => {
      state.templates.delete(name)
      return { status: 204, body: undefined }
    },
  },
]
