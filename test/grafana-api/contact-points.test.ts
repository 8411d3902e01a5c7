import { contactPoint, defineProject, secret } from 'sightline'
import { buildRelease, desiredGrafana, GrafanaApi, grafanaStatus, pushGrafana } from 'sightline/engine'
import { opsgenie, telegram, webhook } from 'sightline/integrations'
import { expect, it } from 'vitest'
import { removeLater, testGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { named } from './pushed-project.ts'
import { environment as access } from './small-project.ts'

const grafana = await testGrafana()
const api = new GrafanaApi(grafana)
const environment = {
  ...access,
  BOT_TOKEN: 'bot-1',
  HOOK_KEY: 'key-1',
  HOOK_SIGN: 'sign-1',
  OPSGENIE_KEY: 'ops-1',
}

const wanted = (name: string, tenant: string) =>
  desiredGrafana(
    buildRelease(
      defineProject({
        name,
        version: '1.0.0',
        folder: { uid: name, title: name },
        definitions: [
          contactPoint(`${name} people`, {
            description: 'Only for a test.',
            integrations: [
              telegram({ token: secret('BOT_TOKEN'), chatId: '-1', disableNotifications: true }),
              opsgenie({ apiKey: secret('OPSGENIE_KEY'), responders: [{ type: 'team', name: 'ops' }] }),
              webhook({
                url: 'https://example.com/alerts',
                headers: { 'X-Tenant': tenant, 'X-Key': secret('HOOK_KEY') },
                hmacConfig: { secret: secret('HOOK_SIGN'), header: 'X-Sign' },
                maxAlerts: 5,
              }),
            ],
          }),
        ],
        sample: async () => {},
      }),
    ),
  )

it('a push makes contact points of every kind with their secrets, at every depth, and then finds them as they should be', async () => {
  const name = uniqueName()
  removeLater(grafana, name)
  const push = async (tenant: string) => {
    const { changes } = await pushGrafana(api, wanted(name, tenant), { environment })
    return named(changes.filter(({ kind }) => kind === 'contact point'))
  }
  const differences = async (tenant: string) => {
    const { differences: found } = await grafanaStatus(api, wanted(name, tenant))
    return found.flatMap(({ kind, fields }) => (kind === 'contact point' ? fields : []))
  }
  expect(await push('shop')).toEqual([`missing contact point ${name} people`])
  expect(await differences('shop')).toEqual([])
  expect(await differences('bank')).toEqual([
    { field: 'webhook › headers › X-Tenant', wanted: 'bank', found: 'shop' },
  ])
  expect(await push('bank')).toEqual([`changed contact point ${name} people`])
  expect(await push('bank')).toEqual([])
  expect(grafana.mistakes).toEqual([])
})

it('a push without one of the secrets names its variable, and changes nothing', async () => {
  const name = uniqueName()
  const { HOOK_SIGN: _, ...rest } = environment
  await expect(pushGrafana(api, wanted(name, 'shop'), { environment: rest })).rejects.toMatchObject({
    code: 'secret-not-set',
    problem: { value: 'HOOK_SIGN' },
  })
})
