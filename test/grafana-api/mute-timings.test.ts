import { defineProject, muteTiming } from 'sightline'
import {
  buildRelease,
  desiredGrafana,
  GrafanaApi,
  grafanaStatus,
  type MuteInterval,
  pushGrafana,
} from 'sightline/engine'
import { expect, it } from 'vitest'
import { removeLater, testGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { named } from './pushed-project.ts'
import { environment } from './small-project.ts'

const grafana = await testGrafana()
const description = 'Only for a test.'

const wanted = (name: string, interval: MuteInterval) =>
  desiredGrafana(
    buildRelease(
      defineProject({
        name,
        version: '1.0.0',
        folder: { uid: name, title: name },
        definitions: [muteTiming(`${name} nights`, { description, intervals: [interval] })],
        sample: async () => {},
      }),
    ),
  )

it('a push makes a mute timing, changes it, and then finds it as it should be', async () => {
  const name = uniqueName()
  removeLater(grafana, name)
  const api = new GrafanaApi(grafana)
  const push = async (interval: MuteInterval) => {
    const { changes } = await pushGrafana(api, wanted(name, interval), { environment })
    return named(changes.filter(({ kind }) => kind === 'mute timing'))
  }
  const night: MuteInterval = { times: [{ from: '22:00', to: '24:00' }], timeZone: 'Europe/Berlin' }
  expect(await push(night)).toEqual([`missing mute timing ${name} nights`])
  expect(await push(night)).toEqual([])
  expect(await push({ weekdays: ['sunday'] })).toEqual([`changed mute timing ${name} nights`])
  expect(await push({ weekdays: ['sunday'] })).toEqual([])
  expect(grafana.mistakes).toEqual([])
})

it('status says of a mute timing whether it is missing, and what somebody changed of it', async () => {
  const name = uniqueName()
  removeLater(grafana, name)
  const api = new GrafanaApi(grafana)
  const desired = wanted(name, { weekdays: ['sunday'], times: [{ from: '22:00', to: '24:00' }] })
  const found = async () =>
    (await grafanaStatus(api, desired)).differences.filter(({ kind }) => kind === 'mute timing')
  expect(await found()).toMatchObject([{ name: `${name} nights`, state: 'missing' }])
  await pushGrafana(api, desired, { environment })
  expect(await found()).toEqual([])
  const path = `/api/v1/provisioning/mute-timings/${encodeURIComponent(`${name} nights`)}`
  await grafana.byHand('PUT', path, { name: `${name} nights`, time_intervals: [{ weekdays: ['monday'] }] })
  expect(await found()).toMatchObject([
    {
      state: 'changed',
      fields: [
        { field: expect.stringContaining('times') },
        { field: expect.stringContaining('weekdays'), wanted: ['sunday'], found: ['monday'] },
      ],
    },
  ])
})
