import type { FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard'

/** What Grafana's front end takes a field for; JSON is `other`. */
export type FieldType = 'number' | 'string' | 'boolean' | 'time' | 'other'

/** A JSON value; `undefined` where a transformation found no value, which is not NULL. */
export type FieldValue =
  | number
  | string
  | boolean
  | null
  | undefined
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue }

/** The values of a column, with what is known of them; moments are milliseconds since 1970. */
export interface DataField {
  readonly name: string
  readonly type: FieldType
  /** The texts that tell series of one name apart; empty where there are none. */
  readonly labels: Readonly<Record<string, string>>
  /** That a transformation gave it labels, be it none: a field of time is then titled as the others are. */
  readonly labelled?: true
  readonly config: FieldConfig
  readonly values: readonly FieldValue[]
}

/** What the answer of a data source says beside its fields. */
export interface FrameNotice {
  readonly severity: 'info' | 'warning' | 'error'
  readonly text: string
}

/** How the data source calls the shape of a frame. */
export type FrameShape =
  | 'timeseries-wide'
  | 'timeseries-long'
  | 'timeseries-multi'
  | 'numeric-wide'
  | 'numeric-multi'

/** Fields of one length: what a query gives, transformations change, and panels and alerts read. */
export interface DataFrame {
  readonly refId: string
  readonly name?: string
  readonly fields: readonly DataField[]
  readonly length: number
  readonly shape?: FrameShape
  readonly notices: readonly FrameNotice[]
}

/** A frame of fields, its length that of the longest. */
export function dataFrame(
  fields: readonly DataField[],
  { refId = 'A', notices = [], ...rest }: Partial<Omit<DataFrame, 'fields' | 'length'>> = {},
): DataFrame {
  const length = Math.max(0, ...fields.map(({ values }) => values.length))
  return { refId, fields, length, notices, ...rest }
}

/** A field without labels and settings, unless given. */
export function dataField(
  name: string,
  type: FieldType,
  values: readonly FieldValue[],
  { labels = {}, config = {} }: Partial<Pick<DataField, 'labels' | 'config'>> = {},
): DataField {
  return { name, type, labels, config, values }
}
