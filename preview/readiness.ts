let pending = 0

/** Counts what is still being asked for, so that whoever takes a picture knows when all is there. */
export async function whileLoading<T>(work: Promise<T>): Promise<T> {
  pending++
  document.documentElement.dataset.state = 'loading'
  try {
    return await work
  } finally {
    pending--
    if (pending === 0) requestAnimationFrame(() => requestAnimationFrame(settle))
  }
}

function settle(): void {
  if (pending === 0) document.documentElement.dataset.state = 'ready'
}
