import { quoteIdentifier } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That transactions may write, unless somebody set them otherwise for the server, the database or the role. */
export async function examineWritable({ client, role, database }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('writable')
  const { rows } = await client.query<{ setting: string; source: string; standby: boolean }>(
    "select setting, source, pg_is_in_recovery() as standby from pg_settings where name = 'default_transaction_read_only'",
  )
  const { setting, source, standby } = rows[0] ?? { setting: 'off', source: 'default', standby: false }
  if (standby)
    return [failure('Transactions may not write on a standby.', 'Give the address of the primary.')]
  if (setting === 'off') return [ok('Transactions may write.')]
  const where: Readonly<Record<string, { what: string; next: string }>> = {
    user: {
      what: 'for this role',
      next: `ALTER ROLE ${quoteIdentifier(role)} RESET default_transaction_read_only`,
    },
    database: {
      what: 'for this database',
      next: `ALTER DATABASE ${quoteIdentifier(database)} RESET default_transaction_read_only`,
    },
    client: {
      what: 'by the address',
      next: 'Remove default_transaction_read_only from the address or PGOPTIONS.',
    },
  }
  const { what, next } = where[source] ?? {
    what: `by ${source}`,
    next: `ALTER ROLE ${quoteIdentifier(role)} SET default_transaction_read_only = off`,
  }
  return [failure(`Transactions are read-only, set so ${what}.`, next)]
}
