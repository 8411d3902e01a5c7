import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import {
  fenced,
  htmlText,
  markdownCell,
  markdownLine,
  mermaidLabel,
} from '../../toolkit/diff/report/markdown-text.ts'

const render = (markdown: string) =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })

/** What a reader sees, in one line; what has no width is not seen. */
const seen = (html: string) =>
  flat(
    html
      .replaceAll(/<!--.*?-->/gs, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll(/&#8203;|\u200b/g, ''),
  )
const flat = (text: string) => text.replaceAll(/[\s\0]+/g, ' ').trim()
const tags = (html: string) => [
  ...new Set((html.match(/<\/?[a-z]\w*/gi) ?? []).map((tag) => tag.replace('/', ''))),
]

const pieces = [
  ...'`*_~[]()<>&|\\#+-=!@$:;"\'./0 \n\r\t',
  ...[
    'a',
    'B',
    'word',
    'ada',
    '12',
    '1.',
    '```',
    '~~~',
    '<b>',
    '</details>',
    '<img src=x onerror=y>',
    '<!--',
  ],
  ...[
    '&lt;',
    '&#64;',
    '@ada',
    '#1',
    '](javascript:x)',
    '![x](y)',
    '---',
    '| a |',
    '\n\n',
    '\n# ',
    '$x$',
    'é',
    '数',
  ],
]
/** Texts as somebody would write them who wants out. */
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''))
const runs = { numRuns: 1500, seed: 20 }

test('plain words are shown as they are, and nothing else', () => {
  fc.assert(
    fc.property(text, (words) => {
      const html = render(`- panel ${markdownLine([words])}`)
      expect(seen(html)).toBe(flat(`panel ${words}`))
      expect(new Set(tags(html))).toEqual(new Set(['<ul', '<li']))
    }),
    runs,
  )
})

test('plain words that begin a line are shown as they are', () => {
  fc.assert(
    fc.property(text, (words) => {
      fc.pre(flat(words) !== '')
      const html = render(`- ${markdownLine([words])}`)
      expect(seen(html)).toBe(flat(words))
      expect(new Set(tags(html))).toEqual(new Set(['<ul', '<li']))
    }),
    runs,
  )
})

test('names are code, whatever they hold', () => {
  fc.assert(
    fc.property(text, (name) => {
      const html = render(`- panel ${markdownLine([{ code: name }, ' added'])}`)
      expect(seen(html)).toBe(flat(`panel ${name} added`))
      expect(tags(html).toSorted()).toEqual(['<code', '<li', '<ul'])
    }),
    runs,
  )
})

test('a cell of a table stays one cell', () => {
  fc.assert(
    fc.property(text, text, (name, words) => {
      const html = render(
        `| a | b |\n| --- | --- |\n| ${markdownCell([{ code: name }])} | ${markdownCell([words])} |\n`,
      )
      const cells = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = '']) => seen(cell))
      expect(cells).toEqual([flat(name), flat(words)])
    }),
    runs,
  )
})

test('a summary holds no tag, no markdown and no mention', () => {
  fc.assert(
    fc.property(text, (name) => {
      const html = render(`<details><summary>${htmlText([{ code: name }])}</summary>\n\nBelow.\n\n</details>`)
      expect(tags(html).toSorted()).toEqual(['<details', '<p', '<summary'])
      expect(seen(/<summary>(.*)<\/summary>/s.exec(html)?.[1] ?? '')).toBe(flat(name))
    }),
    runs,
  )
})

test('code stays in its fence', () => {
  fc.assert(
    fc.property(text, (code) => {
      const html = render(fenced('diff', `+ ${code}`))
      expect(tags(html).toSorted()).toEqual(['<code', '<pre'])
      expect(seen(html)).toBe(flat(`+ ${code}`))
    }),
    runs,
  )
})

test('a label of a chart ends neither itself nor the fence', () => {
  fc.assert(
    fc.property(text, (name) => {
      const label = mermaidLabel(name)
      expect(label).toMatch(/^"[^"`<>\n\r[\]{}|;#\\]*(?:#(?:quot|\d+);[^"`<>\n\r[\]{}|;#\\]*)*"$/)
      const decoded = label
        .slice(1, -1)
        .replaceAll('#quot;', '"')
        .replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      expect(decoded).toBe(flat(name))
    }),
    runs,
  )
})

test('nobody is told by an @, and no issue is linked by a number, outside of code', () => {
  fc.assert(
    fc.property(text, (words) => {
      for (const safe of [markdownLine([words]), markdownCell([words]), htmlText([words])])
        expect(safe.replaceAll('&#8203;', '\u200b').replaceAll(/\\([^\w\s])/g, '$1')).not.toMatch(
          /@[a-z\d]|#\d/i,
        )
    }),
    runs,
  )
})
