let timer: NodeJS.Timeout | undefined
let isShown = false

/** On a terminal, shows that a command works which has said nothing for a second; its first words take the place. */
export function showWaiting(command: string): void {
  if (!process.stderr.isTTY) return
  timer = setTimeout(() => {
    isShown = true
    process.stderr.write(`${command} …`)
  }, 1000).unref()
}

/** Makes room for what a command says. */
export function endWaiting(): void {
  clearTimeout(timer)
  if (isShown) process.stderr.write('\r\x1b[2K')
  isShown = false
}
