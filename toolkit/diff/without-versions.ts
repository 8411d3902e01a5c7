/** A text that names stored rows, with the names that people know: `analytics.paid__4f2a91c0` is `analytics.paid`. */
export const withoutVersions = (text: string): string => text.replace(/__[0-9a-f]{8}\b/g, '')
