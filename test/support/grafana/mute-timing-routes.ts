import { bodies } from './documented-fields.ts'
import { ok, type Route, refuse } from './route.ts'

/** Mute timings. */
export const muteTimingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/v1\/provisioning\/mute-timings$/,
    role: 'Admin',
    handle: ({ state }) => ok([...state.muteTimings.values()]),
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/provisioning\/mute-timings$/,
    role: 'Admin',
    body: bodies.muteTiming,
    handle: ({ state, body, provenance }) => {
      const name = String(body.name)
      if (state.muteTimings.has(name)) return refuse(409, 'Time interval with this name already exists.')
      const stored = { ...body, provenance, version: 'none' }
      state.muteTimings.set(name, stored)
      return ok(stored, 201)
    },
  },
  {
    method: 'PUT',
    path: /^\/api\/v1\/provisioning\/mute-timings\/([^/]+)$/,
    role: 'Admin',
    body: bodies.muteTiming,
    handle: ({ state, path: [name = ''], body, provenance }) => {
      if (!state.muteTimings.has(name)) return refuse(404, 'Time interval not found')
      const stored = { ...body, name, provenance, version: 'none' }
      state.muteTimings.set(name, stored)
      return ok(stored, 202)
    },
  },
]
