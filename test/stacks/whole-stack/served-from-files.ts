import { deepStrictEqual, equal, match } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { quoteLiteral } from '../../../toolkit/sql/identifier.ts'
import { inventory } from './inventory.ts'
import { startGrafana } from './own-grafana.ts'
import { panelsShow } from './panels-show.ts'
import { expected } from './shop-in-grafana.ts'
import type { Asked, WholeStack } from './stack.ts'

/** A Grafana that reads the release from its folder, as the docs say, and then the one that replaces it. */
export async function servedFromFiles(stack: WholeStack): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'served-'))
  try {
    await serve(stack, work, { release: 'first' }, expected(stack.name, 'old', ['busy', 'quiet']))
    await serve(stack, work, { release: 'second' }, expected(stack.name, 'new', ['busy']))
  } finally {
    await succeeds(stack, ['destroy', '--yes'], {})
    await rm(work, { recursive: true, force: true })
  }
}

async function serve(stack: WholeStack, work: string, asked: Asked, wanted: readonly string[]) {
  const { name, database, readerEnvironment } = stack
  const release = join(work, 'release')
  const replaces = asked.release === 'first' ? [] : ['--replaces', release]
  await succeeds(stack, ['build', '--out', release, ...replaces], asked)
  await succeeds(stack, ['apply', '--yes', '--release', release], asked)
  const { SIGHTLINE_POSTGRES_PASSWORD: password } = readerEnvironment
  await database.query(`alter role ${name}_reader login password ${quoteLiteral(password)}`)
  const { grafana, stop } = await startGrafana(process.env.GRAFANA_HOME ?? '', join(work, 'data'), {
    ...readerEnvironment,
    SIGHTLINE_RELEASE: release,
    GF_PATHS_PROVISIONING: join(release, 'grafana/provisioning'),
  })
  try {
    // Grafana makes the folders itself, with uids of its own.
    const listed = wanted.filter((one) => !one.startsWith('folder '))
    await reads(() => inventory(grafana, name), listed)
    await panelsShow(grafana, `${name}-sales`)
    const there = { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.token }
    await succeeds(stack, ['mark', '--release', release], asked, there)
    match(await succeeds(stack, ['status', '--release', release], asked, there), /In step/)
  } finally {
    await stop()
  }
}

/** Waits until Grafana has read its files. */
async function reads(look: () => Promise<string[]>, wanted: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000
  let found = await look()
  while (JSON.stringify(found) !== JSON.stringify(wanted) && Date.now() < deadline) {
    await setTimeout(500)
    found = await look()
  }
  deepStrictEqual(found, wanted)
}

async function succeeds(
  stack: WholeStack,
  args: readonly string[],
  asked: Asked,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await stack.sightline(args, asked, environment)
  equal(code, 0, stdout + stderr)
  return stdout
}
