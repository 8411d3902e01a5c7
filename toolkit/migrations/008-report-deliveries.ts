/** The mails of reports: one for each report, recipient and period, and how far each has come. */
export const reportDeliveries = `
create table sightline.report_delivery (
  id bigint generated always as identity primary key,
  project text not null,
  report text not null,
  recipient text not null,
  period date not null,
  message_id text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'skipped', 'refused')),
  attempts integer not null default 0,
  next_attempt timestamptz not null default clock_timestamp(),
  leased_until timestamptz,
  last_error text,
  noted_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  unique (project, report, recipient, period)
);
comment on table sightline.report_delivery is 'The mails of reports, one for each report, recipient and period.';
create index report_delivery_due on sightline.report_delivery (project, report, next_attempt) where state in ('waiting', 'sending');
`
