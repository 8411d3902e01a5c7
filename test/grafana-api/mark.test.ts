import { GrafanaApi, markRelease, pushGrafana, removeMarks } from 'sightline/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isJsonList, isJsonObject } from '../../toolkit/foundation/json.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { newProject } from './pushed-project.ts'
import { environment, page, smallProject } from './small-project.ts'

let grafana: TestGrafana
let api: GrafanaApi
beforeAll(async () => {
  grafana = await testGrafana()
  api = new GrafanaApi(grafana)
})
afterAll(() => expect(grafana.mistakes).toEqual([]))

async function marks(project: string, folder = project): Promise<unknown[]> {
  const tags = `tags=sightline&tags=${project}&tags=folder:${folder}`
  const { list } = await grafana.byHand('GET', `/api/annotations?${tags}`)
  return isJsonList(list) ? list.filter(isJsonObject).map(({ text }) => text) : []
}

describe(`mark (${grafanaLabel})`, () => {
  it('marks a release once, and every release for ever', async () => {
    const { name, desired } = newProject(grafana)
    const next = smallProject(name, { version: '1.1.0' })
    expect(await markRelease(api, desired)).toMatchObject({ state: 'made' })
    expect(await markRelease(api, desired)).toMatchObject({ state: 'there already' })
    await passMillisecond()
    expect(await markRelease(api, next)).toMatchObject({ state: 'made' })
    expect(await marks(name)).toEqual([`${name} ${next.version}`, `${name} ${desired.version}`])
  })

  it('marks a release again that comes back after another', async () => {
    const { name, desired } = newProject(grafana)
    const next = smallProject(name, { version: '1.1.0' })
    for (const release of [desired, next, desired]) {
      await markRelease(api, release)
      await passMillisecond()
    }
    expect(await marks(name)).toHaveLength(3)
  })

  it('does not mark the graphs of another environment of the project', async () => {
    const { name, desired } = newProject(grafana)
    const development = smallProject(name, { folder: { uid: `${name}-dev`, title: `Dev ${name}` } })
    await markRelease(api, desired)
    await markRelease(api, development)
    expect(await marks(name)).toHaveLength(1)
    expect(await marks(name, `${name}-dev`)).toHaveLength(1)
  })

  it('takes all marks of an environment away, and leaves those of others and of people', async () => {
    const { name, desired } = newProject(grafana)
    const folder = { uid: `${name}-dev`, title: `Dev ${name}` }
    const development = smallProject(name, { folder })
    for (const release of [desired, development]) await markRelease(api, release)
    await passMillisecond()
    await markRelease(api, smallProject(name, { folder, version: '1.1.0' }))
    const byHand = {
      text: 'We moved house.',
      tags: ['sightline', name, `folder:${folder.uid}`],
      time: Date.now(),
    }
    await grafana.byHand('POST', '/api/annotations', byHand)
    expect(await removeMarks(api, { name, folder })).toBe(2)
    expect(await marks(name, folder.uid)).toEqual([byHand.text])
    expect(await marks(name)).toHaveLength(1)
    expect(await removeMarks(api, { name, folder })).toBe(0)
  })

  it('moves the mark of work in progress along, rather than to leave one for each save', async () => {
    const { name, desired } = newProject(grafana)
    const { mark = 0 } = await pushGrafana(api, desired, { environment })
    const saved = smallProject(name, { dashboards: [page(name, 'Sales', 'Saved')] })
    await passMillisecond()
    expect(await pushGrafana(api, saved, { environment, mark })).toMatchObject({ mark })
    expect(await marks(name)).toEqual([`${name} ${saved.version}`])
  })
})

const passMillisecond = () => new Promise((resolve) => setTimeout(resolve, 2))
