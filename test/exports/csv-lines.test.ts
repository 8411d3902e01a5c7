import { expect, it } from 'vitest'
import { CsvLines } from '../../toolkit/exports/formats/csv-lines.ts'

const copied = [
  'id,=title,number',
  '1,=cmd(),-5',
  '2,"@a, ""b""',
  'and more",-6',
  '3,"\nx",7',
  '4,＝wide,8',
  '5,＞wide,9',
  '6,,10',
  '7,"",11',
  '8,a=b,-1',
].map((line) => `${line}\n`)

const wanted = [
  'id,=title,number',
  "1,'=cmd(),-5",
  '2,"\'@a, ""b""\nand more",-6',
  '3,"\'\nx",7',
  "4,'＝wide,8",
  '5,＞wide,9',
  '6,,10',
  '7,"",11',
  '8,a=b,-1',
].map((line) => `${line}\r\n`)

it('lines end with CR LF and no text is a formula, wherever the bytes of COPY are cut', () => {
  const bytes = Buffer.from(copied.join(''))
  for (let size = 1; size <= bytes.length; size++) {
    const lines = new CsvLines([false, true, false])
    const parts: Buffer[] = []
    for (let from = 0; from < bytes.length; from += size)
      parts.push(lines.next(bytes.subarray(from, from + size)))
    parts.push(lines.end())
    expect(Buffer.concat(parts).toString(), `in parts of ${size}`).toBe(wanted.join(''))
    expect(lines.rows).toBe(8)
  }
})
