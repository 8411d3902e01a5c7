import type { Firing } from '../backtest/replay.ts'
import type { Backtest } from '../backtest/run-backtest.ts'
import { stretchesOf } from '../backtest/stretches.ts'
import type { BacktestInfo, PastFiring } from './api.ts'

/** More parts than these cannot be told apart in a picture. */
const most = 480

/** A backtest as the page shows it. */
export function backtestInfo(test: Backtest): BacktestInfo {
  const {
    from,
    to,
    condition,
    bounds,
    evaluations,
    firings,
    firingHours,
    thresholds,
    moments,
    exact,
    notes,
  } = test
  return {
    from: from.getTime(),
    to: to.getTime(),
    condition,
    bounds,
    evaluations,
    firings: firings.map(pastFiring),
    firingHours,
    thresholds,
    stretches: stretchesOf(moments, most),
    notes: exact ? [...notes, 'Rows later than each evaluation were held back.'] : notes,
  }
}

const pastFiring = ({ from, to, ...firing }: Firing): PastFiring => ({
  ...firing,
  from: from.getTime(),
  to: to?.getTime() ?? null,
})
