import { bodies } from './documented-fields.ts'
import { ok, type Reply, type Route, refuse } from './route.ts'

/** Folders. */
export const folderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/folders$/,
    role: 'Viewer',
    query: ['limit', 'page', 'parentUid'],
    handle: ({ state, query }) =>
      ok(
        [...state.folders]
          .filter(([, { parentUid }]) => parentUid === (query.get('parentUid') ?? ''))
          .map(([uid, { id, title }]) => ({ id, uid, title })),
      ),
  },
  {
    method: 'GET',
    path: /^\/api\/folders\/([^/]+)$/,
    role: 'Viewer',
    handle: ({ state, path: [uid = ''] }) => folderReply(state.folders.get(uid), uid),
  },
  {
    method: 'POST',
    path: /^\/api\/folders$/,
    role: 'Editor',
    body: bodies.createFolder,
    handle: ({ state, body }) => {
      const [uid, title, parentUid] = [String(body.uid), String(body.title), String(body.parentUid ?? '')]
      const taken = [...state.folders].some(
        ([key, folder]) => key === uid || (folder.title === title && folder.parentUid === parentUid),
      )
      if (taken) return refuse(409, 'a folder with the same name already exists in the current location')
      const folder = { id: state.nextId(), title, parentUid }
      state.folders.set(uid, folder)
      return folderReply(folder, uid)
    },
  },
  {
    method: 'PUT',
    path: /^\/api\/folders\/([^/]+)$/,
    role: 'Editor',
    body: bodies.updateFolder,
    handle: ({ state, path: [uid = ''], body }) => {
      const found = state.folders.get(uid)
      if (!found) return folderReply(found, uid)
      if (body.overwrite !== true) return refuse(412, 'The folder has been changed by someone else')
      const folder = { ...found, title: String(body.title) }
      state.folders.set(uid, folder)
      return folderReply(folder, uid)
    },
  },
  {
    method: 'POST',
    path: /^\/api\/folders\/([^/]+)\/move$/,
    role: 'Editor',
    body: bodies.moveFolder,
    handle: ({ state, path: [uid = ''], body }) => {
      const found = state.folders.get(uid)
      if (!found) return folderReply(found, uid)
      const folder = { ...found, parentUid: String(body.parentUid) }
      state.folders.set(uid, folder)
      return folderReply(folder, uid)
    },
  },
  {
    method: 'DELETE',
    path: /^\/api\/folders\/([^/]+)$/,
    role: 'Editor',
    query: ['forceDeleteRules'],
    handle: ({ state, path: [uid = ''] }) => {
      const found = state.folders.get(uid)
      if (!found) return folderReply(found, uid)
      state.folders.delete(uid)
      for (const [key, { folderUid }] of state.dashboards) if (folderUid === uid) state.dashboards.delete(key)
      for (const [key, { folderUID }] of state.rules) if (folderUID === uid) state.rules.delete(key)
      return ok({ message: 'Folder deleted', id: found.id })
    },
  },
]

function folderReply(
  folder: { id: number; title: string; parentUid: string } | undefined,
  uid: string,
): Reply {
  if (!folder) return refuse(404, 'folder not found')
  const { id, title, parentUid } = folder
  const around = parentUid === '' ? {} : { parentUid }
  return ok({
    id,
    uid,
    title,
    ...around,
    url: `/dashboards/f/${uid}/`,
    hasAcl: false,
    canSave: true,
    version: 1,
  })
}
