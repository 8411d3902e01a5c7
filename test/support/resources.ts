type Release = () => Promise<unknown> | unknown

const held: Release[] = []

/** Has something released when the test file that holds it is done, the last one held first. */
export function releaseLater(release: Release): void {
  held.push(release)
}

/** Releases everything that the test file holds. */
export async function releaseAll(): Promise<void> {
  for (const release of held.splice(0).reverse()) await release()
}
