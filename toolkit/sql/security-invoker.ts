/** Whether the options of a view have it read with the rights of who reads it. */
export const isSecurityInvoker = (options: readonly string[]): boolean =>
  options.some((option) => /^security_invoker=(?:true|on|yes|1)$/.test(option))
