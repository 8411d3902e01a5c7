import { bodies } from './documented-fields.ts'
import { ok, type Route, refuse } from './route.ts'

/** Data sources. */
export const dataSourceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/datasources\/uid\/([^/]+)$/,
    role: 'Admin',
    handle: ({ state, path: [uid = ''] }) => dataSourceReply(state.dataSources.get(uid)),
  },
  {
    method: 'GET',
    path: /^\/api\/datasources\/name\/([^/]+)$/,
    role: 'Admin',
    handle: ({ state, path: [name] }) =>
      dataSourceReply([...state.dataSources.values()].find((one) => one.name === name)),
  },
  {
    method: 'POST',
    path: /^\/api\/datasources$/,
    role: 'Admin',
    body: bodies.dataSource,
    handle: ({ state, body: { secureJsonData, ...body } }) => {
      if ([...state.dataSources.values()].some(({ name }) => name === body.name))
        return refuse(409, 'data source with the same name already exists')
      const secureJsonFields = Object.fromEntries(
        Object.keys(secureJsonData ?? {}).map((name) => [name, true]),
      )
      const stored = { ...body, id: state.nextId(), orgId: 1, readOnly: false, secureJsonFields }
      state.dataSources.set(String(body.uid), stored)
      return ok({ datasource: stored, id: stored.id, message: 'Datasource added', name: body.name })
    },
  },
  {
    method: 'DELETE',
    path: /^\/api\/datasources\/uid\/([^/]+)$/,
    role: 'Admin',
    handle: ({ state, path: [uid = ''] }) =>
      state.dataSources.delete(uid) ? ok({ message: 'Data source deleted' }) : dataSourceReply(undefined),
  },
]

const dataSourceReply = (found: object | undefined) =>
  found ? ok(found) : refuse(404, 'Data source not found')
