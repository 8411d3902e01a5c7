/** What a check lets a column be, as far as it can be told from its text. */
export interface Bounds {
  readonly from?: number
  readonly to?: number
  readonly values?: readonly string[]
}

const number = String.raw`\(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::[\w ]+(?:\([\d,]+\))?)?`

/** The bounds that a check says of one column, whose name it writes; undefined where it says something else. */
export function checkBounds(sql: string, column: string): Bounds | undefined {
  const name = String.raw`\(?\(?"?${column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?\)?(?:::[\w ]+)?\)?`
  const values = new RegExp(
    `^\\(*${name} = ANY \\(\\(?ARRAY\\[(.*)\\]\\)?(?:::[\\w. "]+\\[\\])?\\)\\)*$`,
    's',
  ).exec(sql)
  if (values?.[1] !== undefined) return valuesIn(values[1])
  const parts = sql.replace(/^\((.*)\)$/s, '$1').split(/\) AND \(/)
  let [from, to]: (number | undefined)[] = []
  for (const part of parts) {
    const match = new RegExp(`^\\(*${name} (>=|>|<=|<) ${number}\\)*$`).exec(part)
    if (!match) return undefined
    const [, operator = '', text = ''] = match
    const value = Number(text)
    const step = 10 ** -(text.split('.')[1]?.length ?? 0)
    if (operator === '>=') from = value
    else if (operator === '>') from = value + step
    else if (operator === '<=') to = value
    else to = value - step
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function valuesIn(text: string): Bounds | undefined {
  const items = [...text.matchAll(/'((?:[^']|'')*)'(?:::[\w ."]+(?:\(\d+\))?)?/g)]
  const left = text.replace(/'(?:[^']|'')*'(?:::[\w ."]+(?:\(\d+\))?)?/g, '').replace(/[,\s()]/g, '')
  if (left !== '' || items.length === 0) return undefined
  return { values: items.map(([, value = '']) => value.replaceAll("''", "'")) }
}
