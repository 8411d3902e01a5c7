import type { Random } from './random.ts'

const firstNames = [
  'ada',
  'ben',
  'chloe',
  'dario',
  'elif',
  'farah',
  'gabe',
  'hana',
  'ivan',
  'jules',
  'kofi',
  'lena',
  'marco',
  'nadia',
  'omar',
  'priya',
  'quinn',
  'rosa',
  'sven',
  'tara',
  'uma',
  'viktor',
  'wren',
  'yuki',
  'zoe',
] as const
const lastNames = [
  'alvarez',
  'brandt',
  'chen',
  'dubois',
  'eriksen',
  'fischer',
  'garcia',
  'haddad',
  'ito',
  'jansen',
  'kowalski',
  'lopez',
  'mbeki',
  'novak',
  'okafor',
  'patel',
  'rossi',
  'silva',
  'turner',
  'weber',
] as const
const mailHosts = ['example.com', 'example.net', 'example.org', 'mail.example.com'] as const

/** The address of the user at an index; no two are the same. */
export function emailAddress(random: Random, index: number): string {
  const number = index < firstNames.length ? '' : String(index)
  const first = firstNames[index % firstNames.length] ?? firstNames[0]
  return `${first}.${random.pick(lastNames)}${number}@${random.pick(mailHosts)}`
}
