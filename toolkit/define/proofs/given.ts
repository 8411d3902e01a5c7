import { rememberSite } from '../../foundation/definition-site.ts'
import type { AlertRule } from '../alerts/alert-rule.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import type { Relation } from '../relation.ts'
import type { Report, ReportSection } from '../reports/report.ts'
import type { Expectation, ExpectedAlert, ExpectedRow, Opened, ProvenState, Shown } from './expectation.ts'
import type { ExpectedSections, ReportedSection } from './expected-report.ts'
import type { GivenRows, GivenThing } from './given-row.ts'

/** Rows and events, a moment, and what must be seen of them; each method returns a proof that expects more. */
export class Given {
  readonly rows: readonly GivenThing[]
  /** When it is; as the file of proofs says unless given. */
  readonly now: Date | undefined
  readonly expectations: readonly Expectation[]

  constructor(rows: readonly GivenThing[], now?: Date, expectations: readonly Expectation[] = []) {
    this.rows = rows
    this.now = now
    this.expectations = expectations
  }

  /** Says when it is. */
  at(now: string | Date): Given {
    return rememberSite(new Given(this.rows, new Date(now), this.expectations), this.at)
  }

  /** A view has these rows and no others; of each the columns named are compared. */
  view<Row>(view: Relation<string, Row>, rows: readonly ExpectedRow<NoInfer<Row>>[]): Given {
    return rememberSite(this.#and({ of: 'view', view, rows }), this.view)
  }

  /** A panel shows these texts in these colours. */
  panel(dashboard: Dashboard, title: string, shown: Shown, opened: Opened = {}): Given {
    return rememberSite(this.#and({ of: 'panel', dashboard, title, shown, opened }), this.panel)
  }

  /** A rule that is evaluated for the first time has one alert, in this state. */
  alert(rule: AlertRule, state: ProvenState, details: Omit<ExpectedAlert, 'state'> = {}): Given {
    return rememberSite(this.#and({ of: 'alert', rule, alerts: [{ state, ...details }] }), this.alert)
  }

  /** A rule that is evaluated for the first time has these alerts and no others. */
  alerts(rule: AlertRule, alerts: readonly ExpectedAlert[]): Given {
    return rememberSite(this.#and({ of: 'alert', rule, alerts }), this.alerts)
  }

  /** The report of a user, of the period that is over, says this in the sections that are named. */
  report<const Sections extends readonly ReportSection[]>(
    report: Report<Sections>,
    user: string,
    sections: ExpectedSections<NoInfer<Sections>>,
  ): Given
  report(
    report: Report,
    user: string,
    sections: Readonly<Record<string, ReportedSection | undefined>>,
  ): Given {
    return rememberSite(this.#and({ of: 'report', report, user, sections }), this.report)
  }

  /** A report goes to those who have these ids, and nobody else. */
  recipients(report: Report, ids: readonly string[]): Given {
    return rememberSite(this.#and({ of: 'recipients', report, ids }), this.recipients)
  }

  #and(expectation: Expectation): Given {
    return new Given(this.rows, this.now, [...this.expectations, expectation])
  }
}

/**
 * Begins a proof with the rows that there are, and the events that happened.
 *
 * @example given(order({ amount: 20 })).view(dailyRevenue, [{ day: '2026-03-15', revenue: 20 }])
 */
export function given(...rows: GivenRows): Given {
  return rememberSite(new Given(rows.flat()), given)
}
