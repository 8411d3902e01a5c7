interface FileParts {
  readonly user: string | undefined
  readonly from: Date | undefined
  readonly to: Date | undefined
}

/**
 * The file of an export, the same for the same request.
 *
 * @example exportFileName('videos', { user: 'u1', from, to: undefined }, 'csv') // 'videos-u1-from-2026-01-01.csv'
 */
export function exportFileName(name: string, { user, from, to }: FileParts, extension: string): string {
  const day = (moment: Date) => moment.toISOString().replace(/T00:00:00.000Z$|:\d\d\.\d{3}Z$/, '')
  const parts = [name, user, from && `from-${day(from)}`, to && `to-${day(to)}`]
  const words = parts.flatMap((part) => (part ? [part.replace(/[^\p{L}\p{N}._-]+/gu, '-')] : []))
  return `${words.join('-')}.${extension}`
}
