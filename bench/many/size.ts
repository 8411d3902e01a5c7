/** How many dashboards there are, and which limit each panel has. */
export const dashboards = 1000
export const limits = (index: number) => Array.from({ length: 20 }, (_, panel) => index * 100 + panel)
