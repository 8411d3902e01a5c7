const timePicker =
  /\$__(?:timeFilter|timeFrom|timeTo|unixEpoch(?:Nano)?(?:Filter|From|To))\b|\$\{?__(?:from|to)\b/

/** Whether a SQL text depends on the time range that people choose. */
export const usesTimeRange = (sql: string): boolean => timePicker.test(sql)
