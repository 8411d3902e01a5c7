const type = 'grafana-postgresql-datasource'

/** The data sources of the Grafana that was recorded, in its order. */
export const grafanaDataSources = ['pg', 'pgdown', 'pgmin', 'pgts'].map((name) => ({ name, uid: name, type }))
