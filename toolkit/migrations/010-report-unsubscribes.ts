/** Who wants no more mails of a report. */
export const reportUnsubscribes = `
create table sightline.report_unsubscribe (
  project text not null,
  report text not null,
  recipient text not null,
  since timestamptz not null default clock_timestamp(),
  primary key (project, report, recipient)
);
comment on table sightline.report_unsubscribe is 'Who wants no more mails of a report.';
`
