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

it('a text that is not there at the end of a line, or alone in it, stays nothing', () => {
  for (const size of [1, 2, 3, 100]) {
    const lines = new CsvLines([false, true])
    const bytes = Buffer.from('id,text\n1,\n2,"\n"\n3,\n')
    const parts: Buffer[] = []
    for (let from = 0; from < bytes.length; from += size)
      parts.push(lines.next(bytes.subarray(from, from + size)))
    parts.push(lines.end())
    expect(Buffer.concat(parts).toString()).toBe(`id,text\r\n1,\r\n2,"'\n"\r\n3,\r\n`)
  }
  const alone = new CsvLines([true])
  const bytes = Buffer.concat([alone.next(Buffer.from('text\n\n\n-1\n')), alone.end()])
  expect(bytes.toString()).toBe("text\r\n\r\n\r\n'-1\r\n")
})

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
