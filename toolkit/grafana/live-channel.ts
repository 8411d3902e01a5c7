/** The name of a project's stream in Grafana Live, which takes letters, digits, `-` and `_`. */
export const streamName = (project: string): string => project.replaceAll(/[^\w-]/g, '-')

/** The channel of Grafana Live into which the live server of a project pushes its figures. */
export const figuresChannel = (project: string): string => `stream/${streamName(project)}/figures`
