/** Whether a release was asked for as a way back: asked again, it is the same way. */
export const rollbacks = `
alter table sightline.release add column is_rollback boolean not null default false;
comment on column sightline.release.is_rollback is 'Whether it was asked for as the way back from the release before.';
`
