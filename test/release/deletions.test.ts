import { join } from 'node:path'
import {
  above,
  alertRule,
  contactPoint,
  type Definition,
  defineProject,
  from,
  messageTemplate,
} from 'sightline'
import { buildRelease, type ReleaseFolder, readReleaseFolder, writeRelease } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { integrationUid } from '../../toolkit/grafana/alerting/integration-uid.ts'
import { orders, shop } from '../fixtures/shop.ts'
import { repository, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = await temporaryFolder()
const description = 'Only for a test.'

const point = (name: string, first: string, ...more: string[]) =>
  contactPoint(name, {
    description,
    integrations: [email({ to: [first] }), ...more.map((address) => email({ to: [address] }))],
  })
const team = point('team', 'team@example.com')

const rule = (uid: string, contact = team) =>
  alertRule(uid, {
    uid,
    description,
    summary: 'Too much.',
    query: from(orders)
      .selectFrom('orders')
      .select((eb) => eb.fn.sum<number>('amount').as('revenue')),
    value: 'revenue',
    condition: above(9000),
    every: '1m',
    severity: 'warning',
    for: '0s',
    noData: 'OK',
    onError: 'Error',
    contactPoint: contact,
  })

const projectOf = (...definitions: readonly Definition[]) =>
  defineProject({ ...shop, definitions: [orders, ...definitions] })

async function built(
  name: string,
  project: ReturnType<typeof projectOf>,
  replaces?: ReleaseFolder,
): Promise<ReleaseFolder> {
  const out = join(folder, name)
  await writeRelease(buildRelease(project, replaces ? { replaces } : {}), out)
  return readReleaseFolder(out)
}

const deletions = ({ files }: ReleaseFolder): unknown =>
  parse(files.get('grafana/provisioning/alerting/deletions.yaml') ?? 'null')

describe('a release that replaces another', () => {
  it('has Grafana delete the rules, contact points and integrations that are gone', async () => {
    const gone = point('gone', 'gone@example.com')
    const wider = point('team', 'team@example.com', 'other@example.com')
    const earlier = await built('one', projectOf(wider, gone, rule('high', wider), rule('low', gone)))
    const later = await built('two', projectOf(team, rule('high')), earlier)
    expect(deletions(later)).toEqual({
      apiVersion: 1,
      deleteRules: [{ orgId: 1, uid: 'low' }],
      deleteContactPoints: [integrationUid('gone', 0, 'email'), integrationUid('team', 1, 'email')]
        .sort()
        .map((uid) => ({ orgId: 1, uid })),
    })
    expect(later.manifest.files).toHaveProperty('grafana/provisioning/alerting/deletions.yaml')
    expect(later.manifest.version).not.toBe(buildRelease(projectOf(team, rule('high'))).version)
  })

  it('has Grafana delete the message templates that are gone, whatever they are called', async () => {
    const title = messageTemplate('shop.$title', { description, body: 'Shop' })
    const earlier = await built('with-template', projectOf(team, rule('high'), title))
    const later = await built('without-template', projectOf(team, rule('high')), earlier)
    const expected = { apiVersion: 1, deleteTemplates: [{ orgId: 1, name: 'shop.$$title' }] }
    expect(deletions(later)).toEqual(expected)
    const again = await built('without-template-again', projectOf(team, rule('high')), later)
    expect(deletions(again)).toEqual(expected)
  })

  it('still deletes what the one before deleted, for a Grafana that skips one, unless it is there again', async () => {
    const one = await built('a', projectOf(team, rule('high'), rule('low'), rule('late')))
    const two = await built('b', projectOf(team, rule('high')), one)
    const three = await built('c', projectOf(team, rule('high'), rule('late')), two)
    expect(deletions(three)).toEqual({ apiVersion: 1, deleteRules: [{ orgId: 1, uid: 'low' }] })
  })

  it('is the same release where nothing is gone', async () => {
    const project = projectOf(team, rule('high'))
    const one = await built('x', project)
    const two = await built('y', project, one)
    expect(two.manifest).toEqual(one.manifest)
  })

  it('refuses one of another project, and one that was changed', async () => {
    await built('other', projectOf(team, rule('high')))
    const { code, stderr } = await runSightline(
      ['build', '--replaces', join(folder, 'other'), '--out', join(folder, 'mine')],
      repository,
    )
    expect(code).toBe(2)
    expect(stderr).toContain('The release to replace is of another project')
  })
})
