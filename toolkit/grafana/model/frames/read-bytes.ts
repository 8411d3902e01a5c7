import { FrameError } from './frame-error.ts'

/** The bytes of a `bytea` as a text: Grafana takes them for UTF-8, each byte that is none of it as one `U+FFFD`. */
export function readBytes(text: string): string {
  if (!/^\\x(?:[0-9a-f]{2})*$/i.test(text)) throw new FrameError('invalid hex format')
  const bytes = Uint8Array.from(text.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  let result = ''
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes[index] ?? 0)
    const character = decodeOne(bytes.subarray(index, index + length))
    result += character ?? '\ufffd'
    index += character === undefined ? 1 : length
  }
  return result
}

function sequenceLength(first: number): number {
  if (first < 0xc2) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeOne(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
