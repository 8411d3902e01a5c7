import { RequestRefused } from '../realtime/server/request-refused.ts'

/** The parameters of an address, by their names. */
export type AddressQuery = Readonly<Record<string, string | undefined>>

/**
 * The parameters of the address of a request.
 *
 * @throws RequestRefused where one is given twice, and nobody could say which counts
 */
export function readQuery(address: string): AddressQuery {
  const [, text = ''] = /\?(.*)$/s.exec(address) ?? []
  const given = [...new URLSearchParams(text)]
  const twice = given.find(([name], place) => given.findIndex(([other]) => other === name) < place)
  if (twice) throw new RequestRefused(400, `give ${twice[0]} once`)
  return Object.fromEntries(given)
}
