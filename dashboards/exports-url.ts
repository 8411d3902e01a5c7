/** Where `sightline serve` answers, for the links that take rows away. */
export const exportsUrl = process.env.EXPORTS_URL ?? 'http://127.0.0.1:8081'
