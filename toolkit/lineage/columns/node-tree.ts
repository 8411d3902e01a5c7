/** A node of the parse tree of Postgres, as its catalogue prints it: `{VAR :varno 1 :varattno 2}`. */
export interface TreeNode {
  readonly type: string
  readonly fields: ReadonlyMap<string, TreeValue>
}

/** A value of a field: `<>` is undefined; words that follow each other are a list. */
export type TreeValue = TreeNode | string | readonly TreeValue[] | undefined

/**
 * Reads a `pg_node_tree`, whose fields differ between versions while its form does not.
 *
 * @example parseNodeTree('({VAR :varno 1 :varattno 2})')
 */
export function parseNodeTree(text: string): TreeValue {
  let position = 0
  const next = (): string => {
    token.lastIndex = position
    const [found = '', , word = ''] = token.exec(text) ?? []
    position += found.length
    return word
  }
  const peek = (): string => {
    const before = position
    const word = next()
    position = before
    return word
  }
  const value = (): TreeValue => {
    const word = next()
    if (word === '{') return node()
    if (word === '(') return list(')')
    if (word === '[') return list(']')
    return word === '<>' ? undefined : unescaped(word)
  }
  const list = (end: string): TreeValue[] => {
    const values: TreeValue[] = []
    while (peek() !== end && position < text.length) values.push(value())
    next()
    return values
  }
  const node = (): TreeNode => {
    const type = next()
    const fields = new Map<string, TreeValue>()
    while (peek() !== '}' && position < text.length) {
      const name = next().slice(1)
      const values = [value()]
      while (peek() !== '}' && !peek().startsWith(':') && position < text.length) values.push(value())
      fields.set(name, values.length === 1 ? values[0] : values)
    }
    next()
    return { type, fields }
  }
  return value()
}

/** A bracket, a text in quotes, or a word; within both, what has a meaning stands behind a backslash. */
const token = /(\s*)([{}()[\]]|"(?:\\[\s\S]|[^"\\])*"|(?:\\[\s\S]|[^\s{}()[\]\\])+)/y

const unescaped = (word: string): string =>
  (word.startsWith('"') ? word.slice(1, -1) : word).replaceAll(/\\([\s\S])/g, '$1')

export const isNode = (value: TreeValue): value is TreeNode =>
  typeof value === 'object' && !Array.isArray(value) && 'fields' in value

/** The node in a field, if there is one. */
export function nodeIn(node: TreeNode, field: string): TreeNode | undefined {
  const value = node.fields.get(field)
  return isNode(value) ? value : undefined
}

/** The nodes of a list in a field. */
export const nodesIn = (node: TreeNode, field: string): TreeNode[] => listIn(node, field).filter(isNode)

/** The list in a field; empty where there is none. */
export function listIn(node: TreeNode, field: string): readonly TreeValue[] {
  const value = node.fields.get(field)
  return Array.isArray(value) ? value : []
}

/** The number in a field; 0 where there is none. */
export function numberIn(node: TreeNode, field: string): number {
  const value = node.fields.get(field)
  return typeof value === 'string' ? Number(value) : 0
}

/** The text in a field; empty where there is none. */
export function textIn(node: TreeNode, field: string): string {
  const value = node.fields.get(field)
  return typeof value === 'string' ? value : ''
}
