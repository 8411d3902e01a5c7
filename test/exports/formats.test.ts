import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { parquetReadObjects } from 'hyparquet'
import { type ExportFormatName, exportFormats, runExport, type WantedRows } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { exportedProject, hostile } from './exported-project.ts'

let project: Awaited<ReturnType<typeof exportedProject>>
beforeAll(async () => {
  project = await exportedProject()
})

const everything: WantedRows = {
  user: undefined,
  from: undefined,
  to: undefined,
  now: new Date('2026-02-01T00:00:00Z'),
}

async function exported(
  format: ExportFormatName,
  name = 'titles',
  wanted: Partial<WantedRows> = {},
): Promise<Buffer> {
  const out = new PassThrough()
  const bytes = buffer(out)
  const options = {
    name,
    format: exportFormats[format],
    wanted: { ...everything, ...wanted },
    timeout: 10_000,
    onRows: () => {},
  }
  const rows = await runExport(project.client, project.release, options, out)
  expect(rows).toBeGreaterThanOrEqual(0)
  return bytes
}

describe('an export keeps what people typed', () => {
  it('as CSV of RFC 4180, where no text can become a formula', async () => {
    const records = parseCsv((await exported('csv')).toString('utf8'))
    expect(records[0]).toEqual(['title_id', 'user_id', 'title', 'amount', 'day', 'at', 'shown', 'extra'])
    const neutral = (title: string) => (/^[=+@\t-]/.test(title) ? `'${title}` : title)
    expect(records.slice(1).map((record) => record[2])).toEqual(hostile.map(neutral))
    expect(records[1]?.slice(3, 6)).toEqual([
      '123456789012345678.00',
      '2026-01-31',
      '2026-01-01 12:30:15.123+00',
    ])
  })

  it('as JSON, with every digit of a decimal', async () => {
    const text = (await exported('json')).toString('utf8')
    const rows: { title: string; at: string; extra: { lines: string } }[] = JSON.parse(text)
    expect(rows.map(({ title }) => title)).toEqual(hostile)
    expect(text).toContain('"amount":123456789012345678.14')
    expect(rows[0]).toMatchObject({
      at: '2026-01-01T12:30:15.123+00:00',
      extra: { lines: 'a\nb' },
      shown: true,
    })
  })

  it('as a line of JSON for each row', async () => {
    const lines = (await exported('ndjson')).toString('utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).title)).toEqual(hostile)
  })

  it('as Excel, with types, and exact where Excel has no number for it', async () => {
    const { sheets } = await readXlsx(await exported('xlsx'))
    const [header, ...rows] = sheets[0]?.rows ?? []
    expect(header?.[2]).toBe('title')
    expect(rows.map((cells) => cells[2] ?? '')).toEqual(hostile)
    expect(rows[0]?.[3]).toBe('123456789012345678.00')
    expect(rows[0]?.[5]).toEqual(new Date('2026-01-01T12:30:15.123Z'))
    expect(rows[1]?.[6]).toBe(false)
  })

  it('as Parquet, with exact decimals and microseconds', async () => {
    const bytes = await exported('parquet')
    const file = new Uint8Array(bytes).buffer
    const rows = await parquetReadObjects({ file })
    expect(rows.map(({ title }) => title)).toEqual(hostile)
    expect(rows[0]).toMatchObject({ at: new Date('2026-01-01T12:30:15.123Z'), shown: true })
    expect(rows[1]).toMatchObject({ amount: null, day: null })
  })

  it('as a PDF that can be read and searched, in every script', async () => {
    const file = join(await temporaryFolder(), 'titles.pdf')
    writeFileSync(file, await exported('pdf'))
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    for (const title of ['plain', 'with, a comma', '=cmd()', '視頻', 'back\\slash'])
      expect(text).toContain(title)
    for (const word of ['שלום', 'עולם']) expect(text).toContain(word)
    expect(text).toMatch(/1 ?\/ ?1/)
    expect(execFileSync('pdffonts', [file], { encoding: 'utf8' })).toMatch(/NotoSansHebrew.*yes/)
  })
})

describe('an empty export', () => {
  const nobody = { user: 'nobody' }

  it('is an empty list of JSON, no line of NDJSON, and a CSV of its header', async () => {
    expect(JSON.parse((await exported('json', 'titles', nobody)).toString())).toEqual([])
    expect((await exported('ndjson', 'titles', nobody)).length).toBe(0)
    expect(parseCsv((await exported('csv', 'titles', nobody)).toString())).toHaveLength(1)
  })

  it.each(['xlsx', 'parquet', 'pdf'] as const)('is a file of %s that opens', async (format) => {
    expect((await exported(format, 'titles', nobody)).length).toBeGreaterThan(100)
  })
})

describe('what is exported', () => {
  const ids = async (name: string, wanted: Partial<WantedRows>): Promise<string[]> =>
    JSON.parse((await exported('json', name, wanted)).toString()).map(
      (row: { title_id: string }) => row.title_id,
    )

  it("is one user's rows and nobody else's, for every user", async () => {
    const all = await ids('all-titles', {})
    const each = await Promise.resolve(['user 0', 'user 1', 'user 2']).then(async (users) => {
      const found: string[] = []
      for (const user of users) {
        const own = JSON.parse((await exported('json', 'titles', { user })).toString())
        expect(own.map((row: { user_id: string }) => row.user_id)).toEqual(own.map(() => user))
        found.push(...own.map((row: { title_id: string }) => row.title_id))
      }
      return found
    })
    expect(each.sort()).toEqual(all)
  })

  it('cannot be widened by what stands in the name of a user', async () => {
    expect(await ids('titles', { user: "user 0' or true --" })).toEqual([])
  })

  it('is cut to the stretch of time, without its end', async () => {
    const from = new Date('2026-01-02T00:00:00Z')
    const to = new Date('2026-01-04T12:30:15.123Z')
    expect(await ids('titles', { from, to })).toEqual(['t01', 't02'])
  })

  it('is a panel over the time that is asked for', async () => {
    const from = new Date('2026-01-03T00:00:00Z')
    const to = new Date('2026-01-03T23:00:00Z')
    expect(await ids('shop/Recent titles', { from, to })).toEqual(['t02'])
  })

  it('is a view, whether readers may see it or not', async () => {
    const rows = JSON.parse((await exported('json', 'shop.by_user')).toString())
    expect(rows).toContainEqual({ user_id: 'user 0', titles: 5 })
  })
})

describe('an export is refused', () => {
  it.each([
    ['whose name nobody knows', 'nothing', {}, 'unknown-export'],
    ['of one user where rows are nobody’s', 'all-titles', { user: 'user 0' }, 'export-not-for-users'],
    ['of one user where it is a view', 'shop.by_user', { user: 'user 0' }, 'export-not-for-users'],
    ['of a stretch of time where rows have none', 'all-titles', { from: new Date(0) }, 'export-without-time'],
  ])('%s', async (_, name, wanted, code) => {
    await expect(exported('csv', name, wanted)).rejects.toMatchObject({ code })
  })

  it('for a role that may not read as the readers', async () => {
    const { client, release } = project
    await client.query(`create role stranger_${project.name}`)
    await client.query(`set role stranger_${project.name}`)
    await expect(exported('csv')).rejects.toMatchObject({
      code: 'reader-not-settable',
      message: expect.stringContaining(`grant ${release.project.readerRole} to stranger_`),
    })
    await client.query('reset role')
    await client.query(`drop role stranger_${project.name}`)
  })

  it('where the readers may not read, with what gives it to them', async () => {
    const { client, release } = project
    const { readerRole } = release.project
    await client.query(`revoke all on titles from ${readerRole}`)
    await expect(exported('csv')).rejects.toMatchObject({
      code: 'missing-privilege',
      message: expect.stringMatching(/permission denied for table titles[\s\S]*sightline apply/),
    })
    await client.query(`grant select on titles to ${readerRole}`)
  })

  it('with words where a text does not fit into a cell of Excel', async () => {
    const { client } = project
    await client.query(
      `insert into titles values ('long', 'long', repeat('x', 32768), null, null, '2025-01-01', true, null)`,
    )
    await expect(exported('xlsx', 'titles', { user: 'long' })).rejects.toMatchObject({
      code: 'value-does-not-fit',
    })
    await client.query(`delete from titles where title_id = 'long'`)
  })
})

/** CSV by RFC 4180, strictly: records end with CR LF, and a quote stands only where it may. */
function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end] = field.exec(text) ?? []
    if (end === undefined) throw new Error(`not RFC 4180 at ${text.slice(-40)}`)
    record.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}
