export interface Week {
  readonly week: number
  readonly year: number
}

/** The start of a day in UTC, also in the first hundred years, which `Date.UTC` takes for the last. */
export const dayOf = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month, day)

/** The week of a moment: weeks begin on a day (0 is Sunday), and the first one of a year has its fourth of January or its first. */
function weekOf(date: Date, firstDay: number, heldDay: number): Week {
  const sinceFirst = (date.getUTCDay() - firstDay + 7) % 7
  const start = dayOf(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - sinceFirst)
  const firstOf = (year: number) => {
    const held = new Date(dayOf(year, 0, heldDay))
    return dayOf(year, 0, heldDay - ((held.getUTCDay() - firstDay + 7) % 7))
  }
  const candidates = [date.getUTCFullYear() + 1, date.getUTCFullYear(), date.getUTCFullYear() - 1]
  const year = candidates.find((one) => firstOf(one) <= start) ?? date.getUTCFullYear()
  return { year, week: Math.round((start - firstOf(year)) / 604_800_000) + 1 }
}

export const isoWeek = (date: Date): Week => weekOf(date, 1, 4)
export const localWeek = (date: Date): Week => weekOf(date, 0, 1)
