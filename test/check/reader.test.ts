import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCheck } from '../../toolkit/check/run-check.ts'
import { functionOf, panelsOf, shopRelease, viewOf } from '../deploy/support/small-shop.ts'

test('every query runs as the reader, with what a deploy gives it and no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-check-'))
  try {
    const release = shopRelease(
      [
        functionOf('shop.loud', '(t text)', 'text', 'select upper(t)'),
        viewOf('shop.names', 'customer_id', 'select customer_id, name from customers'),
        panelsOf('select shop.loud(name) as name from shop.names', 'select count(*) as roles from pg_authid'),
      ],
      'the reader of a check',
    )
    const { findings } = await runCheck(release, { projectFolder: folder, rule: 'query-fails' })
    expect(findings.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'shop/Panel 2: The query fails: permission denied for table pg_authid.',
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
