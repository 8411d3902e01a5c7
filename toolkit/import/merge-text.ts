import { diffArrays } from 'diff'
import { mergeImports } from './merge-imports.ts'

/** A text that was changed on two sides, with both changes. */
export interface MergedText {
  readonly text: string
  /** Lines that stay as a person wrote them, although the database changed what they say. */
  readonly kept: readonly string[]
}

/** What makes a line the same line though it says something else: what it declares. */
export function lineKey(line: string): string {
  const name = /^\s*(?:export const )?((?:[\w$]+|'[^']*'|"[^"]*"))(?::| =)/.exec(line)?.[1]
  return name === undefined ? line.trim() : name.replace(/^(["'])(.*)\1$/, '$2')
}

/** Brings the changes between two texts that were generated into one that people may have edited since. */
export function mergeText(base: string, ours: string, theirs: string): MergedText {
  if (ours === base) return { text: theirs, kept: [] }
  if (theirs === base) return { text: ours, kept: [] }
  const lines = ours.split('\n')
  const kept: string[] = []
  let anchor = -1
  const changes = diffArrays(bodyLines(base), bodyLines(theirs))
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index]
    if (!change) continue
    if (!change.added && !change.removed) {
      for (const line of change.value) anchor = find(lines, line, anchor)
      continue
    }
    const next = changes[index + 1]
    const removed = change.removed ? change.value : []
    const added = change.added ? change.value : next?.added ? next.value : []
    if (change.removed && next?.added) index++
    anchor = applyChange({ lines, removed, added, kept }, anchor)
  }
  return { text: mergeImports(base, lines.join('\n'), theirs), kept }
}

interface Change {
  readonly lines: string[]
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly kept: string[]
}

/** Replaces, drops and adds lines after the last one that both sides have; returns the last line that was dealt with. */
function applyChange({ lines, removed, added, kept }: Change, anchor: number): number {
  let at = anchor
  const fresh = new Map(added.map((line) => [lineKey(line), line]))
  for (const line of removed) {
    const key = lineKey(line)
    const found = find(lines, line, -1)
    const replacement = fresh.get(key)
    fresh.delete(key)
    if (found < 0) continue
    if (lines[found] !== line) {
      kept.push((lines[found] ?? '').trim())
      at = found
    } else if (replacement === undefined) {
      lines.splice(found, 1)
      if (found <= at) at--
    } else {
      lines[found] = replacement
      at = found
    }
  }
  for (const line of fresh.values()) {
    lines.splice(at + 1, 0, line)
    at++
  }
  return at
}

/** Where a line stands: as it was written, or with what it declares. */
function find(lines: readonly string[], line: string, otherwise: number): number {
  const exact = lines.indexOf(line)
  if (exact >= 0) return exact
  if (line.trim() === '') return otherwise
  const key = lineKey(line)
  const found = lines.findIndex((one) => lineKey(one) === key)
  return found >= 0 ? found : otherwise
}

/** Imports are merged by the names that they import. */
const bodyLines = (text: string) => text.replace(/^import \{[^}]*\} from '[^']*'\n/gm, '').split('\n')
