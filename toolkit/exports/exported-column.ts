import type { ClientBase } from 'pg'

/** What a file can make of the values of a column. */
export type ValueKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'json'
  | 'other'

/** A column of exported rows. */
export interface ExportedColumn {
  readonly name: string
  readonly kind: ValueKind
  /** As Postgres writes it: `numeric(12,2)`. */
  readonly type: string
  /** Digits in all and behind the point, where the type of a decimal says so. */
  readonly precision: number | undefined
  readonly scale: number | undefined
}

interface Described {
  readonly type: string
  readonly base: string
  readonly category: string
  readonly modifier: number
}

/** The columns that a statement returns, without running it. */
export async function exportedColumns(client: ClientBase, sql: string): Promise<ExportedColumn[]> {
  const { fields } = await client.query(`select * from (\n${sql}\n) as exported limit 0`)
  const { rows } = await client.query<Described>(
    `select format_type(f.oid, f.modifier) as type, coalesce(base.typname, t.typname) as base,
       t.typcategory as category, coalesce(nullif(t.typtypmod, -1), f.modifier) as modifier
     from unnest($1::oid[], $2::integer[]) with ordinality as f(oid, modifier, position)
     join pg_type t on t.oid = f.oid
     left join pg_type base on base.oid = nullif(t.typbasetype, 0)
     order by f.position`,
    [fields.map(({ dataTypeID }) => dataTypeID), fields.map(({ dataTypeModifier }) => dataTypeModifier)],
  )
  return rows.map(({ type, base, category, modifier }, index) => {
    const kind = kindOf(base, category)
    const sized = kind === 'decimal' && modifier > 0 ? modifier - 4 : undefined
    return {
      name: fields[index]?.name ?? '',
      kind,
      type,
      precision: sized === undefined ? undefined : (sized >> 16) & 0xffff,
      scale: sized === undefined ? undefined : sized & 0x7ff,
    }
  })
}

const kinds: Readonly<Record<string, ValueKind>> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'decimal',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  json: 'json',
  jsonb: 'json',
}

/** Texts, enums and what an extension adds may hold what a person typed. */
function kindOf(base: string, category: string): ValueKind {
  return kinds[base] ?? (/[SEUX]/.test(category) ? 'text' : 'other')
}
