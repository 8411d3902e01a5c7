/** The names that others import the toolkit by, longer ones first, each with its file in the package without `.js`. */
export function publicModules(): [name: string, file: string][]
