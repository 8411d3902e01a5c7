import { bodies } from './documented-fields.ts'
import { type Call, ok, type Reply, type Route, refuse } from './route.ts'

/** Dashboards and the search for them. */
export const dashboardRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/search$/,
    role: 'Viewer',
    query: ['query', 'tag', 'type', 'dashboardUIDs', 'folderUIDs', 'starred', 'limit', 'page'],
    handle: ({ state, query }) => {
      const [folder, page] = [query.get('folderUIDs'), Number(query.get('page') ?? 1)]
      const hits = [...state.dashboards].filter(
        ([, { folderUid }]) => folder === null || folder === folderUid,
      )
      return ok(
        (page > 1 ? [] : hits).map(([uid, { id, folderUid, json }]) => {
          return {
            id,
            uid,
            title: json.title,
            type: 'dash-db',
            tags: json.tags ?? [],
            folderUid,
            isStarred: false,
          }
        }),
      )
    },
  },
  {
    method: 'GET',
    path: /^\/api\/dashboards\/uid\/([^/]+)$/,
    role: 'Viewer',
    handle: ({ state, path: [uid = ''] }) => {
      const found = state.dashboards.get(uid)
      if (!found) return refuse(404, 'Dashboard not found')
      const { id, version, folderUid, provisioned, json } = found
      const meta = { type: 'db', canSave: true, url: `/d/${uid}/`, folderUid, provisioned, version }
      return ok({ meta, dashboard: { ...json, id, uid, version } })
    },
  },
  {
    method: 'POST',
    path: /^\/api\/dashboards\/db$/,
    role: 'Editor',
    body: bodies.dashboard,
    handle: saveDashboard,
  },
  {
    method: 'DELETE',
    path: /^\/api\/dashboards\/uid\/([^/]+)$/,
    role: 'Editor',
    handle: ({ state, path: [uid = ''] }) => {
      const found = state.dashboards.get(uid)
      state.dashboards.delete(uid)
      if (!found) return refuse(404, 'Dashboard not found')
      return ok({ title: found.json.title, message: `Dashboard ${uid} deleted`, id: found.id })
    },
  },
]

function saveDashboard({ state, body }: Call): Reply {
  const { dashboard, folderUid: folder = '', overwrite } = body
  if (
    typeof dashboard !== 'object' ||
    dashboard === null ||
    !('title' in dashboard) ||
    dashboard.title === ''
  )
    return refuse(400, 'Dashboard title cannot be empty')
  const [uid, folderUid] = ['uid' in dashboard ? String(dashboard.uid) : '', String(folder)]
  if (uid.length > 40) return refuse(400, 'uid too long, max 40 characters')
  if (folderUid !== '' && !state.folders.has(folderUid)) return refuse(400, 'folder not found')
  const found = state.dashboards.get(uid)
  const version = 'version' in dashboard ? dashboard.version : undefined
  if (found && overwrite !== true && version !== found.version)
    return refuse(412, 'The dashboard has been changed by someone else')
  const sameTitle = [...state.dashboards].some(
    ([key, other]) => key !== uid && other.folderUid === folderUid && other.json.title === dashboard.title,
  )
  if (sameTitle) return refuse(412, 'A dashboard with the same name in the folder already exists')
  const stored = {
    id: found?.id ?? state.nextId(),
    version: (found?.version ?? 0) + 1,
    folderUid,
    json: Object.fromEntries(Object.entries(dashboard)),
    provisioned: false,
  }
  state.dashboards.set(uid, stored)
  return ok({ id: stored.id, uid, url: `/d/${uid}/`, status: 'success', version: stored.version, slug: uid })
}
