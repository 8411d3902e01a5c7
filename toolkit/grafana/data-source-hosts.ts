import type { DataSource } from '../define/data-source.ts'

/** Where Grafana connects to: it takes the first host that answers. */
export const hostsOf = ({ readFrom }: DataSource, replica: string, primary: string): string =>
  readFrom === 'replica' ? `${replica},${primary}` : primary

/** For how many seconds Grafana keeps a connection: one to the primary is soon made anew where a replica may be back. */
export const connectionLifetime = ({ readFrom }: DataSource): number =>
  readFrom === 'replica' ? 300 : 14_400
