import { bodies } from './documented-fields.ts'
import { ok, type Route, refuse } from './route.ts'

/** Annotations. */
export const annotationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/annotations$/,
    role: 'Viewer',
    query: ['from', 'to', 'limit', 'type', 'tags', 'dashboardUID', 'panelId', 'userId', 'alertId'],
    handle: ({ state, query }) => {
      const tags = query.getAll('tags')
      const found = [...state.annotations.values()]
        .filter((one) => tags.every((tag) => one.tags.includes(tag)))
        .sort((a, b) => b.time - a.time)
      return ok(
        found
          .slice(0, Number(query.get('limit') ?? 100))
          .map((one) => ({ ...one, timeEnd: one.time, alertId: 0, dashboardId: 0, panelId: 0, data: {} })),
      )
    },
  },
  {
    method: 'POST',
    path: /^\/api\/annotations$/,
    role: 'Editor',
    body: bodies.createAnnotation,
    handle: ({ state, body: { text, time, tags } }) => {
      const id = state.nextId()
      const names = Array.isArray(tags) ? tags.map(String) : []
      state.annotations.set(id, { id, text: String(text), time: Number(time ?? Date.now()), tags: names })
      return ok({ message: 'Annotation added', id })
    },
  },
  {
    method: 'DELETE',
    path: /^\/api\/annotations\/(\d+)$/,
    role: 'Editor',
    handle: ({ state, path: [id = ''] }) =>
      state.annotations.delete(Number(id)) ? ok({ message: 'Annotation deleted' }) : refuse(404, 'not found'),
  },
  {
    method: 'PATCH',
    path: /^\/api\/annotations\/(\d+)$/,
    role: 'Editor',
    body: bodies.updateAnnotation,
    handle: ({ state, path: [id = ''], body: { text, time } }) => {
      const found = state.annotations.get(Number(id))
      if (!found) return refuse(404, 'annotation not found')
      state.annotations.set(found.id, {
        ...found,
        text: String(text ?? found.text),
        time: Number(time ?? found.time),
      })
      return ok({ message: 'Annotation patched' })
    },
  },
]
