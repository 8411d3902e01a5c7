/** What a release was applied without: it is named until it works. */
export const failingQueries = `
alter table sightline.release add column failing jsonb not null default '[]';
comment on column sightline.release.failing is 'The queries that Postgres refused when it was applied, and why.';
`
