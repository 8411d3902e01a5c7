import { randomUUID } from 'node:crypto'
import {
  applyRelease,
  buildLineage,
  buildRelease,
  createSources,
  desiredState,
  previewContent,
  runDoctor,
  startPreview,
} from 'sightline/engine'
import { factory, given, proofs } from 'sightline/proofs'
import { expect, test } from 'vitest'
import { previewPage } from '../../cli/preview-page.ts'
import { runCheck } from '../../toolkit/check/run-check.ts'
import { testPage } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { testPreview } from '../support/preview.ts'
import { proverOfRelease } from '../support/prover.ts'
import { releaseLater } from '../support/resources.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { invoices, sales, shop } from './warehouse-shop.ts'

const release = buildRelease(shop)
const { open, page } = await testPage()

test('a check runs the queries of both databases, and finds nothing', async () => {
  const report = await runCheck(release, { projectFolder: await temporaryFolder() })
  expect(report.findings).toEqual([])
  expect(report.queries).toBe(5)
})

test('the preview of the sample draws what both databases have, and lineage knows the columns', async () => {
  const preview = await testPreview(shop)
  await open(`${preview.url}/d/shop-sales?var-country=SE`)
  const rowsOf = (title: string) =>
    page
      .locator('.panel', { has: page.locator(`h3:text-is("${title}")`) })
      .locator('tbody tr')
      .allTextContents()
  expect(await rowsOf('Ordered')).toEqual(['NO1', 'SE1'])
  expect(await rowsOf('Billed')).toEqual(['SE12.5'])
  const graph = await buildLineage(preview.client, preview.release)
  expect(graph.readBy('shop-sales/Billed')).toMatchObject([
    { relation: 'finance.invoices', columns: ['amount', 'country'] },
    { relation: 'shop-sales/$country' },
  ])
  expect(graph.unread).toEqual([])
})

test('a proof gives rows to both databases', async () => {
  const prover = await proverOfRelease(release)
  const invoice = factory(invoices, { country: 'NO' })
  const title = 'what was billed is summed'
  const proof = given(invoice({ amount: 2 }), invoice({ amount: 3 }), invoice({ country: 'SE' })).panel(
    sales,
    'Billed',
    [{ Country: 'NO', Amount: '5' }],
    { variables: { country: 'NO' } },
  )
  const result = await prover.run(proofs({ now: '2026-03-15T12:00:00Z' }, { [title]: proof }), title)
  expect(result).toMatchObject({ passed: true, mismatches: [], problem: undefined })
})

test('two servers: each is deployed to, examined and asked for what it has', async () => {
  const [own, other] = [await testDatabase(), await testDatabase()]
  const [client, finance] = [await own.connect(), await other.connect()]
  await createSources(client, release.sources)
  await createSources(finance, release.otherSources)
  await finance.query("insert into finance.invoices values (1, 'DK', 40, now())")
  await client.query("insert into orders values (1, 'NO', now())")
  const readerRole = `reader_${randomUUID().replaceAll('-', '')}`
  await applyRelease(client, { ...desiredState(release), readerRole })
  releaseLater(async () => {
    await (await own.connect()).query(`drop owned by ${readerRole}; drop role ${readerRole}`)
  })

  const { host, username, password } = new URL(other.connectionString)
  const environment = {
    SIGHTLINE_WAREHOUSE_HOST: host,
    SIGHTLINE_WAREHOUSE_USER: username,
    SIGHTLINE_WAREHOUSE_PASSWORD: password,
    SIGHTLINE_WAREHOUSE_DATABASE: other.name,
    SIGHTLINE_WAREHOUSE_SSLMODE: 'disable',
  }
  const examined = async (given?: typeof environment) =>
    (await runDoctor(client, release, given)).filter(({ check }) => check === 'other databases')
  expect(await examined()).toMatchObject([
    { state: 'warning', what: expect.stringContaining('SIGHTLINE_WAREHOUSE_HOST') },
  ])
  expect(await examined(environment)).toMatchObject([
    { state: 'ok', what: 'The database warehouse has its tables, and answers 4 queries.' },
  ])

  const show = async (given: Partial<typeof environment>) => {
    const preview = await startPreview({
      content: previewContent(release),
      databaseUrl: own.connectionString,
      readerRole,
      environment: given,
      pageFolder: await previewPage(() => {}),
    })
    releaseLater(() => preview.stop())
    return preview
  }
  await open(`${(await show(environment)).url}/d/shop-sales`)
  const panels = () => page.locator('.panel tbody tr').allTextContents()
  expect(await panels()).toEqual(['NO1', 'DK40'])
  await open(`${(await show({})).url}/d/shop-sales`)
  expect(await panels()).toEqual(['NO1'])
  expect(await page.locator('.panel').allTextContents()).toContainEqual(
    expect.stringContaining('SIGHTLINE_WAREHOUSE_HOST'),
  )

  await finance.query('alter table finance.invoices rename column amount to total')
  expect(await examined(environment)).toContainEqual(
    expect.objectContaining({
      state: 'failure',
      what: expect.stringContaining('finance.invoices.amount does not exist'),
    }),
  )
})
